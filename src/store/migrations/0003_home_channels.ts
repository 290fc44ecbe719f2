import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

export const homeChannels: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema
      .createTable('home_channels')
      .addColumn('channel_id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('subscription_id', 'bigint', (column) =>
        column.notNull().references('subscriptions.id').onDelete('cascade'),
      )
      .execute();
    await schema.alterTable('subscriptions').addColumn('followed_channel_id', 'text').execute();
    await schema.alterTable('subscriptions').addColumn('webhook_id', 'text').execute();
    await schema
      .createIndex('subscriptions_active')
      .on('subscriptions')
      .columns(['kind', 'status', 'id', 'followed_channel_id'])
      .execute();
  },
};
