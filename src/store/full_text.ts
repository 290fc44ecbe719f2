import { type Kysely, type RawBuilder, sql } from 'kysely';
import { engineOf } from './engine.ts';
import type { Db } from './open.ts';

/**
 * Full-text search over articles, in each engine's own words: FTS5 (https://www.sqlite.org/fts5.html) and tsvector
 * (PostgreSQL's manual, chapter 12). Both stem as English, fold accents, and know no stop words.
 */

/** The newest hits by order of storing are looked at; beyond them, search stays fast and forgets. */
const NEWEST_HITS = 1_000;
/** So many of the newest articles are looked at first, and tell how frequent words are. */
const SAMPLE = 1_000;
/** As long as there are too few hits, so many of the newest are looked at next, and then all. */
const WINDOWS = [8_000, 64_000, 512_000, Number.POSITIVE_INFINITY];
/** A search goes back through about so many articles that have the rarest of its words. */
const WITH_RAREST = 5_000;
const MAX_PHRASES = 16;
/** PostgreSQL's index knows which 4,096 articles in a row an article is of, and which 131,072. Part of a migration. */
const BITS = { few: 12, many: 17 };

/** The index, kept in step with `articles` by the engine. Part of the first migration: never to be changed. */
export async function createArticleIndex(db: Kysely<unknown>): Promise<void> {
  for (const statement of engineOf(db) === 'postgres' ? POSTGRES : SQLITE)
    await sql.raw(statement).execute(db);
}

const SQLITE = [
  `create virtual table articles_text using fts5(
    title, text, content='articles', content_rowid='seq', tokenize='porter unicode61 remove_diacritics 2'
  )`,
  `create trigger articles_text_insert after insert on articles begin
    insert into articles_text (rowid, title, text) values (new.seq, new.title, new.text);
  end`,
  `create trigger articles_text_delete after delete on articles begin
    insert into articles_text (articles_text, rowid, title, text) values ('delete', old.seq, old.title, old.text);
  end`,
  `create trigger articles_text_update after update of title, text on articles begin
    insert into articles_text (articles_text, rowid, title, text) values ('delete', old.seq, old.title, old.text);
    insert into articles_text (rowid, title, text) values (new.seq, new.title, new.text);
  end`,
];

const POSTGRES = [
  'create extension if not exists unaccent',
  'create text search dictionary sitrep_stem (template = snowball, language = english)',
  'create text search configuration sitrep (copy = simple)',
  `alter text search configuration sitrep
    alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with unaccent, sitrep_stem`,
  // A tsvector holds at most 1 MB.
  `alter table articles add column words tsvector
    generated always as (to_tsvector('sitrep', left(title || ' ' || text, 200000))) stored`,
  'create index articles_words on articles using gin (words)',
];

/**
 * PostgreSQL's index with the place in the order of storing, so that hits are found among the newest without reading all
 * others. The place comes first: the index goes through the words only where what is before them can match.
 */
export async function createNewestIndex(db: Kysely<unknown>): Promise<void> {
  if (engineOf(db) !== 'postgres') return;
  await sql`create index articles_newest_words on articles using gin (${BUCKETS}, words)`.execute(db);
  await sql`drop index articles_words`.execute(db);
}

/** Rows of many articles have negative numbers. */
const BUCKETS = sql.raw(`(array[seq >> ${BITS.few}, -1 - (seq >> ${BITS.many})])`);

/**
 * The `seq` of articles that have every word of `typed`, newest publication first, at most `limit`: of the newest 1,000
 * hits by order of storing. In PostgreSQL, where all its words are frequent, of those among the newest 5,000 articles or
 * so that have the rarest of them. None where there is no word in it.
 */
export async function newestMatching(db: Db, typed: string, limit: number): Promise<number[]> {
  const phrases = phrasesOf(typed);
  if (phrases.length === 0) return [];
  return engineOf(db) === 'postgres'
    ? searchPostgres(db, phrases, limit)
    : byPublication(db, sqliteHits(phrases), limit);
}

/** FTS5 finds the newest first by itself. A bound on `rowid` makes it no faster: it is looked at after each hit. */
function sqliteHits(phrases: readonly string[]) {
  const match = phrases.map((phrase) => `"${phrase}"`).join(' ');
  return sql`select seq, coalesce(published_at, seen_at) as at from articles where seq in (
    select rowid from articles_text where articles_text match ${match}
    order by rowid desc limit ${sql.lit(NEWEST_HITS)})`;
}

