import { emptySets, type Sets } from './forms.ts';
import { plainText, readWords, type Word } from './words.ts';

/** One sentence; `start` and `end` are its UTF-16 offsets in the title or the text, `text` the slice between them. */
export interface Sentence {
  text: string;
  start: number;
  end: number;
  in: 'title' | 'text';
  /** Place in the reading order: the title is -1, the first sentence of the text 0. */
  order: number;
  words: Word[];
  /** Where in `text` each of the words begins. */
  starts: number[];
  /** The word sets that any of its words is in. */
  sets: Sets;
  /** Which of its words begin with a capital letter, in order. */
  capitals: number[];
  /** Written in capitals throughout: which of its words are names can't be seen. */
  shouted: boolean;
}

/** What stands behind so many characters is not read: news has told what matters by then, and time stays bounded. */
const MOST_CHARACTERS = { title: 2_000, text: 24_000 };
/** A longer run without an end is cut at a space. */
const LONGEST_SENTENCE = 1_200;

const ABBREVIATIONS = new Set(
  'mr mrs ms dr prof gen lt col sgt maj capt cmdr adm brig gov sen rep st mt no vs ft inc ltd co corp etc jan feb mar apr jun jul aug sep sept oct nov dec hon rev pres sr jr approx fig dept est al'.split(
    ' ',
  ),
);
const STARTERS = new Set(
  'the a an in on at it its he she they we i but and as this that these those there when while after before if for with from by some many more most two three four five six seven eight nine ten however meanwhile earlier officials police authorities local under his her their no one both'.split(
    ' ',
  ),
);

/** What a sentence can end with. */
const CAN_END = /[\n.!?\u2026]/g;

/** Splits a title or text into sentences, in order; linear in its length, never throws. */
export function splitSentences(text: string, where: 'title' | 'text'): Sentence[] {
  const plain = plainText(text.slice(0, MOST_CHARACTERS[where]));
  const sentences: Sentence[] = [];
  let start = 0;
  const close = (end: number) => {
    let from = start;
    let to = end;
    while (from < to && isSpace(plain.charCodeAt(from))) from++;
    while (to > from && isSpace(plain.charCodeAt(to - 1))) to--;
    start = end;
    if (from === to) return;
    const { words: written, starts } = readWords(plain, from, to);
    const { sets, capitals: capital, shouted } = survey(written);
    const words = shouted ? spoken(written) : written;
    const capitals = shouted ? capital.filter((at) => words[at]!.capital) : capital;
    const order = where === 'title' ? -1 : sentences.length;
    sentences.push({
      text: text.slice(from, to),
      start: from,
      end: to,
      in: where,
      order,
      words,
      starts,
      sets,
      capitals,
      shouted,
    });
  };
  const cutBefore = (at: number) => {
    while (at - start > LONGEST_SENTENCE) cut(start + LONGEST_SENTENCE);
  };
  const cut = (at: number) => close(wholeUnits(plain, lastSpace(plain, start, at) || at));
  const wrapped = isHardWrapped(plain);
  CAN_END.lastIndex = 0;
  while (CAN_END.test(plain)) {
    const at = CAN_END.lastIndex - 1;
    cutBefore(at);
    if (plain.charCodeAt(at) === 10) {
      if (!wrapped || isBlankLine(plain, at + 1)) close(at + 1);
    } else {
      const end = endAfter(plain, start, at);
      if (end > 0) {
        close(end);
        CAN_END.lastIndex = end;
      }
    }
    if (at - start === LONGEST_SENTENCE) cut(at);
  }
  cutBefore(plain.length);
  close(plain.length);
  return sentences;
}

/** The words `from` to `to` (exclusive) of a sentence as the text writes them. */
export function textBetween(sentence: Sentence, from: number, to: number): string {
  const { text, words, starts } = sentence;
  return from < to && to <= words.length ? text.slice(starts[from], endOf(sentence, to - 1)) : '';
}

/** Where in the sentence's text one of its words ends. */
export function endOf({ words, starts }: Sentence, at: number): number {
  return starts[at]! + words[at]!.length;
}

/** The sets that words are in, which of them begin with a capital, and whether all are written in capitals. */
function survey(words: readonly Word[]): Pick<Sentence, 'sets' | 'capitals' | 'shouted'> {
  const sets = emptySets();
  const capitals: number[] = [];
  let last: Sets = sets;
  let small = 0;
  let loud = 0;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (word.loudness > 0) loud++;
    else if (word.loudness < 0) small++;
    if (word.capital) capitals.push(at);
    if (word.sets === last) continue;
    last = word.sets;
    for (let i = 0; i < sets.length; i++) sets[i]! |= last[i]!;
  }
  return { sets, capitals, shouted: loud >= 4 && small * 10 <= loud };
}

