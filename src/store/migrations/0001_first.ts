import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { createArticleIndex } from '../full_text.ts';

export const first: Migration = {
  async up(db: Kysely<unknown>) {
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
      .execute();
    await schema.createIndex('feeds_due').on('feeds').columns(['active', 'next_poll_at']).execute();

    await schema
      .createTable('articles')
      .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement().notNull())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('feed_id', 'text', (column) => column.notNull())
      .addColumn('publisher', 'text', (column) => column.notNull())
      .addColumn('url', 'text')
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('published_at', 'bigint')
      .addColumn('seen_at', 'bigint', (column) => column.notNull())
      .addColumn('language', 'text')
      .addColumn('authors', 'text', (column) => column.notNull())
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
      .createTable('story_countries')
      .addColumn('country', 'text', (column) => column.notNull())
      .addColumn('story_id', 'text', (column) =>
        column.notNull().references('stories.id').onDelete('cascade'),
      )
      .addPrimaryKeyConstraint('story_countries_key', ['country', 'story_id'])
      .execute();
    await schema.createIndex('story_countries_story').on('story_countries').column('story_id').execute();

    await schema
      .createTable('subscriptions')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement().notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('guild_id', 'text')
      .addColumn('channel_id', 'text', (column) => column.notNull())
      .addColumn('role_id', 'text')
      .addColumn('topics', 'text', (column) => column.notNull())
      .addColumn('regions', 'text', (column) => column.notNull())
      .addColumn('min_gravity', 'integer', (column) => column.notNull())
      .addColumn('digest_time', 'text')
      .addColumn('time_zone', 'text')
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('paused_reason', 'text')
      .execute();
    await schema.createIndex('subscriptions_guild').on('subscriptions').column('guild_id').execute();
    await schema.createIndex('subscriptions_channel').on('subscriptions').column('channel_id').execute();

    await schema
      .createTable('deliveries')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement().notNull())
      .addColumn('subscription_id', 'bigint', (column) =>
        column.references('subscriptions.id').onDelete('set null'),
      )
      .addColumn('channel_id', 'text', (column) => column.notNull())
      .addColumn('story_id', 'text')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('post_id', 'bigint', (column) => column.references('deliveries.id').onDelete('cascade'))
      .addColumn('nonce_row', 'bigint')
      .addColumn('urgency', 'integer', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('due_at', 'bigint')
      .addColumn('message_id', 'text')
      .addColumn('reason', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('done_at', 'bigint')
      .addColumn('body', 'text', (column) => column.notNull())
      .execute();
    // These hold the unsent only, so claiming costs the same however many were ever sent.
    await schema
      .createIndex('deliveries_due')
      .on('deliveries')
      .columns(['urgency desc', 'id'])
      .where(sql.ref('due_at'), 'is not', null)
      .execute();
    await schema
      .createIndex('deliveries_channel')
      .on('deliveries')
      .columns(['channel_id', 'urgency desc', 'id'])
      .where(sql.ref('due_at'), 'is not', null)
      .execute();
    await schema
      .createIndex('deliveries_at')
      .on('deliveries')
      .column('due_at')
      .where(sql.ref('due_at'), 'is not', null)
      .execute();
    await schema
      .createIndex('deliveries_card')
      .on('deliveries')
      .columns(['channel_id', 'story_id'])
      .execute();
    await schema.createIndex('deliveries_subscription').on('deliveries').column('subscription_id').execute();
    await schema.createIndex('deliveries_post').on('deliveries').column('post_id').execute();
    await schema.createIndex('deliveries_status').on('deliveries').column('status').execute();

    await schema
      .createTable('decisions')
      .addColumn('subscription_id', 'bigint', (column) =>
        column.notNull().references('subscriptions.id').onDelete('cascade'),
      )
      .addColumn('story_id', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('decisions_key', ['subscription_id', 'story_id'])
      .execute();

    await schema
      .createTable('digests')
      .addColumn('subscription_id', 'bigint', (column) =>
        column.notNull().references('subscriptions.id').onDelete('cascade'),
      )
      .addColumn('since', 'bigint', (column) => column.notNull())
      .addColumn('until', 'bigint', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('digests_key', ['subscription_id', 'until'])
      .execute();

    await schema
      .createTable('marks')
      .addColumn('name', 'text', (column) => column.primaryKey().notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();
  },
};
