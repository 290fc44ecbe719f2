import type { Db } from './open.ts';

/** Ends (or, with `muted` false, allows again) alerts of a story in a channel. Doing it again changes nothing. */
export async function setMuted(
  db: Db,
  mute: { channelId: string; storyId: string; userId: string; muted: boolean; now: number },
): Promise<void> {
  const { channelId, storyId, userId, muted, now } = mute;
  if (muted) {
    await db
      .insertInto('mutes')
      .values({ channel_id: channelId, story_id: storyId, muted_by: userId, at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return;
  }
  await db.deleteFrom('mutes').where('channel_id', '=', channelId).where('story_id', '=', storyId).execute();
}

/** Of the story: the channels that muted it. */
export async function mutingChannels(db: Db, storyId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('mutes').select('channel_id').where('story_id', '=', storyId).execute();
  return new Set(rows.map((row) => row.channel_id));
}
