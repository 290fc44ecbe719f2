import { type Dateline, findTimes, type TimeMention } from './dates.ts';
import { findTowns, withoutSurnames } from './find_towns.ts';
import { townsOf } from './gazetteer.ts';
import type { Official } from './officials.ts';
import { phrase } from './phrases.ts';
import { type Mention, namesOf, textOf, townNamed } from './places.ts';
import { findQuantities, type Quantity } from './quantities.ts';
import type { Readable } from './report.ts';
import { type Sentence, splitSentences } from './sentences.ts';

/** A sentence with the names, numbers and times that were found in it. */
export interface Passage extends Sentence {
  names: Mention[];
  /** Names in the dateline: where it was written, which need not be where it happened. */
  written: Mention[];
  /** What `quantitiesOf` has found; null where nobody has asked yet. */
  counted: Quantity[] | null;
  /** What `officialsIn` has found; null where nobody has asked yet. */
  officials: readonly Official[] | null;
  times: TimeMention[];
  /** Happened in the last days, long ago, or the sentence doesn't say. */
  age: 'recent' | 'old' | 'unsaid';
}

/** The numbers of a sentence; most sentences are never asked for theirs. */
export function quantitiesOf(passage: Passage): readonly Quantity[] {
  passage.counted ??= findQuantities(passage.words);
  return passage.counted;
}

/** The title's and the text's sentences in reading order, each once: liveblogs repeat theirs. */
export function readPassages(readable: Readable): Passage[] {
  const dateline: Dateline = { publishedAt: readable.publishedAt };
  const isNew = repetitions();
  const passages: Passage[] = [];
  let order = 0;
  for (const sentence of [
    ...splitSentences(readable.title, 'title'),
    ...splitSentences(readable.text, 'text'),
  ]) {
    if (sentence.words.length === 0 || isCaption(sentence)) continue;
    if (sentence.in === 'text' && !isNew(sentence)) continue;
    // Where it was written is not where it happened: names in the dateline are left out.
    const dated = order === 0 ? (DATELINE.exec(sentence.text) ?? CITY.exec(sentence.text)) : null;
    const told = dated?.[0].length ?? 0;
    const times = findTimes(sentence, dateline);
    const names = withoutSurnames(sentence, namesOf(sentence));
    const from = names.findIndex((name) => sentence.starts[name.from]! >= told);
    passages.push({
      text: sentence.text,
      start: sentence.start,
      end: sentence.end,
      in: sentence.in,
      words: sentence.words,
      starts: sentence.starts,
      sets: sentence.sets,
      capitals: sentence.capitals,
      shouted: sentence.shouted,
      order: sentence.in === 'title' ? -1 : order++,
      names: from < 0 ? [] : from === 0 ? names : names.slice(from),
      written: dated === null ? [] : writtenIn(sentence, from < 0 ? names : names.slice(0, from)),
      counted: null,
      officials: null,
      times,
      age: ageOf(sentence, times),
    });
  }
  // A small town is known by the countries that the whole article names.
  const countries = new Map<string, number>();
  for (const { names, written } of passages)
    for (const list of [written, names])
      for (const { named } of list)
        if (named.country !== null) countries.set(named.country, (countries.get(named.country) ?? 0) + 1);
  for (const passage of passages) {
    const towns = findTowns(passage, passage.names, countries);
    if (towns.length > 0) passage.names = [...passage.names, ...towns].sort((a, b) => a.from - b.from);
  }
  return passages;
}

/** Tells of each sentence whether its text is new: texts are only compared where every eighth character is the same. */
function repetitions(): (sentence: Sentence) => boolean {
  const first = new Map<number, string>();
  const others = new Set<string>();
  return ({ text }) => {
    let key = text.length;
    for (let i = 0; i < text.length; i += 8) key = (Math.imul(key, 31) + text.charCodeAt(i)) | 0;
    const known = first.get(key);
    if (known === undefined) first.set(key, text);
    else if (known === text || others.has(text)) return false;
    else others.add(text);
    return true;
  };
}

/** The names of a dateline; where the lexicon knows none of them, the largest town that is called as it begins. */
function writtenIn({ words }: Sentence, names: readonly Mention[]): Mention[] {
  if (names.length > 0) return [...names];
  const to = words.findIndex((word) => word.kind === 'mark');
  const key = words.slice(0, Math.max(0, to)).map((word) => word.key);
  const [town] = townsOf(key.join(' '));
  return town ? [{ named: townNamed(town), from: 0, to, text: textOf(words, 0, to), behind: false }] : [];
}

/** A picture's caption tells of another day. */
function isCaption(sentence: Sentence): boolean {
  return FILED.in(sentence) || sentence.text.includes('\u00a9');
}

const FILED = phrase(/\bfile (?:photo|picture|image)\b/i);

/** "KYIV, Jan 29 (Reuters) -", "LIMA, 15 JAN 90 (EFE) -- [TEXT]" */
const DATELINE =
  /^(?:[\p{L} .,/'0-9-]{0,60}\((?:reuters|ap|afp|upi|dpa)\)|\p{Lu}[\p{L} .,/'()0-9-]{0,60}? [0-9]{2} ?(?:\([^()]{0,40}\) ?)?--)/iu;

/** The text begins with a dateline of day and agency: it is a whole dispatch, however short. */
export function isDispatch(passages: readonly Passage[]): boolean {
  return DATELINE.test(passages.find((passage) => passage.in === 'text')?.text ?? '');
}

/** "KYIV -" */
const CITY = /^\p{Lu}{3}[\p{Lu} ,/]{0,40} [-\u2013\u2014] /u;

const LONG_STRETCH = phrase(
  /\b(?:since the (?:start|beginning|outbreak|ceasefire|truce|war)|during the war|so far this year|in recent (?:weeks|months|years)|over the (?:past|last) (?:week|month|year|few)|anniversary|earlier this (?:month|year)|last (?:month|year)|years of|months of|for (?:months|years|decades)|has since|have since)\b/,
);

/** "the deadliest attack since last year": what stands behind it is a measure, not the time of it. */
const RECORD = phrase(/\b(?:deadliest|worst|heaviest|largest|biggest|highest)\b[^.]{0,60}\bsince\b/i);

function ageOf(sentence: Sentence, all: readonly TimeMention[]): Passage['age'] {
  const record = RECORD.find(sentence);
  const measured = record ? record.index + record[0].length : Number.POSITIVE_INFINITY;
  const times = all.filter((time) => sentence.starts[time.from]! < measured);
  if (times.some((time) => time.offset !== null && time.offset >= -6 && time.offset <= 1)) return 'recent';
  if (times.some((time) => time.kind === 'past' || (time.offset !== null && time.offset < -6))) return 'old';
  const stretch = LONG_STRETCH.find(sentence);
  if (stretch && stretch.index + stretch[0].length <= measured) return 'old';
  return times.length > 0 ? 'recent' : 'unsaid';
}

/** How much a sentence counts for what the article is mainly about: the title and the lead most. */
export function prominenceOf(passage: Passage): number {
  return passage.order === -1
    ? 4
    : passage.order === 0
      ? 4
      : passage.order === 1
        ? 2
        : passage.order <= 3
          ? 1
          : 0.3;
}
