import type { Reading } from './reading.ts';

/**
 * The reports of a window, in groups (stories), with an inverted index in typed arrays. A search costs as much as
 * the reports that share its words; nothing depends on the order in which reports came.
 */
export interface ReportIndex {
  /** @returns the report's slot, to remove it by */
  add(reading: Reading, group: number): number;
  remove(slot: number): void;
  /** The `limit` groups that have the report most alike in words, most alike first. */
  search(reading: Reading, limit: number): number[];
}

interface Postings {
  slots: Int32Array;
  weights: Float32Array;
  size: number;
}

const FREE = -1;
/** Weight under which a word that so many reports have isn't searched for. */
const LIGHT = 0.1;
const COMMON = 500;

export function createReportIndex(): ReportIndex {
  const postings: (Postings | undefined)[] = [];
  let slots = 0;
  let groupOf = new Int32Array(1024).fill(FREE);
  let scores = new Float32Array(1024);
  let dead = 0;
  // Scratch of a search, by group; all zero between two.
  let bests = new Float32Array(1024);

  function add(reading: Reading, group: number): number {
    const slot = slots;
    slots += 1;
    if (slot >= groupOf.length) {
      groupOf = enlarged(groupOf, new Int32Array(groupOf.length * 2).fill(FREE));
      scores = enlarged(scores, new Float32Array(scores.length * 2));
    }
    while (group >= bests.length) bests = enlarged(bests, new Float32Array(bests.length * 2));
    groupOf[slot] = group;
    const { ids, weights } = reading.whole;
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i]!;
      postings[id] ??= { slots: new Int32Array(2), weights: new Float32Array(2), size: 0 };
      const list = postings[id];
      if (list.size === list.slots.length) {
        list.slots = enlarged(list.slots, new Int32Array(list.size * 2));
        list.weights = enlarged(list.weights, new Float32Array(list.size * 2));
      }
      list.slots[list.size] = slot;
      list.weights[list.size] = weights[i]!;
      list.size += 1;
    }
    return slot;
  }

  /** The slot's postings stay, without a group, until enough are dead to sweep them all. */
  function remove(slot: number): void {
    if (groupOf[slot] === FREE) return;
    groupOf[slot] = FREE;
    dead += 1;
    if (dead > 1000 && dead * 2 > slots) sweep();
  }

  function sweep(): void {
    for (const list of postings) {
      if (list === undefined) continue;
      let kept = 0;
      for (let i = 0; i < list.size; i++) {
        if (groupOf[list.slots[i]!] === FREE) continue;
        list.slots[kept] = list.slots[i]!;
        list.weights[kept] = list.weights[i]!;
        kept += 1;
      }
      list.size = kept;
    }
    dead = 0;
  }

  function search(reading: Reading, limit: number): number[] {
    const { ids, weights } = reading.whole;
    const touched: number[] = [];
    for (let i = 0; i < ids.length; i++) {
      const list = postings[ids[i]!];
      if (list === undefined) continue;
      const weight = weights[i]!;
      const { slots, weights: held, size } = list;
      // A common word adds less than a hundredth to any cosine.
      if (weight < LIGHT && size > COMMON) continue;
      for (let at = 0; at < size; at++) {
        const slot = slots[at]!;
        if (scores[slot] === 0) touched.push(slot);
        scores[slot]! += weight * held[at]!;
      }
    }
    const groups: number[] = [];
    for (const slot of touched) {
      const score = scores[slot]!;
      scores[slot] = 0;
      const group = groupOf[slot]!;
      if (group === FREE) continue;
      if (bests[group] === 0) groups.push(group);
      if (score > bests[group]!) bests[group] = score;
    }
    const found = highest(groups, bests, limit);
    for (const group of groups) bests[group] = 0;
    return found;
  }

  return { add, remove, search };
}

/** The `limit` groups with the highest scores, highest first; of equal ones the lower number. */
function highest(groups: readonly number[], scores: Float32Array, limit: number): number[] {
  const kept: number[] = [];
  const isBefore = (a: number, b: number) => scores[a]! > scores[b]! || (scores[a] === scores[b] && a < b);
  for (const group of groups) {
    if (kept.length === limit && !isBefore(group, kept[limit - 1]!)) continue;
    let at = Math.min(kept.length, limit - 1);
    while (at > 0 && isBefore(group, kept[at - 1]!)) {
      kept[at] = kept[at - 1]!;
      at -= 1;
    }
    kept[at] = group;
  }
  return kept;
}

function enlarged<T extends Int32Array | Float32Array>(old: T, room: T): T {
  room.set(old as never);
  return room;
}
