import { type Dateline, findTimes, type TimeMention } from './dates.ts';
import { findTowns } from './find_towns.ts';
import { findNames, type Mention } from './places.ts';
import { findQuantities, type Quantity } from './quantities.ts';
import type { Readable } from './report.ts';
import { type Sentence, splitSentences } from './sentences.ts';

/** A sentence with the names, numbers and times that were found in it. */
export interface Passage extends Sentence {
  names: Mention[];
  /** Names in the dateline: where it was written, which need not be where it happened. */
  written: Mention[];
  quantities: Quantity[];
  times: TimeMention[];
  /** Happened in the last days, long ago, or the sentence doesn't say. */
  age: 'recent' | 'old' | 'unsaid';
}

/** The title's and the text's sentences in reading order, each once: liveblogs repeat theirs. */
export function readPassages(readable: Readable): Passage[] {
  const dateline: Dateline = { publishedAt: readable.publishedAt };
  const seen = new Set<string>();
  const passages: Passage[] = [];
  let order = 0;
  for (const sentence of [
    ...splitSentences(readable.title, 'title'),
    ...splitSentences(readable.text, 'text'),
  ]) {
    if (sentence.words.length === 0 || (sentence.in === 'text' && seen.has(sentence.text))) continue;
    if (CAPTION.test(sentence.text)) continue;
    if (sentence.in === 'text') seen.add(sentence.text);
    // Where it was written is not where it happened: names in the dateline are left out.
    const dated = DATELINE.exec(sentence.text) ?? CITY.exec(sentence.text);
    const written = order === 0 && dated ? dated[0].length : 0;
    const told = sentence.start + written;
    const times = findTimes(sentence.words, dateline);
    const names = findNames(sentence.words);
    const from = names.findIndex((name) => sentence.words[name.from]!.start >= told);
    passages.push({
      ...sentence,
      order: sentence.in === 'title' ? -1 : order++,
      names: from < 0 ? [] : names.slice(from),
      written: from < 0 ? names : names.slice(0, from),
      quantities: findQuantities(sentence.words),
      times,
      age: ageOf(sentence, times),
    });
  }
  // A small town is known by the countries that the whole article names.
  const countries = new Set(
    passages.flatMap(({ names }) => names.flatMap(({ named }) => named.country ?? [])),
  );
  for (const passage of passages) {
    const towns = findTowns(passage.words, passage.names, countries);
    if (towns.length > 0) passage.names = [...passage.names, ...towns].sort((a, b) => a.from - b.from);
  }
  return passages;
}

/** A picture's caption tells of another day. */
const CAPTION = /\bfile (?:photo|picture|image)\b|\u00a9/i;

/** "KYIV, Jan 29 (Reuters) -", "LIMA, 15 JAN 90 (EFE) -- [TEXT]" */
const DATELINE =
  /^(?:[\p{L} .,/'0-9-]{0,60}\((?:reuters|ap|afp|upi|dpa)\)|\p{Lu}[\p{L} .,/'()0-9-]{0,60}? [0-9]{2} ?(?:\([^()]{0,40}\) ?)?--)/iu;

/** "KYIV -" */
const CITY = /^\p{Lu}{3}[\p{Lu} ,/]{0,40} [-\u2013\u2014] /u;

const LONG_STRETCH =
  /\b(?:since the (?:start|beginning|outbreak|ceasefire|truce|war)|during the war|so far this year|in recent (?:weeks|months|years)|over the (?:past|last) (?:week|month|year|few)|anniversary|earlier this (?:month|year)|last (?:month|year)|years of|months of|for (?:months|years|decades)|has since|have since)\b/;

/** "the deadliest attack since last year": what stands behind it is a measure, not the time of it. */
const RECORD = /\b(?:deadliest|worst|heaviest|largest|biggest|highest)\b[^.]{0,60}\bsince\b/i;

function ageOf(sentence: Sentence, all: readonly TimeMention[]): Passage['age'] {
  const record = RECORD.exec(sentence.text);
  const measured = record ? sentence.start + record.index + record[0].length : Number.POSITIVE_INFINITY;
  const times = all.filter((time) => sentence.words[time.from]!.start < measured);
  if (times.some((time) => time.offset !== null && time.offset >= -6 && time.offset <= 1)) return 'recent';
  if (times.some((time) => time.kind === 'past' || (time.offset !== null && time.offset < -6))) return 'old';
  if (LONG_STRETCH.test(sentence.text.slice(0, Math.min(1_200, measured - sentence.start)))) return 'old';
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
