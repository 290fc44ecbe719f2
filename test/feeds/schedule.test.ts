import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEED_FAILURES, type FeedFailure } from '../../src/feeds/failure.ts';
import { adaptInterval, NEVER, nextPoll, type PollResult } from '../../src/feeds/schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const bounds = { minMs: 2 * MINUTE, maxMs: HOUR };
/** 5 January 2026, 12:00 UTC. */
const now = Date.UTC(2026, 0, 5, 12);

const well = (change: Partial<Extract<PollResult, { kind: 'well' }>> = {}): PollResult => ({
  kind: 'well',
  intervalMs: 10 * MINUTE,
  freshForMs: null,
  pace: { ttlMs: null, skipHours: [] },
  first: false,
  ...change,
});
const failed = (code: FeedFailure, failures = 1, retryAfterMs: number | null = null): PollResult => ({
  kind: 'failed',
  code,
  failures,
  retryAfterMs,
});
const wait = (result: PollResult, random = 0.5) => nextPoll(result, now, bounds, random) - now;

describe('nextPoll', () => {
  it.each<[string, PollResult, number, number]>([
    ['after the interval', well(), 0.5, 10 * MINUTE],
    ['at the early end of the spread', well(), 0, 9 * MINUTE],
    ['when the answer is no longer fresh', well({ freshForMs: 20 * MINUTE }), 0.5, 20 * MINUTE],
    ['not sooner because it is stale at once', well({ freshForMs: 0 }), 0.5, 10 * MINUTE],
    ['after the ttl', well({ pace: { ttlMs: 30 * MINUTE, skipHours: [] } }), 0.5, 30 * MINUTE],
    ['at the latest after the upper bound', well({ freshForMs: 24 * HOUR }), 0.5, HOUR],
    ['anywhere in the interval after the first', well({ first: true }), 0, MINUTE],
    ['anywhere in the interval after the first', well({ first: true }), 1, 10 * MINUTE],
    ['after hours that are skipped', well({ pace: { ttlMs: null, skipHours: [12, 13] } }), 0.5, 2 * HOUR],
    [
      'whenever all hours are',
      well({ pace: { ttlMs: null, skipHours: [...Array(24).keys()] } }),
      0.5,
      10 * MINUTE,
    ],
    ['soon after what passes', failed('timeout'), 0.5, 2 * MINUTE],
    ['later after three', failed('http_5xx', 3), 0.5, 8 * MINUTE],
    ['after very many', failed('dns', 1_000), 0.5, 6 * HOUR],
    ['late after what lasts', failed('http_404'), 0.5, HOUR],
    ['at the latest in a day', failed('not_a_feed', 1_000), 0.5, 24 * HOUR],
    ['as the server wishes', failed('http_429', 1, 3 * HOUR), 0.5, 3 * HOUR],
    ['not sooner because the server wishes', failed('http_429', 1, 1_000), 0.5, 30 * MINUTE],
    ['never later than in a day', failed('http_5xx', 1, 999 * HOUR), 0.5, 24 * HOUR],
  ])('%s', (_, result, random, expected) => expect(wait(result, random)).toBe(expected));

  it('never again once the feed is gone', () =>
    expect(nextPoll(failed('http_410'), now, bounds, 0)).toBe(NEVER));

  it('lies in the future and within a day, whatever happened', () => {
    const code = fc.constantFrom(
      ...(Object.keys(FEED_FAILURES) as FeedFailure[]).filter((one) => one !== 'http_410'),
    );
    const ms = fc.option(fc.nat());
    const result = fc.oneof(
      fc.record({
        kind: fc.constant('failed' as const),
        code,
        failures: fc.integer({ min: 1 }),
        retryAfterMs: ms,
      }),
      fc.record({
        kind: fc.constant('well' as const),
        intervalMs: fc.integer({ min: bounds.minMs, max: bounds.maxMs }),
        freshForMs: ms,
        pace: fc.record({ ttlMs: ms, skipHours: fc.array(fc.integer({ min: 0, max: 22 })) }),
        first: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(result, fc.nat(), fc.double({ min: 0, max: 0.999, noNaN: true }), (one, at, random) => {
        const next = nextPoll(one, at, bounds, random);
        expect(next).toBeGreaterThan(at);
        expect(next - at).toBeLessThanOrEqual(1.2 * 24 * HOUR);
      }),
    );
  });
});

describe('adaptInterval', () => {
  /** Polls a feed that has something new every `everyMs` for a week, and gives the mean time between polls. */
  function settled(everyMs: number): number {
    let at = 0;
    let interval: number | null = null;
    let polls = 0;
    while (at < 7 * 24 * HOUR) {
      const before = at;
      at += interval ?? bounds.minMs;
      interval = adaptInterval(interval, Math.floor(at / everyMs) > Math.floor(before / everyMs), bounds);
      polls++;
    }
    return at / polls;
  }

  it('polls a quick feed often and a slow one seldom', () => {
    expect(settled(MINUTE)).toBeLessThan(3 * MINUTE);
    expect(settled(30 * MINUTE)).toBeGreaterThan(6 * MINUTE);
    expect(settled(30 * MINUTE)).toBeLessThan(20 * MINUTE);
    expect(settled(24 * HOUR)).toBeGreaterThan(50 * MINUTE);
  });

  it('stays within the bounds', () => {
    fc.assert(
      fc.property(fc.option(fc.nat()), fc.boolean(), (interval, changed) => {
        const next = adaptInterval(interval, changed, bounds);
        expect(next).toBeGreaterThanOrEqual(bounds.minMs);
        expect(next).toBeLessThanOrEqual(bounds.maxMs);
      }),
    );
  });
});
