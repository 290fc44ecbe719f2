import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Digests come hourly, twice daily or weekly too, and on chosen days. */
export const digests: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('subscriptions').addColumn('digest_every', 'text').execute();
    await db.schema.alterTable('subscriptions').addColumn('digest_days', 'text').execute();
  },
};
