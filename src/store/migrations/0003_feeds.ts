import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const feeds: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema.alterTable('feeds').addColumn('interval_ms', 'bigint').execute();
    await schema
      .alterTable('feeds')
      .addColumn('seen', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    await schema.alterTable('feeds').addColumn('told_at', 'bigint').execute();
    // Those of members stay when the catalog changes.
    await schema
      .alterTable('feeds')
      .addColumn('by_members', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();

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
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement().notNull())
      .addColumn('guild_id', 'text', (column) => column.notNull())
      .addColumn('feed', 'text', (column) => column.notNull())
      .addColumn('proposed_at', 'bigint', (column) => column.notNull())
      .execute();
  },
};
