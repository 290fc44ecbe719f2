import { sql } from 'kysely';
import { NOBODY } from '../alerts/subscription.ts';
import { fromJson } from './json.ts';
import { type Db, inTransaction } from './open.ts';
import { removeSubscription } from './subscriptions.ts';

/** Everything that is kept of one member. Times are Unix milliseconds. */
export interface MemberRecords {
  follows: { storyId: string; at: number }[];
  /** Subscriptions that the member made; `guildId` is null for those in direct messages. */
  subscriptions: { id: number; kind: string; guildId: string | null; channelId: string; createdAt: number }[];
  feeds: { guildId: string; feedId: string; addedAt: number }[];
  mutes: { channelId: string; storyId: string; at: number }[];
  drafts: { draft: unknown; at: number }[];
}

/** What is kept of a member, whether or not there is anything. */
export async function memberRecords(db: Db, userId: string): Promise<MemberRecords> {
  const drafts = await db.selectFrom('drafts').selectAll().where('user_id', '=', userId).execute();
  return {
    follows: await db
      .selectFrom('follows')
      .select(['story_id as storyId', 'at'])
      .where('user_id', '=', userId)
      .orderBy('at')
      .execute(),
    subscriptions: await db
      .selectFrom('subscriptions')
      .select(['id', 'kind', 'guild_id as guildId', 'channel_id as channelId', 'created_at as createdAt'])
      .where('created_by', '=', userId)
      .orderBy('id')
      .execute(),
    feeds: await db
      .selectFrom('guild_feeds')
      .select(['guild_id as guildId', 'feed_id as feedId', 'added_at as addedAt'])
      .where('added_by', '=', userId)
      .orderBy('added_at')
      .execute(),
    mutes: await db
      .selectFrom('mutes')
      .select(['channel_id as channelId', 'story_id as storyId', 'at'])
      .where('muted_by', '=', userId)
      .orderBy('at')
      .execute(),
    drafts: drafts.map(({ draft, at }) => ({ draft: fromJson<unknown>(draft, 'drafts.draft'), at })),
  };
}

/**
 * Ends what a member follows and subscribed to in direct messages, and takes the member's id off everything else: what
 * was set up for a server goes on, by nobody. Afterwards `memberRecords` has nothing.
 */
export async function forgetMember(db: Db, userId: string): Promise<void> {
  await inTransaction(db, async (db) => {
    await db.deleteFrom('follows').where('user_id', '=', userId).execute();
    await db.deleteFrom('drafts').where('user_id', '=', userId).execute();
    const own = await db
      .selectFrom('subscriptions')
      .select('id')
      .where('created_by', '=', userId)
      .where('guild_id', 'is', null)
      .execute();
    for (const { id } of own) await removeSubscription(db, id);
    await db
      .updateTable('subscriptions')
      .set({ created_by: NOBODY })
      .where('created_by', '=', userId)
      .execute();
    await db.updateTable('guild_feeds').set({ added_by: NOBODY }).where('added_by', '=', userId).execute();
    await db.updateTable('mutes').set({ muted_by: NOBODY }).where('muted_by', '=', userId).execute();
    // Lines for audit channels say who did what; a copy of what was sent stays in the outbox.
    const mention = `<@${userId}>`;
    await db
      .updateTable('deliveries')
      .set({ body: sql<string>`replace(body, ${mention}, '?')` })
      .where('subscription_id', 'is', null)
      .where('body', 'like', `%${mention}%`)
      .execute();
  });
}
