const MAX_BACKOFF_MS = 6 * 3_600_000;
const MAX_RETRY_AFTER_MS = 24 * 3_600_000;
/** Polls spread by this share of the interval to either side, so that feeds don't march in step. */
const JITTER = 0.1;

/**
 * When (Unix ms) to poll a feed next. `failures` counts those in a row up to now, 0 after a success; every one
 * doubles the interval, up to six hours. `retryAfterMs` is the server's wish and is kept, up to a day. `random` is
 * from 0 (inclusive) to 1.
 */
export function nextPoll(state: {
  failures: number;
  retryAfterMs: number | null;
  now: number;
  pollMs: number;
  random: number;
}): number {
  const { failures, retryAfterMs, now, pollMs, random } = state;
  const longest = Math.max(pollMs, MAX_BACKOFF_MS);
  const interval = Math.min(pollMs * 2 ** Math.min(failures, 30), longest);
  const spread = interval * (1 + JITTER * (2 * random - 1));
  return Math.round(now + Math.max(spread, Math.min(retryAfterMs ?? 0, MAX_RETRY_AFTER_MS)));
}
