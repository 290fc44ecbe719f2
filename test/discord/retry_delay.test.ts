import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryDelay } from '../../src/discord/retry_delay.ts';

describe('retryDelay', () => {
  it.each([
    ['the first', 1, null, 0, 500],
    ['the first, at the longest', 1, null, 0.999, 1_000],
    ['the second', 2, null, 0, 1_000],
    ['the fifth', 5, null, 0, 8_000],
    ['far beyond', 60, null, 0, 150_000],
    ['as Discord said', 1, 2_000, 0, 2_000],
    ['as Discord said, spread', 9, 2_000, 0.5, 2_125],
    ['as Discord said, in fractions', 1, 0.3, 0, 1],
  ])('%s', (_, attempts, afterMs, random, expected) => {
    expect(retryDelay(attempts, afterMs, random)).toBe(expected);
  });

  it('never comes back before Discord’s time, nor after five minutes of its own', () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000 }),
        fc.nat(10_000_000),
        random,
        (attempts, afterMs, random) => {
          expect(retryDelay(attempts, afterMs, random)).toBeGreaterThanOrEqual(afterMs);
          const own = retryDelay(attempts, null, random);
          expect(Number.isInteger(own) && own >= 500 && own <= 300_000).toBe(true);
        },
      ),
    );
  });
});
