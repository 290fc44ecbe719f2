import { sql } from 'kysely';
import { keysOfStory } from '../src/alerts/filters.ts';
import { engineOf } from '../src/store/engine.ts';
import type { Db } from '../src/store/open.ts';
import type { Source, Story } from '../src/stories/story.ts';

/** What is stored reaches back so far. */
export const SPAN_MS = 300 * 86_400_000;
/** Stories of longer ago are closed. */
const OPEN_MS = 72 * 3_600_000;
/** Articles of one story, and how many of them it cites. */
const OF_ONE_STORY = 10;
const SOURCES = 4;
/** Rows that one statement makes: a multiple of all after which the places, things and numbers of articles begin anew. */
const BATCH = 64_000;

export const PLACES = ['Kyiv', 'Kharkiv', 'Odesa', 'Khartoum', 'Beirut', 'Gaza', 'Lviv', 'Sanaa'] as const;
const COUNTRIES = [
  'Ukraine',
  'Ukraine',
  'Ukraine',
  'Sudan',
  'Lebanon',
  'Palestine',
  'Ukraine',
  'Yemen',
] as const;
const THINGS = ['clinic', 'warehouse', 'port', 'school', 'bridge', 'substation', 'market', 'depot'] as const;
const PUBLISHER = { id: 'harbour', name: 'Harbour Wire', kind: 'wire' as const, country: 'Malta' };

/** The id of the n-th story. */
export const storyId = (n: number) => `S${n.toString(16).toUpperCase().padStart(6, '0')}`;

export const storiesOf = (articles: number) => Math.ceil(articles / OF_ONE_STORY);

/**
 * Fills an empty store with articles of the last 300 days, ten to a story; each number gives the same rows. The engine
 * makes them itself, by the numbers counted up. In PostgreSQL indexes are made at the end, and the words of the first
 * articles serve for all others, whose texts are the same: splitting texts into words takes longer than all else.
 */
export async function fillStore(
  db: Db,
  articles: number,
  now: number,
  tell: (made: string) => void = () => undefined,
): Promise<void> {
  const stories = storiesOf(articles);
  const isPostgres = engineOf(db) === 'postgres';
  const indexes = isPostgres ? await dropIndexes(db) : [];
  for (let from = 0; from < stories; from += BATCH) {
    await makeStories(db, from, Math.min(from + BATCH, stories), now, (n) => timeSql(n, stories, now));
    tell(`${Math.min(from + BATCH, stories)} of ${stories} stories`);
  }
  for (let from = 0; from < articles; from += BATCH) {
    const to = Math.min(from + BATCH, articles);
    const time = (n: string) => timeSql(n, articles, now);
    if (isPostgres && from === BATCH) await giveWordsByTrigger(db);
    if (isPostgres && from > 0) await repeatArticles(db, from, to, time);
    else await makeArticles(db, from, to, time);
    tell(`${to} of ${articles} articles`);
  }
  for (const [n, definition] of indexes.entries()) {
    tell(`${n} of ${indexes.length} indexes`);
    await sql.raw(definition).execute(db);
  }
  await sql.raw(isPostgres ? 'vacuum analyze' : 'analyze').execute(db);
}

