import { keysOfStory } from '../alerts/filters.ts';
import type { Topic } from '../reports/report.ts';
import type { Story } from '../stories/story.ts';
import { fromJson } from './json.ts';
import { type Db, inTransaction } from './open.ts';

/** Stores a story, or its newest state over the one before. */
export async function saveStory(db: Db, story: Story): Promise<void> {
  const newest = {
    headline: story.headline,
    headline_folded: fold(story.headline),
    strike: Number(story.topics.includes('strike')),
    diplomacy: Number(story.topics.includes('diplomacy')),
    gravity: Math.round(story.gravity.score),
    opened_at: story.openedAt,
    updated_at: story.updatedAt,
    closed_at: story.closedAt,
    story: JSON.stringify(story),
  };
  await inTransaction(db, async (db) => {
    await db
      .insertInto('stories')
      .values({ id: story.id, ...newest })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(newest))
      .execute();
    const { updated_at, strike, diplomacy } = newest;
    const places = keysOfStory(story);
    await db
      .deleteFrom('story_places')
      .where('story_id', '=', story.id)
      .$if(places.length > 0, (query) => query.where('place', 'not in', places))
      .execute();
    if (places.length === 0) return;
    const listed = { updated_at, strike, diplomacy };
    await db
      .insertInto('story_places')
      .values(places.map((place) => ({ story_id: story.id, place, ...listed })))
      .onConflict((conflict) => conflict.columns(['place', 'story_id']).doUpdateSet(listed))
      .execute();
  });
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

/** The stories that aren't closed and were updated at `updatedSince` or later, newest first. */
export async function openStories(db: Db, updatedSince: number): Promise<Story[]> {
  const rows = await db
    .selectFrom('stories')
    .select('story')
    .where('closed_at', 'is', null)
    .where('updated_at', '>=', updatedSince)
    .orderBy('updated_at', 'desc')
    .orderBy('id')
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
