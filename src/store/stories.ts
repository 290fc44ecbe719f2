import type { Topic } from '../reports/report.ts';
import type { Story } from '../stories/story.ts';
import { fromJson } from './json.ts';
import { type Db, inTransaction } from './open.ts';

/** Autocomplete looks at the headlines of so many newest stories. */
const SUGGESTED_FROM = 5_000;

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
    await db.deleteFrom('story_countries').where('story_id', '=', story.id).execute();
    const countries = countriesOf(story);
    if (countries.length === 0) return;
    await db
      .insertInto('story_countries')
      .values(countries.map((country) => ({ story_id: story.id, country })))
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
    await db.deleteFrom('story_countries').where('story_id', '=', from).execute();
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

/** One page of the newest stories, newest update first, and how many there are in all. */
export async function latestStories(
  db: Db,
  wanted: { topic?: Topic | undefined; country?: string | undefined; limit: number; offset: number },
): Promise<{ stories: Story[]; total: number }> {
  const { topic, country } = wanted;
  const matching = db
    .selectFrom('stories')
    .$if(topic !== undefined, (query) => query.where(topic ?? 'strike', '=', 1))
    .$if(country !== undefined, (query) =>
      query.where('id', 'in', (select) =>
        select
          .selectFrom('story_countries')
          .select('story_id')
          .where('country', '=', country ?? ''),
      ),
    );
  const counted = await matching
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirst();
  const rows = await matching
    .select('story')
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .limit(wanted.limit)
    .offset(wanted.offset)
    .execute();
  return { stories: rows.map(toStory), total: Number(counted?.total ?? 0) };
}

/**
 * The newest stories that a person may mean by what they have typed so far: the start of an id, or words of a
 * headline, in any order. All of them where nothing is typed.
 */
export async function suggestStories(
  db: Db,
  typed: string,
  limit: number,
): Promise<{ id: string; headline: string }[]> {
  const words = (fold(typed).match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 8);
  if (words.length === 0 && typed.trim() !== '') return [];
  const prefix = storyKey(typed);
  return db
    .selectFrom((from) =>
      from
        .selectFrom('stories')
        .select(['id', 'headline', 'headline_folded', 'updated_at'])
        .orderBy('updated_at', 'desc')
        .limit(SUGGESTED_FROM)
        .as('newest'),
    )
    .select(['id', 'headline'])
    .where((where) =>
      where.or([
        where.and([where('id', '>=', prefix), where('id', '<', `${prefix}\uffff`)]),
        where.and(words.map((word) => where('headline_folded', 'like', `%${word}%`))),
      ]),
    )
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
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

function toStory(row: { story: string }): Story {
  return fromJson<Story>(row.story, 'stories.story');
}

/** Where it happened, and whoever takes part: people's names among them match no country. */
function countriesOf(story: Story): string[] {
  const { strike, diplomacy } = story;
  const names = [strike?.country, diplomacy?.place, ...(diplomacy?.participants ?? [])];
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

/** A typed id as Crockford's base 32 reads it (https://www.crockford.com/base32.html). */
function storyKey(typed: string): string {
  return typed.trim().toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
