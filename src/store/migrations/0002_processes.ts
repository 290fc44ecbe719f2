import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { engineOf, rowId, rowIdType } from '../engine.ts';

/** What several processes need to share the work. */
export const processes: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('feeds').addColumn('leased_until', 'bigint').execute();
    await db.schema
      .createTable('arrivals')
      .addColumn('id', rowIdType(db), rowId(db))
      .addColumn('feed_id', 'text', (column) => column.notNull().references('feeds.id').onDelete('cascade'))
      .addColumn('baseline_at', 'bigint')
      .addColumn('entries', 'text', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.createIndex('arrivals_feed').on('arrivals').column('feed_id').execute();
    await db.schema
      .createTable('channel_kinds')
      .addColumn('channel_id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .execute();
    if (engineOf(db) === 'postgres') await wakeByNotify(db);
  },
};

/** Whatever puts a row there wakes those who wait for it, at the moment at which it can be seen. */
async function wakeByNotify(db: Kysely<unknown>): Promise<void> {
  await sql`create function sitrep_wake() returns trigger language plpgsql as $$
    begin perform pg_notify('sitrep', tg_table_name); return null; end $$`.execute(db);
  for (const table of ['deliveries', 'arrivals', 'channel_kinds']) {
    await sql`create trigger ${sql.id(`${table}_wake`)} after insert on ${sql.table(table)}
      for each statement execute function sitrep_wake()`.execute(db);
  }
}
