import { type CompiledQuery, type Selectable, sql, type Updateable } from 'kysely';
import type { Feed } from '../feeds/feed.ts';
import type { Hub } from '../feeds/hub.ts';
import type { FeedNote } from '../feeds/note.ts';
import { engineOf } from './engine.ts';
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
  /** The WebSub hub that its last document named. */
  hub: Hub | null;
  /** Until when its hub pushes what is new; null where it doesn't, or has missed something. */
  pushedUntil: number | null;
  /** Why pages of its articles can't be read, so that their teasers are, and since when; null where they can, or needn't be. */
  pageFailure: { code: string; message: string; since: number } | null;
  /** What was odd in the newest poll in which something was. */
  note: FeedNote | null;
}

/** What polling changes of a feed; what is left out stays as it is. */
export type FeedPatch = Partial<Omit<FeedState, 'feed' | 'articles' | 'byMembers'>>;

/**
 * Makes the polled feeds those of the catalog. A new one is due at `now`; one that the catalog moved is asked
 * anew without its old validators; one that it no longer names rests with its state.
 */
export function syncFeeds(db: Db, feeds: readonly Feed[], now: number): Promise<void> {
  return inTransaction(db, async (tx) => {
    const known = new Map(
      (await tx.selectFrom('feeds').select(['id', 'feed', 'active', 'by_members']).execute()).map((row) => [
        row.id,
        row,
      ]),
    );
    const named = new Set(feeds.map(({ id }) => id));
    for (const row of known.values()) {
      if (named.has(row.id) || row.active === 0 || row.by_members === 1) continue;
      await tx.updateTable('feeds').set({ active: 0 }).where('id', '=', row.id).execute();
    }
    for (const feed of feeds) {
      const json = JSON.stringify(feed);
      const before = known.get(feed.id);
      if (before === undefined) {
        await tx
          .insertInto('feeds')
          .values({ id: feed.id, feed: json, active: 1, next_poll_at: now, failures: 0, articles: 0 })
          .execute();
        continue;
      }
      if (before.feed === json && before.active === 1 && before.by_members === 0) continue;
      const moved = fromJson<Feed>(before.feed, 'feeds.feed').url !== feed.url;
      const anew = {
        etag: null,
        last_modified: null,
        body_hash: null,
        moved_to: null,
        seen: '',
        next_poll_at: now,
      };
      await tx
        .updateTable('feeds')
        .set({ feed: json, active: 1, by_members: 0, ...(moved ? anew : {}) })
        .where('id', '=', feed.id)
        .execute();
    }
  });
}

