import { sql } from 'kysely';
import type { Db } from './open.ts';

/** What rewriting cost and did on one day (UTC). */
export interface RewritingDay {
  /** ISO 8601. */
  day: string;
  tokens: number;
  /** Passages that were sent as rewritten, and as built since the rewrite was refused. */
  rewritten: number;
  kept: number;
  /** The last failure of asking, as its code, and when; null where there was none. */
  failure: string | null;
  failedAt: number | null;
}

const dayOf = (now: number) => new Date(now).toISOString().slice(0, 10);

/**
 * Takes tokens out of the day's budget before they are spent, so that no crash forgets them. False where they would
 * go beyond `most`; nothing is taken then.
 */
export async function takeTokens(db: Db, tokens: number, most: number, now: number): Promise<boolean> {
  const day = dayOf(now);
  await db
    .insertInto('rewriting_days')
    .values({ day })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const taken = await db
    .updateTable('rewriting_days')
    .set({ tokens: sql<number>`tokens + ${tokens}` })
    .where('day', '=', day)
    .where(sql<number>`tokens + ${tokens}`, '<=', most)
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n;
}

/** Notes how a rewriting ended; `spare` tokens of those that were taken were not needed. */
export async function recordRewriting(
  db: Db,
  outcome: { spare: number; rewritten: number; kept: number; failure: string | null },
  now: number,
): Promise<void> {
  const { spare, rewritten, kept, failure } = outcome;
  await db
    .insertInto('rewriting_days')
    .values({ day: dayOf(now) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .updateTable('rewriting_days')
    .set({
      tokens: sql<number>`case when tokens > ${spare} then tokens - ${spare} else 0 end`,
      rewritten: sql<number>`rewritten + ${rewritten}`,
      kept: sql<number>`kept + ${kept}`,
      ...(failure === null ? {} : { failure, failed_at: now }),
    })
    .where('day', '=', dayOf(now))
    .execute();
}

/** What rewriting did today; null where it did nothing yet. */
export async function rewritingToday(db: Db, now: number): Promise<RewritingDay | null> {
  const row = await db
    .selectFrom('rewriting_days')
    .selectAll()
    .where('day', '=', dayOf(now))
    .executeTakeFirst();
  if (!row) return null;
  return {
    day: row.day,
    tokens: Number(row.tokens),
    rewritten: Number(row.rewritten),
    kept: Number(row.kept),
    failure: row.failure,
    failedAt: row.failed_at === null ? null : Number(row.failed_at),
  };
}
