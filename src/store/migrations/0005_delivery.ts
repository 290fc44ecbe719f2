import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const delivery: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema.alterTable('deliveries').addColumn('guild_id', 'text').execute();
    await schema
      .alterTable('deliveries')
      .addColumn('turn', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await schema.alterTable('deliveries').addColumn('attempted_at', 'bigint').execute();
    await schema.alterTable('deliveries').addColumn('reply_to', 'text').execute();

    await schema.dropIndex('deliveries_due').execute();
    await schema
      .createIndex('deliveries_due')
      .on('deliveries')
      .columns(['urgency desc', 'turn', 'id'])
      .where(sql.ref('due_at'), 'is not', null)
      .execute();
    await schema
      .createIndex('deliveries_guild')
      .on('deliveries')
      .columns(['guild_id', 'urgency', 'turn'])
      .where(sql.ref('due_at'), 'is not', null)
      .execute();
  },
};
