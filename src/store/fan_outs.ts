import type { StoryChange } from '../stories/story.ts';
import { fromJson } from './json.ts';
import type { Db } from './open.ts';

/** What moved in a story, to be decided on for the subscriptions that the poll which brought it had no time for. */
export interface FanOut {
  id: number;
  storyId: string;
  changes: StoryChange[];
  /** The servers whose subscriptions alone it concerns; null for all. */
  guildIds: string[] | null;
  /** The story's gravity: the gravest is decided on first. */
  urgency: number;
  /** Every subscription up to this one was decided on. */
  decidedUntil: number;
}

/**
 * Owes the rest of a fan-out. What is owed of the same story becomes as urgent, so that its changes are told in their
 * order; one that is just as far takes the changes up.
 */
export async function addFanOut(db: Db, fanOut: Omit<FanOut, 'id'>): Promise<void> {
  const { storyId, changes, guildIds, urgency, decidedUntil } = fanOut;
  await db
    .updateTable('fan_outs')
    .set({ urgency })
    .where('story_id', '=', storyId)
    .where('urgency', '<', urgency)
    .execute();
  const guild_ids = guildIds === null ? null : JSON.stringify(guildIds);
  const same = await db
    .selectFrom('fan_outs')
    .select(['id', 'changes'])
    .where('story_id', '=', storyId)
    .where('decided_until', '=', decidedUntil)
    .where('guild_ids', guildIds === null ? 'is' : '=', guild_ids)
    .executeTakeFirst();
  if (same) {
    const all = [...fromJson<StoryChange[]>(same.changes, 'fan_outs.changes'), ...changes];
    await db
      .updateTable('fan_outs')
      .set({ changes: JSON.stringify(all) })
      .where('id', '=', same.id)
      .execute();
    return;
  }
  await db
    .insertInto('fan_outs')
    .values({
      story_id: storyId,
      changes: JSON.stringify(changes),
      guild_ids,
      urgency,
      decided_until: decidedUntil,
    })
    .execute();
}

/** The most urgent, oldest fan-out; null where nothing is owed. */
export async function nextFanOut(db: Db): Promise<FanOut | null> {
  const row = await db
    .selectFrom('fan_outs')
    .selectAll()
    .orderBy('urgency', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    storyId: row.story_id,
    changes: fromJson<StoryChange[]>(row.changes, 'fan_outs.changes'),
    guildIds: row.guild_ids === null ? null : fromJson<string[]>(row.guild_ids, 'fan_outs.guild_ids'),
    urgency: row.urgency,
    decidedUntil: row.decided_until,
  };
}

/** Notes how far a fan-out is; null ends it. */
export async function moveFanOut(db: Db, id: number, decidedUntil: number | null): Promise<void> {
  if (decidedUntil === null) await db.deleteFrom('fan_outs').where('id', '=', id).execute();
  else await db.updateTable('fan_outs').set({ decided_until: decidedUntil }).where('id', '=', id).execute();
}
