import type { Selectable } from 'kysely';
import { isDecidedAlike, type StoryState } from '../alerts/story_state.ts';
import { fromJson } from './json.ts';
import type { Db } from './open.ts';
import type { Schema } from './schema.ts';

/** A story as it was when it was decided on. */
export interface DecidedState {
  /** Grows with time. */
  id: number;
  at: number;
  state: StoryState;
  /** The servers for whose subscriptions alone it was decided; null for all. */
  guildIds: string[] | null;
}

/** States of one story that `/why` looks through, the newest. */
const MOST_SHOWN = 200;

/**
 * Keeps what a story was when it was decided on. Where it was the same the last time, and no subscription was changed since,
 * nothing else would be decided, and nothing is kept.
 */
export async function keepState(
  db: Db,
  storyId: string,
  { at, state, guildIds }: Omit<DecidedState, 'id'>,
): Promise<void> {
  const guild_ids = guildIds === null ? null : JSON.stringify(guildIds);
  const last = await db
    .selectFrom('story_states')
    .selectAll()
    .where('story_id', '=', storyId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.guild_ids === guild_ids && isDecidedAlike(toDecided(last), { at, state })) {
    const changed = await db
      .selectFrom('subscription_versions')
      .select('subscription_id')
      .where('until_state', '>=', last.id)
      .limit(1)
      .executeTakeFirst();
    if (!changed) return;
  }
  await db
    .insertInto('story_states')
    .values({ story_id: storyId, at, guild_ids, state: JSON.stringify(state) })
    .execute();
}

/** What a story was whenever it was decided on, oldest first; of its newest states. */
export async function statesOf(db: Db, storyId: string): Promise<DecidedState[]> {
  const rows = await db
    .selectFrom('story_states')
    .selectAll()
    .where('story_id', '=', storyId)
    .orderBy('id', 'desc')
    .limit(MOST_SHOWN)
    .execute();
  return rows.reverse().map(toDecided);
}

function toDecided(row: Selectable<Schema['story_states']>): DecidedState {
  return {
    id: row.id,
    at: row.at,
    state: fromJson<StoryState>(row.state, 'story_states.state'),
    guildIds: row.guild_ids === null ? null : fromJson<string[]>(row.guild_ids, 'story_states.guild_ids'),
  };
}
