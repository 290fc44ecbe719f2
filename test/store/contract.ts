import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findArticle, pruneArticles, saveArticle, searchArticles } from '../../src/store/articles.ts';
import {
  decisionsOf,
  lastDecision,
  pruneDecisions,
  recordDecision,
  subscriptionsWithDue,
  takeHeld,
  wasSummarised,
} from '../../src/store/decisions.ts';
import { deliveryCounts, enqueuePost } from '../../src/store/deliveries.ts';
import { lastDigests, recordDigest } from '../../src/store/digests.ts';
import { dueFeeds, listFeeds, nextFeedAt, saveFeedState, syncFeeds } from '../../src/store/feeds.ts';
import {
  addFollow,
  countFollows,
  endFollow,
  followsOf,
  getFollow,
  pruneFollows,
} from '../../src/store/follows.ts';
import { beat, lastBeat } from '../../src/store/heartbeat.ts';
import { mutingChannels, pruneMutes, setMuted } from '../../src/store/mutes.ts';
import type { Db, Store } from '../../src/store/open.ts';
import { inTransaction } from '../../src/store/open.ts';
import {
  getStory,
  latestStories,
  openStories,
  quietStories,
  replaceStory,
  saveStory,
  storiesBetween,
  suggestStories,
} from '../../src/store/stories.ts';
import {
  activeSubscriptions,
  addSubscription,
  getSubscription,
  listSubscriptions,
  pauseChannel,
  removeSubscription,
  setSubscriptionStatus,
} from '../../src/store/subscriptions.ts';
import { pruneToldTolls, setToldToll, toldToll } from '../../src/store/told_tolls.ts';
import { outboxContract } from './contract_outbox.ts';
import { aFeed, anArticle, aPost, aStory, aSubscription, aTalk, HOUR, MINUTE, T0 } from './samples.ts';

