/** A word, a number or a mark of punctuation; offsets are UTF-16 positions in the whole title or text. */
export interface Word {
  /** As written, apart from quotes and dashes brought to their plain form. */
  text: string;
  /** Lower case, without diacritics and full stops: what lexicons are keyed by. */
  key: string;
  kind: 'word' | 'number' | 'mark';
  /** Begins with a capital letter. */
  capital: boolean;
  /** Joined to the word before it by a hyphen (`drone` in `anti-drone`). */
  glued: boolean;
  start: number;
  end: number;
}

const PLAIN: Record<string, string> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u02bc': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u00ab': '"',
  '\u00bb': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
};

/**
 * The text with quotes and dashes in their plain form and every kind of space, control, zero-width and
 * direction mark as a space. Every UTF-16 unit stays in its place, so offsets in it are offsets in the text.
 */
export function plainText(text: string): string {
  return text.replace(
    /[\u2018\u2019\u02bc\u201c\u201d\u201e\u00ab\u00bb\u2010-\u2014\u2212]|[\u0000-\u0009\u000b-\u001f\u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g,
    (mark) => PLAIN[mark] ?? ' ',
  );
}

/** A lexicon's key of a name or word: lower case, no diacritics, hyphens as spaces, no full stops or apostrophes. */
export function keyOf(name: string): string {
  if (/^[A-Za-z]+$/.test(name)) return name.toLowerCase();
  const plain = plainText(name)
    .replace(/-/g, ' ')
    .replace(/[.']/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
  return isAscii(plain) ? plain : plain.normalize('NFD').replace(/\p{M}/gu, '');
}

const WORD =
  /(?:\p{Lu}\.){2,}|\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+(?:'(?!s\b)[\p{L}\p{M}]+)*|'s\b|[^\s\p{L}\p{M}\p{N}]/u;

/** The words of `plain` (as `plainText` gives it) between two offsets. */
export function wordsOf(plain: string, start: number, end: number): Word[] {
  const words: Word[] = [];
  for (let at = start; at < end; ) {
    const unit = plain.charCodeAt(at);
    if (unit === 32 || unit === 10) {
      at++;
      continue;
    }
    const to = plainWordEnd(plain, at, end);
    const word = to > at ? asciiWord(plain.slice(at, to), at) : wordByPattern(plain, at, end);
    if (word === null) {
      at++;
      continue;
    }
    const before = words.at(-1);
    if (word.kind !== 'mark' && before?.text === '-' && before.end === at) {
      const wordBefore = words.at(-2);
      if (wordBefore && wordBefore.kind !== 'mark' && wordBefore.end === before.start) {
        words.pop();
        word.glued = true;
      }
    }
    words.push(word);
    at = word.end;
  }
  return words;
}

/** Where a word of plain letters ends that begins at `at`; `at` itself where the pattern has to look. */
function plainWordEnd(plain: string, at: number, end: number): number {
  let to = at;
  while (to < end && isAsciiLetter(plain.charCodeAt(to))) to++;
  if (to === end || to === at) return to;
  const next = plain.charCodeAt(to);
  return next === 39 || next > 127 || (next === 46 && to === at + 1) ? at : to;
}

function asciiWord(text: string, start: number): Word {
  const capital = text.charCodeAt(0) < 97;
  const key = text.toLowerCase();
  return { text, key, kind: 'word', capital, glued: false, start, end: start + text.length };
}

const WORD_HERE = new RegExp(WORD.source, 'uy');

function wordByPattern(plain: string, at: number, end: number): Word | null {
  WORD_HERE.lastIndex = at;
  const found = WORD_HERE.exec(plain)?.[0];
  if (found === undefined) return null;
  // A word that the end cuts in two is read as far as it goes.
  const text = at + found.length > end ? plain.slice(at, end) : found;
  const kind =
    isDigit(text.charCodeAt(0)) || /^\p{N}/u.test(text) ? 'number' : isMark(text) ? 'mark' : 'word';
  return wordAt(text, kind, at);
}

function wordAt(text: string, kind: Word['kind'], start: number): Word {
  const key = kind === 'word' && text !== "'s" ? keyOf(text) : text.toLowerCase();
  const first = text.charCodeAt(0);
  const capital = kind === 'word' && (first < 128 ? first >= 65 && first <= 90 : /^\p{Lu}/u.test(text));
  return { text, key, kind, capital, glued: false, start, end: start + text.length };
}

function isMark(text: string): boolean {
  return text !== "'s" && !/^[\p{L}\p{M}]/u.test(text);
}

function isAsciiLetter(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90);
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
