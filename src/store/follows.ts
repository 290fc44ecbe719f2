import type { Said } from '../languages/say.ts';
import type { Db } from './open.ts';
import { saidColumn } from './said.ts';

/** A member who is told of a story's changes by direct message. */
export interface Follow {
  userId: string;
  storyId: string;
  /** The direct-message channel. */
  channelId: string;
  /** The language that the member is written to in. */
  language: string;
  /** When the first change was made that is held back for the member's quiet hours; null where nothing is. */
  heldSince: number | null;
  /** Why it ended, in words for the member; null while it goes on. */
  endedReason: string | null;
}

/** Begins a follow, or begins one again that had ended. */
export async function addFollow(
  db: Db,
  {
    userId,
    storyId,
    channelId,
    language = 'en',
  }: Omit<Follow, 'endedReason' | 'language' | 'heldSince'> & Partial<Pick<Follow, 'language'>>,
  now: number,
): Promise<void> {
  const renewed = { channel_id: channelId, language, at: now, held_since: null, ended_reason: null };
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

/** The follows that hold something back, oldest first. */
export async function heldFollows(db: Db): Promise<Follow[]> {
  const rows = await db
    .selectFrom('follows')
    .selectAll()
    .where('held_since', 'is not', null)
    .where('ended_reason', 'is', null)
    .orderBy('held_since')
    .execute();
  return rows.map(toFollow);
}

/** Holds back what moved in a followed story since a time, or nothing any more (null). */
export async function setHeldSince(
  db: Db,
  { userId, storyId }: Pick<Follow, 'userId' | 'storyId'>,
  heldSince: number | null,
): Promise<void> {
  await db
    .updateTable('follows')
    .set({ held_since: heldSince })
    .where('user_id', '=', userId)
    .where('story_id', '=', storyId)
    .execute();
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
export async function endFollowsIn(db: Db, channelId: string, reason: Said): Promise<void> {
  await db
    .updateTable('follows')
    .set({ ended_reason: saidColumn(reason) })
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
  language: string | null;
  held_since: number | null;
  ended_reason: string | null;
}): Follow {
  return {
    userId: row.user_id,
    storyId: row.story_id,
    channelId: row.channel_id,
    language: row.language ?? 'en',
    heldSince: row.held_since === null ? null : Number(row.held_since),
    endedReason: row.ended_reason,
  };
}
