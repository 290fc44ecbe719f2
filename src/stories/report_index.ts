import type { Model } from './model.ts';
import type { Source } from './story.ts';
import { termsOf } from './terms.ts';

/** Of a title or lead no more than this is read. */
const MOST_CHARACTERS = 600;
/** A title's words count this often; each further mention of a word counts less. */
const TITLE_WEIGHT = 2;
/** No word is so rare that it alone outweighs all others. */
const MOST_RARE = 9;

/** A text as vectors of length 1: its terms by rarity (ids ascending), and its meaning. */
export interface TextVector {
  ids: Int32Array;
  weights: Float32Array;
  meaning: Float32Array;
}

/** What likeness compares of a report. */
export interface Reading {
  title: TextVector;
  /** Title and lead. */
  whole: TextVector;
  /** The title up to its first subordinate clause: what happened, without what it happened amid. */
  main: TextVector;
  /** Ids of the title's terms that are numbers. */
  numbers: ReadonlySet<number>;
  /** The number of killed that its title tells, and whether that is a running total. */
  killed: number | null;
  total: boolean;
  hasLead: boolean;
}

/** What a search found of one group of reports. */
export interface Found {
  group: number;
  /** The group's report with the highest cosine, and that cosine. */
  best: Reading;
  cosine: number;
  /** Mean cosine over all of the group's reports. */
  mean: number;
}

/**
 * The reports of a window, in groups (stories), with an inverted index in typed arrays. A search costs as much as
 * the reports that share its words; nothing depends on the order in which reports came.
 */
