import type { Followed, Subscription } from '../alerts/subscription.ts';
import type { Db } from './open.ts';
import { toSubscription } from './subscriptions.ts';

/** A subscription that a home channel serves. */
export type Served = Subscription & { followed: Followed };

/** The channels that follow home channels by a subscription, each once, with its server, in the order of their ids. */
export async function followingChannels(db: Db): Promise<{ guildId: string; channelId: string }[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .select(['guild_id', 'channel_id'])
    .distinct()
    .where('status', '=', 'active')
    .where('webhook_id', 'is not', null)
    .orderBy('channel_id')
    .execute();
  return rows.map((row) => ({ guildId: row.guild_id ?? '', channelId: row.channel_id }));
}

/** A channel's active subscriptions that are served by a home channel which is posted to. */
export async function servedIn(db: Db, channelId: string): Promise<Served[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('status', '=', 'active')
    .where('webhook_id', 'is not', null)
    .where('followed_channel_id', 'in', (homes) =>
      homes
        .selectFrom('home_channels')
        .innerJoin('subscriptions as home', 'home.id', 'home_channels.subscription_id')
        .select('home_channels.channel_id')
        .where('home.status', '=', 'active'),
    )
    .orderBy('id')
    .execute();
  return rows.map(toSubscription).filter((one): one is Served => one.followed !== undefined);
}

/**
 * Notes that a subscription which was served by this webhook follows by another one now, or (null) is posted to directly.
 * @returns false where it isn't served by that one any more, or doesn't run
 */
export async function replaceFollowed(
  db: Db,
  { id, followed }: Pick<Served, 'id' | 'followed'>,
  webhookId: string | null,
): Promise<boolean> {
  const row = await db
    .updateTable('subscriptions')
    .set({ webhook_id: webhookId, ...(webhookId === null && { followed_channel_id: null }) })
    .where('id', '=', id)
    .where('status', '=', 'active')
    .where('webhook_id', '=', followed.webhookId)
    .executeTakeFirst();
  return row.numUpdatedRows > 0n;
}
