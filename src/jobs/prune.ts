import { setTimeout as sleep } from 'node:timers/promises';
import { oldArticles } from '../store/articles.ts';
import { overFollows } from '../store/follows.ts';
import { oldDeliveries } from '../store/old_deliveries.ts';
import { type Deletion, oldRows } from '../store/old_rows.ts';
import { type Db, inTransaction } from '../store/open.ts';
import { oldVersions } from '../store/subscription_versions.ts';
import { LEAST, nextBatchSize } from './batch_size.ts';

const DAY = 86_400_000;

/** Why something was or wasn't posted is asked within days; a story has closed by then. */
const DECISIONS_FOR_MS = 14 * DAY;

/** A card that nothing moved in for so long isn't corrected any more. */
const DELIVERIES_FOR_MS = 30 * DAY;

/** A digest's page is read and linked for a season. */
const PAGES_FOR_MS = 90 * DAY;

/** What is over at a time, kind by kind; each in deletions of so many rows as `limit` says by then. */
const KINDS = [
  (db, now, _keepMs, limit) => oldRows(db, 'mutes', now - DECISIONS_FOR_MS, limit),
  (db, now, _keepMs, limit) => oldRows(db, 'told_tolls', now - DECISIONS_FOR_MS, limit),
  (db, now, _keepMs, limit) => overFollows(db, now - DECISIONS_FOR_MS, limit),
  (db, now, _keepMs, limit) => oldRows(db, 'rewriting_days', dayOf(now - DECISIONS_FOR_MS), limit),
  (db, now, _keepMs, limit) => oldRows(db, 'published_digests', now - PAGES_FOR_MS, limit),
  (db, now, _keepMs, limit) => oldDeliveries(db, now - DELIVERIES_FOR_MS, limit),
  (db, now, _keepMs, limit) => oldRows(db, 'decisions', now - DECISIONS_FOR_MS, limit),
  (db, now, _keepMs, limit) => oldRows(db, 'story_states', now - DECISIONS_FOR_MS, limit),
  (db, _now, _keepMs, limit) => oldVersions(db, limit),
  (db, now, keepMs, limit) => oldArticles(db, now - keepMs, limit),
] satisfies ((db: Db, now: number, keepMs: number, limit: () => number) => AsyncIterable<Deletion>)[];

/** ISO 8601, UTC: how the days of rewriting are known. */
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/**
 * Deletes what is over: articles that no feed named for `keepMs`; decisions and what silences follow from, mutes, told tolls
 * and days of rewriting of two weeks ago; the follows of closed stories; messages of 30 days ago, and digests' pages of 90 days ago. Each transaction is
 * so short that nothing waits for it noticeably, and between two of them everything else has as much time as it took. What
 * a stop or a crash leaves, the next run deletes.
 * @returns how many rows
 */
export async function prune(
  db: Db,
  keepMs: number,
  now: number,
  signal: AbortSignal = new AbortController().signal,
): Promise<number> {
  let pruned = 0;
  for (const kind of KINDS) {
    let size = LEAST;
    for await (const remove of kind(db, now, keepMs, () => size)) {
      if (signal.aborted) return pruned;
      let from = 0;
      const rows = await inTransaction(db, (tx) => {
        from = performance.now();
        return remove(tx);
      });
      const tookMs = performance.now() - from;
      size = nextBatchSize(size, rows, tookMs);
      pruned += rows;
      await sleep(tookMs);
    }
  }
  return pruned;
}
