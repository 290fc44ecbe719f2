import { sql } from 'kysely';
import { keysOfStory } from '../alerts/filters.ts';
import type { Topic } from '../reports/report.ts';
import type { Story } from '../stories/story.ts';
import { inBatches } from './batches.ts';
import { fromJson } from './json.ts';
import { type Db, inTransaction } from './open.ts';

/** Stores one story as `saveStories` does. */
export async function saveStory(db: Db, story: Story): Promise<void> {
  await saveStories(db, [story]);
}

/** Stores different stories, or their newest states over those before. */
export async function saveStories(db: Db, stories: readonly Story[]): Promise<void> {
  await inTransaction(db, async (db) => {
    for (const some of inBatches(stories)) await saveRows(db, some);
  });
}

async function saveRows(db: Db, stories: readonly Story[]): Promise<void> {
  const rows = stories.map((story) => ({
    id: story.id,
    headline: story.headline,
    headline_folded: fold(story.headline),
    strike: Number(story.topics.includes('strike')),
    diplomacy: Number(story.topics.includes('diplomacy')),
    gravity: Math.round(story.gravity.score),
    opened_at: story.openedAt,
    updated_at: story.updatedAt,
    closed_at: story.closedAt,
    story: JSON.stringify(story),
  }));
  await db
    .insertInto('stories')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        headline: ref('excluded.headline'),
        headline_folded: ref('excluded.headline_folded'),
        strike: ref('excluded.strike'),
        diplomacy: ref('excluded.diplomacy'),
        gravity: ref('excluded.gravity'),
        opened_at: ref('excluded.opened_at'),
        updated_at: ref('excluded.updated_at'),
        closed_at: ref('excluded.closed_at'),
        story: ref('excluded.story'),
      })),
    )
    .execute();
  const places = stories.flatMap((story, n) => {
    const { updated_at = 0, strike = 0, diplomacy = 0 } = rows[n] ?? {};
    return keysOfStory(story).map((place) => ({
      story_id: story.id,
      place,
      updated_at,
      strike,
      diplomacy,
    }));
  });
  const kept = places.map(({ story_id, place }) => sql`(${story_id}, ${place})`);
  await db
    .deleteFrom('story_places')
    .where(
      'story_id',
      'in',
      stories.map(({ id }) => id),
    )
    .$if(kept.length > 0, (query) =>
      query.where(sql<boolean>`(story_id, place) not in (values ${sql.join(kept)})`),
    )
    .execute();
  for (const some of inBatches(places)) {
    await db
      .insertInto('story_places')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['place', 'story_id']).doUpdateSet(({ ref }) => ({
          updated_at: ref('excluded.updated_at'),
          strike: ref('excluded.strike'),
          diplomacy: ref('excluded.diplomacy'),
        })),
      )
      .execute();
  }
}

/**
 * The story with the id that a person typed: in either case, and with O for 0 and I or L for 1, which ids
 * never have. The id of a story that was joined to another finds that one. Null where there is none.
 */
export async function getStory(db: Db, id: string): Promise<Story | null> {
  const ids = [...new Set([id, id.trim().toUpperCase(), storyKey(id)])];
  const row =
    (await db.selectFrom('stories').select('story').where('id', 'in', ids).executeTakeFirst()) ??
    (await db
      .selectFrom('story_aliases')
      .innerJoin('stories', 'stories.id', 'story_aliases.story_id')
      .select('stories.story')
      .where('story_aliases.id', 'in', ids)
      .executeTakeFirst());
  return row ? toStory(row) : null;
}

/** Which of these ids a story has, or had before it was joined to another. */
export async function takenStoryIds(db: Db, ids: readonly string[]): Promise<string[]> {
  const taken: string[] = [];
  for (const some of inBatches(ids)) {
    for (const table of ['stories', 'story_aliases'] as const) {
      const rows = await db.selectFrom(table).select('id').where('id', 'in', some).execute();
      for (const { id } of rows) taken.push(id);
    }
  }
  return taken;
}

/** Puts one story in the place of another that was joined to it: for the other's id, and for its articles. */
export async function replaceStory(db: Db, from: string, into: string): Promise<void> {
  await inTransaction(db, async (db) => {
    await db.deleteFrom('story_places').where('story_id', '=', from).execute();
    await db.deleteFrom('stories').where('id', '=', from).execute();
    await db.updateTable('articles').set({ story_id: into }).where('story_id', '=', from).execute();
    await db.updateTable('story_aliases').set({ story_id: into }).where('story_id', '=', from).execute();
    await db.insertInto('story_aliases').values({ id: from, story_id: into }).execute();
  });
}

/**
 * The stories that aren't closed and were updated at `updatedSince` or later, newest first.
 * @param page at most so many of those that come after one of them; all where it isn't given
 */
export async function openStories(
  db: Db,
  updatedSince: number,
  { after, limit }: { after?: Story | undefined; limit?: number } = {},
): Promise<Story[]> {
  const rows = await db
    .selectFrom('stories')
    .select('story')
    .where('closed_at', 'is', null)
    .where('updated_at', '>=', updatedSince)
    .$if(after !== undefined, (query) => {
      const { updatedAt = 0, id = '' } = after ?? {};
      return query
        .where('updated_at', '<=', updatedAt)
        .where((where) => where.or([where('updated_at', '<', updatedAt), where('id', '>', id)]));
    })
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute();
  return rows.map(toStory);
}

/**
 * The stories that opened or changed in the window (`since <= t < until`), oldest first; of one topic where
 * it is given. A story that changed again after the window is among them, in its newest state.
 */
export async function storiesBetween(
  db: Db,
  window: { since: number; until: number; topic?: Topic | undefined },
): Promise<Story[]> {
  const { since, until, topic } = window;
  const rows = await db
    .selectFrom('stories')
    .select('story')
    .where('updated_at', '>=', since)
    .where('opened_at', '<', until)
    .$if(topic !== undefined, (query) => query.where(topic ?? 'strike', '=', 1))
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
  const within = (at: number) => since <= at && at < until;
  return rows
    .map(toStory)
    .filter(
      (story) =>
        within(story.openedAt) ||
        within(story.updatedAt) ||
        story.timeline.some((change) => within(change.at)),
    );
}

/** The open stories not updated since `before`, longest quiet first, at most `limit`. */
export async function quietStories(db: Db, before: number, limit: number): Promise<Story[]> {
  const rows = await db
    .selectFrom('stories')
    .select('story')
    .where('closed_at', 'is', null)
    .where('updated_at', '<', before)
    .orderBy('updated_at')
    .limit(limit)
    .execute();
  return rows.map(toStory);
}

export function toStory(row: { story: string }): Story {
  return fromJson<Story>(row.story, 'stories.story');
}

/** A typed id as Crockford's base 32 reads it (https://www.crockford.com/base32.html). */
export function storyKey(typed: string): string {
  return typed.trim().toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
}

export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
