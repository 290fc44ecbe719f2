import { type Kysely, sql } from 'kysely';
import { rowId, rowIdType } from '../../engine.ts';
import { createArticleIndex } from '../../full_text.ts';

/** What is read: feeds, their articles, and the stories that these tell. */
export async function createReading(db: Kysely<unknown>): Promise<void> {
  await createFeeds(db);
  await createArticles(db);
  await createStories(db);
}

async function createFeeds(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('feeds')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('feed', 'text', (column) => column.notNull())
    .addColumn('active', 'integer', (column) => column.notNull())
    .addColumn('etag', 'text')
    .addColumn('last_modified', 'text')
    .addColumn('body_hash', 'text')
    .addColumn('next_poll_at', 'bigint', (column) => column.notNull())
    .addColumn('last_polled_at', 'bigint')
    .addColumn('last_ok_at', 'bigint')
    .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('failure_code', 'text')
    .addColumn('failure_message', 'text')
    .addColumn('failure_since', 'bigint')
    .addColumn('baseline_at', 'bigint')
    .addColumn('moved_to', 'text')
    .addColumn('articles', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('interval_ms', 'bigint')
    .addColumn('seen', 'text', (column) => column.notNull().defaultTo(''))
    .addColumn('told_at', 'bigint')
    .addColumn('by_members', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('hub', 'text')
    .addColumn('hub_topic', 'text')
    .addColumn('pushed_until', 'bigint')
    .addColumn('page_failure', 'text')
    .addColumn('note', 'text')
    .execute();
  await schema.createIndex('feeds_due').on('feeds').columns(['active', 'next_poll_at']).execute();

  await schema
    .createTable('guild_feeds')
    .addColumn('guild_id', 'text', (column) => column.notNull())
    .addColumn('feed_id', 'text', (column) => column.notNull().references('feeds.id').onDelete('cascade'))
    .addColumn('added_by', 'text', (column) => column.notNull())
    .addColumn('added_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('guild_feeds_key', ['guild_id', 'feed_id'])
    .execute();
  await schema.createIndex('guild_feeds_feed').on('guild_feeds').column('feed_id').execute();

  await schema
    .createTable('feed_proposals')
    .addColumn('id', rowIdType(db), rowId(db))
    .addColumn('guild_id', 'text', (column) => column.notNull())
    .addColumn('feed', 'text', (column) => column.notNull())
    .addColumn('proposed_at', 'bigint', (column) => column.notNull())
    .execute();

  await schema
    .createTable('hub_leases')
    .addColumn('feed_id', 'text', (column) =>
      column.primaryKey().notNull().references('feeds.id').onDelete('cascade'),
    )
    .addColumn('hub', 'text', (column) => column.notNull())
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('token', 'text', (column) => column.notNull().unique())
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('lease_until', 'bigint')
    .addColumn('ask_at', 'bigint', (column) => column.notNull())
    .addColumn('asked', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}

async function createArticles(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('articles')
    .addColumn('seq', rowIdType(db), rowId(db))
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('feed_id', 'text', (column) => column.notNull())
    .addColumn('publisher', 'text', (column) => column.notNull())
    .addColumn('url', 'text')
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('published_at', 'bigint')
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('language', 'text')
    .addColumn('authors', 'text', (column) => column.notNull())
    .addColumn('image', 'text')
    .addColumn('revision', 'text', (column) => column.notNull())
    .addColumn('story_id', 'text')
    .addColumn('report', 'text')
    .addColumn('text', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('articles_url').on('articles').column('url').execute();
  await schema.createIndex('articles_seen').on('articles').column('seen_at').execute();
  await schema.createIndex('articles_story').on('articles').column('story_id').execute();
  await createArticleIndex(db);

  await schema
    .createTable('entries')
    .addColumn('feed_id', 'text', (column) => column.notNull())
    .addColumn('entry_key', 'text', (column) => column.notNull())
    .addColumn('article_id', 'text', (column) => column.notNull())
    .addColumn('revision', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('entries_key', ['feed_id', 'entry_key'])
    .execute();
  await schema.createIndex('entries_article').on('entries').column('article_id').execute();
}

async function createStories(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('stories')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('headline', 'text', (column) => column.notNull())
    .addColumn('headline_folded', 'text', (column) => column.notNull())
    .addColumn('strike', 'integer', (column) => column.notNull())
    .addColumn('diplomacy', 'integer', (column) => column.notNull())
    .addColumn('gravity', 'integer', (column) => column.notNull())
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('closed_at', 'bigint')
    .addColumn('story', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('stories_updated').on('stories').column('updated_at').execute();
  await schema
    .createIndex('stories_open')
    .on('stories')
    .column('updated_at')
    .where(sql.ref('closed_at'), 'is', null)
    .execute();

  await schema
    .createTable('story_places')
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('story_id', 'text', (column) => column.notNull().references('stories.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('story_places_key', ['place', 'story_id'])
    .execute();
  await schema.createIndex('story_places_story').on('story_places').column('story_id').execute();

  await schema
    .createTable('story_aliases')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('story_id', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('story_aliases_story').on('story_aliases').column('story_id').execute();
}
