import type { Selectable } from 'kysely';
import type { Feed } from '../feeds/feed.ts';
import { fromJson } from './json.ts';
import { type Db, inTransaction } from './open.ts';
import type { Schema } from './schema.ts';

/** A feed and how polling it goes. All times are Unix milliseconds. */
export interface FeedState {
  feed: Feed;
  etag: string | null;
  lastModified: string | null;
  bodyHash: string | null;
  nextPollAt: number;
  lastPolledAt: number | null;
  lastOkAt: number | null;
  /** Failed polls in a row. */
  failures: number;
  /** Why it fails, and since when; null while it is well. */
  failure: { code: string; message: string; since: number } | null;
  /** When its first document was read; null before. */
  baselineAt: number | null;
  /** Where the feed says that it lives now for good. */
  movedTo: string | null;
  /** How many articles it was the first to bring. */
  articles: number;
  /** The time between its polls that its own changes have led to, in ms; null before the first one. */
  intervalMs: number | null;
  /** Fingerprints of the entries of its last document. */
  seen: readonly string[];
  /** When its failing was told to those who read it; null while it is well. */
  toldAt: number | null;
  /** Whether members added it, so that it is polled for their servers alone and kept to public addresses. */
  byMembers: boolean;
}

/** What polling changes of a feed; what is left out stays as it is. */
export type FeedPatch = Partial<Omit<FeedState, 'feed' | 'articles' | 'byMembers'>>;

/**
 * Makes the polled feeds those of the catalog. A new one is due at `now`; one that the catalog moved is asked
 * anew without its old validators; one that it no longer names rests with its state.
 */
export async function syncFeeds(db: Db, feeds: readonly Feed[], now: number): Promise<void> {
  const known = new Map(
    (await db.selectFrom('feeds').select(['id', 'feed']).execute()).map((row) => [row.id, row.feed]),
  );
  await db.updateTable('feeds').set({ active: 0 }).where('by_members', '=', 0).execute();
  for (const feed of feeds) {
    const json = JSON.stringify(feed);
    const before = known.get(feed.id);
    if (before === undefined) {
      await db
        .insertInto('feeds')
        .values({ id: feed.id, feed: json, active: 1, next_poll_at: now, failures: 0, articles: 0 })
        .execute();
      continue;
    }
    const moved = fromJson<Feed>(before, 'feeds.feed').url !== feed.url;
    const anew = {
      etag: null,
      last_modified: null,
      body_hash: null,
      moved_to: null,
      seen: '',
      next_poll_at: now,
    };
    await db
      .updateTable('feeds')
      .set({ feed: json, active: 1, by_members: 0, ...(moved ? anew : {}) })
      .where('id', '=', feed.id)
      .execute();
  }
}

/** The feeds to poll at `now`, longest due first, at most `limit`. */
export async function dueFeeds(db: Db, now: number, limit: number): Promise<FeedState[]> {
  const rows = await db
    .selectFrom('feeds')
    .selectAll()
    .where('active', '=', 1)
    .where('next_poll_at', '<=', now)
    .orderBy('next_poll_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toFeedState);
}

/** Stores what a poll changed. A feed that isn't known is left unknown. */
export async function saveFeedState(db: Db, feedId: string, patch: FeedPatch): Promise<void> {
  const { failure } = patch;
  const changed = {
    etag: patch.etag,
    last_modified: patch.lastModified,
    body_hash: patch.bodyHash,
    next_poll_at: patch.nextPollAt,
    last_polled_at: patch.lastPolledAt,
    last_ok_at: patch.lastOkAt,
    failures: patch.failures,
    baseline_at: patch.baselineAt,
    moved_to: patch.movedTo,
    interval_ms: patch.intervalMs,
    seen: patch.seen?.join(' '),
    told_at: patch.toldAt,
    ...(failure !== undefined && {
      failure_code: failure?.code ?? null,
      failure_message: failure?.message ?? null,
      failure_since: failure?.since ?? null,
    }),
  };
  if (Object.values(changed).every((value) => value === undefined)) return;
  await db.updateTable('feeds').set(changed).where('id', '=', feedId).execute();
}

/** Stores what several polls changed, in one transaction. */
export async function saveFeedStates(
  db: Db,
  patches: readonly (readonly [feedId: string, patch: FeedPatch])[],
): Promise<void> {
  if (patches.length === 0) return;
  await inTransaction(db, async (tx) => {
    for (const [feedId, patch] of patches) await saveFeedState(tx, feedId, patch);
  });
}

/** Every feed that is polled, by id. */
export async function listFeeds(db: Db): Promise<FeedState[]> {
  const rows = await db.selectFrom('feeds').selectAll().where('active', '=', 1).orderBy('id').execute();
  return rows.map(toFeedState);
}

/** When the next feed is due, perhaps in the past; null where there is no feed. */
export async function nextFeedAt(db: Db): Promise<number | null> {
  const row = await db
    .selectFrom('feeds')
    .select((select) => select.fn.min('next_poll_at').as('at'))
    .where('active', '=', 1)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** A row of `feeds` as the state that it holds. */
export function toFeedState(row: Selectable<Schema['feeds']>): FeedState {
  const failing = row.failure_code !== null;
  return {
    feed: fromJson<Feed>(row.feed, 'feeds.feed'),
    etag: row.etag,
    lastModified: row.last_modified,
    bodyHash: row.body_hash,
    nextPollAt: row.next_poll_at,
    lastPolledAt: row.last_polled_at,
    lastOkAt: row.last_ok_at,
    failures: row.failures,
    failure: failing
      ? { code: row.failure_code ?? '', message: row.failure_message ?? '', since: row.failure_since ?? 0 }
      : null,
    baselineAt: row.baseline_at,
    movedTo: row.moved_to,
    articles: row.articles,
    intervalMs: row.interval_ms,
    seen: row.seen === '' ? [] : row.seen.split(' '),
    toldAt: row.told_at,
    byMembers: row.by_members === 1,
  };
}
