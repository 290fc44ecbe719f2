import type { Db } from './open.ts';

/** A member who is told of a story's changes by direct message. */
export interface Follow {
  userId: string;
  storyId: string;
  /** The direct-message channel. */
  channelId: string;
  /** Why it ended, in words for the member; null while it goes on. */
  endedReason: string | null;
}

/** Begins a follow, or begins one again that had ended. */
export async function addFollow(
  db: Db,
  { userId, storyId, channelId }: Omit<Follow, 'endedReason'>,
  now: number,
): Promise<void> {
  const renewed = { channel_id: channelId, at: now, ended_reason: null };
  await db
    .insertInto('follows')
    .values({ user_id: userId, story_id: storyId, ...renewed })
    .onConflict((conflict) => conflict.columns(['user_id', 'story_id']).doUpdateSet(renewed))
    .execute();
}

/** A member's follow of a story, ended ones too; null where there never was one. */
export async function getFollow(db: Db, userId: string, storyId: string): Promise<Follow | null> {
  const row = await db
    .selectFrom('follows')
    .selectAll()
    .where('user_id', '=', userId)
    .where('story_id', '=', storyId)
    .executeTakeFirst();
  return row ? toFollow(row) : null;
}

/** How many stories a member follows. */
export async function countFollows(db: Db, userId: string): Promise<number> {
  const row = await db
    .selectFrom('follows')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .where('ended_reason', 'is', null)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** Those who follow a story, oldest follow first. */
export async function followsOf(db: Db, storyId: string): Promise<Follow[]> {
  const rows = await db
    .selectFrom('follows')
    .selectAll()
    .where('story_id', '=', storyId)
    .where('ended_reason', 'is', null)
    .orderBy('at')
    .orderBy('user_id')
    .execute();
  return rows.map(toFollow);
}

/** Ends a member's follow of a story with a reason; false where there was none. */
export async function endFollow(db: Db, userId: string, storyId: string, reason: string): Promise<boolean> {
  const ended = await db
    .updateTable('follows')
    .set({ ended_reason: reason })
    .where('user_id', '=', userId)
    .where('story_id', '=', storyId)
    .where('ended_reason', 'is', null)
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}

/** Ends all follows that are told in a direct-message channel. */
export async function endFollowsIn(db: Db, channelId: string, reason: string): Promise<void> {
  await db
    .updateTable('follows')
    .set({ ended_reason: reason })
    .where('channel_id', '=', channelId)
    .where('ended_reason', 'is', null)
    .execute();
}

/** Forgets the follows whose story is closed, and ended ones from before a time; returns how many. */
export async function pruneFollows(db: Db, before: number): Promise<number> {
  const result = await db
    .deleteFrom('follows')
    .where((where) =>
      where.or([
        where.and([where('ended_reason', 'is not', null), where('at', '<', before)]),
        where('story_id', 'in', (select) =>
          select.selectFrom('stories').select('id').where('closed_at', 'is not', null),
        ),
      ]),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

function toFollow(row: {
  user_id: string;
  story_id: string;
  channel_id: string;
  ended_reason: string | null;
}): Follow {
  return {
    userId: row.user_id,
    storyId: row.story_id,
    channelId: row.channel_id,
    endedReason: row.ended_reason,
  };
}
