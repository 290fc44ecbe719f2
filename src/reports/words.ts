import { type Joint, type Word, wordAt } from './forms.ts';

export type { Word } from './forms.ts';

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
  // The little that isn't ASCII is found by the shortest pattern, and only then told apart.
  return text.replace(/[^\n -~]/g, (mark) => PLAIN[mark] ?? (BLANK.test(mark) ? ' ' : mark));
}

const BLANK =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/;

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

const WORD_HERE =
  /(?:\p{Lu}\.){2,}|\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+(?:'(?!s\b)[\p{L}\p{M}]+)*|'s\b|[^\s\p{L}\p{M}\p{N}]/uy;

/** The words of `plain` (as `plainText` gives it) between two offsets. */
export function wordsOf(plain: string, start: number, end: number): Word[] {
  return readWords(plain, start, end).words;
}

/** Words as they are read, and where each begins: kept from one sentence to the next, so that the lists needn't grow anew. */
const reading: Word[] = [];
const begins: number[] = [];

/** The words of `plain` between two offsets, and where each of them begins, counted from the first of these offsets. */
export function readWords(plain: string, start: number, end: number): { words: Word[]; starts: number[] } {
  let count = 0;
  for (let at = start; at < end; ) {
    const unit = plain.charCodeAt(at);
    const to = unit === 32 || unit === 10 ? at : asciiEnd(plain, at, end) || patternEnd(plain, at, end);
    if (to === at) {
      at++;
      continue;
    }
    let from = at - start;
    let joint = canBeginWord(unit) ? jointAt(count, from) : '';
    let word = wordAt(plain, at, to, joint, readWord);
    if (joint !== '' && (word.kind === 'mark' || (joint === 'ending' && word.kind !== 'word'))) {
      // A mark of another script.
      joint = '';
      word = wordAt(plain, at, to, joint, readWord);
    }
    if (joint === 'glued') count--;
    if (joint === 'glued' && count > 0 && reading[count - 1]!.key === 'cease' && /^fires?$/.test(word.key)) {
      // "cease-fire" is the word "ceasefire", and nobody fires.
      count--;
      joint = reading[count]!.glued ? 'glued' : '';
      from = begins[count]!;
      word = wordAt(plain, start + from, to, joint, readWord);
    }
    reading[count] = word;
    begins[count] = from;
    count++;
    at = to;
  }
  return { words: reading.slice(0, count), starts: begins.slice(0, count) };
}

const LETTERS_HERE = /\p{L}+/uy;

/** The runs of letters in any text, in order. */
export function letterRuns(text: string): Word[] {
  const runs: Word[] = [];
  for (let at = 0; at < text.length; at++) {
    if (!canBeLetter(text.charCodeAt(at))) continue;
    let to = at;
    while (to < text.length && isAsciiLetter(text.charCodeAt(to))) to++;
    if (to < text.length && text.charCodeAt(to) > 127) {
      LETTERS_HERE.lastIndex = at;
      if (LETTERS_HERE.test(text)) to = LETTERS_HERE.lastIndex;
    }
    if (to > at) runs.push(wordAt(text, at, to, '', readWord));
    at = Math.max(at, to - 1);
  }
  return runs;
}

/** How what begins at `at` is joined to the last of `count` words, unless it is a mark. */
function jointAt(count: number, at: number): Joint {
  if (count === 0) return '';
  const last = reading[count - 1]!;
  const from = begins[count - 1]!;
  if (from + last.length !== at) return '';
  if (last.kind === 'number') return 'ending';
  if (last.text !== '-' || count === 1) return '';
  const first = reading[count - 2]!;
  return first.kind !== 'mark' && begins[count - 2]! + first.length === from ? 'glued' : '';
}

const APOSTROPHE = 39;
const COMMA = 44;
const FULL_STOP = 46;

/** Where `WORD_HERE` ends what begins at `at`, as far as ASCII goes; 0 where the pattern itself has to look. */
function asciiEnd(plain: string, at: number, end: number): number {
  const first = plain.charCodeAt(at);
  let to = at + 1;
  if (isAsciiLetter(first)) {
    while (to < end && isAsciiLetter(plain.charCodeAt(to))) to++;
    if (to === end) return to;
    const next = plain.charCodeAt(to);
    if (next === APOSTROPHE)
      return isPossessive(plain, to) || !canBeLetter(plain.charCodeAt(to + 1)) ? to : 0;
    return next > 127 || (next === FULL_STOP && to === at + 1) ? 0 : to;
  }
  if (isDigit(first)) {
    while (to < end && isDigit(plain.charCodeAt(to))) to++;
    const next = plain.charCodeAt(to);
    return next > 127 || next === FULL_STOP || next === COMMA ? 0 : to;
  }
  if (first === APOSTROPHE && isPossessive(plain, at)) return 0;
  return first > 127 ? 0 : to;
}

/** "'s" stands here, and the word ends with it. */
function isPossessive(plain: string, at: number): boolean {
  if (plain.charCodeAt(at + 1) !== 115) return false;
  const next = plain.charCodeAt(at + 2);
  return !(isAsciiLetter(next) || isDigit(next) || next === 95);
}

function patternEnd(plain: string, at: number, end: number): number {
  WORD_HERE.lastIndex = at;
  // A word that the end cuts in two is read as far as it goes.
  return WORD_HERE.test(plain) ? Math.min(WORD_HERE.lastIndex, end) : at;
}

function readWord(text: string): Pick<Word, 'key' | 'kind' | 'capital'> {
  const kind = /^\p{N}/u.test(text)
    ? 'number'
    : text === "'s" || /^[\p{L}\p{M}]/u.test(text)
      ? 'word'
      : 'mark';
  const key =
    kind === 'word' && text !== "'s" ? keyOf(text).replace('cease fire', 'ceasefire') : text.toLowerCase();
  return { key, kind, capital: /^\p{Lu}/u.test(text) };
}

/** ASCII's marks never do, but for the apostrophe. */
function canBeginWord(unit: number): boolean {
  return canBeLetter(unit) || isDigit(unit) || unit === APOSTROPHE;
}

function canBeLetter(unit: number): boolean {
  return unit > 127 || isAsciiLetter(unit);
}

function isAsciiLetter(unit: number): boolean {
  const small = unit | 32;
  return small >= 97 && small <= 122;
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
