import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { keysOfRegion } from '../../../src/alerts/filters.ts';
import type { Db } from '../../../src/store/open.ts';
import {
  getStory,
  openStories,
  quietStories,
  replaceStory,
  saveStory,
  storiesBetween,
} from '../../../src/store/stories.ts';
import { latestStories, suggestStories } from '../../../src/store/story_lists.ts';
import { aStory, aTalk, HOUR, T0 } from '../samples.ts';

/** What every engine must do with stories. `at` gives the empty store of the running test. */
export function storiesContract(at: () => Db): void {
  let db: Db;
  beforeEach(() => {
    db = at();
  });

  describe('stories', () => {
    it('are read back as they were stored, by an id in either case', async () => {
      const story = aStory({
        timeline: [
          { kind: 'new', before: null, after: '2 killed', at: T0, publisherId: 'harbour', articleId: 'a' },
        ],
      });
      await saveStory(db, story);
      for (const typed of ['K7F3QP', 'k7f3qp', ' k7F3qp ']) expect(await getStory(db, typed)).toEqual(story);
      const newer = { ...story, headline: 'Drone attack on Kyiv: 3 killed', updatedAt: T0 + 1 };
      await saveStory(db, newer);
      expect(await getStory(db, 'K7F3QP')).toEqual(newer);
      expect(await getStory(db, 'K7F3Q')).toBeNull();
    });

    it('are found by the id of one that was joined to them, however often', async () => {
      for (const id of ['K7F3QP', 'P4R1S0', 'T9T9T9']) await saveStory(db, aStory({ id }));
      await replaceStory(db, 'T9T9T9', 'P4R1S0');
      await replaceStory(db, 'P4R1S0', 'K7F3QP');
      for (const id of ['T9T9T9', 'p4r1s0']) expect((await getStory(db, id))?.id).toBe('K7F3QP');
      expect((await openStories(db, 0)).map(({ id }) => id)).toEqual(['K7F3QP']);
    });

    it('are found with O typed for 0 and L for 1', async () => {
      await saveStory(db, aTalk());
      expect((await getStory(db, 'p4rlso'))?.id).toBe('P4R1S0');
    });

    it('are open until they are closed, and quiet when long not updated', async () => {
      await saveStory(db, aStory({ id: 'A', updatedAt: T0 }));
      await saveStory(db, aStory({ id: 'B', updatedAt: T0 + 1 }));
      await saveStory(db, aStory({ id: 'C', updatedAt: T0 + 2, closedAt: T0 + 2 }));
      expect((await openStories(db, T0)).map((story) => story.id)).toEqual(['B', 'A']);
      expect((await openStories(db, T0 + 1)).map((story) => story.id)).toEqual(['B']);
      const [newest] = await openStories(db, T0, { limit: 1 });
      expect(newest?.id).toBe('B');
      expect((await openStories(db, T0, { after: newest, limit: 5 })).map(({ id }) => id)).toEqual(['A']);
      expect((await quietStories(db, T0 + 3, 10)).map((story) => story.id)).toEqual(['A', 'B']);
      expect((await quietStories(db, T0 + 1, 10)).map((story) => story.id)).toEqual(['A']);
      expect(await quietStories(db, T0 + 3, 1)).toHaveLength(1);
    });

    it('of a window are those that opened or changed in it', async () => {
      const change = (at: number) => ({
        kind: 'killed' as const,
        before: null,
        after: '3',
        at,
        publisherId: null,
        articleId: null,
      });
      await saveStory(db, aStory({ id: 'OPENED', openedAt: T0, updatedAt: T0 + 9 * HOUR }));
      await saveStory(db, aTalk({ id: 'UPDATED', openedAt: T0 - HOUR, updatedAt: T0 + 1 }));
      await saveStory(
        db,
        aStory({ id: 'CHANGED', openedAt: T0 - HOUR, updatedAt: T0 + 9 * HOUR, timeline: [change(T0 + 2)] }),
      );
      await saveStory(
        db,
        aStory({ id: 'ASLEEP', openedAt: T0 - HOUR, updatedAt: T0 + 9 * HOUR, timeline: [change(T0 - 2)] }),
      );
      await saveStory(db, aStory({ id: 'BEFORE', openedAt: T0 - 2, updatedAt: T0 - 1 }));
      await saveStory(db, aStory({ id: 'AFTER', openedAt: T0 + HOUR, updatedAt: T0 + HOUR }));
      const window = { since: T0, until: T0 + HOUR };
      expect((await storiesBetween(db, window)).map((story) => story.id)).toEqual([
        'CHANGED',
        'UPDATED',
        'OPENED',
      ]);
      expect((await storiesBetween(db, { ...window, topic: 'diplomacy' })).map((story) => story.id)).toEqual([
        'UPDATED',
      ]);
    });

    it('are listed newest first, by topic and country, in pages', async () => {
      for (const n of [1, 2, 3]) await saveStory(db, aStory({ id: `S${n}`, updatedAt: T0 + n }));
      await saveStory(db, aTalk({ id: 'T', updatedAt: T0 }));
      const page = async (wanted: Partial<Parameters<typeof latestStories>[1]>) => {
        const { stories, total } = await latestStories(db, { limit: 2, offset: 0, ...wanted });
        return [stories.map((story) => story.id).join(), total];
      };
      expect(await page({})).toEqual(['S3,S2', 4]);
      expect(await page({ offset: 2 })).toEqual(['S1,T', 4]);
      expect(await page({ topic: 'strike' })).toEqual(['S3,S2', 3]);
      expect(await page({ topic: 'diplomacy' })).toEqual(['T', 1]);
      expect(await page({ places: keysOfRegion('France') })).toEqual(['T', 1]);
      expect(await page({ places: keysOfRegion('Ukraine'), limit: 9 })).toEqual(['S3,S2,S1,T', 4]);
      expect(await page({ places: keysOfRegion('Ukraine'), topic: 'diplomacy' })).toEqual(['T', 1]);
      expect(await page({ places: keysOfRegion('Peru') })).toEqual(['', 0]);
      const overlapping = [...keysOfRegion('Ukraine'), ...keysOfRegion('Kyiv')];
      expect(await page({ places: overlapping, topic: 'strike' })).toEqual(['S3,S2', 3]);
      expect(await page({ offset: 5_000 })).toEqual(['', 4]);
    });

    it('leave a country that they turn out not to be of', async () => {
      await saveStory(db, aStory());
      await saveStory(db, aTalk({ id: 'K7F3QP' }));
      expect((await latestStories(db, { places: keysOfRegion('France'), limit: 1, offset: 0 })).total).toBe(
        1,
      );
      await saveStory(db, aStory());
      expect((await latestStories(db, { places: keysOfRegion('France'), limit: 1, offset: 0 })).total).toBe(
        0,
      );
    });

    it.each([
      ['nothing', '', ['P4R1S0', 'K7F3QP']],
      ['the start of an id', 'k7', ['K7F3QP']],
      ['an id with letters for digits', 'p4rl', ['P4R1S0']],
      ['words in any order', 'kyiv drone', ['K7F3QP']],
      ['part of a word, with an accent', 'guarántee', ['P4R1S0']],
      ['a word that is nowhere', 'harbour', []],
      ['wildcards', '%', []],
    ])('are suggested by %s', async (_, typed, ids) => {
      await saveStory(db, aStory());
      await saveStory(db, aTalk({ updatedAt: T0 + 1 }));
      expect((await suggestStories(db, typed, 25)).map((story) => story.id)).toEqual(ids);
    });

    it('are suggested whatever is typed', async () => {
      await saveStory(db, aStory());
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (typed) => {
          expect((await suggestStories(db, typed, 1)).length).toBeLessThanOrEqual(1);
          await getStory(db, typed);
        }),
        { numRuns: 200 },
      );
    });
  });
}
