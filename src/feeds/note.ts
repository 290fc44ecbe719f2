/** What was odd in a feed's poll, by how many articles; what is read of them stays right, but whoever runs the feed may want to know. */
export const ODDITIES = ['dates', 'new_ids', 'other_texts', 'many', 'two_feeds'] as const;

/**
 * - `dates`: dates that can't be right (of 1970, or to come) or can't be read, and were put aside
 * - `new_ids`: known articles that the feed calls by another id than before
 * - `other_texts`: articles at the address of another one, with another text
 * - `many`: articles that came all at once
 * - `two_feeds`: articles that another feed brought first; not odd where an outlet's feeds overlap, so it goes last
 */
export type Oddity = (typeof ODDITIES)[number];

export interface FeedNote {
  /** When the poll was, in Unix milliseconds. */
  at: number;
  counts: Partial<Record<Oddity, number>>;
}

/** From so many on: one article may move, all of a feed don't; and no outlet writes hundreds between two polls. */
const LEAST: Record<Oddity, number> = { dates: 1, new_ids: 3, other_texts: 1, many: 300, two_feeds: 1 };

/**
 * The note on a poll; null where nothing in it is worth one, or nothing that would be worth forgetting the one before.
 * @param before the note that stands
 */
export function noteOf(counts: Record<Oddity, number>, at: number, before: FeedNote | null): FeedNote | null {
  const odd = ODDITIES.filter((oddity) => counts[oddity] >= LEAST[oddity]);
  if (odd.length === 0) return null;
  const note = { at, counts: Object.fromEntries(odd.map((oddity) => [oddity, counts[oddity]])) };
  return before !== null && isOverlap(note) && !isOverlap(before) && isTold(before, at) ? null : note;
}

/** Whether all that is noted is that two feeds overlap. */
export function isOverlap({ counts }: FeedNote): boolean {
  return Object.keys(counts).every((oddity) => oddity === 'two_feeds');
}

/** An oddity that doesn't come back is no longer told after this time. */
const TOLD_FOR_MS = 7 * 24 * 60 * 60_000;

export function isTold({ at }: FeedNote, now: number): boolean {
  return at > now - TOLD_FOR_MS;
}
