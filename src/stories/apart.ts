import type { Ids, Reader, Reading } from './reading.ts';

/** What tells two titles apart, or what they have in common beyond single words; each 0 to 1. */
export interface Apart {
  /** The rarest word of either title that the other has nothing alike for: of the one that lacks less, and of both. */
  least: number;
  mean: number;
  /** Names that each title has and the other lacks: of the one that has fewer, two or more are 1. */
  names: number;
  /** Whether both give numbers, and none in common. */
  numbers: number;
  /** Share of all their words, by rarity, that they have in common, squared. */
  shared: number;
}

const RAREST = 9;

export function apartness(a: Reading, b: Reading, reader: Reader): Apart {
  const [inA, inB] = [missing(a.rarest, b, reader), missing(b.rarest, a, reader)];
  const common = a.named.intersection(b.named).size;
  return {
    least: Math.min(inA, inB),
    mean: (inA + inB) / 2,
    names: Math.min(2, a.named.size - common, b.named.size - common) / 2,
    numbers: areApart(a.numbers, b.numbers) ? 1 : 0,
    shared: shareInCommon(a.title.ids, b.title.ids, reader) ** 2,
  };
}

/** How rare the rarest word of a title is that another report lacks, less where that has a word of like meaning. */
function missing(rarest: Ids, other: Reading, reader: Reader): number {
  let most = 0;
  for (const id of rarest) {
    const rarity = reader.rarityOf(id);
    if (rarity <= most) break;
    if (hasId(other.whole.ids, id)) continue;
    most = Math.max(most, rarity * (1 - nearest(id, other.title.ids, reader)));
  }
  return most / RAREST;
}

/** Cosine with the word that is nearest in meaning, 0 where none is near. */
function nearest(id: number, others: Int32Array, reader: Reader): number {
  const meaning = reader.meaningOf(id);
  let best = 0;
  if (meaning === null) return best;
  for (const other of others) {
    const theirs = reader.meaningOf(other);
    if (theirs === null) continue;
    let cosine = 0;
    for (let i = 0; i < meaning.length; i++) cosine += meaning[i]! * theirs[i]!;
    best = Math.max(best, cosine);
  }
  return best;
}

/** Share of all of two lists' terms (ids ascending), by rarity, that both have; 0 where there are none. */
export function shareInCommon(a: ArrayLike<number>, b: ArrayLike<number>, reader: Reader): number {
  let [shared, all] = [0, 0];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const [x, y] = [a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY];
    const rarity = reader.rarityOf(Math.min(x, y));
    all += rarity;
    if (x === y) shared += rarity;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return shared / Math.max(1, all);
}

/** Whether both lists have ids, and none in common. */
export function areApart(a: Ids, b: Ids): boolean {
  return a.length > 0 && b.length > 0 && !haveCommon(a, b);
}

export function haveCommon(a: Ids, b: Ids): boolean {
  return a.some((id) => hasId(b, id));
}

/** Whether ascending ids have one. */
function hasId(ids: ArrayLike<number>, id: number): boolean {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return ids[low] === id;
}
