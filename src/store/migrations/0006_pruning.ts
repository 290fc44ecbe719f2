import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What is over is found by its age in every table. */
export const pruning: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.createIndex('mutes_age').on('mutes').column('at').execute();
  },
};
