import type { ExpressionBuilder } from 'kysely';
import type { Said } from '../languages/say.ts';
import { type Deletion, placeIn } from './old_rows.ts';
import type { Db } from './open.ts';
import { saidColumn } from './said.ts';
import type { Schema } from './schema.ts';

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

/** So many are looked at together, without a lock. */
const LOOKED_AT = 500;

/** The follows whose story is closed, and those that ended before a time, in deletions of so many as `limit` says by then. */
export async function* overFollows(db: Db, before: number, limit: () => number): AsyncGenerator<Deletion> {
  const isOver = ({ and, or, eb, exists, selectFrom }: ExpressionBuilder<Schema, 'follows'>) =>
    or([
      and([eb('ended_reason', 'is not', null), eb('at', '<', before)]),
      exists(
        selectFrom('stories')
          .select('stories.id')
          .whereRef('stories.id', '=', 'follows.story_id')
          .where('closed_at', 'is not', null),
      ),
    ]);
  const place = placeIn(db);
  for (let last = { user_id: '', story_id: '' }; ; ) {
    const rows = await db
      .selectFrom('follows')
      .select(['user_id', 'story_id', place.as('place')])
      .select((row) => isOver(row).as('isOver'))
      .where(({ eb, refTuple, tuple }) =>
        eb(refTuple('user_id', 'story_id'), '>', tuple(last.user_id, last.story_id)),
      )
      .orderBy('user_id')
      .orderBy('story_id')
      .limit(LOOKED_AT)
      .execute();
    const over = rows.filter((row) => row.isOver).map((row) => row.place);
    while (over.length > 0) {
      const places = over.splice(0, limit());
      yield async (tx) => {
        const deleting = tx.deleteFrom('follows').where(place, 'in', places).where(isOver);
        return Number((await deleting.executeTakeFirst()).numDeletedRows);
      };
    }
    const next = rows.at(-1);
    if (!next || rows.length < LOOKED_AT) return;
    last = next;
  }
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
