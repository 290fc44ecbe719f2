import type { Said } from '../languages/say.ts';
import type { Db } from './open.ts';
import { toSaid } from './said.ts';
import type { DeliveryStatus } from './schema.ts';

/** A story's card in a channel, as far as its delivery is. */
export interface Card {
  postId: number;
  status: DeliveryStatus;
  messageId: string | null;
}

/**
 * The card of a story in a channel: its newest post, whichever subscription owed it. Null where there never
 * was one, or it was given up.
 */
export async function cardOf(db: Db, channelId: string, storyId: string): Promise<Card | null> {
  return (await cardsOf(db, [channelId], storyId)).get(channelId) ?? null;
}

/** The card of a story in each of these channels that has one: what `cardOf` says of it. */
export async function cardsOf(
  db: Db,
  channelIds: readonly string[],
  storyId: string,
): Promise<Map<string, Card>> {
  if (channelIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'channel_id', 'status', 'message_id'])
    .where('channel_id', 'in', [...channelIds])
    .where('story_id', '=', storyId)
    .where('kind', '=', 'post')
    .where('status', '!=', 'given_up')
    .orderBy('id')
    .execute();
  return new Map(
    rows.map((row) => [row.channel_id, { postId: row.id, status: row.status, messageId: row.message_id }]),
  );
}

/** What became of the newest card of a story in a channel, given up ones too; null where there never was one. */
export async function newestCard(
  db: Db,
  channelId: string,
  storyId: string,
): Promise<{ status: DeliveryStatus; reason: Said | null } | null> {
  const row = await db
    .selectFrom('deliveries')
    .select(['status', 'reason'])
    .where('channel_id', '=', channelId)
    .where('story_id', '=', storyId)
    .where('kind', '=', 'post')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { status: row.status, reason: row.reason === null ? null : toSaid(row.reason) } : null;
}

/** When each subscription's cards since a time were owed, given up ones left out, oldest first. */
export async function cardTimes(
  db: Db,
  subscriptionIds: readonly number[],
  since: number,
): Promise<Map<number, number[]>> {
  const times = new Map<number, number[]>(subscriptionIds.map((id) => [id, []]));
  if (times.size === 0) return times;
  const rows = await db
    .selectFrom('deliveries')
    .select(['subscription_id', 'created_at'])
    .where('subscription_id', 'in', [...times.keys()])
    .where('created_at', '>', since)
    .where('kind', '=', 'post')
    .where('story_id', 'is not', null)
    .where('status', '!=', 'given_up')
    .orderBy('created_at')
    .execute();
  for (const row of rows)
    if (row.subscription_id !== null) times.get(row.subscription_id)?.push(row.created_at);
  return times;
}
