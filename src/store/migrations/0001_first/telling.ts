import { type Kysely, sql } from 'kysely';
import { rowId, rowIdType } from '../../engine.ts';

/** What is told: who wants to know what, what was decided for them, what is to be sent, and what was. */
export async function createTelling(db: Kysely<unknown>): Promise<void> {
  await createSubscriptions(db);
  await createDeliveries(db);
  await createDecisions(db);
  await createDigests(db);
}

async function createSubscriptions(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('subscriptions')
    .addColumn('id', rowIdType(db), rowId(db))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('guild_id', 'text')
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('role_id', 'text')
    .addColumn('topics', 'text', (column) => column.notNull())
    .addColumn('regions', 'text', (column) => column.notNull())
    .addColumn('min_gravity', 'integer', (column) => column.notNull())
    .addColumn('options', 'text', (column) => column.notNull())
    .addColumn('digest_time', 'text')
    .addColumn('time_zone', 'text')
    .addColumn('digest_every', 'text')
    .addColumn('digest_days', 'text')
    .addColumn('language', 'text')
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('paused_reason', 'text')
    .execute();
  await schema.createIndex('subscriptions_guild').on('subscriptions').column('guild_id').execute();
  await schema.createIndex('subscriptions_channel').on('subscriptions').column('channel_id').execute();
  await schema
    .createIndex('subscriptions_of_members')
    .on('subscriptions')
    .column('created_by')
    .where(sql.ref('guild_id'), 'is', null)
    .execute();

  await schema
    .createTable('guild_settings')
    .addColumn('guild_id', 'text', (column) => column.primaryKey())
    .addColumn('audit_channel_id', 'text')
    .execute();
  await schema
    .createTable('drafts')
    .addColumn('id', rowIdType(db), rowId(db))
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('draft', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createDeliveries(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('deliveries')
    .addColumn('id', rowIdType(db), rowId(db))
    .addColumn('subscription_id', 'bigint', (column) =>
      column.references('subscriptions.id').onDelete('set null'),
    )
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('story_id', 'text')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('post_id', 'bigint', (column) => column.references('deliveries.id').onDelete('cascade'))
    .addColumn('nonce_row', 'bigint')
    .addColumn('urgency', 'integer', (column) => column.notNull())
    .addColumn('guild_id', 'text')
    .addColumn('turn', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('attempted_at', 'bigint')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('message_id', 'text')
    .addColumn('reply_to', 'text')
    .addColumn('reason', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('done_at', 'bigint')
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  // These hold the unsent only, so claiming costs the same however many were ever sent.
  await schema
    .createIndex('deliveries_due')
    .on('deliveries')
    .columns(['urgency desc', 'turn', 'id'])
    .where(sql.ref('due_at'), 'is not', null)
    .execute();
  await schema
    .createIndex('deliveries_channel')
    .on('deliveries')
    .columns(['channel_id', 'urgency desc', 'id'])
    .where(sql.ref('due_at'), 'is not', null)
    .execute();
  await schema
    .createIndex('deliveries_guild')
    .on('deliveries')
    .columns(['guild_id', 'urgency', 'turn'])
    .where(sql.ref('due_at'), 'is not', null)
    .execute();
  await schema
    .createIndex('deliveries_at')
    .on('deliveries')
    .column('due_at')
    .where(sql.ref('due_at'), 'is not', null)
    .execute();
  await schema.createIndex('deliveries_card').on('deliveries').columns(['channel_id', 'story_id']).execute();
  await schema.createIndex('deliveries_subscription').on('deliveries').column('subscription_id').execute();
  await schema.createIndex('deliveries_post').on('deliveries').column('post_id').execute();
  await schema.createIndex('deliveries_status').on('deliveries').column('status').execute();
  await schema
    .createIndex('deliveries_cards')
    .on('deliveries')
    .columns(['subscription_id', 'created_at'])
    .execute();
}

async function createDecisions(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('decisions')
    .addColumn('id', rowIdType(db), rowId(db))
    .addColumn('subscription_id', 'bigint', (column) =>
      column.notNull().references('subscriptions.id').onDelete('cascade'),
    )
    .addColumn('story_id', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('held_until', 'bigint')
    .execute();
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
    .addColumn('language', 'text')
    .addColumn('held_since', 'bigint')
    .addColumn('ended_reason', 'text')
    .addPrimaryKeyConstraint('follows_key', ['user_id', 'story_id'])
    .execute();
  await schema.createIndex('follows_story').on('follows').column('story_id').execute();
  await schema.createIndex('follows_channel').on('follows').column('channel_id').execute();
  await schema.createIndex('follows_held').on('follows').column('held_since').execute();
}

async function createDigests(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
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
    .createTable('published_digests')
    .addColumn('series', 'text', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('time_zone', 'text', (column) => column.notNull())
    .addColumn('published', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('published_digests_key', ['series', 'until'])
    .execute();
  await schema.createIndex('published_digests_until').on('published_digests').column('until').execute();

  await schema
    .createTable('rewriting_days')
    .addColumn('day', 'text', (column) => column.primaryKey())
    .addColumn('tokens', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('rewritten', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('kept', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('failure', 'text')
    .addColumn('failed_at', 'bigint')
    .execute();
}
