import { sql } from 'kysely';
import type { Article, Publisher } from '../articles/article.ts';
import type { Report } from '../reports/report.ts';
import { matchingArticles } from './full_text.ts';
import { fromJson } from './json.ts';
import type { Deletion } from './old_rows.ts';
import { type Db, inTransaction } from './open.ts';

/** An article that is known already. */
export interface KnownArticle {
  id: string;
  revision: string;
  /** The story it is part of; null also once it was pruned. */
  storyId: string | null;
}

/** How an article may be known. `url` is canonical. */
export interface ArticleKeys {
  id: string;
  feedId: string;
  entryKey: string;
  url: string | null;
}

/**
 * The article that is already known by its id, else by what its feed calls it, else by its canonical URL
 * (whoever's feed brought it); null where it is new. A pruned article is still known to its feed.
 */
export async function findArticle(db: Db, keys: ArticleKeys): Promise<KnownArticle | null> {
  const byId = await db
    .selectFrom('articles')
    .select(['id', 'revision', 'story_id'])
    .where('id', '=', keys.id)
    .executeTakeFirst();
  if (byId) return { id: byId.id, revision: byId.revision, storyId: byId.story_id };
  const byEntry = await db
    .selectFrom('entries')
    .leftJoin('articles', 'articles.id', 'entries.article_id')
    .select(['entries.article_id', 'entries.revision', 'articles.story_id'])
    .where('entries.feed_id', '=', keys.feedId)
    .where('entries.entry_key', '=', keys.entryKey)
    .executeTakeFirst();
  if (byEntry) return { id: byEntry.article_id, revision: byEntry.revision, storyId: byEntry.story_id };
  if (keys.url === null) return null;
  const byUrl = await db
    .selectFrom('articles')
    .select(['id', 'revision', 'story_id'])
    .where('url', '=', keys.url)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  return byUrl ? { id: byUrl.id, revision: byUrl.revision, storyId: byUrl.story_id } : null;
}

/** What an article is to a feed: known by this key, known by other keys alone, or one that only other feeds brought. */
export async function knownToFeed(
  db: Db,
  feedId: string,
  articleId: string,
  entryKey: string,
): Promise<'so' | 'renamed' | 'elsewhere'> {
  const known = await db
    .selectFrom('entries')
    .select('entry_key')
    .where('feed_id', '=', feedId)
    .where('article_id', '=', articleId)
    .execute();
  if (known.length === 0) return 'elsewhere';
  return known.some(({ entry_key }) => entry_key === entryKey) ? 'so' : 'renamed';
}

/** The article at a canonical URL with the story that it is part of; null where none is known. */
export async function findArticleByUrl(
  db: Db,
  url: string,
): Promise<{ article: Article; storyId: string | null } | null> {
  const row = await db
    .selectFrom('articles')
    .select([
      'id',
      'feed_id',
      'publisher',
      'url',
      'title',
      'text',
      'published_at',
      'language',
      'revision',
      'story_id',
    ])
    .where('url', '=', url)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    article: {
      id: row.id,
      feedId: row.feed_id,
      publisher: fromJson<Publisher>(row.publisher, 'articles.publisher'),
      url: row.url,
      title: row.title,
      text: row.text,
      publishedAt: row.published_at,
      language: row.language,
      authors: [],
      revision: row.revision,
    },
    storyId: row.story_id,
  };
}

/**
 * Stores a new article, or the newest revision of the one with its id (give a known article the id that
 * `findArticle` told). A revision keeps the feed and publisher that brought the article first.
 */
export async function saveArticle(
  db: Db,
  article: Article,
  entryKey: string,
  seenAt: number,
  report: Report | null,
  storyId: string | null,
): Promise<void> {
  const newest = {
    url: article.url,
    title: article.title,
    text: article.text,
    published_at: article.publishedAt,
    seen_at: seenAt,
    language: article.language,
    authors: JSON.stringify(article.authors),
    image: article.image === undefined ? null : JSON.stringify(article.image),
    revision: article.revision,
    story_id: storyId,
    report: report && JSON.stringify(report),
  };
  await inTransaction(db, async (db) => {
    const updated = await db
      .updateTable('articles')
      .set(newest)
      .where('id', '=', article.id)
      .executeTakeFirst();
    if (updated.numUpdatedRows === 0n) {
      const publisher = JSON.stringify(article.publisher);
      await db
        .insertInto('articles')
        .values({ id: article.id, feed_id: article.feedId, publisher, ...newest })
        .execute();
      await db
        .updateTable('feeds')
        .set((set) => ({ articles: set('articles', '+', 1) }))
        .where('id', '=', article.feedId)
        .execute();
    } else {
      await db
        .updateTable('entries')
        .set({ revision: article.revision })
        .where('article_id', '=', article.id)
        .execute();
    }
    const entry = { article_id: article.id, revision: article.revision };
    await db
      .insertInto('entries')
      .values({ feed_id: article.feedId, entry_key: entryKey, ...entry })
      .onConflict((conflict) => conflict.columns(['feed_id', 'entry_key']).doUpdateSet(entry))
      .execute();
  });
}

export interface ArticleHit {
  id: string;
  title: string;
  url: string | null;
  /** The publisher's name. */
  publisher: string;
  publishedAt: number | null;
  storyId: string | null;
}

/**
 * The articles that have every word of `query` in title or text, newest first, at most `limit`. `query` is a
 * person's text: words side by side in double quotes must stand side by side, and nothing in it is a syntax
 * error. No word, no hit.
 */
export async function searchArticles(db: Db, query: string, limit: number): Promise<ArticleHit[]> {
  const matching = matchingArticles(db, query);
  if (matching === null) return [];
  const rows = await db
    .selectFrom('articles')
    .select(['id', 'title', 'url', 'publisher', 'published_at', 'story_id'])
    .where('seq', 'in', matching)
    .orderBy(sql`coalesce(published_at, seen_at)`, 'desc')
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    url: row.url,
    publisher: fromJson<Publisher>(row.publisher, 'articles.publisher').name,
    publishedAt: row.published_at,
    storyId: row.story_id,
  }));
}

/** A kilobyte of text costs the full-text index about as much as an article's row costs the table. */
const BYTES_OF_A_ROW = 1_000;

/**
 * The articles that no feed named since `before`, longest unseen first, in deletions that touch about as many rows as `limit`
 * says by then. Their feeds' entries stay known.
 */
export async function* oldArticles(db: Db, before: number, limit: () => number): AsyncGenerator<Deletion> {
  for (let from = 0; ; ) {
    const most = limit();
    const rows = await db
      .selectFrom('articles')
      .select(['seq', 'seen_at', sql<number>`octet_length(text)`.as('bytes')])
      .where('seen_at', '<', before)
      .where('seen_at', '>=', from)
      .orderBy('seen_at')
      .limit(most)
      .execute();
    let touched = 0;
    const old = rows.filter(({ bytes }, n) => {
      touched += 1 + bytes / BYTES_OF_A_ROW;
      return n === 0 || touched <= most;
    });
    const last = old.at(-1);
    if (!last) return;
    yield async (tx) => {
      const seqs = old.map(({ seq }) => seq);
      // One that a feed named again meanwhile stays.
      const deleting = tx.deleteFrom('articles').where('seq', 'in', seqs).where('seen_at', '<', before);
      return Number((await deleting.executeTakeFirst()).numDeletedRows);
    };
    if (old.length < rows.length || rows.length === most) from = last.seen_at;
    else return;
  }
}
