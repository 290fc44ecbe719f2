import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { rowId, rowIdType } from '../engine.ts';

export const fanOuts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('fan_outs')
      .addColumn('id', rowIdType(db), rowId(db))
      .addColumn('story_id', 'text', (column) => column.notNull())
      .addColumn('changes', 'text', (column) => column.notNull())
      .addColumn('guild_ids', 'text')
      .addColumn('urgency', 'integer', (column) => column.notNull())
      .addColumn('decided_until', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('fan_outs_story').on('fan_outs').column('story_id').execute();
  },
};
