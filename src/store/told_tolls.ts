import type { ToldToll } from '../alerts/rise.ts';
import type { Db } from './open.ts';

/** The toll of a story that a channel was last notified of; null where it never was. */
export async function toldToll(db: Db, channelId: string, storyId: string): Promise<ToldToll | null> {
  const row = await db
    .selectFrom('told_tolls')
    .select(['killed', 'injured'])
    .where('channel_id', '=', channelId)
    .where('story_id', '=', storyId)
    .executeTakeFirst();
  return row ?? null;
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
