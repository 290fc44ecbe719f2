import type { ToldToll } from '../alerts/rise.ts';
import type { Db } from './open.ts';

/** The toll of a story that a channel was last notified of; null where it never was. */
export async function toldToll(db: Db, channelId: string, storyId: string): Promise<ToldToll | null> {
  return (await toldTolls(db, [channelId], storyId)).get(channelId) ?? null;
}

/** What `toldToll` says of each of these channels that was ever notified. */
export async function toldTolls(
  db: Db,
  channelIds: readonly string[],
  storyId: string,
): Promise<Map<string, ToldToll>> {
  if (channelIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('told_tolls')
    .select(['channel_id', 'killed', 'injured'])
    .where('channel_id', 'in', [...channelIds])
    .where('story_id', '=', storyId)
    .execute();
  return new Map(rows.map(({ channel_id, killed, injured }) => [channel_id, { killed, injured }]));
}

/** Remembers the toll that a channel is notified of now. */
export async function setToldToll(
  db: Db,
  channelId: string,
  storyId: string,
  { killed, injured }: ToldToll,
  now: number,
): Promise<void> {
  await db
    .insertInto('told_tolls')
    .values({ channel_id: channelId, story_id: storyId, killed, injured, at: now })
    .onConflict((conflict) =>
      conflict.columns(['channel_id', 'story_id']).doUpdateSet({ killed, injured, at: now }),
    )
    .execute();
}
