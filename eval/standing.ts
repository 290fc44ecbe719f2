import { findNames, lookUp } from '../src/reports/places.ts';
import { splitSentences } from '../src/reports/sentences.ts';
import type { Source, Story } from '../src/stories/story.ts';
import { fold } from '../src/stories/terms.ts';

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** Words of our own that begin with a capital in a digest's sentences. */
const OURS = new Set(
  'strike attack hit power meeting talks call agreement ceasefire sanctions statement prisoner vote visit mediation threat aid diplomacy none about at up'.split(
    ' ',
  ),
);

/** What a story's sources say, in the forms in which a digest may say it. */
export interface Evidence {
  folded: string;
  numbers: Set<number>;
  names: Set<string>;
  times: number[];
}

/** The titles, leads and evidence sentences of the story's sources. */
export function evidenceOf(story: Story): Evidence {
  const texts = story.sources.flatMap((source) => [
    source.title,
    source.lead,
    source.publisher.name,
    ...source.evidence.map(({ sentence }) => sentence),
  ]);
  const text = texts.join(' \n ');
  const names = new Set<string>();
  for (const sentence of texts.flatMap((each) => splitSentences(each, 'text'))) {
    for (const { named } of findNames(sentence.words)) {
      names.add(fold(named.name));
      if (named.country) names.add(fold(named.country));
    }
  }
  return {
    folded: ` ${fold(text)} `,
    numbers: numbersOf(text),
    names,
    times: story.sources.map(timeOf),
  };
}

/** Numbers in digits and in words; "a" and the like count as one, dozens and scores as theirs. */
function numbersOf(text: string): Set<number> {
  const numbers = new Set<number>([1]);
  const plain = text.toLowerCase().replace(/(\d)[,\u00a0\u202f](?=\d{3}\b)/g, '$1');
  for (const [, digits, scale] of plain.matchAll(/(\d+(?:\.\d+)?)\s*(k\b|thousand|million|m\b)?/g)) {
    const unit = scale?.startsWith('m') ? 1e6 : scale ? 1e3 : 1;
    numbers.add(Number(digits));
    numbers.add(Number(digits) * unit);
  }
  const words = plain.match(/[a-z]+/g) ?? [];
  for (const [i, word] of words.entries()) {
    const one = ONES.indexOf(word);
    const ten = TENS.indexOf(word);
    const value = one >= 0 ? one : ten >= 0 ? 20 + ten * 10 : word === 'dozen' ? 12 : -1;
    if (value < 0) continue;
    numbers.add(value);
    const after = ONES.indexOf(words[i + 1] ?? '');
    if (ten >= 0 && after > 0 && after < 10) numbers.add(value + after);
    for (const [name, unit] of [
      ['dozen', 12],
      ['hundred', 100],
      ['thousand', 1_000],
      ['million', 1e6],
    ] as const)
      if (words[i + 1] === name) numbers.add(value * unit);
  }
  if (/\bdozens\b/.test(plain)) numbers.add(24);
  if (/\bhundred\b/.test(plain)) numbers.add(100);
  if (/\bthousand\b/.test(plain)) numbers.add(1_000);
  return numbers;
}

function timeOf(source: Source): number {
  return source.publishedAt ?? source.seenAt;
}

/** How many numbers, names and quotes of a text were looked at, and those that don't stand. */
export interface Standing {
  numbers: number;
  names: number;
  quotes: number;
  missing: string[];
}

/** Looks for every number, name and quote of a digest's text in what the sources say. */
export function check(text: string, evidence: Evidence): Standing {
  const into: Standing = { numbers: 0, names: 0, quotes: 0, missing: [] };
  for (const [, quote = ''] of text.matchAll(/“([^”]+)”/g)) {
    into.quotes++;
    if (!evidence.folded.includes(` ${fold(quote)} `)) into.missing.push(`quote ${quote}`);
  }
  const bare = text
    .replace(/\band \d+ more\b/g, '')
    .replace(/\bon (\d{1,2}) ([A-Z][a-z]+)\b/g, (_, day, month) => {
      into.numbers++;
      if (!isDated(Number(day), month, evidence)) into.missing.push(`date ${day} ${month}`);
      return '';
    });
  for (const [, digits = ''] of bare.matchAll(/(?<![\w-])(\d[\d,]*(?:\.\d+)?)/g)) {
    into.numbers++;
    if (!evidence.numbers.has(Number(digits.replaceAll(',', '')))) into.missing.push(`number ${digits}`);
  }
  for (const [name] of bare.matchAll(/(?<![\p{L}\d])\p{Lu}[\p{L}\p{M}’'.-]*/gu)) {
    const folded = fold(name);
    if (folded === '' || OURS.has(folded)) continue;
    into.names++;
    if (!stands(folded, evidence)) into.missing.push(`name ${name}`);
  }
  return into;
}

/** As the sources write it, or as the lexicon knows what they write. */
function stands(name: string, { folded, names }: Evidence): boolean {
  if (folded.includes(` ${name} `) || folded.includes(name)) return true;
  const known = lookUp(name);
  if (known && names.has(fold(known.name))) return true;
  return [...names].some((each) => each.split(' ').includes(name));
}

/** A weekday or a month's day in the text becomes a date within three weeks of the report, or the text's own. */
function isDated(day: number, month: string, { numbers, times }: Evidence): boolean {
  const at = MONTHS.indexOf(month.toLowerCase());
  const near = times.some((time) =>
    [-1, 0, 1].some((years) => {
      const year = new Date(time).getUTCFullYear() + years;
      return Math.abs(Date.UTC(year, at, day) - time) < 21 * 86_400_000;
    }),
  );
  return near || numbers.has(day);
}
