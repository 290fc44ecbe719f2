import type { Selectable } from 'kysely';
import type { Deletion } from './old_rows.ts';
import type { Db } from './open.ts';
import type { Schema } from './schema.ts';

/** So many are looked at together, without a lock. */
const LOOKED_AT = 500;

/**
 * The deliveries that ended before a time, with all that belongs to them (corrections, replies), oldest first, in deletions
 * of so many as `limit` says by then. A post stays while anything of it is younger: its card may be corrected again.
 */
export async function* oldDeliveries(db: Db, before: number, limit: () => number): AsyncGenerator<Deletion> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('deliveries')
      .select(['id', 'post_id', 'status', 'created_at', 'done_at'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(LOOKED_AT)
      .execute();
    const old = rows.filter((row) => row.created_at < before);
    const ended = old.filter((row) => row.post_id === null && isOver(row, before)).map(({ id }) => id);
    const gone = await withParts(db, ended, before);
    while (gone.length > 0) {
      const some = gone.splice(0, limit());
      yield (tx) => deleteDeliveries(tx, some);
    }
    const last = old.at(-1);
    if (!last || old.length < LOOKED_AT) return;
    after = last.id;
  }
}

interface Gone {
  id: number;
  isPost: boolean;
}

/** Of posts that ended, those of which every part has as well, each after its parts. */
async function withParts(db: Db, postIds: readonly number[], before: number): Promise<Gone[]> {
  if (postIds.length === 0) return [];
  const parts = await db
    .selectFrom('deliveries')
    .select(['id', 'post_id', 'status', 'created_at', 'done_at'])
    .where('post_id', 'in', [...postIds])
    .execute();
  const partsOf = Map.groupBy(parts, (part) => part.post_id);
  return postIds.flatMap((id) => {
    const own = partsOf.get(id) ?? [];
    if (!own.every((part) => isOver(part, before))) return [];
    return [...own.map((part) => ({ id: part.id, isPost: false })), { id, isPost: true }];
  });
}

/** A post stays to which something new belongs by now: deleting it would take that along. */
async function deleteDeliveries(tx: Db, gone: readonly Gone[]): Promise<number> {
  let deleted = 0;
  for (const isPost of [false, true]) {
    const ids = gone.filter((one) => one.isPost === isPost).map(({ id }) => id);
    if (ids.length === 0) continue;
    const { numDeletedRows } = await tx
      .deleteFrom('deliveries')
      .where('id', 'in', ids)
      .$if(isPost, (query) =>
        query.where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('deliveries as part')
                .select('part.id')
                .whereRef('part.post_id', '=', 'deliveries.id'),
            ),
          ),
        ),
      )
      .executeTakeFirst();
    deleted += Number(numDeletedRows);
  }
  return deleted;
}

type Ended = Pick<Selectable<Schema['deliveries']>, 'status' | 'created_at' | 'done_at'>;

function isOver({ status, created_at, done_at }: Ended, before: number): boolean {
  return (status === 'sent' || status === 'given_up') && (done_at ?? created_at) < before;
}
