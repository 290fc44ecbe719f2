import { eachToken, SIGNS, stemOf } from './features.ts';
import { remembered } from './forms.ts';
import type { Passage } from './passage.ts';
import type { Topic } from './report.ts';
import { textBetween } from './sentences.ts';
import type { Word } from './words.ts';

/** What a sentence can speak of by its words: an attack, fighting on the ground, diplomacy. */
export const HEADS = ['strike', 'battle', 'diplomacy'] as const;

/** A linear model over words and pairs of words, which are its features. */
export interface WordModel {
  /** For each head, in the order of `HEADS`. */
  bias: readonly number[];
  /** The number of a stem that it knows, from 1 on; 0 of any other. */
  numberOf: (key: string) => number;
  /** The same of the stem of a word. */
  numberAt: (word: Word) => number;
  /** The same of the signs of `eachToken`. */
  numberOfSign: ReadonlyMap<string, number>;
  /** Numbers from here on are of marks and kinds of names. */
  firstOther: number;
  /** The numbers of a sentence's start and of a parting mark. */
  start: number;
  comma: number;
  /** The features that are one stem, by its number; -1 where it is none. */
  alone: Int32Array;
  pairs: PairTable;
  /**
   * A row of four for each feature: its weight for each head, then the bag that counted it last, since each feature
   * counts once in a bag. Together, so that memory is asked once.
   */
  rows: Float64Array;
}

/** Numbers of features by those of both stems of a pair, kept small: what memory is near is read soonest. */
class PairTable {
  /** An open hash table. */
  readonly keys: Int32Array;
  readonly features: Uint16Array;

  constructor(pairs: readonly (readonly [first: number, second: number, feature: number])[]) {
    const slots = 1 << Math.ceil(Math.log2(2 * pairs.length + 1));
    this.keys = new Int32Array(slots).fill(-1);
    this.features = new Uint16Array(slots);
    for (const [first, second, feature] of pairs) {
      const slot = this.slotOf(first, second);
      this.keys[slot] = keyOfPair(first, second);
      this.features[slot] = feature;
    }
  }

  /** The feature's number, -1 where there is none. */
  get(first: number, second: number): number {
    const slot = this.slotOf(first, second);
    return this.keys[slot] === -1 ? -1 : this.features[slot]!;
  }

  slotOf(first: number, second: number): number {
    const { keys } = this;
    const key = keyOfPair(first, second);
    let slot = (Math.imul(key, 0x9e3779b1) >>> 12) & (keys.length - 1);
    while (keys[slot] !== -1 && keys[slot] !== key) slot = (slot + 1) & (keys.length - 1);
    return slot;
  }
}

/** No model knows more than 32,000 stems, nor 65,000 features. */
function keyOfPair(first: number, second: number): number {
  return (first << 16) | second;
}

/** A model of the weights of words (`bomb`) and pairs (`air raid`) for each head. */
export function wordModel(
  weights: Iterable<readonly [key: string, weights: readonly number[]]>,
  bias: readonly number[],
): WordModel {
  const all = [...weights].map(([key, each]) => [key.split(' '), each] as const);
  const stems = [...new Set(all.flatMap(([keys]) => keys))];
  const words = stems.filter((stem) => !isOther(stem));
  const numbers = new Map([...words, ...stems.filter(isOther)].map((stem, index) => [stem, index + 1]));
  const numberOf = (key: string) => numbers.get(key) ?? 0;
  const alone = new Int32Array(stems.length + 1).fill(-1);
  const pairs: [number, number, number][] = [];
  all.forEach(([[first = '', second]], feature) => {
    if (second === undefined) alone[numberOf(first)] = feature;
    else pairs.push([numberOf(first), numberOf(second), feature]);
  });
  return {
    bias,
    numberOf,
    numberAt: remembered((key) => numberOf(stemOf(key))),
    firstOther: words.length + 1,
    start: numberOf('^'),
    comma: numberOf(','),
    numberOfSign: new Map(SIGNS.map((sign) => [sign, numberOf(sign)])),
    alone,
    pairs: new PairTable(pairs),
    rows: Float64Array.from(all.flatMap(([, each]) => [...each, 0])),
  };
}

