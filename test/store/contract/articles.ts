import * as fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { findArticle, oldArticles, saveArticle, searchArticles } from '../../../src/store/articles.ts';
import { engineOf } from '../../../src/store/engine.ts';
import { listFeeds, syncFeeds } from '../../../src/store/feeds.ts';
import type { Db } from '../../../src/store/open.ts';
import { deleteAll } from '../delete_all.ts';
import { aFeed, anArticle, HOUR, T0 } from '../samples.ts';

/** The next article is stored as if so many had been before. */
async function countOn(db: Db, seq: number): Promise<void> {
  if (engineOf(db) === 'postgres')
    await sql`alter table articles alter column seq restart with ${sql.lit(seq)}`.execute(db);
  else await sql`update sqlite_sequence set seq = ${seq - 1} where name = 'articles'`.execute(db);
}

/** What every engine must do with articles, and with the search of them. `at` gives the empty store of the running test. */
export function articlesContract(at: () => Db): void {
  let db: Db;
  beforeEach(() => {
    db = at();
  });

  describe('articles', () => {
    const keys = { id: 'x', feedId: 'x', entryKey: 'x', url: null };

    it('are known by id, by what their feed calls them, and by URL', async () => {
      await saveArticle(db, anArticle(), 'entry-1', T0, null, 'K7F3QP');
      const known = { id: 'article-1', revision: 'r1', storyId: 'K7F3QP' };
      expect(await findArticle(db, { ...keys, id: 'article-1' })).toEqual(known);
      expect(await findArticle(db, { ...keys, feedId: 'harbour-world', entryKey: 'entry-1' })).toEqual(known);
      expect(await findArticle(db, { ...keys, url: 'https://harbour.example/article-1' })).toEqual(known);
      expect(await findArticle(db, { ...keys, feedId: 'another', entryKey: 'entry-1' })).toBeNull();
    });

    it('take revisions in place, found by their newest words only', async () => {
      await syncFeeds(db, [aFeed()], T0);
      await saveArticle(db, anArticle(), 'entry-1', T0, null, null);
      const revised = anArticle({
        revision: 'r2',
        title: 'Three killed at a hospital',
        text: 'The toll rose.',
      });
      await saveArticle(db, revised, 'entry-1b', T0 + HOUR, null, 'K7F3QP');
      expect(await searchArticles(db, 'drones', 5)).toEqual([]);
      expect(await searchArticles(db, 'hospital', 5)).toEqual([
        {
          id: 'article-1',
          title: 'Three killed at a hospital',
          url: 'https://harbour.example/article-1',
          publisher: 'Harbour Wire',
          publishedAt: T0,
          storyId: 'K7F3QP',
        },
      ]);
      const known = { id: 'article-1', revision: 'r2', storyId: 'K7F3QP' };
      for (const entryKey of ['entry-1', 'entry-1b']) {
        expect(await findArticle(db, { ...keys, feedId: 'harbour-world', entryKey })).toEqual(known);
      }
      expect(await listFeeds(db)).toMatchObject([{ articles: 1 }]);
    });

    it('are pruned in steps, and still known to their feed', async () => {
      for (const n of [1, 2, 3]) {
        await saveArticle(db, anArticle({ id: `a${n}` }), `e${n}`, T0 + n, null, null);
      }
      expect(
        await deleteAll(
          db,
          oldArticles(db, T0 + 3, () => 1),
        ),
      ).toEqual([1, 1]);
      expect(
        await deleteAll(
          db,
          oldArticles(db, T0 + 3, () => 1),
        ),
      ).toEqual([]);
      expect((await searchArticles(db, 'clinic', 10)).map((hit) => hit.id)).toEqual(['a3']);
      expect(await findArticle(db, { ...keys, feedId: 'harbour-world', entryKey: 'e1' })).toEqual({
        id: 'a1',
        revision: 'r1',
        storyId: null,
      });
    });
  });

  describe('search', () => {
    it('finds the newest first, by publication, else by when it was seen', async () => {
      const ages: [string, number | null, number][] = [
        ['old', T0 - HOUR, T0],
        ['newest', T0 + 2 * HOUR, T0],
        ['undated', null, T0 + HOUR],
      ];
      for (const [id, publishedAt, seenAt] of ages) {
        await saveArticle(db, anArticle({ id, publishedAt }), id, seenAt, null, null);
      }
      expect((await searchArticles(db, 'clinic', 10)).map((hit) => hit.id)).toEqual([
        'newest',
        'undated',
        'old',
      ]);
      expect(await searchArticles(db, 'clinic', 1)).toHaveLength(1);
    });

    it.each([
      ['every word must be there', 'governor clinic', 1],
      ['one word is missing', 'governor harbour', 0],
      ['another form of a word', 'CLINICS', 1],
      ['without its diacritics', 'Zürich', 1],
      ['words side by side in quotes', '"hit a clinic"', 1],
      ['words apart in quotes', '"hit clinic"', 0],
      ['joined words', 'cease-fire', 1],
      ['operators are words', 'clinic NOT drones', 0],
      ['no word at all', '"" * - ( ^', 0],
      ['an open quote', '"governor', 1],
    ])('%s: %s', async (_, typed, hits) => {
      const text =
        'Two people were killed when drones hit a clinic, the governor told zurich radio of the cease-fire.';
      await saveArticle(db, anArticle({ text }), 'e', T0, null, null);
      expect(await searchArticles(db, typed, 10)).toHaveLength(hits);
    });

    describe('of millions of articles', () => {
      const searched = async (typed: string) => (await searchArticles(db, typed, 2)).map((hit) => hit.id);
      const save = (id: string, text: string) =>
        saveArticle(db, anArticle({ id, title: 'T', text }), id, T0, null, null);

      beforeEach(async () => {
        await save('first', 'An aubergine fell.');
        await countOn(db, 100_000);
        await save('older', 'A clinic and a port.');
        await countOn(db, 3_000_000);
        await save('newer', 'A clinic and a depot.');
        await countOn(db, 3_009_000);
        for (let n = 0; n < 4; n++) await save(`newest-${n}`, n % 2 ? 'A port.' : 'A depot.');
      });

      it('finds words that are rare however old, and more than one window holds', async () => {
        expect(await searched('aubergine')).toEqual(['first']);
        expect(await searched('clinic')).toEqual(['newer', 'older']);
        expect(await searched('"a port"')).toEqual(['newest-3', 'newest-1']);
      });

      it('looks for frequent words together among some newest articles that have them', async () => {
        expect(await searched('port depot')).toEqual([]);
        // Half of the newest have a depot: some 10,000 articles back there are enough of them.
        expect(await searched('clinic depot')).toEqual(['newer']);
        expect(await searched('"and a port"')).toEqual(['older']);
      });
    });

    it('takes whatever a person types', async () => {
      await saveArticle(db, anArticle(), 'e', T0, null, null);
      const piece = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom(
          '"',
          '*',
          'NEAR(',
          ')',
          'AND',
          'OR',
          '-',
          '^',
          ':',
          'title:',
          '\0',
          '\\',
          "'",
          '½',
          'clinic',
        ),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
          expect((await searchArticles(db, pieces.join(' '), 5)).length).toBeLessThanOrEqual(1);
        }),
        { numRuns: 300 },
      );
    });
  });
}
