import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A story that was joined to another is found by its own id still. */
export const aliases: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('story_aliases')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('story_id', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('story_aliases_story').on('story_aliases').column('story_id').execute();
  },
};
