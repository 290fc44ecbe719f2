import type { Feed } from '../feeds/feed.ts';
import { type FeedState, toFeedState } from './feeds.ts';
import { fromJson } from './json.ts';
import { type Db, inTransaction } from './open.ts';

/** A proposal that nobody confirms within this time is forgotten. */
const PROPOSAL_MS = 3_600_000;

/** Keeps a feed that was shown to a member until it is confirmed, for an hour; gives its number. */
export async function proposeFeed(db: Db, guildId: string, feed: Feed, now: number): Promise<number> {
  await db
    .deleteFrom('feed_proposals')
    .where('proposed_at', '<', now - PROPOSAL_MS)
    .execute();
  const { id } = await db
    .insertInto('feed_proposals')
    .values({ guild_id: guildId, feed: JSON.stringify(feed), proposed_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The feed of a server's proposal, or null where it is gone. */
export async function proposedFeed(db: Db, guildId: string, id: number, now: number): Promise<Feed | null> {
  const row = await db
    .selectFrom('feed_proposals')
    .select('feed')
    .where('id', '=', id)
    .where('guild_id', '=', guildId)
    .where('proposed_at', '>=', now - PROPOSAL_MS)
    .executeTakeFirst();
  return row === undefined ? null : fromJson<Feed>(row.feed, 'feed_proposals.feed');
}

/**
 * Makes a feed one of a server's. Where a feed with this address is polled already, the server shares it; `catalog`
 * says that it is the catalog's, which every server reads anyway, and then nothing is added.
 */
export function addGuildFeed(
  db: Db,
  guildId: string,
  feed: Feed,
  by: { userId: string; now: number },
): Promise<'added' | 'known' | 'catalog'> {
  return inTransaction(db, async (tx) => {
    const same = (await tx.selectFrom('feeds').select(['id', 'feed', 'active', 'by_members']).execute()).find(
      (row) => row.id === feed.id || fromJson<Feed>(row.feed, 'feeds.feed').url === feed.url,
    );
    if (same !== undefined && same.active === 1 && same.by_members === 0) return 'catalog';
    if (same === undefined) {
      await tx
        .insertInto('feeds')
        .values({
          ...{ id: feed.id, feed: JSON.stringify(feed), active: 1, by_members: 1 },
          ...{ next_poll_at: by.now, failures: 0, articles: 0 },
        })
        .execute();
    } else if (same.active === 0) {
      await tx
        .updateTable('feeds')
        .set({ active: 1, by_members: 1, next_poll_at: by.now })
        .where('id', '=', same.id)
        .execute();
    }
    const added = await tx
      .insertInto('guild_feeds')
      .values({ guild_id: guildId, feed_id: same?.id ?? feed.id, added_by: by.userId, added_at: by.now })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return Number(added.numInsertedOrUpdatedRows ?? 0) > 0 ? 'added' : 'known';
  });
}

/** Takes a feed from a server; one that no server has any more rests. False where the server doesn't have it. */
export function removeGuildFeed(db: Db, guildId: string, feedId: string): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const removed = await tx
      .deleteFrom('guild_feeds')
      .where('guild_id', '=', guildId)
      .where('feed_id', '=', feedId)
      .executeTakeFirst();
    if ((await guildsOfFeed(tx, feedId)).length === 0) {
      await tx
        .updateTable('feeds')
        .set({ active: 0 })
        .where('id', '=', feedId)
        .where('by_members', '=', 1)
        .execute();
    }
    return Number(removed.numDeletedRows) > 0;
  });
}

/** The feeds that a server's members added, by title. */
export async function guildFeeds(db: Db, guildId: string): Promise<FeedState[]> {
  const rows = await db
    .selectFrom('feeds')
    .innerJoin('guild_feeds', 'guild_feeds.feed_id', 'feeds.id')
    .where('guild_feeds.guild_id', '=', guildId)
    .selectAll('feeds')
    .execute();
  return rows.map(toFeedState).sort((a, b) => (a.feed.title < b.feed.title ? -1 : 1));
}

/** The servers whose members added a feed. */
export async function guildsOfFeed(db: Db, feedId: string): Promise<string[]> {
  const rows = await db.selectFrom('guild_feeds').select('guild_id').where('feed_id', '=', feedId).execute();
  return rows.map((row) => row.guild_id);
}

/** Members' feeds that have failed since before `before` and whose servers weren't told yet. */
export async function untoldFailures(db: Db, before: number): Promise<FeedState[]> {
  const rows = await db
    .selectFrom('feeds')
    .selectAll()
    .where('active', '=', 1)
    .where('by_members', '=', 1)
    .where('told_at', 'is', null)
    .where('failure_since', '<=', before)
    .execute();
  return rows.map(toFeedState);
}
