import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBuckets, createRateLimiter } from '../../src/commands/rate_limit.ts';
import { UserError } from '../../src/commands/user_error.ts';

const T0 = Date.UTC(2026, 0, 5, 12);
const MINUTE = 60_000;

describe('a bucket', () => {
  it('gives a minute’s worth at once, then evenly', () => {
    const buckets = createBuckets(3);
    for (let n = 0; n < 3; n++) {
      expect(buckets.freeAt('a', T0)).toBe(T0);
      buckets.take('a', T0);
    }
    expect(buckets.freeAt('a', T0)).toBe(T0 + 20_000);
    expect(buckets.freeAt('a', T0 + 19_999)).toBe(T0 + 20_000);
    expect(buckets.freeAt('a', T0 + 20_000)).toBe(T0 + 20_000);
    expect(buckets.freeAt('b', T0)).toBe(T0);
  });

  it('never gives more than a minute’s worth and what came in meanwhile', () => {
    const asked = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), asked, (perMinute, pauses) => {
        const buckets = createBuckets(perMinute);
        let [now, given] = [T0, 0];
        for (const pause of pauses) {
          now += pause;
          if (buckets.freeAt('a', now) > now) continue;
          buckets.take('a', now);
          given++;
        }
        expect(given).toBeLessThanOrEqual(perMinute + (now - T0) / Math.floor(MINUTE / perMinute));
      }),
    );
  });

  it('is free within a minute although the clock was set back by an hour', () => {
    const buckets = createBuckets(1);
    buckets.take('a', T0);
    expect(buckets.freeAt('a', T0 - 60 * MINUTE)).toBeLessThanOrEqual(T0 - 59 * MINUTE);
  });

  it('is forgotten when it is full again and there are many', () => {
    const buckets = createBuckets(1);
    for (let n = 0; n < 10_000; n++) buckets.take(`${n}`, T0);
    buckets.take('last', T0 + MINUTE);
    expect(buckets.freeAt('last', T0 + MINUTE)).toBe(T0 + 2 * MINUTE);
    expect(buckets.freeAt('0', T0 + MINUTE)).toBe(T0 + MINUTE);
  });
});

describe('the rate limit of commands', () => {
  const thrown = (work: () => void) => {
    try {
      work();
    } catch (error) {
      return error instanceof UserError ? `${error.code}: ${error.message}` : error;
    }
    return null;
  };

  it('tells a member when to try again, and leaves the others alone', () => {
    const limiter = createRateLimiter({ perMember: 2, perServer: null });
    const anna = { userId: 'anna', guildId: null };
    limiter.take(anna, T0);
    limiter.take(anna, T0);
    expect(thrown(() => limiter.take(anna, T0 + 1))).toBe(
      `too_fast: You use commands faster than I may answer them. Try again <t:${T0 / 1_000 + 30}:R>.`,
    );
    expect(thrown(() => limiter.take({ userId: 'boris', guildId: null }, T0 + 1))).toBeNull();
    expect(thrown(() => limiter.take(anna, T0 + 30_000))).toBeNull();
  });

  it('counts a server’s commands over its members, and takes nothing of a member’s for what it refuses', () => {
    const limiter = createRateLimiter({ perMember: 1, perServer: 1 });
    limiter.take({ userId: 'anna', guildId: 'harbour' }, T0);
    const boris = { userId: 'boris', guildId: 'harbour' };
    expect(thrown(() => limiter.take(boris, T0))).toMatch(
      /^too_fast: Commands are used faster in this server/,
    );
    expect(thrown(() => limiter.take({ ...boris, guildId: 'lantern' }, T0))).toBeNull();
  });

  it('can be without limits', () => {
    const limiter = createRateLimiter({ perMember: null, perServer: null });
    for (let n = 0; n < 1_000; n++) limiter.take({ userId: 'anna', guildId: 'harbour' }, T0);
  });
});
