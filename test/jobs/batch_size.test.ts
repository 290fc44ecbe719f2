import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEAST, MOST, nextBatchSize, TARGET_MS } from '../../src/jobs/batch_size.ts';

describe('the next batch', () => {
  it.each([
    ['grows to twice as many where there was time for more', 100, 100, 5, 200],
    ['grows to what fits', 100, 100, 16, 125],
    ['stays where it took what it may', 100, 100, TARGET_MS, 100],
    ['shrinks at once to what fits', 100, 100, 95, 21],
    ['counts what went along: a row with many others is many', 100, 900, 40, 200],
    ['is judged by what was there, not by what was asked for', 100, 10, 10, 20],
    ['is the least where nothing was left to delete', 100, 0, 3, LEAST],
    ['is the least where the disk alone takes longer', LEAST, LEAST, 400, LEAST],
    ['is no more than the most', 900, 900, 1, MOST],
    ['takes a clock that saw no time pass', 100, 100, 0, 200],
  ])('%s', (_what, size, rows, tookMs, next) => {
    expect(nextBatchSize(size, rows, tookMs)).toBe(next);
  });

  it('is always a whole number between the least and the most, and at most twice the last', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: LEAST, max: MOST }),
        fc.nat(100_000),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (size, rows, tookMs) => {
          const next = nextBatchSize(size, rows, tookMs);
          expect(Number.isInteger(next)).toBe(true);
          expect(next).toBeGreaterThanOrEqual(LEAST);
          expect(next).toBeLessThanOrEqual(Math.min(MOST, size * 2));
        },
      ),
    );
  });

  it('comes within the time on any store, whatever a commit and a row take there, and never leaves it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: TARGET_MS * 0.75, noNaN: true }),
        fc.double({ min: 0.005, max: 2, noNaN: true }),
        (commitMs, rowMs) => {
          const took = (rows: number) => commitMs + rows * rowMs;
          let size = LEAST;
          for (let batch = 0; batch < 12; batch++) {
            size = nextBatchSize(size, size, took(size));
            expect(size === LEAST || took(size) <= 2 * TARGET_MS).toBe(true);
          }
          for (let batch = 0; batch < 100; batch++) size = nextBatchSize(size, size, took(size));
          expect(size === LEAST || took(size) <= TARGET_MS + rowMs).toBe(true);
        },
      ),
    );
  });

  it('comes back into the time after a batch that took far too long', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: LEAST, max: MOST }),
        fc.double({ min: 25, max: 5_000, noNaN: true }),
        (size, tookMs) => {
          const next = nextBatchSize(size, size, tookMs);
          expect(next === LEAST || (next * tookMs) / size <= TARGET_MS).toBe(true);
        },
      ),
    );
  });
});
