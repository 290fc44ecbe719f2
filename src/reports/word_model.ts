import { featuresOf, tokensOf } from './features.ts';
import type { Passage } from './passage.ts';
import type { Topic } from './report.ts';

/** What a sentence can speak of by its words: an attack, fighting on the ground, diplomacy. */
export const HEADS = ['strike', 'battle', 'diplomacy'] as const;

/** A linear model over words and pairs of words. */
export interface WordModel {
  /** By the word, or by the first word of pairs. */
  entries: ReadonlyMap<string, Entry>;
  /** For each head, in the order of `HEADS`. */
  bias: readonly number[];
}

interface Entry {
  /** The word's own weight for each head; null where only pairs weigh. */
  weights: readonly number[] | null;
  pairs: Map<string, Entry> | null;
  /** The bag that counted it last: each feature counts once in a bag. */
  bag: number;
}

/** A model of the weights of words (`bomb`) and pairs (`air raid`) for each head. */
export function wordModel(
  weights: Iterable<readonly [key: string, weights: readonly number[]]>,
  bias: readonly number[],
): WordModel {
  const entries = new Map<string, Entry>();
  const entryAt = (map: Map<string, Entry>, key: string): Entry => {
    const found = map.get(key);
    if (found) return found;
    const entry: Entry = { weights: null, pairs: null, bag: 0 };
    map.set(key, entry);
    return entry;
  };
  for (const [key, each] of weights) {
    const space = key.indexOf(' ');
    const first = entryAt(entries, space < 0 ? key : key.slice(0, space));
    if (space < 0) first.weights = each;
    else {
      first.pairs ??= new Map();
      entryAt(first.pairs, key.slice(space + 1)).weights = each;
    }
  }
  return { entries, bias };
}

/** Reads a model from its compact form: lines of a word or pair and its weights in whole steps (`bomb;93;-40;-12`). */
export function readWordModel({
  words,
  step,
  bias,
}: {
  words: string;
  step: number;
  bias: readonly number[];
}): WordModel {
  return wordModel(
    words.split('\n').map((line) => {
      const [key = '', ...numbers] = line.split(';');
      return [key, numbers.map((number) => Number(number) * step)] as const;
    }),
    bias,
  );
}

let bags = 0;

/**
 * Weighs the words of some passages as one bag: the signed distance from the border for each head, in the order
 * of `HEADS`; 0 where no word is known. As `featuresOf` finds them, without making a string of each pair.
 */
export function weighWords({ entries, bias }: WordModel, passages: readonly Passage[]): number[] {
  const bag = ++bags;
  const sums = HEADS.map(() => 0);
  let known = 0;
  const add = (entry: Entry | undefined) => {
    if (!entry?.weights || entry.bag === bag) return;
    entry.bag = bag;
    known++;
    for (let head = 0; head < sums.length; head++) sums[head]! += entry.weights[head]!;
  };
  for (const passage of passages) {
    let before = entries.get('^');
    for (const { key } of tokensOf(passage)) {
      const entry = entries.get(key);
      add(before?.pairs?.get(key));
      if (key !== ',') add(entry);
      before = entry;
    }
  }
  if (known === 0) return sums;
  const scale = 1 / Math.sqrt(known);
  return sums.map((sum, head) => sum * scale + bias[head]!);
}

/** The words that speak most for a topic, heaviest first, as the text writes them; at most `limit`. */
export function heaviestWords(
  { entries }: WordModel,
  passages: readonly Passage[],
  topic: Topic,
  limit: number,
): string[] {
  const head = HEADS.indexOf(topic);
  const weighed = [...featuresOf(passages).values()].flatMap((feature) => {
    if (/[@^,]/.test(feature.key)) return [];
    const [first = '', second] = feature.key.split(' ');
    const entry = second === undefined ? entries.get(first) : entries.get(first)?.pairs?.get(second);
    const weight = entry?.weights?.[head] ?? 0;
    return weight > 0 ? [{ ...feature, weight }] : [];
  });
  const found: string[] = [];
  for (const { passage, from, to } of weighed.sort((a, b) => b.weight - a.weight)) {
    if (found.length === limit) break;
    const text = passage.text.slice(
      passage.words[from]!.start - passage.start,
      passage.words[to - 1]!.end - passage.start,
    );
    if (!found.some((other) => other.includes(text) || text.includes(other))) found.push(text);
  }
  return found;
}
