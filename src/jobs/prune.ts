import { pruneArticles } from '../store/articles.ts';
import { pruneDecisions } from '../store/decisions.ts';
import { pruneFollows } from '../store/follows.ts';
import { pruneMutes } from '../store/mutes.ts';
import { pruneDeliveries } from '../store/old_deliveries.ts';
import type { Db } from '../store/open.ts';
import { prunePublished } from '../store/published.ts';
import { pruneRewriting } from '../store/rewriting.ts';
import { pruneToldTolls } from '../store/told_tolls.ts';

/** Small enough that commands and polls get their turn between two batches. */
export const PRUNED_TOGETHER = 100;

/** Deletes the articles that are older than `keepMs`, in batches. @returns how many */
export function pruneOldArticles(db: Db, keepMs: number, now: number): Promise<number> {
  return inBatches((limit) => pruneArticles(db, now - keepMs, limit));
}

/** A digest's page is read and linked for a season. */
const PAGES_FOR_MS = 90 * 86_400_000;

/** Why something was or wasn't posted is asked within days; a story has closed by then. */
const DECISIONS_FOR_MS = 14 * 86_400_000;

/** A card that nothing moved in for so long isn't corrected any more. */
const DELIVERIES_FOR_MS = 30 * 86_400_000;

/**
 * Deletes what was decided on stories over two weeks ago with the mutes, told tolls and counts of rewriting of that
 * age, the follows of closed stories, messages of 30 days ago, and digests' pages of 90 days ago. @returns how many decisions
 */
export async function pruneOldDecisions(db: Db, now: number): Promise<number> {
  const before = now - DECISIONS_FOR_MS;
  await inBatches((limit) => pruneMutes(db, before, limit));
  await inBatches((limit) => pruneToldTolls(db, before, limit));
  await pruneFollows(db, before);
  await pruneRewriting(db, before);
  await prunePublished(db, now - PAGES_FOR_MS);
  await pruneOldDeliveries(db, now - DELIVERIES_FOR_MS);
  return inBatches((limit) => pruneDecisions(db, before, limit));
}

async function pruneOldDeliveries(db: Db, before: number): Promise<void> {
  for (let after: number | null = 0; after !== null; ) {
    after = (await pruneDeliveries(db, before, after, PRUNED_TOGETHER)).next;
  }
}

/** Deletes so many at a time until there are no more. @returns how many */
async function inBatches(prune: (limit: number) => Promise<number>): Promise<number> {
  let pruned = 0;
  for (;;) {
    const batch = await prune(PRUNED_TOGETHER);
    pruned += batch;
    if (batch < PRUNED_TOGETHER) return pruned;
  }
}
