import { pruneArticles } from '../store/articles.ts';
import type { Db } from '../store/open.ts';

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
