import { sql } from 'kysely';
import type { Topic } from '../reports/report.ts';
import type { Story } from '../stories/story.ts';
import type { Db } from './open.ts';
import { fold, storyKey, toStory } from './stories.ts';

interface WantedStories {
  topic?: Topic | undefined;
  /** Keys of places (`keysOfRegion`), one of which a story must have; none means everywhere. */
  places?: readonly string[] | undefined;
}

/** Nobody turns as many pages: no more are counted, and none beyond them is shown. */
const MOST_LISTED = 1_000;

/** One page of the newest stories, newest update first, and how many there are in all, at most 1,000. */
export async function latestStories(
  db: Db,
  wanted: WantedStories & { limit: number; offset: number },
): Promise<{ stories: Story[]; total: number }> {
  const { limit, offset } = wanted;
  const counted = await db
    .selectFrom(newest(wanted, MOST_LISTED))
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirst();
  const rows = await db
    .selectFrom(newest(wanted, Math.min(offset + limit, MOST_LISTED)))
    .innerJoin('stories', 'stories.id', 'newest.id')
    .select('stories.story')
    .orderBy('newest.updated_at', 'desc')
    .orderBy('newest.id')
    .limit(limit)
    .offset(offset)
    .execute();
  return { stories: rows.map(toStory), total: Number(counted?.total ?? 0) };
}

/** How many stories there are. */
export async function countStories(db: Db): Promise<number> {
  const row = await db
    .selectFrom('stories')
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirst();
  return Number(row?.total ?? 0);
}

/**
 * The newest stories that are wanted, newest first: each place's are read in the order of its index. The topic stands
 * there as it is: an index of one topic's rows isn't used for what might be another value.
 */
function newest({ topic, places = [] }: WantedStories, most: number) {
  const isWanted = topic === undefined ? sql`true` : sql`${sql.ref(topic)} = 1`;
  const listed = sql`${isWanted} order by updated_at desc, id limit ${most}`;
  const lists =
    places.length === 0
      ? [sql`select id, updated_at from stories where ${listed}`]
      : places.map(
          (place) =>
            sql`select story_id as id, updated_at from story_places where place = ${place} and ${listed}`,
        );
  // A story that is in two of the places comes once.
  const all = sql.join(
    lists.map((list) => sql`select * from (${list}) as list`),
    sql` union `,
  );
  return sql<{
    id: string;
    updated_at: number;
  }>`(${all} order by updated_at desc, id limit ${most})`.as<'newest'>(sql`newest`);
}

/** Autocomplete looks at the headlines of so many newest stories. */
const SUGGESTED_FROM = 5_000;

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
        sql<boolean>`substr(id, 1, ${prefix.length}) = ${prefix}`,
        where.and(words.map((word) => where('headline_folded', 'like', `%${word}%`))),
      ]),
    )
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}