export interface ReportIndex {
  read(source: Pick<Source, 'title' | 'lead'>): Reading;
  /** @returns the report's slot, to remove it by */
  add(reading: Reading, group: number): number;
  remove(slot: number): void;
  /** The `limit` groups with the likeliest report each, most alike first. */
  search(reading: Reading, limit: number): Found[];
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

export function createReportIndex(model: Model): ReportIndex {
  const idOf = new Map<string, number>();
  const postings: Postings[] = [];
  const readings: (Reading | null)[] = [];
  let groupOf = new Int32Array(1024).fill(FREE);
  let scores = new Float32Array(1024);
  let dead = 0;
  const sizes = new Map<number, number>();
  // Scratch of a search, by group; all zero between two.
  let sums = new Float32Array(1024);
  let bests = new Float32Array(1024);
  let bestSlots = new Int32Array(1024);

  const numberOf = (term: string): number => {
    let id = idOf.get(term);
    if (id === undefined) {
      id = postings.length;
      idOf.set(term, id);
      postings.push({ slots: new Int32Array(2), weights: new Float32Array(2), size: 0 });
    }
    return id;
  };

  function vectorOf(counts: ReadonlyMap<string, number>): TextVector {
    const entries: [id: number, weight: number][] = [];
    const meaning = new Float32Array(model.dimensions);
    for (const [term, count] of counts) {
      const weight = (1 + Math.log(count)) * Math.min(MOST_RARE, model.rarityOf(term));
      entries.push([numberOf(term), weight]);
      model.addMeaning(term, meaning);
    }
    entries.sort((a, b) => a[0] - b[0]);
    return {
      ids: Int32Array.from(entries, ([id]) => id),
      weights: toLengthOne(Float32Array.from(entries, ([, weight]) => weight)),
      meaning: toLengthOne(meaning),
    };
  }

  function read({ title, lead }: Pick<Source, 'title' | 'lead'>): Reading {
    const text = title.slice(0, MOST_CHARACTERS);
    const terms = termsOf(text);
    const inTitle = new Map(terms.map((term) => [term, 1]));
    const ofTitle = vectorOf(inTitle);
    const main = termsOf(mainClause(text));
    const numbers = new Set<number>();
    for (const term of inTitle.keys()) if (/^\d/.test(term)) numbers.add(numberOf(term));
    const short = {
      title: ofTitle,
      main: main.length > 1 ? vectorOf(new Map(main.map((term) => [term, 1]))) : ofTitle,
      numbers,
      killed: killedIn(terms),
      total: RUNNING_TOTAL.test(text),
    };
    const inLead = termsOf(lead.slice(0, MOST_CHARACTERS));
    if (inLead.length === 0) return { ...short, whole: ofTitle, hasLead: false };
    const counts = new Map<string, number>();
    for (const term of inTitle.keys()) counts.set(term, TITLE_WEIGHT);
    for (const term of inLead) counts.set(term, (counts.get(term) ?? 0) + 1);
    return { ...short, whole: vectorOf(counts), hasLead: true };
  }

  function add(reading: Reading, group: number): number {
    const slot = readings.length;
    readings.push(reading);
    if (slot >= groupOf.length) {
      groupOf = enlarged(groupOf, new Int32Array(groupOf.length * 2).fill(FREE));
      scores = enlarged(scores, new Float32Array(scores.length * 2));
    }
    while (group >= sums.length) {
      sums = enlarged(sums, new Float32Array(sums.length * 2));
      bests = enlarged(bests, new Float32Array(bests.length * 2));
      bestSlots = enlarged(bestSlots, new Int32Array(bestSlots.length * 2));
    }
    groupOf[slot] = group;
    sizes.set(group, (sizes.get(group) ?? 0) + 1);
    const { ids, weights } = reading.whole;
    for (let i = 0; i < ids.length; i++) {
      const list = postings[ids[i]!]!;
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
    const group = groupOf[slot]!;
    if (group === FREE) return;
    groupOf[slot] = FREE;
    readings[slot] = null;
    dead += 1;
    const left = (sizes.get(group) ?? 1) - 1;
    if (left === 0) sizes.delete(group);
    else sizes.set(group, left);
    if (dead > 1000 && dead * 2 > readings.length) sweep();
  }

  function sweep(): void {
    for (const list of postings) {
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

  function search(reading: Reading, limit: number): Found[] {
    const { ids, weights } = reading.whole;
    const touched: number[] = [];
    for (let i = 0; i < ids.length; i++) {
      const list = postings[ids[i]!]!;
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
      if (sums[group] === 0) groups.push(group);
      sums[group]! += score;
      if (score > bests[group]!) {
        bests[group] = score;
        bestSlots[group] = slot;
      }
    }
    const found = highest(groups, bests, limit).map((group) => ({
      group,
      best: readings[bestSlots[group]!]!,
      cosine: Math.min(1, bests[group]!),
      mean: sums[group]! / (sizes.get(group) ?? 1),
    }));
    for (const group of groups) {
      sums[group] = 0;
      bests[group] = 0;
    }
    return found;
  }

  return { read, add, remove, search };
}

const SUBORDINATE =
  /\s(?:as|amid|amidst|after|despite|while|ahead of|before|with|following|since|when|if|even as|hours after|days? after)\s/i;
const RUNNING_TOTAL = /\b(?:since|so far|in total|overall|exceeds?|surpass\w*|timeline|to date|tally)\b/i;

function mainClause(title: string): string {
  const at = title.search(SUBORDINATE);
  return at > 0 ? title.slice(0, at) : title;
}

/** The number beside the word for killing, within two words of it. */
function killedIn(terms: readonly string[]): number | null {
  for (let i = 0; i < terms.length; i++) {
    if (terms[i] !== 'kill') continue;
    for (const at of [i - 1, i + 1, i - 2, i + 2]) {
      const count = Number(terms[at] ?? 'none');
      if (Number.isInteger(count) && count < 100_000) return count;
    }
  }
  return null;
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

function toLengthOne(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const value of vector) sum += value * value;
  if (sum > 0) for (let i = 0; i < vector.length; i++) vector[i]! /= Math.sqrt(sum);
  return vector;
}
