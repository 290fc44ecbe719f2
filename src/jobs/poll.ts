import type { Logger } from 'pino';
import type { FeedEntry } from '../articles/article.ts';
import type { FeedFailure } from '../feeds/failure.ts';
import type { Fetcher, FetchOutcome } from '../feeds/fetch.ts';
import { fingerprint } from '../feeds/fingerprint.ts';
import type { FullText } from '../feeds/full_text.ts';
import { hubOf } from '../feeds/hub.ts';
import type { FeedParser } from '../feeds/parse_apart.ts';
import { adaptInterval, type FeedPace, nextPoll, type PollBounds } from '../feeds/schedule.ts';
import {
  claimFeeds,
  dueFeeds,
  extendLeases,
  type FeedPatch,
  type FeedState,
  getFeed,
  saveFeedStates,
} from '../store/feeds.ts';
import { getHubLease } from '../store/hubs.ts';
import type { Db } from '../store/open.ts';
import type { Ingest } from './ingest.ts';

export interface PollSettings extends PollBounds {
  /** Feeds that are polled side by side. */
  concurrency: number;
  /** Whether articles of which a feed gives only a teaser are read from their pages, where the feed doesn't say. */
  fullText: boolean;
}

export interface Poller {
  /** Starts the polls of due feeds and keeps going until none is due; returns at once. */
  pollDue(): Promise<void>;
  /** Takes a document that a feed's hub pushed, as if it had been polled. What goes wrong is left to the next poll. */
  take(feedId: string, push: { document: Uint8Array; contentType: string | null }): void;
  /** Resolves when no poll is running and its outcome is stored. */
  settled(): Promise<void>;
  /** Breaks off what is being fetched and waits for what is being stored. */
  stop(): Promise<void>;
}

/** States that only move a cursor are stored together: each transaction is a write to the disk. */
const SAVE_WITHIN_MS = 100;
const MAX_UNSAVED = 200;
/** Of a feed that is mostly pushed, the fingerprints of more entries than any document lists. */
const MOST_KNOWN = 2_000;
/** So many times as many feeds as are polled side by side are read from the store at once. */
const BATCHES_AHEAD = 8;
const NO_PACE: FeedPace = { ttlMs: null, skipHours: [] };