/** Drops what isn't a key's; returns what makes them anew. */
async function dropIndexes(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename in ('articles', 'stories', 'story_places') and schemaname = current_schema()
      and indexname not in (select conname from pg_constraint)`.execute(db);
  for (const { name } of rows) await sql`drop index ${sql.ref(name)}`.execute(db);
  return rows.map(({ definition }) => definition);
}

/** From now on `words` may be given; where it isn't, it is made as the column's own expression made it. */
async function giveWordsByTrigger(db: Db): Promise<void> {
  await sql`alter table articles alter column words drop expression`.execute(db);
  await sql`create function make_words() returns trigger language plpgsql as $$
    begin new.words = to_tsvector('sitrep', left(new.title || ' ' || new.text, 200000)); return new; end $$`.execute(
    db,
  );
  await sql`create trigger articles_make_words before insert or update of title, text on articles
    for each row when (new.words is null) execute function make_words()`.execute(db);
}

/** Articles with the titles and texts of the first ones. */
async function repeatArticles(db: Db, from: number, to: number, time: (n: string) => string): Promise<void> {
  await sql`${insertArticles(', words')}
    select 'a' || n, feed_id, publisher, 'https://harbour.example/' || n, title, text,
      ${sql.raw(time('n'))}, ${sql.raw(time('n'))}, language, authors, 'r' || n, ${sql.raw(idSql(db, `n / ${OF_ONE_STORY}`))}, words
    from (select *, seq - 1 + ${sql.lit(from)} as n from articles
      where seq <= ${sql.lit(to - from)} order by seq) as first`.execute(db);
}

/** When the n-th of so many came. */
const timeSql = (n: string, all: number, now: number) =>
  `(${now - SPAN_MS} + cast(${n} as bigint) * ${Math.floor(SPAN_MS / all)})`;

export const counted = (from: number, to: number) =>
  sql.raw(
    `with recursive counted(n) as (select cast(${from} as bigint) union all select n + 1 from counted where n + 1 < ${to})`,
  );

/** One of some names, the next one for every `by` numbers. */
function pick(names: readonly string[], by: number): string {
  const cases = names.map((name, at) => `when ${at} then '${name}'`).join(' ');
  return `case (n / ${by}) % ${names.length} ${cases} end`;
}

async function makeArticles(db: Db, from: number, to: number, time: (n: string) => string): Promise<void> {
  const [place, thing] = [pick(PLACES, OF_ONE_STORY), pick(THINGS, OF_ONE_STORY * PLACES.length)];
  const id = idSql(db, `n / ${OF_ONE_STORY}`);
  await sql`${insertArticles()} ${counted(from, to)}
    select 'a' || n, 'harbour', ${JSON.stringify(PUBLISHER)}, 'https://harbour.example/' || n,
      ${sql.raw(`'Strike on a ' || ${thing} || ' in ' || ${place} || ' kills ' || (n % 40)`)},
      ${sql.raw(`'The governor said that ' || (n % 40) || ' people were killed when drones hit a ' || ${thing} || ' near ' || ${place} || ' in the night of day ' || (n % 300) || ', in sector q' || ((n * 7919) % 5000) || '. Report ' || n || ' would be followed by others, the emergency service added, while crews searched what was left of the building.'`)},
      ${sql.raw(time('n'))}, ${sql.raw(time('n'))}, 'en', '[]', 'r' || n, ${sql.raw(id)}
    from counted`.execute(db);
}

const insertArticles = (more = '') =>
  sql.raw(
    `insert into articles (id, feed_id, publisher, url, title, text, published_at, seen_at, language, authors, revision, story_id${more})`,
  );

/** The n-th story's id in SQL; `storyId` says the same. */
const idSql = (db: Db, n: string) =>
  engineOf(db) === 'postgres' ? `'S' || lpad(upper(to_hex(${n})), 6, '0')` : `'S' || printf('%06X', ${n})`;

async function makeStories(
  db: Db,
  from: number,
  to: number,
  now: number,
  time: (n: string) => string,
): Promise<void> {
  const [place, country, thing] = [pick(PLACES, 1), pick(COUNTRIES, 1), pick(THINGS, PLACES.length)];
  const marks: Record<string, string> = {
    '"@at"': time('n'),
    '"@killed"': '(n % 40)',
    '@id': idSql(db, 'n'),
    '@place': place,
    '@country': country,
    '@thing': thing,
  };
  const story = Object.entries(marks).reduce(
    (text, [mark, value]) => `replace(${text}, '${mark}', cast(${value} as text))`,
    `'${JSON.stringify(sampleStory()).replaceAll("'", "''")}'`,
  );
  const headline = `'Strike on a ' || ${thing} || ' in ' || ${place} || ' kills ' || (n % 40)`;
  const isStrike = '(case when n % 10 < 9 then 1 else 0 end)';
  const at = time('n');
  await sql`insert into stories (id, headline, headline_folded, strike, diplomacy, gravity, opened_at, updated_at, closed_at, story)
    ${counted(from, to)}
    select ${sql.raw(`${idSql(db, 'n')}, ${headline}, lower(${headline}), ${isStrike}, 1 - ${isStrike}, 20 + n % 60, ${at}, ${at}, case when ${at} < ${now - OPEN_MS} then ${at} + ${OPEN_MS} end, ${story}`)}
    from counted`.execute(db);
  for (const [n, name] of PLACES.entries()) {
    const { strike } = sampleStory(name, COUNTRIES[n]);
    for (const key of keysOfStory({ strike, diplomacy: null })) {
      await sql`insert into story_places (story_id, place, updated_at, strike, diplomacy) ${counted(from, to)}
        select ${sql.raw(`${idSql(db, 'n')}`)}, ${key}, ${sql.raw(`${at}, ${isStrike}, 1 - ${isStrike}`)}
        from counted where n % ${sql.lit(PLACES.length)} = ${sql.lit(n)}`.execute(db);
    }
  }
}

/** A story as large as those of a few sources are, with marks where its numbers and names go. */
function sampleStory(place = '@place', country = '@country'): Story {
  const number = (mark: string) => mark as unknown as number;
  const [at, killed] = [number('@at'), number('@killed')];
  const toll = { count: killed, qualifier: 'exact' as const };
  const saying = { toll, publishers: ['harbour'], saidBy: ['governor'], firstAt: at, lastAt: at };
  const strike = {
    ...{ attacker: null, country, places: [place], when: null },
    killed: { shown: toll, low: killed, high: killed, sayings: [saying] },
    ...{ injured: null, weapons: [], targets: ['@thing'], effects: [], tollSource: 'governor' },
  };
  const sentence = `The governor said that people were killed when drones hit a @thing near ${place} in the night.`;
  const source = (n: number): Source => ({
    articleId: `@id-${n}`,
    publisher: PUBLISHER,
    title: `Strike on a @thing in ${place} kills`,
    lead: `${sentence} The emergency service added that crews searched what was left of the building.`,
    url: `https://harbour.example/@id/${n}`,
    ...{ publishedAt: at, seenAt: at, revisedAt: null, topics: ['strike'] },
    strike: { ...strike, killed: toll, injured: null },
    ...{ diplomacy: null, disputes: [] },
    evidence: [],
  });
  return {
    id: '@id',
    headline: `Strike on a @thing in ${place} kills`,
    topics: ['strike'],
    strike,
    diplomacy: null,
    disputes: [],
    sources: Array.from({ length: SOURCES }, (_, n) => source(n)),
    publishers: [PUBLISHER],
    gravity: { score: 40, reasons: ['people were killed'] },
    ...{ openedAt: at, updatedAt: at, closedAt: null, timeline: [] },
  };
}
