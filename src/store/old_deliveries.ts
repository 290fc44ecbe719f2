import type { Selectable } from 'kysely';
import type { Db } from './open.ts';
import type { Schema } from './schema.ts';

/**
 * Deletes deliveries that ended before a time, with all that belongs to them (corrections, replies), oldest first. A post
 * stays while anything of it is younger: its card may be corrected again.
 * @param after the id up to which all were looked at; 0 to begin
 * @param limit how many are looked at
 * @returns how many were deleted, and the id to go on after; null where the rest is younger
 */
export async function pruneDeliveries(
  db: Db,
  before: number,
  after: number,
  limit: number,
): Promise<{ pruned: number; next: number | null }> {
  // Looking takes no lock; deleting by key holds one for as long as that takes.
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'post_id', 'status', 'created_at', 'done_at'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  const old = rows.filter((row) => row.created_at < before);
  const next = old.length < limit ? null : (old.at(-1)?.id ?? null);
  const ended = old.filter((row) => row.post_id === null && isOver(row, before));
  if (ended.length === 0) return { pruned: 0, next };
  const ids = ended.map(({ id }) => id);
  const parts = await db
    .selectFrom('deliveries')
    .select(['post_id', 'status', 'created_at', 'done_at'])
    .where('post_id', 'in', ids)
    .execute();
  const alive = new Set(parts.flatMap((row) => (isOver(row, before) ? [] : row.post_id)));
  const gone = ids.filter((id) => !alive.has(id));
  if (gone.length > 0) await db.deleteFrom('deliveries').where('id', 'in', gone).execute();
  return { pruned: gone.length, next };
}

type Ended = Pick<Selectable<Schema['deliveries']>, 'status' | 'created_at' | 'done_at'>;

function isOver({ status, created_at, done_at }: Ended, before: number): boolean {
  return (status === 'sent' || status === 'given_up') && (done_at ?? created_at) < before;
}