/** Polls due feeds: fetch, parse, and on to ingest. A feed that fails is marked, and the others go on. */
export function createPoller(parts: {
  db: Db;
  fetcher: Pick<Fetcher, 'fetch'>;
  parser: FeedParser;
  fullText: Pick<FullText, 'complete'>;
  ingest: Pick<Ingest, 'ingest'>;
  settings: PollSettings;
  now: () => number;
  random: () => number;
  logger: Logger;
  /** Called when a poll made deliveries due. */
  onOwed: () => void;
  /** How long feeds are taken from other processes at a time; absent where no other polls. */
  leaseMs?: number;
}): Poller {
  const { db, fetcher, parser, ingest, settings, now, random, logger, leaseMs } = parts;
  const polling = new Map<string, Promise<void>>();
  const abort = new AbortController();
  const unsaved = new Map<string, FeedPatch>();
  let saving: Promise<void> = Promise.resolve();
  let saveTimer: NodeJS.Timeout | undefined;
  let waiting: FeedState[] = [];
  let filling: Promise<void> | null = null;
  const renewing = leaseMs === undefined ? undefined : setInterval(() => void renew(), leaseMs / 4).unref();

  async function poll(state: FeedState): Promise<void> {
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
      await settle(state, outcome);
    } catch (error) {
      logger.error(
        { err: error, feed: state.feed.id },
        'poll failed; the feed is read again at its next poll',
      );
      const failure = { code: 'fault', message: 'Sitrep failed on this feed; its log says more.' } as const;
      save(state, failurePatch(state, failure, null));
    }
  }

  async function settle(state: FeedState, outcome: FetchOutcome): Promise<void> {
    if (outcome.kind === 'failed') {
      logger.warn({ code: outcome.code, feed: state.feed.id }, outcome.message);
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
      logger.warn({ code: parsed.code, feed: state.feed.id }, parsed.message);
      save(state, failurePatch(state, parsed, null));
      return;
    }
    const { fresh, seen } = unseen(parsed.entries, state.seen);
    const cursor = {
      ...successPatch(state, outcome, fresh.length > 0, parsed.pace),
      ...{ seen, hub: hubOf(outcome.linkHeader, parsed.push, outcome.finalUrl) },
      // A hub that has said nothing of it is not relied on, until it pushes again.
      ...(fresh.length > 0 && isPushed(state, now()) && { pushedUntil: null }),
    };
    if (fresh.length === 0 && state.baselineAt !== null) {
      save(state, cursor);
      return;
    }
    await hand(state, fresh, cursor);
  }

  async function hand(state: FeedState, fresh: readonly FeedEntry[], cursor: FeedPatch): Promise<void> {
    const { entries, patch } = await completed(state, fresh);
    if (abort.signal.aborted) return;
    const ingested = await ingest.ingest(state, entries, { ...cursor, ...patch });
    if (ingested.articles + ingested.revisions > 0)
      logger.info({ ...ingested, feed: state.feed.id }, 'ingested');
    if (ingested.owed > 0) parts.onOwed();
  }

  /** The entries with the full text of those that are teasers, where that is wanted of this feed. */
  async function completed(
    { feed, byMembers, pageFailure }: FeedState,
    fresh: readonly FeedEntry[],
  ): Promise<{ entries: readonly FeedEntry[]; patch: FeedPatch }> {
    if (!(feed.fullText ?? settings.fullText)) {
      return { entries: fresh, patch: pageFailure === null ? {} : { pageFailure: null } };
    }
    const { entries, pages, failure } = await parts.fullText.complete(fresh, feed, byMembers);
    if (failure !== null) {
      logger.info({ code: failure.code, feed: feed.id }, `a teaser stays one: ${failure.message}`);
      return { entries, patch: { pageFailure: { ...failure, since: pageFailure?.since ?? now() } } };
    }
    return { entries, patch: pages > 0 ? { pageFailure: null } : {} };
  }

  /** A pushed document may hold nothing but what is new: what the last one held stays known. */
  async function takePush(feedId: string, push: { document: Uint8Array; contentType: string | null }) {
    try {
      const [state, lease] = [await getFeed(db, feedId), await getHubLease(db, feedId)];
      // Before its first poll a feed's news can't be told from its past.
      if (state === null || state.baselineAt === null || abort.signal.aborted) return;
      const parsed = await parser.parse(push.document, push.contentType, lease?.hub.topic ?? state.feed.url);
      if (parsed.kind === 'failed') {
        logger.warn({ code: parsed.code, feed: feedId }, `pushed: ${parsed.message}`);
        return;
      }
      const { fresh, seen } = unseen(parsed.entries, state.seen);
      const known = [...new Set([...seen, ...state.seen])].slice(0, MOST_KNOWN);
      const pushedUntil = lease?.leaseUntil ?? null;
      const nextPollAt = nextWhilePushed({ ...state, pushedUntil }, state.nextPollAt);
      await hand(state, fresh, { seen: known, pushedUntil, nextPollAt });
    } catch (error) {
      logger.error({ err: error, feed: feedId }, 'what a hub pushed was not kept; the next poll reads it');
    }
  }

  /** While its hub pushes what is new, a feed is polled only to see that nothing was missed. */
  function nextWhilePushed({ pushedUntil }: FeedState, usual: number): number {
    const at = now();
    if (pushedUntil === null || pushedUntil <= at) return usual;
    return Math.max(usual, Math.min(at + settings.maxMs, pushedUntil));
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
      nextPollAt: nextWhilePushed(
        changed ? { ...state, pushedUntil: null } : state,
        nextPoll(result, at, settings, random()),
      ),
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

  /** Stores soon what is no longer as it was; until then the feed isn't polled again. */
  function save(state: FeedState, patch: FeedPatch): void {
    const changed = Object.entries(patch).filter(([key, value]) => state[key as keyof FeedPatch] !== value);
    unsaved.set(state.feed.id, Object.fromEntries(changed));
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

  /** What is unsaved of a feed has to be in the store before the feed is read from it. */
  async function saveNow(feedId: string): Promise<void> {
    if (unsaved.has(feedId)) saveAll();
    await saving;
  }

  /** Whether a feed is being polled, or what its poll found isn't stored yet: in the store it is still due then. */
  function isBusy(feedId: string): boolean {
    return polling.has(feedId) || unsaved.has(feedId);
  }

  function startPolls(): void {
    while (polling.size < settings.concurrency && !abort.signal.aborted) {
      const state = waiting.shift();
      if (state === undefined) return;
      const { id } = state.feed;
      if (isBusy(id)) continue;
      const started = poll(state).finally(() => {
        if (polling.get(id) === started) polling.delete(id);
        if (waiting.length > 0) startPolls();
        else void fill();
      });
      polling.set(id, started);
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
      const due = await takeDue(busy);
      if (abort.signal.aborted) return;
      waiting = due.filter(({ feed }) => !isBusy(feed.id));
    } catch (error) {
      logger.error({ err: error }, 'the due feeds could not be read');
    }
    startPolls();
  }

  /** With room to go on without asking the store after each poll. */
  function takeDue(busy: number): Promise<FeedState[]> {
    const ahead = BATCHES_AHEAD * settings.concurrency;
    return leaseMs === undefined
      ? dueFeeds(db, now(), busy + ahead, isBusy)
      : claimFeeds(db, now(), leaseMs, ahead);
  }

  async function renew(): Promise<void> {
    const held = [...polling.keys(), ...unsaved.keys(), ...waiting.map(({ feed }) => feed.id)];
    await extendLeases(db, held, now() + (leaseMs ?? 0)).catch((error: unknown) =>
      logger.warn({ err: error }, 'leases of feeds could not be put off; they may be polled twice'),
    );
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
    take(feedId, push) {
      // After what is under way of this feed, be it a poll or an earlier push.
      const before = polling.get(feedId) ?? Promise.resolve();
      const taking: Promise<void> = before
        .then(() => saveNow(feedId))
        .then(() => takePush(feedId, push))
        .finally(() => {
          if (polling.get(feedId) === taking) polling.delete(feedId);
          // What waits to be polled is as it was before.
          waiting = waiting.filter(({ feed }) => feed.id !== feedId);
        });
      polling.set(feedId, taking);
    },
    settled,
    async stop() {
      abort.abort();
      clearInterval(renewing);
      waiting = [];
      await settled();
    },
  };
}

const isPushed = ({ pushedUntil }: FeedState, at: number) => pushedUntil !== null && pushedUntil > at;

/** The entries that weren't in a feed's last document word for word, and the fingerprints of all of this one's. */
function unseen(
  entries: readonly FeedEntry[],
  before: readonly string[],
): { fresh: FeedEntry[]; seen: string[] } {
  const known = new Set(before);
  const seen = entries.map(fingerprint);
  return { fresh: entries.filter((_, index) => !known.has(seen[index] ?? '')), seen };
}
