import type { Passage } from './passage.ts';
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
    const tokens = tokensOf(passage);
    let before = '^';
    let beforeFrom = 0;
    for (const { key, from, to } of tokens) {
      if (key !== ',' && !features.has(key)) features.set(key, { key, passage, from, to });
      const pair = `${before} ${key}`;
      if (!features.has(pair)) features.set(pair, { key: pair, passage, from: beforeFrom, to });
      before = key;
      beforeFrom = from;
    }
  }
  return features;
}

/** A stem, a kind of name, `@number` or a parting mark, and where it stands. */
export interface Token {
  key: string;
  from: number;
  to: number;
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

/** Marks that part what they stand between; others join nothing and say nothing. */
const PARTING = new Set([',', ';', ':', '"', '(', ')', '-', '?']);

/** What features are made of, in reading order. */
export function tokensOf(passage: Passage): Token[] {
  const tokens: Token[] = [];
  const { words, names } = passage;
  let next = 0;
  for (let at = 0; at < words.length; at++) {
    while (next < names.length && names[next]!.from < at) next++;
    const name = names[next];
    if (name?.from === at) {
      tokens.push({ key: KINDS[name.named.kind], from: at, to: name.to });
      at = name.to - 1;
      continue;
    }
    const word = words[at]!;
    if (word.kind === 'number') tokens.push({ key: '@number', from: at, to: at + 1 });
    else if (word.kind === 'word' && word.text !== "'s")
      tokens.push({ key: stemOf(word), from: at, to: at + 1 });
    else if (PARTING.has(word.text) && tokens.at(-1)?.key !== ',')
      tokens.push({ key: ',', from: at, to: at + 1 });
  }
  return tokens;
}

/** Stems of words seen lately: news repeats its words. Emptied when full. */
const stems = new Map<string, string>();
const MOST_STEMS = 20_000;

/** One form for a word's plural, past and present: `kills`, `killed` and `killing` are all `kill`. */
export function stemOf({ key }: Pick<Word, 'key'>): string {
  if (key.length < 4) return key;
  const seen = stems.get(key);
  if (seen !== undefined) return seen;
  if (stems.size >= MOST_STEMS) stems.clear();
  const stem = cutEnding(key);
  stems.set(key, stem);
  return stem;
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
