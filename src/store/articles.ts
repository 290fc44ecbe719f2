import { sql } from 'kysely';
import type { Article, Publisher } from '../articles/article.ts';
import type { Report } from '../reports/report.ts';
import { inBatches } from './batches.ts';
import { newestMatching } from './full_text.ts';
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
  return (await knownArticles(db, [keys])).find(keys);
}

/** Articles that are known under some keys. */
export interface KnownArticles {
  /** What `findArticle` says, of keys that were asked for. */
  find(keys: ArticleKeys): KnownArticle | null;
  /** Takes in what is to be stored, as if it were already. */
  add(keys: ArticleKeys, known: KnownArticle): void;
}

/** What `findArticle` says of each of these keys, for which the store is asked once. */
export async function knownArticles(db: Db, wanted: readonly ArticleKeys[]): Promise<KnownArticles> {
  const byId = new Map<string, KnownArticle>();
  const byUrl = new Map<string, string>();
  const byEntry = new Map<string, { id: string; revision: string }>();
  const nameOf = (feedId: string, entryKey: string) => JSON.stringify([feedId, entryKey]);
  for (const some of inBatches(wanted)) {
    const urls = some.flatMap(({ url }) => url ?? []);
    const ids = some.map(({ id }) => id);
    const rows = await db
      .selectFrom('articles')
      .select(['id', 'revision', 'story_id', 'url'])
      .where((where) =>
        where.or([where('id', 'in', ids), ...(urls.length > 0 ? [where('url', 'in', urls)] : [])]),
      )
      .orderBy('seq')
      .execute();
    for (const { id, revision, story_id: storyId, url } of rows) {
      byId.set(id, { id, revision, storyId });
      if (url !== null && !byUrl.has(url)) byUrl.set(url, id);
    }
    const entries = await db
      .selectFrom('entries')
      .leftJoin('articles', 'articles.id', 'entries.article_id')
      .select(['entries.feed_id', 'entry_key', 'article_id', 'entries.revision', 'articles.id', 'story_id'])
      .where('entries.feed_id', 'in', [...new Set(some.map(({ feedId }) => feedId))])
      .where(
        'entry_key',
        'in',
        some.map(({ entryKey }) => entryKey),
      )
      .execute();
    for (const { feed_id, entry_key, article_id: articleId, revision, id, story_id: storyId } of entries) {
      byEntry.set(nameOf(feed_id, entry_key), { id: articleId, revision });
      if (id !== null && !byId.has(id)) byId.set(id, { id, revision, storyId });
    }
  }
  return {
    find({ id, feedId, entryKey, url }) {
      const entry = byEntry.get(nameOf(feedId, entryKey));
      return (
        byId.get(id) ??
        (entry && (byId.get(entry.id) ?? { ...entry, storyId: null })) ??
        byId.get(byUrl.get(url ?? '') ?? '') ??
        null
      );
    },
    add({ feedId, entryKey, url }, known) {
      byId.set(known.id, known);
      byEntry.set(nameOf(feedId, entryKey), known);
      if (url !== null && !byUrl.has(url)) byUrl.set(url, known.id);
    },
  };
}

/**
 * What each of these articles is to a feed: known by this key, known by other keys alone, or one that only other feeds
 * brought.
 */
export async function knownToFeed(
  db: Db,
  feedId: string,
  articles: readonly { id: string; entryKey: string }[],
): Promise<('so' | 'renamed' | 'elsewhere')[]> {
  const keys = new Map<string, string[]>();
  for (const some of inBatches(articles)) {
    const rows = await db
      .selectFrom('entries')
      .select(['article_id', 'entry_key'])
      .where('feed_id', '=', feedId)
      .where(
        'article_id',
        'in',
        some.map(({ id }) => id),
      )
      .execute();
    for (const { article_id, entry_key } of rows)
      keys.set(article_id, [...(keys.get(article_id) ?? []), entry_key]);
  }
  return articles.map(({ id, entryKey }) => {
    const known = keys.get(id);
    if (known === undefined) return 'elsewhere';
    return known.includes(entryKey) ? 'so' : 'renamed';
  });
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

/** An article to be stored, with what was understood of it and the story that it is part of. */
export interface SavedArticle {
  article: Article;
  entryKey: string;
  report: Report | null;
  storyId: string | null;
}

/** Stores one article as `saveArticles` does. */
export async function saveArticle(
  db: Db,
  article: Article,
  entryKey: string,
  seenAt: number,
  report: Report | null,
  storyId: string | null,
): Promise<void> {
  await saveArticles(db, [{ article, entryKey, report, storyId }], seenAt);
}

/**
 * Stores new articles, or the newest revision of those with their ids (give a known article the id that `findArticle`
 * told); of one that comes twice the later. A revision keeps the feed and publisher that brought the article first.
 */
export async function saveArticles(db: Db, saved: readonly SavedArticle[], seenAt: number): Promise<void> {
  await inTransaction(db, async (db) => {
    const newest = new Map(saved.map((one) => [one.article.id, one]));
    for (const some of inBatches([...newest.values()])) await saveRows(db, some, seenAt);
    const entries = new Map(
      saved.map(({ article: { id, feedId }, entryKey }) => {
        const revision = newest.get(id)?.article.revision ?? '';
        return [
          JSON.stringify([feedId, entryKey]),
          { feed_id: feedId, entry_key: entryKey, article_id: id, revision },
        ];
      }),
    );
    for (const some of inBatches([...entries.values()])) {
      await db
        .insertInto('entries')
        .values(some)
        .onConflict((conflict) =>
          conflict.columns(['feed_id', 'entry_key']).doUpdateSet(({ ref }) => ({
            article_id: ref('excluded.article_id'),
            revision: ref('excluded.revision'),
          })),
        )
        .execute();
    }
  });
}

async function saveRows(db: Db, saved: readonly SavedArticle[], seenAt: number): Promise<void> {
  const rows = saved.map(({ article, report, storyId }) => ({
    id: article.id,
    feed_id: article.feedId,
    publisher: JSON.stringify(article.publisher),
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
  }));
  const added = await db
    .insertInto('articles')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning(['id', 'feed_id'])
    .execute();
  const counts = new Map<string, number>();
  for (const { feed_id } of added) counts.set(feed_id, (counts.get(feed_id) ?? 0) + 1);
  for (const [feedId, count] of counts) {
    await db
      .updateTable('feeds')
      .set((set) => ({ articles: set('articles', '+', count) }))
      .where('id', '=', feedId)
      .execute();
  }
  const isNew = new Set(added.map(({ id }) => id));
  for (const { id, feed_id: _, publisher: __, ...newest } of rows) {
    if (isNew.has(id)) continue;
    await db.updateTable('articles').set(newest).where('id', '=', id).execute();
    await db.updateTable('entries').set({ revision: newest.revision }).where('article_id', '=', id).execute();
  }
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
  const seqs = await newestMatching(db, query, limit);
  if (seqs.length === 0) return [];
  const rows = await db
    .selectFrom('articles')
    .select(['seq', 'id', 'title', 'url', 'publisher', 'published_at', 'story_id'])
    .where('seq', 'in', seqs)
    .execute();
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  const inOrder = seqs.flatMap((seq) => bySeq.get(seq) ?? []);
  return inOrder.map((row) => ({
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
