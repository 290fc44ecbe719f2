import { remembered } from './forms.ts';
import type { Passage } from './passage.ts';
import { wordSet } from './word_sets.ts';
import type { Word } from './words.ts';

/** A feature of the word model, and the words of the text that it was made from. */
export interface Feature {
  key: string;
  /** Words `from` (inclusive) to `to` (exclusive) of the passage. */
  passage: Passage;
  from: number;
  to: number;
}

/**
 * The features of some passages for the word model, each once, in reading order: stems, pairs of neighbouring
 * stems, and what kind of name stands where (`@country`, `@group`): a model that knows no names reads of
 * tomorrow's war as well as of yesterday's.
 */
export function featuresOf(passages: readonly Passage[]): Map<string, Feature> {
  const features = new Map<string, Feature>();
  for (const passage of passages) {
    let before = '^';
    let beforeFrom = 0;
    eachToken(passage, (sign, word, from, to) => {
      const key = word ? stemAt(word) : sign;
      if (key !== ',' && !features.has(key)) features.set(key, { key, passage, from, to });
      const pair = `${before} ${key}`;
      if (!features.has(pair)) features.set(pair, { key: pair, passage, from: beforeFrom, to });
      before = key;
      beforeFrom = from;
    });
  }
  return features;
}

const KINDS = {
  country: '@country',
  people: '@people',
  town: '@town',
  region: '@region',
  group: '@group',
  body: '@body',
  organisation: '@organisation',
  leader: '@leader',
};

const POSSESSIVE = wordSet(["'s"]);
/** Marks that part what they stand between; others join nothing and say nothing. */
const PARTING = wordSet([',', ';', ':', '"', '(', ')', '-', '?']);

/** Every sign that is no word's stem. */
export const SIGNS: readonly string[] = [...Object.values(KINDS), '@number', ','];

/**
 * What features are made of, in reading order: words, whose stem counts, and the signs of a kind of name, a number
 * or a parting mark, with `from` and `to` where they stand.
 */
export function eachToken(
  { words, names }: Passage,
  visit: (sign: string, word: Word | null, from: number, to: number) => void,
): void {
  let next = 0;
  let isParted = false;
  for (let at = 0; at < words.length; at++) {
    while (next < names.length && names[next]!.from < at) next++;
    const name = names[next];
    const word = words[at]!;
    if (name?.from === at) {
      visit(KINDS[name.named.kind], null, at, name.to);
      at = name.to - 1;
    } else if (word.kind === 'number') visit('@number', null, at, at + 1);
    else if (word.kind === 'word') {
      if (POSSESSIVE.has(word)) continue;
      visit('', word, at, at + 1);
    } else {
      if (isParted || !PARTING.has(word)) continue;
      visit(',', null, at, at + 1);
      isParted = true;
      continue;
    }
    isParted = false;
  }
}

const stemAt = remembered(stemOf);

/** One stem for a word's plural, past and present, by its key: `kills`, `killed` and `killing` are all `kill`. */
export function stemOf(key: string): string {
  return key.length < 4 ? key : cutEnding(key);
}

function cutEnding(key: string): string {
  let stem = key;
  if (stem.endsWith('ies') && stem.length > 4) stem = `${stem.slice(0, -3)}y`;
  else if (/(?:ss|sh|ch|x)es$/.test(stem)) stem = stem.slice(0, -2);
  else if (stem.endsWith('s') && !/(?:ss|us|is)$/.test(stem)) stem = stem.slice(0, -1);
  const ending = /(?:ing|ed)$/.exec(stem);
  if (ending && ending.index >= 3 && /[aeiouy]/.test(stem.slice(0, ending.index))) {
    stem = stem.slice(0, ending.index);
    const last = stem.at(-1)!;
    if (last === stem.at(-2) && !'lsz'.includes(last)) stem = stem.slice(0, -1);
  }
  if (stem.length > 3 && stem.endsWith('e')) stem = stem.slice(0, -1);
  return stem;
}