/** The feeds to poll at `now`, longest due first, at most `limit`; of those, the ones that `isBusy` doesn't know. */
export async function dueFeeds(
  db: Db,
  now: number,
  limit: number,
  isBusy: (feedId: string) => boolean = () => false,
): Promise<FeedState[]> {
  const rows = await db
    .selectFrom('feeds')
    .selectAll()
    .where('active', '=', 1)
    .where('next_poll_at', '<=', now)
    .orderBy('next_poll_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.filter(({ id }) => !isBusy(id)).map(toFeedState);
}

/**
 * Takes the feeds to poll at `now` for `leaseMs`, so that no other process polls them: longest due first, at most
 * `limit`. Storing a poll's outcome gives a feed back; one whose lease ended without a word is taken again.
 */
export async function claimFeeds(db: Db, now: number, leaseMs: number, limit: number): Promise<FeedState[]> {
  const due = db
    .selectFrom('feeds')
    .select('id')
    .where('active', '=', 1)
    .where('next_poll_at', '<=', now)
    .where((where) => where.or([where('leased_until', 'is', null), where('leased_until', '<=', now)]))
    .orderBy('next_poll_at')
    .orderBy('id')
    .limit(limit)
    // Rows that another process is taking at this moment are left to it.
    .$if(engineOf(db) === 'postgres', (query) => query.forUpdate().skipLocked());
  const rows = await db
    .updateTable('feeds')
    .set({ leased_until: now + leaseMs })
    .where('id', 'in', due)
    .returningAll()
    .execute();
  return rows.map(toFeedState).sort((a, b) => a.nextPollAt - b.nextPollAt);
}

/** Puts off the end of leases that this process holds; of a feed whose outcome is being stored there is none any more. */
export async function extendLeases(db: Db, feedIds: readonly string[], until: number): Promise<void> {
  if (feedIds.length === 0) return;
  const held = db
    .selectFrom('feeds')
    .select('id')
    .where('id', 'in', [...feedIds])
    .$if(engineOf(db) === 'postgres', (query) => query.forUpdate().skipLocked());
  await db.updateTable('feeds').set({ leased_until: until }).where('id', 'in', held).execute();
}

/** A feed that is polled, or null. */
export async function getFeed(db: Db, feedId: string): Promise<FeedState | null> {
  const row = await db
    .selectFrom('feeds')
    .selectAll()
    .where('id', '=', feedId)
    .where('active', '=', 1)
    .executeTakeFirst();
  return row === undefined ? null : toFeedState(row);
}

/** Stores what a poll changed. A feed that isn't known is left unknown. */
export async function saveFeedState(db: Db, feedId: string, patch: FeedPatch): Promise<void> {
  await saveFeedStates(db, [[feedId, patch]]);
}

/**
 * Stores what several polls changed, in one transaction; of a feed that is among them twice, what the last says. Feeds that
 * aren't known are left unknown.
 */
export async function saveFeedStates(
  db: Db,
  patches: readonly (readonly [feedId: string, patch: FeedPatch])[],
): Promise<void> {
  // Most polls change the same columns.
  const alike = new Map<string, Change[]>();
  for (const [id, patch] of patches) {
    const values = Object.entries(changedColumns(patch)).flatMap(([column, value]): Change['values'] =>
      value === undefined ? [] : [[column, value]],
    );
    const columns = values.map(([column]) => column).join();
    if (values.length > 0) alike.set(columns, [...(alike.get(columns) ?? []), { id, values }]);
  }
  if (alike.size === 0) return;
  await inTransaction(db, async (tx) => {
    for (const changes of alike.values()) {
      await (engineOf(tx) === 'postgres' ? changeTogether(tx, changes) : changeInTurn(tx, changes));
    }
  });
}

/** What is stored of a feed; those that are stored together change the same columns. */
interface Change {
  id: string;
  values: [column: string, value: string | number | null][];
}

/** One statement: a round trip for each feed would hold up all that waits to write. */
async function changeTogether(tx: Db, changes: readonly Change[]): Promise<void> {
  const columns = (changes[0]?.values ?? []).map(
    ([column]) => sql`${sql.ref(column)} = changed.${sql.ref(column)}`,
  );
  const rows = new Map(changes.map(({ id, values }) => [id, { id, ...Object.fromEntries(values) }]));
  // What a text can't hold has no escape in JSON either.
  const json = JSON.stringify([...rows.values()], (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '\uFFFD').toWellFormed() : value,
  );
  await sql`update feeds set ${sql.join(columns)} from json_populate_recordset(null::feeds, ${json}::json) as changed
    where feeds.id = changed.id`.execute(tx);
}

/** Composing a statement takes longer than running it, and so does all that Kysely does around one. */
async function changeInTurn(tx: Db, changes: readonly Change[]): Promise<void> {
  let statement: CompiledQuery | undefined;
  await tx.getExecutor().provideConnection(async (connection) => {
    for (const { id, values } of changes) {
      statement ??= tx.updateTable('feeds').set(Object.fromEntries(values)).where('id', '=', id).compile();
      await connection.executeQuery({ ...statement, parameters: [...values.map(([, value]) => value), id] });
    }
  });
}

/** The columns that a patch gives a value to; undefined where it leaves one as it is. */
function changedColumns(patch: FeedPatch) {
  const { failure, pageFailure, hub } = patch;
  return {
    etag: patch.etag,
    last_modified: patch.lastModified,
    body_hash: patch.bodyHash,
    next_poll_at: patch.nextPollAt,
    leased_until: patch.nextPollAt === undefined ? undefined : null,
    last_polled_at: patch.lastPolledAt,
    last_ok_at: patch.lastOkAt,
    failures: patch.failures,
    baseline_at: patch.baselineAt,
    moved_to: patch.movedTo,
    interval_ms: patch.intervalMs,
    seen: patch.seen?.join(' '),
    told_at: patch.toldAt,
    pushed_until: patch.pushedUntil,
    page_failure: pageFailure === undefined ? undefined : pageFailure && JSON.stringify(pageFailure),
    note: patch.note === undefined ? undefined : patch.note && JSON.stringify(patch.note),
    ...(hub !== undefined && { hub: hub?.url ?? null, hub_topic: hub?.topic ?? null }),
    ...(failure !== undefined && {
      failure_code: failure?.code ?? null,
      failure_message: failure?.message ?? null,
      failure_since: failure?.since ?? null,
    }),
  } satisfies Partial<Updateable<Schema['feeds']>>;
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
    hub: row.hub === null || row.hub_topic === null ? null : { url: row.hub, topic: row.hub_topic },
    pushedUntil: row.pushed_until,
    pageFailure: row.page_failure === null ? null : fromJson(row.page_failure, 'feeds.page_failure'),
    note: row.note === null ? null : fromJson<FeedNote>(row.note, 'feeds.note'),
  };
}
