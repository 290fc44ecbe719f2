import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { engineOf } from './engine.ts';
import type { Db } from './open.ts';

/**
 * Deletes some rows of what is over, within a transaction, and returns how many, with those that go along with them. What
 * is no longer over by then stays.
 */
export type Deletion = (tx: Db) => Promise<number>;

/** Tables whose rows are over with age alone, and the indexed column that tells it. */
const AGE = {
  decisions: 'at',
  story_states: 'at',
  subscription_versions: 'until_state',
  told_tolls: 'at',
  mutes: 'at',
  published_digests: 'until',
  rewriting_days: 'day',
} as const;

/**
 * The rows of a table from before a time, oldest first, in deletions of so many as `limit` says by then. Looking for them
 * takes no lock, and begins where the last one ended: PostgreSQL would pass over all that was deleted and isn't vacuumed yet.
 * @param before as the table tells its age
 */
export async function* oldRows(
  db: Db,
  table: keyof typeof AGE,
  before: number | string,
  limit: () => number,
): AsyncGenerator<Deletion> {
  const age = sql.ref<number | string>(AGE[table]);
  const place = placeIn(db);
  for (let from: number | string | null = null; ; ) {
    const most = limit();
    const rows: { place: number | string; age: number | string }[] = await anyTable(db)
      .selectFrom(table)
      .select([place.as('place'), age.as('age')])
      .where(age, '<', before)
      .$if(from !== null, (query) => query.where(age, '>=', from))
      .orderBy(age)
      .limit(most)
      .execute();
    if (rows.length === 0) return;
    const places = rows.map((row) => row.place);
    yield async (tx) => {
      const query = anyTable(tx).deleteFrom(table).where(place, 'in', places).where(age, '<', before);
      return Number((await query.executeTakeFirst()).numDeletedRows);
    };
    if (rows.length < most) return;
    from = rows.at(-1)?.age ?? null;
  }
}

/**
 * Where a row is, by which it is found without an index. What stands there by the time of deleting may be another row: it
 * must be seen again whether that is over.
 */
export function placeIn(db: Db) {
  return sql.ref<number | string>(engineOf(db) === 'postgres' ? 'ctid' : 'rowid');
}

/** Any table that the schema names: which one is known only as this runs. */
function anyTable(db: Db): Kysely<Record<string, Record<string, unknown>>> {
  return db as unknown as Kysely<Record<string, Record<string, unknown>>>;
}
