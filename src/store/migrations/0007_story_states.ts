import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { rowId, rowIdType } from '../engine.ts';

/** What silent decisions are found again from: no row is kept for each of them any more. */
export const storyStates: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema
      .createTable('story_states')
      .addColumn('id', rowIdType(db), rowId(db))
      .addColumn('story_id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('guild_ids', 'text')
      .addColumn('state', 'text', (column) => column.notNull())
      .execute();
    await schema.createIndex('story_states_story').on('story_states').columns(['story_id', 'id']).execute();
    await schema.createIndex('story_states_age').on('story_states').column('at').execute();
    await schema
      .createTable('subscription_versions')
      .addColumn('subscription_id', 'bigint', (column) =>
        column.notNull().references('subscriptions.id').onDelete('cascade'),
      )
      .addColumn('until_state', 'bigint', (column) => column.notNull())
      .addColumn('subscription', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('subscription_versions_key', ['subscription_id', 'until_state'])
      .execute();
    await schema
      .createIndex('subscription_versions_age')
      .on('subscription_versions')
      .column('until_state')
      .execute();
    await schema.alterTable('decisions').addColumn('since', 'bigint').execute();
  },
};
