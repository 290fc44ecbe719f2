import type { DigestWindow } from '../digests/digest.ts';
import type { Db } from './open.ts';

/** The end of the newest window that a subscription got a digest of, or null before its first. */
export async function lastDigestUntil(db: Db, subscriptionId: number): Promise<number | null> {
  const row = await db
    .selectFrom('digests')
    .select((select) => select.fn.max('until').as('until'))
    .where('subscription_id', '=', subscriptionId)
    .executeTakeFirst();
  return row?.until ?? null;
}

/**
 * Remembers that a subscription's digest of a window was built at `now`; belongs into the transaction that
 * enqueues it. False where that window's was built before, and nothing may be enqueued.
 */
export async function recordDigest(
  db: Db,
  subscriptionId: number,
  window: DigestWindow,
  now: number,
): Promise<boolean> {
  const inserted = await db
    .insertInto('digests')
    .values({ subscription_id: subscriptionId, since: window.since, until: window.until, at: now })
    .onConflict((conflict) => conflict.columns(['subscription_id', 'until']).doNothing())
    .executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
