import type { Logger } from 'pino';
import type { FeedEntry } from '../articles/article.ts';
import { type Arrival, addArrival, dueArrivals, putOffArrival, removeArrival } from '../store/arrivals.ts';
import { type FeedPatch, type FeedState, saveFeedState } from '../store/feeds.ts';
import type { Tenure } from '../store/offices.ts';
import { type Db, inTransaction } from '../store/open.ts';
import type { Ingest, Ingested } from './ingest.ts';

/** As many as are stored in one transaction. */
const MOST_TOGETHER = 16;
/** Whoever waits is woken; what was put off falls due by itself. */
const LOOK_MS = 1_000;
const LONGEST_PUT_OFF_MS = 3_600_000;

/**
 * Where another process may be the one that reads: keeps what a poll brought in the store, in one transaction with the
 * feed's cursor. It is as durable as the articles would be.
 */
export function handOver(db: Db, now: () => number): Pick<Ingest, 'ingest'> {
  const waiting: HandedOver[] = [];
  let turn: Promise<void> = Promise.resolve();

  async function storeWaiting(): Promise<void> {
    const batch = waiting.splice(0, MOST_TOGETHER);
    if (batch.length === 0) return;
    try {
      await inTransaction(db, async (tx) => {
        const at = now();
        for (const { state, entries, cursor } of batch) {
          await addArrival(tx, state, entries, at);
          await saveFeedState(tx, state.feed.id, { ...cursor, baselineAt: state.baselineAt ?? at });
        }
      });
      for (const { done } of batch) done.resolve(NOTHING);
    } catch (error) {
      for (const { done } of batch) done.reject(error);
    }
  }

  return {
    ingest(state, entries, cursor) {
      const done = Promise.withResolvers<Ingested>();
      waiting.push({ state, entries, cursor, done });
      // What comes while others wait for their turn to write is stored with the next ones.
      turn = turn.then(storeWaiting);
      return done.promise;
    },
  };
}

/** What a poll brought, until it is stored. */
interface HandedOver {
  state: FeedState;
  entries: readonly FeedEntry[];
  cursor: FeedPatch;
  done: PromiseWithResolvers<Ingested>;
}

/** What a poll led to that brought nothing to be read here and now. */
export const NOTHING: Ingested = {
  ...{ articles: 0, revisions: 0, dropped: 0, storiesOpened: 0, owed: 0 },
  topics: { strike: 0, diplomacy: 0 },
};

export interface Reader {
  /** Something may have arrived: look now. */
  wake(): void;
  /** Reads what arrives until the tenure has ended, and ends with what is under way. */
  run(): Promise<void>;
}

/** Takes what polls brought down the line, in the order of arrival. What can't be read is tried again, ever more seldom. */
export function createReader(parts: {
  tenure: Tenure;
  ingest: Pick<Ingest, 'ingest'>;
  now: () => number;
  logger: Pick<Logger, 'info' | 'error'>;
  /** Called when something became due. */
  onOwed: () => void;
}): Reader {
  const { tenure, ingest, now, logger, onOwed } = parts;
  let alarm = Promise.withResolvers<void>();

  async function read({ id, state, entries, attempts }: Arrival): Promise<void> {
    const feed = state.feed.id;
    try {
      const counts = await ingest.ingest(state, entries, {}, (tx) => removeArrival(tx, id));
      if (counts.articles + counts.revisions > 0) logger.info({ ...counts, feed }, 'ingested');
      if (counts.owed > 0) onOwed();
    } catch (error) {
      if (tenure.ended.aborted) return;
      const waitMs = Math.min(1_000 * 2 ** attempts, LONGEST_PUT_OFF_MS);
      logger.error({ err: error, feed, waitMs }, 'what a feed brought could not be read; it is tried again');
      await putOffArrival(tenure.db, id, now() + waitMs);
    }
  }

  async function sleep(): Promise<void> {
    const timer = setTimeout(alarm.resolve, LOOK_MS);
    await alarm.promise;
    clearTimeout(timer);
  }

  return {
    wake: () => alarm.resolve(),
    async run() {
      tenure.ended.addEventListener('abort', () => alarm.resolve());
      while (!tenure.ended.aborted) {
        // Set before looking, so that no call of wake() falls between looking and waiting.
        alarm = Promise.withResolvers();
        try {
          const due = await dueArrivals(tenure.db, now(), MOST_TOGETHER);
          const outcomes = await Promise.allSettled(due.map(read));
          const fault = outcomes.find((one) => one.status === 'rejected');
          if (fault) throw fault.reason;
          if (due.length > 0) continue;
        } catch (error) {
          if (!tenure.ended.aborted) logger.error({ err: error }, 'what has arrived could not be read');
          alarm = Promise.withResolvers();
        }
        if (!tenure.ended.aborted) await sleep();
      }
    },
  };
}
