import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextPoll } from '../../src/feeds/schedule.ts';

const state = { failures: 0, retryAfterMs: null, now: 1_000_000, pollMs: 300_000, random: 0.5 };
const HOUR = 3_600_000;

describe('nextPoll', () => {
  it.each([
    ['after a success', {}, 300_000],
    ['at the early end of the spread', { random: 0 }, 270_000],
    ['after one failure', { failures: 1 }, 600_000],
    ['after three', { failures: 3 }, 2_400_000],
    ['after very many', { failures: 1_000 }, 6 * HOUR],
    ['as the server wishes', { failures: 1, retryAfterMs: HOUR }, HOUR],
    ['not sooner because the server wishes', { failures: 1, retryAfterMs: 1_000 }, 600_000],
    ['never later than in a day', { failures: 1, retryAfterMs: 999 * HOUR }, 24 * HOUR],
    ['no sooner than the interval where that is long', { failures: 5, pollMs: 12 * HOUR }, 12 * HOUR],
  ])('%s', (_, change, wait) => expect(nextPoll({ ...state, ...change }) - state.now).toBe(wait));

  it('always waits, and at least nine tenths of the interval', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.option(fc.nat()),
        fc.integer({ min: 1_000, max: 86_400_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (failures, retryAfterMs, pollMs, random) => {
          const wait = nextPoll({ failures, retryAfterMs, now: 0, pollMs, random });
          expect(wait).toBeGreaterThanOrEqual(Math.floor(pollMs * 0.9));
          expect(wait).toBeLessThanOrEqual(Math.max(24 * HOUR, Math.ceil(pollMs * 1.1)));
        },
      ),
    );
  });
});
