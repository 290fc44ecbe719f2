import { type Dateline, findTimes, type TimeMention } from './dates.ts';
import { findNames, type Mention } from './places.ts';
import { findQuantities, type Quantity } from './quantities.ts';
import type { Readable } from './report.ts';
import { type Sentence, splitSentences } from './sentences.ts';

/** A sentence with the names, numbers and times that were found in it. */
export interface Passage extends Sentence {
  names: Mention[];
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
    const written = order === 0 ? (DATELINE.exec(sentence.text)?.[0].length ?? 0) : 0;
    const told = sentence.start + written;
    const times = findTimes(sentence.words, dateline);
    passages.push({
      ...sentence,
      order: sentence.in === 'title' ? -1 : order++,
      names: findNames(sentence.words).filter((name) => sentence.words[name.from]!.start >= told),
      quantities: findQuantities(sentence.words),
      times,
      age: ageOf(sentence, times),
    });
  }
  return passages;
}

/** A picture's caption tells of another day. */
const CAPTION = /\bfile (?:photo|picture|image)\b|\u00a9/i;

/** "KYIV, Jan 29 (Reuters) -" */
const DATELINE = /^[\p{L} .,/'0-9-]{0,60}\((?:reuters|ap|afp|upi|dpa)\)/iu;

const LONG_STRETCH =
  /\b(?:since the (?:start|beginning|outbreak|ceasefire|truce|war)|during the war|so far this year|in recent (?:weeks|months|years)|over the (?:past|last) (?:week|month|year|few)|anniversary|earlier this (?:month|year)|last (?:month|year)|years of|months of|for (?:months|years|decades)|has since|have since)\b/;

function ageOf(sentence: Sentence, times: readonly TimeMention[]): Passage['age'] {
  if (times.some((time) => time.offset !== null && time.offset >= -5 && time.offset <= 1)) return 'recent';
  if (times.some((time) => time.kind === 'past' || (time.offset !== null && time.offset < -5))) return 'old';
  if (LONG_STRETCH.test(sentence.text.slice(0, 1_200))) return 'old';
  return times.length > 0 ? 'recent' : 'unsaid';
}
