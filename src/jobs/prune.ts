import { pruneArticles } from '../store/articles.ts';
import { pruneDecisions } from '../store/decisions.ts';
import { pruneFollows } from '../store/follows.ts';
import { pruneMutes } from '../store/mutes.ts';
import type { Db } from '../store/open.ts';
import { pruneToldTolls } from '../store/told_tolls.ts';

/** Small enough that commands and polls get their turn between two batches. */
const BATCH = 200;

/** Deletes the articles that are older than `keepMs`, in batches. @returns how many */
export async function pruneOldArticles(db: Db, keepMs: number, now: number): Promise<number> {
  let pruned = 0;
  for (;;) {
    const batch = await pruneArticles(db, now - keepMs, BATCH);
    pruned += batch;
    if (batch < BATCH) return pruned;
  }
}

/** Why something was or wasn't posted is asked within days; a story has closed by then. */
const DECISIONS_FOR_MS = 14 * 86_400_000;

/**
 * Deletes what was decided on stories over two weeks ago with the mutes and told tolls of that age, and the follows of
 * closed stories. @returns how many decisions
 */
export async function pruneOldDecisions(db: Db, now: number): Promise<number> {
  const before = now - DECISIONS_FOR_MS;
  await pruneMutes(db, before);
  await pruneToldTolls(db, before);
  await pruneFollows(db, before);
  let pruned = 0;
  for (;;) {
    const batch = await pruneDecisions(db, before, BATCH);
    pruned += batch;
    if (batch < BATCH) return pruned;
  }
}
