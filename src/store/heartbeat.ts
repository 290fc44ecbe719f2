import type { Db } from './open.ts';

/** Remembers that the program was alive at `now`: the container's health check reads it. */
export async function beat(db: Db, now: number): Promise<void> {
  const value = String(now);
  await db
    .insertInto('marks')
    .values({ name: 'heartbeat', value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/** When the program last said that it is alive, or null. */
export async function lastBeat(db: Db): Promise<number | null> {
  const row = await db.selectFrom('marks').select('value').where('name', '=', 'heartbeat').executeTakeFirst();
  return row ? Number(row.value) : null;
}
