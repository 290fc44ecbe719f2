/** A transaction that deletes holds up whoever wants to write for so long; a slow disk or a long row may double it. */
export const TARGET_MS = 20;

/** The least are so few that a commit takes longer than they do: fewer would only make more commits. */
export const LEAST = 10;
export const MOST = 1_000;

/**
 * How many rows the next transaction is to delete, so that it takes about `TARGET_MS`: as many as fitted at the pace of the
 * last one, but never more than twice as many as that was to delete, since one that went fast may have met little.
 * @param size how many the last one was to delete
 * @param rows how many it deleted, with those that went along
 * @param tookMs from when it had the lock to when that was free again
 * @returns `LEAST` to `MOST`
 */
export function nextBatchSize(size: number, rows: number, tookMs: number): number {
  const fitting = tookMs > 0 ? Math.floor((rows * TARGET_MS) / tookMs) : MOST;
  return Math.max(LEAST, Math.min(fitting, size * 2, MOST));
}
