import { type Kysely, sql } from 'kysely';

/**
 * Full-text search over articles, in SQLite's own words (FTS5, https://www.sqlite.org/fts5.html). Everything
 * of it that another engine would say differently stands here.
 */

/** The newest hits by order of storing are looked at; beyond them, search stays fast and forgets. */
const NEWEST_HITS = 2_000;
const MAX_PHRASES = 16;

/** The index, kept in step with `articles` by triggers. Part of the first migration: never to be changed. */
export async function createArticleIndex(db: Kysely<unknown>): Promise<void> {
  await sql`create virtual table articles_text using fts5(
    title, text, content='articles', content_rowid='seq', tokenize='porter unicode61 remove_diacritics 2'
  )`.execute(db);
  await sql`create trigger articles_text_insert after insert on articles begin
    insert into articles_text (rowid, title, text) values (new.seq, new.title, new.text);
  end`.execute(db);
  await sql`create trigger articles_text_delete after delete on articles begin
    insert into articles_text (articles_text, rowid, title, text) values ('delete', old.seq, old.title, old.text);
  end`.execute(db);
  await sql`create trigger articles_text_update after update of title, text on articles begin
    insert into articles_text (articles_text, rowid, title, text) values ('delete', old.seq, old.title, old.text);
    insert into articles_text (rowid, title, text) values (new.seq, new.title, new.text);
  end`.execute(db);
}

/** A subquery of the `seq` of the newest articles that match, or null where `typed` has no word in it. */
export function matchingArticles(typed: string) {
  const match = matchExpression(typed);
  if (match === null) return null;
  return sql<number>`(select rowid from articles_text where articles_text match ${match}
    order by rowid desc limit ${sql.lit(NEWEST_HITS)})`;
}

/**
 * What a person typed as an FTS5 expression that can't be a syntax error: all words must be there, words in
 * double quotes (or joined, as in `cease-fire`) next to one another. Operators are words like any other.
 */
function matchExpression(typed: string): string | null {
  const phrases: string[] = [];
  for (const [chunk] of typed.matchAll(/"[^"]*"|[^\s"]+/gu)) {
    const words = chunk.match(/[\p{L}\p{N}\p{M}]+/gu);
    if (words) phrases.push(`"${words.join(' ')}"`);
    if (phrases.length === MAX_PHRASES) break;
  }
  return phrases.length === 0 ? null : phrases.join(' ');
}