/** Lines broken at a fixed width: then only a blank line ends a paragraph. */
function isHardWrapped(plain: string): boolean {
  let broken = 0;
  let ended = 0;
  const lines = plain.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!.trimEnd();
    if (line.length > 100) return false;
    if (line.length < 40 || !lines[i + 1]?.trim()) continue;
    if (/[.!?:"']$/.test(line)) ended++;
    else broken++;
  }
  return broken >= 3 && broken > ended;
}

function isBlankLine(plain: string, from: number): boolean {
  let at = from;
  while (at < plain.length && plain.charCodeAt(at) === 32) at++;
  return at >= plain.length || plain.charCodeAt(at) === 10;
}

/** What never begins or makes a name, so that a sentence in capitals isn't one long name. */
const SMALL_WORDS = new Set(
  `a an the and or but nor if as at by for from in into of off on onto out over per than that this these those to under up upon
  with without within who whom whose which what when where while why how is are was were be been being am has have had having do does
  did will would shall should can could may might must not no it its he she they we you i his her their our your my him them us me
  also after before during since until because about against between among near around today yesterday tonight
  said says told killed wounded injured died dead left three four five six seven eight nine ten one two people persons other others
  attack attacks attacked strike strikes struck hit killing wounding bomb bombs bombing exploded explosion troops soldiers police
  guerrillas terrorists rebels members some several many more most all both each another there here then later earlier`.split(
    /\s+/,
  ),
);

/** A sentence in capitals, with its words as they would be written in a quiet one. */
function spoken(words: readonly Word[]): Word[] {
  return words.map((word, at) => {
    if (word.kind !== 'word' || word.text !== word.text.toUpperCase() || word.text.includes('.')) return word;
    if (
      word.key === 'un' ||
      (word.key === 'us' && !/^(?:of|to|for|with|by|at|from)$/.test(words[at - 1]?.key ?? ''))
    )
      return word;
    if (SMALL_WORDS.has(word.key)) return { ...word, text: word.text.toLowerCase(), capital: false };
    return { ...word, text: word.text.slice(0, 1) + word.text.slice(1).toLowerCase() };
  });
}

/** Where the sentence ends whose possible last mark stands at `at`, or 0 where it goes on. */
function endAfter(plain: string, start: number, at: number): number {
  let next = at + 1;
  while (next < plain.length && next < at + 8 && '.!?\u2026"\')]'.includes(plain[next]!)) next++;
  if (next >= plain.length) return next;
  if (!isSpace(plain.charCodeAt(next))) {
    // A missing space ("residents.Trump rejects"): only between a lower-case word and a capitalised one.
    return /^\p{Lu}\p{Ll}/u.test(plain.slice(next, next + 2)) &&
      /^\p{Ll}{3,}$/u.test(lastWord(plain, start, at).slice(-3))
      ? next
      : 0;
  }
  let follow = next;
  while (follow < plain.length && follow < next + 40 && plain.charCodeAt(follow) === 32) follow++;
  if (isLowerLetter(plain, follow)) return 0;
  if (plain[at] !== '.') return next;
  const word = lastWord(plain, start, at);
  const lower = word.toLowerCase();
  if (next === at + 1 && ABBREVIATIONS.has(lower)) return 0;
  const canBeInitials = next === at + 1 && (word.length <= 2 || word.includes('.'));
  if (canBeInitials && /^(?:\p{L}|\p{L}(?:\.\p{L})+)$/u.test(word)) {
    const first = /^\p{L}+/u.exec(plain.slice(follow, follow + 24))?.[0] ?? '';
    if (lower === 'a.m' || lower === 'p.m') return next;
    return word.length > 1 && STARTERS.has(first.toLowerCase()) ? next : 0;
  }
  return next;
}

/** The run of letters and inner full stops right before `at`, at most 20 units of it. */
function lastWord(plain: string, start: number, at: number): string {
  const least = Math.max(start, at - 20);
  let from = at;
  while (from > least && isAsciiLetterOrStop(plain.charCodeAt(from - 1))) from--;
  // Other letters than ASCII's need the pattern.
  const run =
    from > least && plain.charCodeAt(from - 1) > 127
      ? (/[\p{L}.]+$/u.exec(plain.slice(least, at))?.[0] ?? '')
      : plain.slice(from, at);
  return run.startsWith('.') ? run.replace(/^\.+/, '') : run;
}

function isAsciiLetterOrStop(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 46;
}

function isLowerLetter(plain: string, at: number): boolean {
  const unit = plain.charCodeAt(at);
  return unit > 127 ? /^\p{Ll}/u.test(plain.slice(at, at + 2)) : unit >= 97 && unit <= 122;
}

/** The last space between `start` and `at`, both left out and taken in; 0 where there is none. */
function lastSpace(plain: string, start: number, at: number): number {
  for (let i = at; i > start; i--) if (isSpace(plain.charCodeAt(i))) return i;
  return 0;
}

/** Never cuts a surrogate pair in two. */
function wholeUnits(plain: string, at: number): number {
  const unit = plain.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}

function isSpace(unit: number): boolean {
  return unit === 32 || unit === 10;
}
