import type { FeedFailure } from './failure.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LONGEST_BACKOFF_MS = 24 * HOUR;
/** Polls spread by this share of the wait to either side, so that feeds don't march in step. */
const JITTER = 0.1;
/** At rest, about four polls in ten bring something new: 0.7 × .385 and 1.25 × .615 cancel out. */
const FASTER = 0.7;
const SLOWER = 1.25;

/** The `nextPollAt` of a feed that is polled no more (the last moment that a `Date` has). */
export const NEVER = 8.64e15;

/** The bounds of the time between two polls of a feed that is well, in milliseconds. */
export interface PollBounds {
  minMs: number;
  maxMs: number;
}

/** What a feed asks of those who poll it; null and empty where it asks nothing. */
export interface FeedPace {
  /** RSS 2.0 `ttl`: how long a copy may be kept. */
  ttlMs: number | null;
  /** RSS 2.0 `skipHours`: hours of the day in GMT, 0 to 23, in which there is nothing new. */
  skipHours: readonly number[];
}

/**
 * The time between polls after one that went well: shorter when it brought something new, longer when not, so that
 * it settles where about four polls in ten do. A feed that was never polled starts in the lower part of the bounds.
 */
export function adaptInterval(
  intervalMs: number | null,
  changed: boolean,
  { minMs, maxMs }: PollBounds,
): number {
  const before = intervalMs ?? Math.sqrt(minMs * maxMs) / 2;
  return Math.round(Math.min(Math.max(before * (changed ? FASTER : SLOWER), minMs), maxMs));
}

/** How a poll went, as far as the time of the next one depends on it. */
export type PollResult =
  | {
      kind: 'well';
      /** From {@link adaptInterval}. */
      intervalMs: number;
      /** For how long the server says that its answer holds (Cache-Control, Expires), null where it doesn't. */
      freshForMs: number | null;
      pace: FeedPace;
      /** The feed's first poll: the second one falls anywhere in the interval, so that feeds added together part. */
      first: boolean;
    }
  | {
      kind: 'failed';
      code: FeedFailure | 'fault';
      /** Those in a row up to now, 1 for the first. */
      failures: number;
      retryAfterMs: number | null;
    };

/** What happens to pass soon is tried again soon; what only a person can mend is tried seldom; what is gone never. */
const FIRST_RETRY_MS: Partial<Record<FeedFailure | 'fault', number>> = {
  http_403: HOUR,
  http_404: HOUR,
  http_429: 30 * MINUTE,
  http_status: HOUR,
  bad_url: 6 * HOUR,
  refused_address: HOUR,
  refused_robots: 6 * HOUR,
  too_many_redirects: HOUR,
  too_large: HOUR,
  too_complex: HOUR,
  encoding: HOUR,
  not_a_feed: 30 * MINUTE,
  tls: 30 * MINUTE,
};
const SHORTEST_RETRY_MS = 2 * MINUTE;
const LONGEST_PASSING_MS = 6 * HOUR;

/**
 * When (Unix ms) to poll a feed next, {@link NEVER} after a 410. `random` is from 0 (inclusive) to 1.
 *
 * Well: after the interval, or later where the server's caching headers or the feed's `ttl` ask for it, but at most
 * `maxMs` later; never in an hour that the feed skips. Failed: after a wait by the kind of failure that doubles with
 * every one in a row, up to 6 h for what passes by itself and 24 h for what doesn't; never before `Retry-After`.
 */
export function nextPoll(result: PollResult, now: number, bounds: PollBounds, random: number): number {
  if (result.kind === 'failed') return retryAt(result, now, bounds, random);
  const { intervalMs, freshForMs, pace, first } = result;
  const asked = Math.max(intervalMs, freshForMs ?? 0, pace.ttlMs ?? 0);
  const wait = Math.min(Math.max(asked, bounds.minMs), bounds.maxMs);
  const share = first ? 0.1 + 0.9 * random : 1 + JITTER * (2 * random - 1);
  return afterSkippedHours(Math.round(now + wait * share), pace.skipHours);
}

function retryAt(
  { code, failures, retryAfterMs }: Extract<PollResult, { kind: 'failed' }>,
  now: number,
  { minMs }: PollBounds,
  random: number,
): number {
  if (code === 'http_410') return NEVER;
  // A bot that polls every second (a test, a demo) retries as fast.
  const lasting = FIRST_RETRY_MS[code];
  const base = lasting === undefined ? Math.min(minMs, SHORTEST_RETRY_MS) : Math.min(lasting, minMs * 30);
  const longest = lasting === undefined ? LONGEST_PASSING_MS : LONGEST_BACKOFF_MS;
  const wait = Math.min(base * 2 ** Math.min(failures - 1, 30), longest);
  // Servers that fail together are not to be asked together: the jitter of retries is wider.
  const spread = wait * (1 + 2 * JITTER * (2 * random - 1));
  return Math.round(now + Math.max(spread, Math.min(retryAfterMs ?? 0, LONGEST_BACKOFF_MS)));
}

/** The moment itself, or the beginning of the next hour that isn't skipped. A feed that skips all of them is not believed. */
function afterSkippedHours(at: number, skipHours: readonly number[]): number {
  const skipped = new Set(skipHours);
  if (skipped.size >= 24) return at;
  let moved = at;
  while (skipped.has(Math.floor(moved / HOUR) % 24))
    moved = (Math.floor(moved / HOUR) + 1) * HOUR + (at % (5 * MINUTE));
  return moved;
}
