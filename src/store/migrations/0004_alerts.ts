import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a subscription has that was made before there were options. */
const OPTIONS =
  '{"withinKm":null,"words":null,"minPublishers":1,"withoutKinds":[],"quiet":null,"maxPerHour":10,"pingRises":false}';

export const alerts: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: the tables as this migration finds them
  async up(db: Kysely<any>) {
    const { schema } = db;
    await schema
      .alterTable('subscriptions')
      .addColumn('options', 'text', (column) => column.notNull().defaultTo(OPTIONS))
      .execute();

    // From the newest decision of each story to all of them.
    await schema.alterTable('decisions').renameTo('decisions_before').execute();
    await schema
      .createTable('decisions')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement().notNull())
      .addColumn('subscription_id', 'bigint', (column) =>
        column.notNull().references('subscriptions.id').onDelete('cascade'),
      )
      .addColumn('story_id', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('held_until', 'bigint')
      .execute();
    await db
      .insertInto('decisions')
      .columns(['subscription_id', 'story_id', 'action', 'reason', 'at'])
      .expression(
        db.selectFrom('decisions_before').select(['subscription_id', 'story_id', 'action', 'reason', 'at']),
      )
      .execute();
    await schema.dropTable('decisions_before').execute();
    await schema
      .createIndex('decisions_story')
      .on('decisions')
      .columns(['story_id', 'subscription_id', 'id'])
      .execute();
    await schema.createIndex('decisions_subscription').on('decisions').column('subscription_id').execute();
    await schema.createIndex('decisions_age').on('decisions').column('at').execute();
    await schema
      .createIndex('decisions_held')
      .on('decisions')
      .column('held_until')
      .where(sql.ref('held_until'), 'is not', null)
      .execute();

    await schema
      .createTable('told_tolls')
      .addColumn('channel_id', 'text', (column) => column.notNull())
      .addColumn('story_id', 'text', (column) => column.notNull())
      .addColumn('killed', 'integer', (column) => column.notNull())
      .addColumn('injured', 'integer', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('told_tolls_key', ['channel_id', 'story_id'])
      .execute();
    await schema.createIndex('told_tolls_age').on('told_tolls').column('at').execute();

    await schema
      .createTable('mutes')
      .addColumn('channel_id', 'text', (column) => column.notNull())
      .addColumn('story_id', 'text', (column) => column.notNull())
      .addColumn('muted_by', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('mutes_key', ['channel_id', 'story_id'])
      .execute();

    await schema
      .createTable('follows')
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('story_id', 'text', (column) => column.notNull())
      .addColumn('channel_id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('ended_reason', 'text')
      .addPrimaryKeyConstraint('follows_key', ['user_id', 'story_id'])
      .execute();
    await schema.createIndex('follows_story').on('follows').column('story_id').execute();
    await schema.createIndex('follows_channel').on('follows').column('channel_id').execute();

    await schema
      .createIndex('deliveries_cards')
      .on('deliveries')
      .columns(['subscription_id', 'created_at'])
      .execute();
  },
};
