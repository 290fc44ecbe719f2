import { type Kysely, sql } from 'kysely';
import { engineOf } from './engine.ts';
import type { Db } from './open.ts';

/**
 * Full-text search over articles, in each engine's own words: FTS5 (https://www.sqlite.org/fts5.html) and tsvector
 * (PostgreSQL's manual, chapter 12). Both stem as English, fold accents, and know no stop words.
 */

/** The newest hits by order of storing are looked at; beyond them, search stays fast and forgets. */
const NEWEST_HITS = 1_000;
/** In PostgreSQL, where so many are among so many of the newest articles, no older ones are looked at. */
const ENOUGH_HITS = 50;
const NEWEST_ARTICLES = 10_000;
const MAX_PHRASES = 16;

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

/** A subquery of the `seq` of the newest articles that match, or null where `typed` has no word in it. */
export function matchingArticles(db: Db, typed: string) {
  const phrases = phrasesOf(typed);
  if (phrases.length === 0) return null;
  if (engineOf(db) === 'postgres') {
    const query = sql.join(
      phrases.map((phrase) => sql`phraseto_tsquery('sitrep', ${phrase})`),
      sql` && `,
    );
    // Two frequent words may be rare together, which the planner can't know: it would read backwards through all articles.
    // So it reads backwards through the newest alone, and else asks the index for every hit.
    return sql<number>`(with recent as materialized (
        select seq from (select seq, words from articles order by seq desc limit ${sql.lit(NEWEST_ARTICLES)}) as newest
        where words @@ (${query}) order by seq desc limit ${sql.lit(NEWEST_HITS)}),
      older as materialized (
        select seq from articles where words @@ (${query}) and (select count(*) from recent) < ${sql.lit(ENOUGH_HITS)})
      select seq from recent union (select seq from older order by seq desc limit ${sql.lit(NEWEST_HITS)}))`;
  }
  const match = phrases.map((phrase) => `"${phrase}"`).join(' ');
  return sql<number>`(select rowid from articles_text where articles_text match ${match}
    order by rowid desc limit ${sql.lit(NEWEST_HITS)})`;
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
