import type { Logger } from 'pino';
import type { FeedEntry } from '../articles/article.ts';
import type { FeedFailure } from '../feeds/failure.ts';
import type { Fetcher, FetchOutcome } from '../feeds/fetch.ts';
import { fingerprint } from '../feeds/fingerprint.ts';
import type { FeedParser } from '../feeds/parse_apart.ts';
import { adaptInterval, type FeedPace, nextPoll, type PollBounds } from '../feeds/schedule.ts';
import { dueFeeds, type FeedPatch, type FeedState, saveFeedStates } from '../store/feeds.ts';
import type { Db } from '../store/open.ts';
import type { Ingest } from './ingest.ts';

export interface PollSettings extends PollBounds {
  /** Feeds that are polled side by side. */
  concurrency: number;
}

export interface Poller {
  /** Starts the polls of due feeds and keeps going until none is due; returns at once. */
  pollDue(): Promise<void>;
  /** Resolves when no poll is running and its outcome is stored. */
  settled(): Promise<void>;
  /** Breaks off what is being fetched and waits for what is being stored. */
  stop(): Promise<void>;
}

/** States that only move a cursor are stored together: each transaction is a write to the disk. */
const SAVE_WITHIN_MS = 100;
const MAX_UNSAVED = 200;
const NO_PACE: FeedPace = { ttlMs: null, skipHours: [] };