/** What every engine of the store must do; run on each of them. `open` gives an empty store. */
export function storeContract(open: () => Promise<Store>): void {
  let store: Store;
  let db: Db;
  beforeEach(async () => {
    store = await open();
    db = store.db;
  });
  afterEach(() => store.close());

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
      expect(await pruneArticles(db, T0 + 3, 1)).toBe(1);
      expect(await pruneArticles(db, T0 + 3, 10)).toBe(1);
      expect(await pruneArticles(db, T0 + 3, 10)).toBe(0);
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
      expect(await page({ country: 'France' })).toEqual(['T', 1]);
      expect(await page({ country: 'Ukraine', limit: 9 })).toEqual(['S3,S2,S1,T', 4]);
      expect(await page({ country: 'Ukraine', topic: 'diplomacy' })).toEqual(['T', 1]);
      expect(await page({ country: 'Peru' })).toEqual(['', 0]);
    });

    it('leave a country that they turn out not to be of', async () => {
      await saveStory(db, aStory());
      await saveStory(db, aTalk({ id: 'K7F3QP' }));
      expect((await latestStories(db, { country: 'France', limit: 1, offset: 0 })).total).toBe(1);
      await saveStory(db, aStory());
      expect((await latestStories(db, { country: 'France', limit: 1, offset: 0 })).total).toBe(0);
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

  describe('subscriptions', () => {
    it('are kept as they were made', async () => {
      const made = aSubscription({
        kind: 'digest',
        digestTime: '08:00',
        timeZone: 'Europe/Kyiv',
        roleId: '7',
        topics: [],
      });
      const stored = await addSubscription(db, made);
      expect(stored).toEqual({ ...made, id: stored.id, status: 'active', pausedReason: null });
      expect(await getSubscription(db, stored.id)).toEqual(stored);
      expect(await getSubscription(db, stored.id + 1)).toBeNull();
    });

    it('are listed by server, and handed out by kind while active', async () => {
      const a = await addSubscription(db, aSubscription());
      const b = await addSubscription(db, aSubscription({ kind: 'digest' }));
      await addSubscription(db, aSubscription({ guildId: 'guild-2' }));
      expect((await listSubscriptions(db, 'guild-1')).map((each) => each.id)).toEqual([a.id, b.id]);
      expect(await activeSubscriptions(db, 'alerts')).toHaveLength(2);
      expect(await setSubscriptionStatus(db, a.id, 'paused', 'by a member')).toBe(true);
      expect((await activeSubscriptions(db, 'alerts')).map((each) => each.guildId)).toEqual(['guild-2']);
      expect(await getSubscription(db, a.id)).toMatchObject({
        status: 'paused',
        pausedReason: 'by a member',
      });
      await setSubscriptionStatus(db, a.id, 'active', null);
      expect(await getSubscription(db, a.id)).toEqual(a);
      expect(await setSubscriptionStatus(db, 999, 'paused', '')).toBe(false);
    });

    it('are paused with their channel, each with its first reason', async () => {
      const a = await addSubscription(db, aSubscription());
      const b = await addSubscription(db, aSubscription({ kind: 'digest' }));
      const c = await addSubscription(db, aSubscription());
      const other = await addSubscription(db, aSubscription({ channelId: '2' }));
      await setSubscriptionStatus(db, c.id, 'paused', 'by a member');
      expect(await pauseChannel(db, a.channelId, 'gone')).toEqual([a.id, b.id]);
      expect(await getSubscription(db, c.id)).toMatchObject({ pausedReason: 'by a member' });
      expect(await getSubscription(db, other.id)).toMatchObject({ status: 'active' });
    });

    it('take their decisions and digests with them', async () => {
      const { id, channelId } = await addSubscription(db, aSubscription());
      await recordDecision(db, { subscriptionId: id, storyId: 'S', action: 'post', reason: 'new', at: T0 });
      await recordDigest(db, id, { since: T0, until: T0 + HOUR }, T0 + HOUR);
      expect(await removeSubscription(db, id)).toBe(true);
      expect(await removeSubscription(db, id)).toBe(false);
      expect(await getSubscription(db, id)).toBeNull();
      expect(await lastDecision(db, channelId, 'S')).toBeNull();
      expect((await lastDigests(db, T0 + 9 * HOUR)).has(id)).toBe(false);
    });
  });

  describe('decisions, digests and the heartbeat', () => {
    it('remember the newest decision of a channel on a story', async () => {
      const a = await addSubscription(db, aSubscription());
      const b = await addSubscription(db, aSubscription());
      const decision = { subscriptionId: a.id, storyId: 'S', action: 'post' as const, reason: 'new', at: T0 };
      await recordDecision(db, decision);
      await recordDecision(db, { ...decision, subscriptionId: b.id, action: 'silent', at: T0 + 1 });
      await recordDecision(db, { ...decision, action: 'edit', reason: 'killed 2 → 3', at: T0 + 2 });
      expect(await lastDecision(db, a.channelId, 'S')).toEqual({
        ...decision,
        action: 'edit',
        reason: 'killed 2 → 3',
        at: T0 + 2,
        heldUntil: null,
      });
      expect(await lastDecision(db, 'elsewhere', 'S')).toBeNull();
    });

    it('keep all decisions on a story, and the same one once', async () => {
      const { id, channelId } = await addSubscription(db, aSubscription());
      const decision = {
        subscriptionId: id,
        storyId: 'S',
        action: 'silent' as const,
        reason: 'elsewhere',
        at: T0,
      };
      await recordDecision(db, decision);
      await recordDecision(db, { ...decision, at: T0 + 1 });
      await recordDecision(db, { ...decision, action: 'post', reason: 'wanted', at: T0 + 2 });
      await recordDecision(db, { ...decision, at: T0 + 3 });
      const told = (await decisionsOf(db, channelId, 'S')).map(({ action, at }) => [action, at]);
      expect(told).toEqual([
        ['silent', T0 + 1],
        ['post', T0 + 2],
        ['silent', T0 + 3],
      ]);
      expect(await pruneDecisions(db, T0 + 2, 10)).toBe(1);
      expect(await pruneDecisions(db, T0 + 9, 1)).toBe(1);
      expect(await decisionsOf(db, channelId, 'S')).toHaveLength(1);
    });

    it('hold back until their time, once, and no longer where the subscription is paused', async () => {
      const { id, channelId } = await addSubscription(db, aSubscription());
      const hold = (storyId: string, heldUntil: number) =>
        recordDecision(db, {
          subscriptionId: id,
          storyId,
          action: 'hold',
          reason: 'quiet',
          at: T0,
          heldUntil,
        });
      await hold('A', T0 + HOUR);
      await hold('A', T0 + 2 * HOUR);
      await hold('B', T0 + 3 * HOUR);
      expect(await subscriptionsWithDue(db, T0 + HOUR - 1)).toEqual([]);
      expect(await subscriptionsWithDue(db, T0 + HOUR)).toEqual([id]);
      expect((await takeHeld(db, id)).map(({ storyId }) => storyId)).toEqual(['A', 'B']);
      expect(await takeHeld(db, id)).toEqual([]);
      expect(await wasSummarised(db, channelId, 'A')).toBe(false);
      await recordDecision(db, {
        subscriptionId: id,
        storyId: 'A',
        action: 'summary',
        reason: 'told',
        at: T0,
      });
      expect(await wasSummarised(db, channelId, 'A')).toBe(true);
      for (const pause of [
        () => setSubscriptionStatus(db, id, 'paused', 'by a member'),
        () => pauseChannel(db, channelId, 'no permission'),
      ]) {
        await setSubscriptionStatus(db, id, 'active', null);
        await hold('C', T0);
        await pause();
        expect(await subscriptionsWithDue(db, T0 + HOUR)).toEqual([]);
      }
    });

    it('remember what a channel was told last, and what it muted', async () => {
      expect(await toldToll(db, 'c', 'S')).toBeNull();
      await setToldToll(db, 'c', 'S', { killed: 1, injured: 0 }, T0);
      await setToldToll(db, 'c', 'S', { killed: 7, injured: 2 }, T0 + 1);
      expect(await toldToll(db, 'c', 'S')).toEqual({ killed: 7, injured: 2 });
      const mute = { channelId: 'c', storyId: 'S', userId: 'u', now: T0 };
      await setMuted(db, { ...mute, muted: true });
      await setMuted(db, { ...mute, muted: true });
      expect(await mutingChannels(db, 'S')).toEqual(new Set(['c']));
      await setMuted(db, { ...mute, muted: false });
      expect(await mutingChannels(db, 'S')).toEqual(new Set());
      await setMuted(db, { ...mute, muted: true });
      expect([await pruneMutes(db, T0), await pruneMutes(db, T0 + 1)]).toEqual([0, 1]);
      expect([await pruneToldTolls(db, T0 + 1), await pruneToldTolls(db, T0 + 2)]).toEqual([0, 1]);
    });

    it('know who follows a story until the follow ends or the story closes', async () => {
      const follow = (userId: string, storyId = 'K7F3QP') => ({ userId, storyId, channelId: `dm-${userId}` });
      await saveStory(db, aStory());
      await addFollow(db, follow('a'), T0);
      await addFollow(db, follow('b'), T0 + 1);
      await addFollow(db, follow('a', 'OTHER'), T0);
      expect((await followsOf(db, 'K7F3QP')).map(({ userId }) => userId)).toEqual(['a', 'b']);
      expect(await countFollows(db, 'a')).toBe(2);
      expect(await endFollow(db, 'a', 'K7F3QP', 'You unfollowed it.')).toBe(true);
      expect(await endFollow(db, 'a', 'K7F3QP', 'again')).toBe(false);
      await pauseChannel(db, 'dm-b', 'Cannot send messages to this user');
      expect(await getFollow(db, 'b', 'K7F3QP')).toMatchObject({
        endedReason: 'Cannot send messages to this user',
      });
      expect(await followsOf(db, 'K7F3QP')).toEqual([]);
      await addFollow(db, follow('a'), T0 + 2);
      expect(await getFollow(db, 'a', 'K7F3QP')).toMatchObject({ endedReason: null });
      await saveStory(db, aStory({ closedAt: T0 + HOUR }));
      expect(await pruneFollows(db, T0)).toBe(2);
      expect(await countFollows(db, 'a')).toBe(1);
    });

    it('let a digest of a window be recorded once', async () => {
      const { id } = await addSubscription(db, aSubscription({ kind: 'digest' }));
      expect((await lastDigests(db, T0 + 9 * HOUR)).has(id)).toBe(false);
      expect(await recordDigest(db, id, { since: T0, until: T0 + HOUR }, T0 + HOUR)).toBe(true);
      expect(await recordDigest(db, id, { since: T0, until: T0 + HOUR }, T0 + HOUR)).toBe(false);
      expect(await recordDigest(db, id, { since: T0 + HOUR, until: T0 + 2 * HOUR }, T0 + 2 * HOUR)).toBe(
        true,
      );
      expect((await lastDigests(db, T0 + 9 * HOUR)).get(id)).toBe(T0 + 2 * HOUR);
      expect((await lastDigests(db, T0 + HOUR)).get(id)).toBe(T0 + HOUR);
    });

    it('remember the last beat', async () => {
      expect(await lastBeat(db)).toBeNull();
      await beat(db, T0);
      await beat(db, T0 + MINUTE);
      expect(await lastBeat(db)).toBe(T0 + MINUTE);
    });
  });

  describe('deliveries', () => outboxContract(() => db));
}
