import type { Logger } from 'pino';
import type { Fetcher, FetchOutcome } from '../feeds/fetch.ts';
import { parseFeed } from '../feeds/parse.ts';
import { nextPoll } from '../feeds/schedule.ts';
import { dueFeeds, type FeedPatch, type FeedState, saveFeedState } from '../store/feeds.ts';
import type { Db } from '../store/open.ts';
import type { Ingest } from './ingest.ts';

export interface PollSettings {
  pollMs: number;
  /** Feeds that are polled side by side. */
  concurrency: number;
}

export interface Poller {
  /** Starts the poll of every due feed that has room; returns at once. */
  pollDue(): Promise<void>;
  /** Breaks off what is being fetched and waits for what is being stored. */
  stop(): Promise<void>;
}

/** Polls due feeds: fetch, parse, and on to ingest. A feed that fails is marked, and the others go on. */
export function createPoller(parts: {
  db: Db;
  fetcher: Fetcher;
  ingest: Ingest;
  settings: PollSettings;
  now: () => number;
  random: () => number;
  logger: Logger;
  /** Called when a poll made deliveries due. */
  onOwed: () => void;
}): Poller {
  const { db, fetcher, ingest, settings, now, random, logger } = parts;
  const polling = new Map<string, Promise<void>>();
  const abort = new AbortController();

  async function poll(state: FeedState): Promise<void> {
    const log = logger.child({ feed: state.feed.id });
    try {
      const outcome = await fetcher.fetch(
        {
          url: state.movedTo ?? state.feed.url,
          etag: state.etag,
          lastModified: state.lastModified,
          bodyHash: state.bodyHash,
        },
        abort.signal,
      );
      if (abort.signal.aborted) return;
      await settle(state, outcome, log);
    } catch (error) {
      log.error({ err: error }, 'poll failed; the feed is read again at its next poll');
      const failure = { code: 'fault', message: 'Sitrep failed on this feed; its log says more.' };
      await saveFeedState(db, state.feed.id, failurePatch(state, failure, null));
    }
  }

  async function settle(state: FeedState, outcome: FetchOutcome, log: Logger): Promise<void> {
    if (outcome.kind === 'failed') {
      log.warn({ code: outcome.code }, outcome.message);
      await saveFeedState(db, state.feed.id, failurePatch(state, outcome, outcome.retryAfterMs));
      return;
    }
    if (outcome.kind === 'unchanged') {
      await saveFeedState(db, state.feed.id, successPatch(state, outcome));
      return;
    }
    const parsed = await parseFeed(outcome.document, outcome.contentType, outcome.finalUrl);
    if (parsed.kind === 'failed') {
      log.warn({ code: parsed.code }, parsed.message);
      await saveFeedState(db, state.feed.id, failurePatch(state, parsed, null));
      return;
    }
    const ingested = await ingest.ingest(state, parsed.entries, successPatch(state, outcome));
    if (ingested.articles + ingested.revisions > 0) log.info(ingested, 'ingested');
    if (ingested.owed > 0) parts.onOwed();
  }

  function successPatch(state: FeedState, outcome: Exclude<FetchOutcome, { kind: 'failed' }>): FeedPatch {
    const at = now();
    return {
      etag: outcome.etag,
      lastModified: outcome.lastModified,
      bodyHash: outcome.bodyHash,
      movedTo: outcome.permanentUrl ?? state.movedTo,
      lastPolledAt: at,
      lastOkAt: at,
      failures: 0,
      failure: null,
      nextPollAt: nextPoll({
        failures: 0,
        retryAfterMs: null,
        now: at,
        pollMs: settings.pollMs,
        random: random(),
      }),
    };
  }

  function failurePatch(
    state: FeedState,
    { code, message }: { code: string; message: string },
    retryAfterMs: number | null,
  ): FeedPatch {
    const at = now();
    const failures = state.failures + 1;
    return {
      lastPolledAt: at,
      failures,
      failure: { code, message, since: state.failure?.since ?? at },
      nextPollAt: nextPoll({ failures, retryAfterMs, now: at, pollMs: settings.pollMs, random: random() }),
    };
  }

  return {
    async pollDue() {
      const room = settings.concurrency - polling.size;
      if (room <= 0 || abort.signal.aborted) return;
      // Feeds that are being polled are still due in the store: their cursor moves when they are done.
      const due = await dueFeeds(db, now(), room + polling.size);
      for (const state of due.filter(({ feed }) => !polling.has(feed.id)).slice(0, room)) {
        const { id } = state.feed;
        polling.set(
          id,
          poll(state)
            .catch((error: unknown) =>
              logger.error({ err: error, feed: id }, 'the state of a poll was not kept'),
            )
            .finally(() => polling.delete(id)),
        );
      }
    },
    async stop() {
      abort.abort();
      await Promise.allSettled(polling.values());
    },
  };
}
