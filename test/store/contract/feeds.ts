import { beforeEach, describe, expect, it } from 'vitest';
import {
  dueFeeds,
  getFeed,
  listFeeds,
  nextFeedAt,
  saveFeedState,
  saveFeedStates,
  syncFeeds,
} from '../../../src/store/feeds.ts';
import { findHubLease, getHubLease, hubsToAsk, saveHubAsked, setHubLease } from '../../../src/store/hubs.ts';
import type { Db } from '../../../src/store/open.ts';
import { aFeed, HOUR, MINUTE, T0 } from '../samples.ts';

/** What every engine must do with feeds and their hubs. `at` gives the empty store of the running test. */
export function feedsContract(at: () => Db): void {
  let db: Db;
  beforeEach(() => {
    db = at();
  });

  describe('feeds', () => {
    it('are due at once when new, longest due first, and keep what a poll changed', async () => {
      await syncFeeds(db, [aFeed('b'), aFeed('a')], T0);
      await saveFeedState(db, 'b', { nextPollAt: T0 - 1 });
      expect((await dueFeeds(db, T0, 10)).map((state) => state.feed.id)).toEqual(['b', 'a']);
      expect((await dueFeeds(db, T0, 1)).map((state) => state.feed.id)).toEqual(['b']);
      expect(await nextFeedAt(db)).toBe(T0 - 1);

      const failure = { code: 'timeout', message: 'no answer within 20 s', since: T0 };
      const polled = {
        etag: '"1"',
        lastModified: 'Mon',
        bodyHash: 'h',
        nextPollAt: T0 + HOUR,
        lastPolledAt: T0,
        hub: { url: 'https://hub.example/', topic: 'https://b.example/rss' },
        pushedUntil: T0 + HOUR,
        pageFailure: { code: 'page_consent', message: 'It asks first.', since: T0 },
        note: { at: T0, counts: { dates: 2 } },
      };
      await saveFeedState(db, 'b', {
        ...polled,
        lastOkAt: T0,
        failures: 3,
        failure,
        baselineAt: T0,
        movedTo: 'https://x.example/',
        intervalMs: 600_000,
        seen: ['aaaa', 'bbbb'],
        toldAt: T0 + 1,
      });
      await saveFeedState(db, 'b', {});
      expect(await dueFeeds(db, T0, 10)).toHaveLength(1);
      const [, b] = await listFeeds(db);
      expect(b).toEqual({
        feed: aFeed('b'),
        ...polled,
        lastOkAt: T0,
        failures: 3,
        failure,
        baselineAt: T0,
        movedTo: 'https://x.example/',
        articles: 0,
        intervalMs: 600_000,
        seen: ['aaaa', 'bbbb'],
        toldAt: T0 + 1,
        byMembers: false,
      });
      await saveFeedState(db, 'b', { failure: null, failures: 0 });
      expect((await listFeeds(db))[1]).toMatchObject({ failure: null, failures: 0, etag: '"1"' });
    });

    it('keep what many polls changed, each what its own did', async () => {
      await syncFeeds(db, [aFeed('a'), aFeed('b'), aFeed('c'), aFeed('d')], T0);
      const failure = { code: 'timeout', message: 'odd \uD800 words', since: T0 };
      await saveFeedStates(db, [
        ['a', { nextPollAt: T0 + 1, etag: '"a"' }],
        ['b', { nextPollAt: T0 + 2, etag: null }],
        ['nobody', { nextPollAt: T0 + 3, etag: null }],
        ['c', { failures: 2, failure }],
        ['d', {}],
        ['a', { nextPollAt: T0 + 4, etag: '"b"' }],
      ]);
      expect(await listFeeds(db)).toMatchObject([
        { nextPollAt: T0 + 4, etag: '"b"', failures: 0 },
        { nextPollAt: T0 + 2, etag: null },
        { nextPollAt: T0, failures: 2, failure: { ...failure, message: 'odd \uFFFD words' } },
        { nextPollAt: T0, failures: 0 },
      ]);
    });

    it('follow the catalog: gone ones rest, moved ones are asked anew', async () => {
      await syncFeeds(db, [aFeed('a'), aFeed('b')], T0);
      for (const id of ['a', 'b']) {
        await saveFeedState(db, id, { etag: '"1"', baselineAt: T0, nextPollAt: T0 + HOUR });
      }
      await syncFeeds(db, [{ ...aFeed('a'), url: 'https://new.example/rss' }], T0 + 1);
      expect(await listFeeds(db)).toMatchObject([
        { feed: { id: 'a', url: 'https://new.example/rss' }, etag: null, baselineAt: T0, nextPollAt: T0 + 1 },
      ]);
      await syncFeeds(db, [aFeed('b')], T0 + 2);
      expect(await listFeeds(db)).toMatchObject([{ feed: { id: 'b' }, etag: '"1"', nextPollAt: T0 + HOUR }]);
      await syncFeeds(db, [], T0 + 3);
      expect(await nextFeedAt(db)).toBeNull();
      expect(await dueFeeds(db, T0 + 2 * HOUR, 10)).toEqual([]);
    });
  });

  describe('hubs', () => {
    const hub = { url: 'https://hub.example/', topic: 'https://a.example/rss' };
    const lease = { feedId: 'a', hub, token: 't', secret: 's', leaseUntil: null, asked: 1 };

    it('are asked when they are new, when it is time again, and when a feed names another', async () => {
      await syncFeeds(db, [aFeed('a'), aFeed('b')], T0);
      expect(await hubsToAsk(db, T0, 10)).toEqual([]);
      await saveFeedState(db, 'a', { hub });
      expect(await hubsToAsk(db, T0, 10)).toEqual([{ feedId: 'a', hub, byMembers: false, lease: null }]);
      await saveHubAsked(db, lease, T0 + MINUTE);
      expect(await hubsToAsk(db, T0, 10)).toEqual([]);
      expect(await hubsToAsk(db, T0 + MINUTE, 10)).toMatchObject([{ lease }]);
      const other = { ...hub, url: 'https://other.example/' };
      await saveFeedState(db, 'a', { hub: other });
      expect(await hubsToAsk(db, T0, 10)).toMatchObject([{ hub: other, lease: null }]);
      await saveFeedState(db, 'a', { hub: null });
      expect(await hubsToAsk(db, T0 + HOUR, 10)).toEqual([]);
    });

    it('are known by their token while the feed is polled, with what they promised', async () => {
      await syncFeeds(db, [aFeed('a')], T0);
      await saveHubAsked(db, lease, T0);
      await setHubLease(db, 'a', T0 + HOUR, T0 + MINUTE);
      expect(await findHubLease(db, 't')).toEqual({ ...lease, asked: 0, leaseUntil: T0 + HOUR });
      expect(await getHubLease(db, 'a')).toEqual(await findHubLease(db, 't'));
      expect((await getFeed(db, 'a'))?.pushedUntil).toBe(T0 + HOUR);
      expect(await findHubLease(db, 'x')).toBeNull();
      await syncFeeds(db, [], T0);
      expect(await findHubLease(db, 't')).toBeNull();
    });
  });
}
