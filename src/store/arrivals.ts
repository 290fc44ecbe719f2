import type { FeedEntry } from '../articles/article.ts';
import { type FeedState, toFeedState } from './feeds.ts';
import { fromJson } from './json.ts';
import type { Db } from './open.ts';

/** What a poll or a push brought and nobody has read yet. */
export interface Arrival {
  id: number;
  /** The feed as it is, but with `baselineAt` as the poll found it. */
  state: FeedState;
  entries: FeedEntry[];
  /** How often it could not be read. */
  attempts: number;
}

/** Keeps what a feed brought until it is read; belongs into the transaction that moves the feed's cursor. */
export async function addArrival(
  db: Db,
  { feed, baselineAt }: Pick<FeedState, 'feed' | 'baselineAt'>,
  entries: readonly FeedEntry[],
  now: number,
): Promise<void> {
  await db
    .insertInto('arrivals')
    .values({ feed_id: feed.id, baseline_at: baselineAt, entries: JSON.stringify(entries), due_at: now })
    .execute();
}

/** What is to be read at `now`, in the order of arrival, at most `limit`. */
export async function dueArrivals(db: Db, now: number, limit: number): Promise<Arrival[]> {
  const rows = await db
    .selectFrom('arrivals')
    .innerJoin('feeds', 'feeds.id', 'arrivals.feed_id')
    .selectAll('feeds')
    .select(['arrivals.id as arrival', 'arrivals.baseline_at as baselineAt', 'entries', 'attempts'])
    .where('arrivals.due_at', '<=', now)
    .orderBy('arrivals.id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.arrival,
    state: { ...toFeedState(row), baselineAt: row.baselineAt },
    entries: fromJson<FeedEntry[]>(row.entries, 'arrivals.entries'),
    attempts: row.attempts,
  }));
}

/** It was read; belongs into the transaction that stores what it led to. */
export async function removeArrival(db: Db, id: number): Promise<void> {
  await db.deleteFrom('arrivals').where('id', '=', id).execute();
}

/** It could not be read: it is tried again at `at`, and those behind it go on. */
export async function putOffArrival(db: Db, id: number, at: number): Promise<void> {
  await db
    .updateTable('arrivals')
    .set((set) => ({ due_at: at, attempts: set('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute();
}
