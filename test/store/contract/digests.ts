import { beforeEach, describe, expect, it } from 'vitest';
import { oldRows } from '../../../src/store/old_rows.ts';
import type { Db } from '../../../src/store/open.ts';
import {
  listPublished,
  neighboursOf,
  newestPublished,
  publishDigest,
  publishedDigest,
} from '../../../src/store/published.ts';
import { recordRewriting, rewritingToday, takeTokens } from '../../../src/store/rewriting.ts';
import { sampleDigest } from '../../messages/samples.ts';
import { deleteAll } from '../delete_all.ts';
import { HOUR, T0 } from '../samples.ts';

/** What every engine must do with digests on the web, and with what rewriting costs. `at` gives the empty store of the running test. */
export function digestsContract(at: () => Db): void {
  let db: Db;
  beforeEach(() => {
    db = at();
  });

  describe('digests on the web', () => {
    it('keep a digest of a window once, list newest first and know its neighbours', async () => {
      const page = (until: number, title = 'Daily digest') => ({
        ...{ series: 'ab', title, language: 'en', late: false, at: until, days: null },
        digest: { ...sampleDigest, window: { since: until - HOUR, until } },
      });
      for (const until of [T0, T0 + HOUR, T0 + 2 * HOUR]) await publishDigest(db, page(until));
      await publishDigest(db, page(T0, 'Another'));
      expect(await publishedDigest(db, 'ab', T0)).toEqual(page(T0));
      expect(await publishedDigest(db, 'other', T0)).toBeNull();
      expect(await newestPublished(db, 'ab', 2)).toEqual([page(T0 + 2 * HOUR), page(T0 + HOUR)]);
      expect((await listPublished(db, 'ab', 9)).map(({ until }) => until)).toEqual([
        T0 + 2 * HOUR,
        T0 + HOUR,
        T0,
      ]);
      expect(await neighboursOf(db, 'ab', T0 + HOUR)).toEqual({ older: T0, newer: T0 + 2 * HOUR });
      expect(await neighboursOf(db, 'ab', T0)).toEqual({ older: null, newer: T0 + HOUR });
      expect(
        await deleteAll(
          db,
          oldRows(db, 'published_digests', T0 + 1, () => 10),
        ),
      ).toEqual([1]);
      expect(await publishedDigest(db, 'ab', T0)).toBeNull();
    });
  });

  describe('rewriting', () => {
    it('takes a day’s tokens up to the most, whatever asks at once, and gives back what was spare', async () => {
      const taken = await Promise.all([1, 2, 3].map(() => takeTokens(db, 400, 1_000, T0)));
      expect(taken.filter(Boolean)).toHaveLength(2);
      await recordRewriting(db, { spare: 300, rewritten: 4, kept: 1, failure: null }, T0);
      await recordRewriting(db, { spare: 0, rewritten: 0, kept: 0, failure: 'timeout' }, T0 + 1);
      expect(await rewritingToday(db, T0)).toEqual({
        ...{ day: '2026-01-05', tokens: 500, rewritten: 4, kept: 1 },
        ...{ failure: 'timeout', failedAt: T0 + 1 },
      });
      expect(await takeTokens(db, 1_000, 1_000, T0 + 24 * HOUR)).toBe(true);
      expect(
        await deleteAll(
          db,
          oldRows(db, 'rewriting_days', '2026-01-06', () => 10),
        ),
      ).toEqual([1]);
      expect(await rewritingToday(db, T0)).toBeNull();
    });
  });
}
