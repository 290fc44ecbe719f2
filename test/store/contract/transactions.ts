import { beforeEach, describe, expect, it } from 'vitest';
import { findArticle, saveArticle, searchArticles } from '../../../src/store/articles.ts';
import { lastDecision, recordDecision } from '../../../src/store/decisions.ts';
import { deliveryCounts } from '../../../src/store/deliveries.ts';
import { enqueuePost } from '../../../src/store/enqueue.ts';
import { listFeeds, saveFeedState, syncFeeds } from '../../../src/store/feeds.ts';
import type { Db } from '../../../src/store/open.ts';
import { inTransaction } from '../../../src/store/open.ts';
import { getStory, saveStory } from '../../../src/store/stories.ts';
import { addSubscription } from '../../../src/store/subscriptions.ts';
import { aFeed, anArticle, aPost, aStory, aSubscription, aTalk, HOUR, T0 } from '../samples.ts';

/** What every engine must do with transactions. `at` gives the empty store of the running test. */
export function transactionsContract(at: () => Db): void {
  let db: Db;
  beforeEach(() => {
    db = at();
  });

  describe('transactions', () => {
    it('leave nothing of work that throws', async () => {
      const feed = aFeed();
      await syncFeeds(db, [feed], T0);
      const subscription = await addSubscription(db, aSubscription());
      const ingest = inTransaction(db, async (db) => {
        await saveArticle(db, anArticle(), 'entry-1', T0, null, 'K7F3QP');
        await saveStory(db, aStory());
        await enqueuePost(db, aPost({ subscriptionId: subscription.id }));
        await recordDecision(db, {
          subscriptionId: subscription.id,
          storyId: 'K7F3QP',
          action: 'post',
          reason: 'new',
          at: T0,
        });
        await saveFeedState(db, feed.id, { nextPollAt: T0 + HOUR, etag: '"2"' });
        throw new Error('power loss');
      });
      await expect(ingest).rejects.toThrow('power loss');
      expect(await searchArticles(db, 'clinic', 5)).toEqual([]);
      expect(
        await findArticle(db, { id: 'article-1', feedId: feed.id, entryKey: 'entry-1', url: null }),
      ).toBeNull();
      expect(await getStory(db, 'K7F3QP')).toBeNull();
      expect((await deliveryCounts(db)).waiting).toBe(0);
      expect(await lastDecision(db, subscription.channelId, 'K7F3QP')).toBeNull();
      expect(await listFeeds(db)).toMatchObject([{ nextPollAt: T0, etag: null, articles: 0 }]);
    });

    it('are joined by functions that are given one, and by transactions in them', async () => {
      const nested = inTransaction(db, async (db) => {
        await inTransaction(db, async (db) => saveStory(db, aStory()));
        expect(await getStory(db, 'K7F3QP')).not.toBeNull();
        throw new Error('after the inner one');
      });
      await expect(nested).rejects.toThrow('after the inner one');
      expect(await getStory(db, 'K7F3QP')).toBeNull();
    });

    it('let no query from outside slip in, and keep none waiting for good', async () => {
      const inside = Promise.withResolvers<void>();
      const outside = Promise.withResolvers<void>();
      const work = inTransaction(db, async (transaction) => {
        await saveStory(transaction, aStory());
        inside.resolve();
        await outside.promise;
        throw new Error('rolled back');
      });
      await inside.promise;
      const written = saveStory(db, aTalk());
      outside.resolve();
      await expect(work).rejects.toThrow('rolled back');
      await written;
      expect(await getStory(db, 'P4R1S0')).not.toBeNull();
      expect(await getStory(db, 'K7F3QP')).toBeNull();
    });

    it('do not add up wrong side by side', async () => {
      await syncFeeds(db, [aFeed()], T0);
      await Promise.all(
        Array.from({ length: 20 }, () =>
          inTransaction(db, async (db) => {
            const [state] = await listFeeds(db);
            await Promise.resolve();
            await saveFeedState(db, 'harbour-world', { failures: (state?.failures ?? 0) + 1 });
          }),
        ),
      );
      expect(await listFeeds(db)).toMatchObject([{ failures: 20 }]);
    });
  });
}
