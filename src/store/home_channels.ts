import type { HomeChannel } from '../alerts/home_channel.ts';
import { NOBODY, type Subscription, USUAL_OPTIONS } from '../alerts/subscription.ts';
import { type Db, inTransaction } from './open.ts';
import {
  addSubscription,
  getSubscription,
  removeSubscription,
  setSubscriptionStatus,
} from './subscriptions.ts';

/**
 * New cards an hour of a home channel: Discord publishes ten messages of a channel an hour, and two are left for what is
 * told beside cards (a summary of what came beyond, a toll that rose).
 */
const CARDS_PER_HOUR = 8;

/**
 * Makes these the home channels: each gets a subscription of its own, by which it is posted to as any channel is. One
 * that is a home channel for the same already stays as it is, but runs again where it was paused; one that is none any
 * more is not posted to.
 * @param homes each with the server that it is in
 */
export async function setHomeChannels(
  db: Db,
  homes: readonly (HomeChannel & { guildId: string })[],
  now: number,
): Promise<void> {
  await inTransaction(db, async (db) => {
    const present = await db
      .selectFrom('home_channels')
      .innerJoin('subscriptions', 'subscriptions.id', 'home_channels.subscription_id')
      .select(['home_channels.channel_id', 'subscriptions.id', 'topics', 'regions', 'status'])
      .execute();
    const wanted = new Map(homes.map((home) => [home.channelId, home]));
    for (const { channel_id, id, topics, regions, status } of present) {
      const home = wanted.get(channel_id);
      const isSame =
        home && topics === JSON.stringify(home.topics) && regions === JSON.stringify(home.regions);
      if (!isSame) await removeSubscription(db, id);
      else if (status === 'paused') await setSubscriptionStatus(db, id, 'active', null);
      if (isSame) wanted.delete(channel_id);
    }
    for (const { channelId, guildId, topics, regions } of wanted.values()) {
      const { id } = await addSubscription(db, {
        ...USUAL_OPTIONS,
        kind: 'alerts',
        guildId,
        channelId,
        topics,
        regions,
        minGravity: 0,
        roleId: null,
        digestTime: null,
        timeZone: null,
        maxPerHour: CARDS_PER_HOUR,
        createdBy: NOBODY,
        createdAt: now,
      });
      await db.insertInto('home_channels').values({ channel_id: channelId, subscription_id: id }).execute();
    }
  });
}

/** The home channel for exactly these topics and regions that is posted to now; null where there is none. */
export async function homeChannelFor(
  db: Db,
  { topics, regions }: Pick<HomeChannel, 'topics' | 'regions'>,
): Promise<string | null> {
  const row = await db
    .selectFrom('home_channels')
    .innerJoin('subscriptions', 'subscriptions.id', 'home_channels.subscription_id')
    .select('home_channels.channel_id')
    .where('subscriptions.status', '=', 'active')
    .where('topics', '=', JSON.stringify(topics))
    .where('regions', '=', JSON.stringify(regions))
    .orderBy('home_channels.channel_id')
    .executeTakeFirst();
  return row?.channel_id ?? null;
}

/** The subscription by which a home channel is posted to; null where it is none. */
export async function homeSubscription(db: Db, channelId: string): Promise<Subscription | null> {
  const row = await db
    .selectFrom('home_channels')
    .select('subscription_id')
    .where('channel_id', '=', channelId)
    .executeTakeFirst();
  return row ? getSubscription(db, row.subscription_id) : null;
}