/** Polls due feeds: fetch, parse, and on to ingest. A feed that fails is marked, and the others go on. */
export function createPoller(parts: {
  db: Db;
  fetcher: Fetcher;
  parser: FeedParser;
  ingest: Pick<Ingest, 'ingest'>;
  settings: PollSettings;
  now: () => number;
  random: () => number;
  logger: Logger;
  /** Called when a poll made deliveries due. */
  onOwed: () => void;
}): Poller {
  const { db, fetcher, parser, ingest, settings, now, random, logger } = parts;
  const polling = new Map<string, Promise<void>>();
  const abort = new AbortController();
  const unsaved = new Map<string, FeedPatch>();
  let saving: Promise<void> = Promise.resolve();
  let saveTimer: NodeJS.Timeout | undefined;
  let waiting: FeedState[] = [];
  let filling: Promise<void> | null = null;

  async function poll(state: FeedState): Promise<void> {
    const log = logger.child({ feed: state.feed.id });
    try {
      const outcome = await fetcher.fetch(
        {
          url: state.movedTo ?? state.feed.url,
          etag: state.etag,
          lastModified: state.lastModified,
          bodyHash: state.bodyHash,
          byMember: state.byMembers,
        },
        abort.signal,
      );
      if (abort.signal.aborted) return;
      await settle(state, outcome, log);
    } catch (error) {
      log.error({ err: error }, 'poll failed; the feed is read again at its next poll');
      const failure = { code: 'fault', message: 'Sitrep failed on this feed; its log says more.' } as const;
      save(state, failurePatch(state, failure, null));
    }
  }

  async function settle(state: FeedState, outcome: FetchOutcome, log: Logger): Promise<void> {
    if (outcome.kind === 'failed') {
      log.warn({ code: outcome.code }, outcome.message);
      save(state, failurePatch(state, outcome, outcome.retryAfterMs));
      return;
    }
    if (outcome.kind === 'unchanged') {
      save(state, successPatch(state, outcome, false, NO_PACE));
      return;
    }
    const parsed = await parser.parse(outcome.document, outcome.contentType, outcome.finalUrl);
    if (abort.signal.aborted) return;
    if (parsed.kind === 'failed') {
      log.warn({ code: parsed.code }, parsed.message);
      save(state, failurePatch(state, parsed, null));
      return;
    }
    const { fresh, seen } = unseen(parsed.entries, state.seen);
    const cursor = { ...successPatch(state, outcome, fresh.length > 0, parsed.pace), seen };
    if (fresh.length === 0 && state.baselineAt !== null) {
      save(state, cursor);
      return;
    }
    const ingested = await ingest.ingest(state, fresh, cursor);
    if (ingested.articles + ingested.revisions > 0) log.info(ingested, 'ingested');
    if (ingested.owed > 0) parts.onOwed();
  }

  function successPatch(
    state: FeedState,
    outcome: Exclude<FetchOutcome, { kind: 'failed' }>,
    changed: boolean,
    pace: FeedPace,
  ): FeedPatch {
    const at = now();
    const first = state.lastOkAt === null;
    // The entries of a first document are years' worth of changes, or a day's: it tells nothing.
    const intervalMs = first
      ? adaptInterval(null, true, settings)
      : adaptInterval(state.intervalMs, changed, settings);
    const result = { kind: 'well', intervalMs, freshForMs: outcome.freshForMs, pace, first } as const;
    return {
      etag: outcome.etag,
      lastModified: outcome.lastModified,
      bodyHash: outcome.bodyHash,
      movedTo: outcome.permanentUrl ?? state.movedTo,
      lastPolledAt: at,
      lastOkAt: at,
      failures: 0,
      failure: null,
      toldAt: null,
      intervalMs,
      nextPollAt: nextPoll(result, at, settings, random()),
    };
  }

  function failurePatch(
    state: FeedState,
    { code, message }: { code: FeedFailure | 'fault'; message: string },
    retryAfterMs: number | null,
  ): FeedPatch {
    const at = now();
    const failures = state.failures + 1;
    return {
      lastPolledAt: at,
      failures,
      failure: { code, message, since: state.failure?.since ?? at },
      nextPollAt: nextPoll({ kind: 'failed', code, failures, retryAfterMs }, at, settings, random()),
    };
  }

  /** Stores the state soon; until then the feed isn't polled again. */
  function save({ feed }: FeedState, patch: FeedPatch): void {
    unsaved.set(feed.id, patch);
    if (unsaved.size >= MAX_UNSAVED) saveAll();
    else saveTimer ??= setTimeout(saveAll, SAVE_WITHIN_MS);
  }

  function saveAll(): void {
    clearTimeout(saveTimer);
    saveTimer = undefined;
    const patches = [...unsaved];
    saving = saving
      .then(() => saveFeedStates(db, patches))
      .catch((error: unknown) =>
        logger.error({ err: error }, 'the states of polls were not kept; the feeds are polled again'),
      )
      .finally(() => {
        for (const [id, patch] of patches) if (unsaved.get(id) === patch) unsaved.delete(id);
      });
  }

  function startPolls(): void {
    while (polling.size < settings.concurrency && !abort.signal.aborted) {
      const state = waiting.shift();
      if (state === undefined) return;
      const { id } = state.feed;
      if (polling.has(id) || unsaved.has(id)) continue;
      polling.set(
        id,
        poll(state).finally(() => {
          polling.delete(id);
          if (waiting.length > 0) startPolls();
          else void fill();
        }),
      );
    }
  }

  /** Looks for due feeds; those that are being polled are still due in the store, as their cursor moves at the end. */
  function fill(): Promise<void> {
    filling ??= findDue().finally(() => {
      filling = null;
    });
    return filling;
  }

  async function findDue(): Promise<void> {
    const busy = polling.size + unsaved.size;
    if (abort.signal.aborted || polling.size >= settings.concurrency) return;
    try {
      const due = await dueFeeds(db, now(), busy + 4 * settings.concurrency);
      if (abort.signal.aborted) return;
      waiting = due.filter(({ feed }) => !polling.has(feed.id) && !unsaved.has(feed.id));
    } catch (error) {
      logger.error({ err: error }, 'the due feeds could not be read');
    }
    startPolls();
  }

  async function settled(): Promise<void> {
    while (polling.size > 0 || waiting.length > 0 || unsaved.size > 0 || filling !== null) {
      await Promise.allSettled([...polling.values(), filling]);
      if (unsaved.size > 0) saveAll();
      await saving;
    }
  }

  return {
    pollDue: fill,
    settled,
    async stop() {
      abort.abort();
      waiting = [];
      await settled();
    },
  };
}

/** The entries that weren't in a feed's last document word for word, and the fingerprints of all of this one's. */
function unseen(
  entries: readonly FeedEntry[],
  before: readonly string[],
): { fresh: FeedEntry[]; seen: string[] } {
  const known = new Set(before);
  const seen = entries.map(fingerprint);
  return { fresh: entries.filter((_, index) => !known.has(seen[index] ?? '')), seen };
}