async function searchPostgres(db: Db, phrases: readonly string[], limit: number): Promise<number[]> {
  const newest = await newestSeq(db);
  const hits = (after: number) => byPublication(db, postgresHits(phrases, after, newest), limit);
  const sample = Math.max(0, newest - SAMPLE);
  let found = await hits(sample);
  if (found.length >= limit || sample === 0) return found;
  // Two frequent words may be rare together: whoever went on until there are hits enough might read everything.
  const most = WITH_RAREST / (await rarestShare(db, phrases, sample));
  for (const back of WINDOWS) {
    const after = Math.max(0, newest - Math.min(back, most));
    found = await hits(after);
    if (found.length >= limit || after === 0 || back >= most) break;
  }
  return found;
}

async function newestSeq(db: Db): Promise<number> {
  const row = await db
    .selectFrom('articles')
    .select((select) => select.fn.max('seq').as('newest'))
    .executeTakeFirst();
  return Number(row?.newest ?? 0);
}

/** The hits with a `seq` above `after`, or little below it. */
function postgresHits(phrases: readonly string[], after: number, newest: number) {
  const query = sql`(${sql.join(
    phrases.map((phrase) => sql`phraseto_tsquery('sitrep', ${phrase})`),
    sql` && `,
  )})`;
  const hit = sql`select seq, coalesce(published_at, seen_at) as at`;
  // Each is read in one way, which the planner would not always choose: it takes words that are rare together for frequent.
  const read =
    newest - after <= SAMPLE
      ? sql`${hit} from (select * from articles where seq > ${after} offset 0) as newest where words @@ ${query}`
      : sql`${hit} from articles where words @@ ${query}
          ${after === 0 ? sql`` : sql`and ${BUCKETS} && ${bucketsOf(after, newest)}::bigint[]`}`;
  return sql`select * from (${read} offset 0) as hits order by seq desc limit ${sql.lit(NEWEST_HITS)}`;
}

/** The share of the articles above `after` that have the rarest of the words, at least 0. */
async function rarestShare(db: Db, phrases: readonly string[], after: number): Promise<number> {
  const words = [...new Set(phrases.flatMap((phrase) => phrase.split(' ')))];
  const counts = words.map(
    (word) => sql`count(*) filter (where words @@ plainto_tsquery('sitrep', ${word}))`,
  );
  const { rows } = await sql<{ articles: number; rarest: number }>`
    select count(*) as articles, least(${sql.join(counts)}) as rarest from articles where seq > ${after}`.execute(
    db,
  );
  return (rows[0]?.rarest ?? 0) / Math.max(1, rows[0]?.articles ?? 0);
}

/**
 * What a person typed as phrases of words, so that it can't be a syntax error: all must be there, words in double
 * quotes (or joined, as in `cease-fire`) next to one another. Operators are words like any other.
 */
function phrasesOf(typed: string): string[] {
  const phrases: string[] = [];
  for (const [chunk] of typed.matchAll(/"[^"]*"|[^\s"]+/gu)) {
    const words = chunk.match(/[\p{L}\p{N}\p{M}]+/gu);
    if (words) phrases.push(words.join(' '));
    if (phrases.length === MAX_PHRASES) break;
  }
  return phrases;
}

/** The buckets of the articles from `after` on; fewer of the larger kind where there would be dozens of the smaller. */
function bucketsOf(after: number, newest: number): number[] {
  const isFar = newest - after > 2 ** BITS.many;
  const size = 2 ** (isFar ? BITS.many : BITS.few);
  const [first, last] = [Math.floor(after / size), Math.floor(newest / size)];
  return Array.from({ length: last - first + 1 }, (_, n) => (isFar ? -1 - first - n : first + n));
}

async function byPublication(db: Db, hits: RawBuilder<unknown>, limit: number): Promise<number[]> {
  const { rows } = await sql<{ seq: number }>`
    select seq from (${hits}) as found order by at desc, seq desc limit ${limit}`.execute(db);
  return rows.map(({ seq }) => seq);
}
