import { plainText, type Word, wordsOf } from './words.ts';

/** One sentence; `start` and `end` are its UTF-16 offsets in the title or the text, `text` the slice between them. */
export interface Sentence {
  text: string;
  start: number;
  end: number;
  in: 'title' | 'text';
  /** Place in the reading order: the title is -1, the first sentence of the text 0. */
  order: number;
  words: Word[];
}

/** What stands behind the 40,000th character is not read: no news of ours is that long, and time stays bounded. */
const MOST_CHARACTERS = 40_000;
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

/** Splits a title or text into sentences, in order; linear in its length, never throws. */
export function splitSentences(text: string, where: 'title' | 'text'): Sentence[] {
  const plain = plainText(text.slice(0, MOST_CHARACTERS));
  const sentences: Sentence[] = [];
  let start = 0;
  const close = (end: number) => {
    let from = start;
    let to = end;
    while (from < to && isSpace(plain.charCodeAt(from))) from++;
    while (to > from && isSpace(plain.charCodeAt(to - 1))) to--;
    start = end;
    if (from === to) return;
    const words = wordsOf(plain, from, to);
    const order = where === 'title' ? -1 : sentences.length;
    sentences.push({ text: text.slice(from, to), start: from, end: to, in: where, order, words });
  };
  let lastSpace = -1;
  for (let i = 0; i < plain.length; i++) {
    const unit = plain.charCodeAt(i);
    if (isSpace(unit)) lastSpace = i;
    if (unit === 10) close(i + 1);
    else if (unit === 46 || unit === 33 || unit === 63 || unit === 0x2026) {
      const end = endAfter(plain, start, i);
      if (end > 0) {
        close(end);
        i = end - 1;
      }
    }
    if (i - start >= LONGEST_SENTENCE) close(wholeUnits(plain, lastSpace > start ? lastSpace : i));
  }
  close(plain.length);
  return sentences;
}

/** Where the sentence ends whose possible last mark stands at `at`, or 0 where it goes on. */
function endAfter(plain: string, start: number, at: number): number {
  let next = at + 1;
  while (next < plain.length && next < at + 8 && '.!?\u2026"\')]'.includes(plain[next]!)) next++;
  if (next >= plain.length) return next;
  const word = lastWord(plain, start, at);
  if (!isSpace(plain.charCodeAt(next))) {
    // A missing space ("residents.Trump rejects"): only between a lower-case word and a capitalised one.
    return /^\p{Ll}{3,}$/u.test(word.slice(-3)) && /^\p{Lu}\p{Ll}/u.test(plain.slice(next, next + 2))
      ? next
      : 0;
  }
  let follow = next;
  while (follow < plain.length && follow < next + 40 && plain.charCodeAt(follow) === 32) follow++;
  const ahead = plain.slice(follow, follow + 24);
  if (/^\p{Ll}/u.test(ahead)) return 0;
  if (plain[at] !== '.') return next;
  const lower = word.toLowerCase();
  if (next === at + 1 && ABBREVIATIONS.has(lower)) return 0;
  if (next === at + 1 && /^(?:\p{L}|\p{L}(?:\.\p{L})+)$/u.test(word)) {
    const first = /^\p{L}+/u.exec(ahead)?.[0] ?? '';
    if (lower === 'a.m' || lower === 'p.m') return next;
    return word.length > 1 && STARTERS.has(first.toLowerCase()) ? next : 0;
  }
  return next;
}

/** The run of letters and inner full stops right before `at`, at most 20 units of it. */
function lastWord(plain: string, start: number, at: number): string {
  const from = Math.max(start, at - 20);
  return /[\p{L}.]+$/u.exec(plain.slice(from, at))?.[0].replace(/^\.+/, '') ?? '';
}

/** Never cuts a surrogate pair in two. */
function wholeUnits(plain: string, at: number): number {
  const unit = plain.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}

function isSpace(unit: number): boolean {
  return unit === 32 || unit === 10;
}
