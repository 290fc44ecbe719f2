import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { createReading } from './reading.ts';
import { createTelling } from './telling.ts';

export const first: Migration = {
  async up(db: Kysely<unknown>) {
    await createReading(db);
    await createTelling(db);
    await db.schema
      .createTable('marks')
      .addColumn('name', 'text', (column) => column.primaryKey().notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();
  },
};