/** A mark, the start of a sentence, or a kind of name. */
function isOther(stem: string): boolean {
  return /^[@^,]/.test(stem);
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

const ROW = HEADS.length + 1;
let bags = 0;

/** A feature where a bag of passages has it first; of words alone, not of marks and kinds of names. */
interface Spot {
  feature: number;
  isWords: boolean;
  passage: Passage;
  from: number;
  to: number;
}

/** Each feature of some passages that a model knows, once, in the order of `featuresOf`. */
function spotsOf(model: WordModel, passages: readonly Passage[]): Spot[] {
  const { firstOther } = model;
  const spots: Spot[] = [];
  const bag = ++bags;
  for (const passage of passages) {
    const count = readTokens(model, passage);
    let before = model.start;
    let beforeFrom = 0;
    for (let i = 0; i < count; i++) {
      const number = numbers[i]!;
      const from = froms[i]!;
      const to = tos[i]!;
      const single = singleOf(model, bag, number);
      if (single >= 0) spots.push({ feature: single, isWords: number < firstOther, passage, from, to });
      const pair = pairOf(model, bag, before, number);
      if (pair >= 0) {
        const isWords = before < firstOther && number < firstOther;
        spots.push({ feature: pair, isWords, passage, from: beforeFrom, to });
      }
      before = number;
      beforeFrom = from;
    }
  }
  return spots;
}

/** The tokens of the passage that was read last: their numbers, and where they stand. */
const numbers: number[] = [];
const froms: number[] = [];
const tos: number[] = [];

/** Reads the tokens of a passage for a model; how many there are. */
function readTokens({ numberOfSign, numberAt }: WordModel, passage: Passage): number {
  let count = 0;
  eachToken(passage, (sign, word, from, to) => {
    numbers[count] = word ? numberAt(word) : numberOfSign.get(sign)!;
    froms[count] = from;
    tos[count] = to;
    count++;
  });
  return count;
}

/** The feature of one stem, where the bag hasn't counted it yet; else -1. */
function singleOf({ alone, comma, rows }: WordModel, bag: number, number: number): number {
  const feature = number === comma ? -1 : alone[number]!;
  return feature >= 0 && isNewIn(rows, bag, feature) ? feature : -1;
}

/** The feature of two neighbours, where the bag hasn't counted it yet; else -1. */
function pairOf({ pairs, rows }: WordModel, bag: number, before: number, number: number): number {
  const feature = before === 0 || number === 0 ? -1 : pairs.get(before, number);
  return feature >= 0 && isNewIn(rows, bag, feature) ? feature : -1;
}

function isNewIn(rows: Float64Array, bag: number, feature: number): boolean {
  const at = feature * ROW + HEADS.length;
  if (rows[at] === bag) return false;
  rows[at] = bag;
  return true;
}

/**
 * Weighs the words of some passages as one bag: the signed distance from the border for each head, in the order
 * of `HEADS`; 0 where no word is known. Of the features of `featuresOf`, without making a string of each.
 */
export function weighWords(model: WordModel, passages: readonly Passage[]): number[] {
  const { rows, bias } = model;
  const bag = ++bags;
  const sums = HEADS.map(() => 0);
  let known = 0;
  const add = (feature: number) => {
    if (feature < 0) return;
    known++;
    for (let head = 0; head < HEADS.length; head++) sums[head]! += rows[feature * ROW + head]!;
  };
  for (const passage of passages) {
    const count = readTokens(model, passage);
    let before = model.start;
    for (let i = 0; i < count; i++) {
      const number = numbers[i]!;
      add(singleOf(model, bag, number));
      add(pairOf(model, bag, before, number));
      before = number;
    }
  }
  const scale = 1 / Math.sqrt(known);
  return sums.map((sum, head) => (known === 0 ? 0 : sum * scale + bias[head]!));
}

/** The words that speak most for a topic, heaviest first, as the text writes them; at most `limit`. */
export function heaviestWords(
  model: WordModel,
  passages: readonly Passage[],
  topic: Topic,
  limit: number,
): string[] {
  const head = HEADS.indexOf(topic);
  const weightOf = ({ feature }: Spot) => model.rows[feature * ROW + head]!;
  const speaking = spotsOf(model, passages).filter((spot) => spot.isWords && weightOf(spot) > 0);
  const found: string[] = [];
  for (const { passage, from, to } of speaking.sort((a, b) => weightOf(b) - weightOf(a))) {
    if (found.length === limit) break;
    const text = textBetween(passage, from, to);
    if (!found.some((other) => other.includes(text) || text.includes(other))) found.push(text);
  }
  return found;
}
