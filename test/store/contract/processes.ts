import { beforeEach, describe, expect, it } from 'vitest';
import { addArrival, dueArrivals, putOffArrival, removeArrival } from '../../../src/store/arrivals.ts';
import { channelKinds, markKindsKnown, saveChannelKinds } from '../../../src/store/channel_kinds.ts';
import {
  claimFeeds,
  dueFeeds,
  extendLeases,
  type FeedState,
  getFeed,
  saveFeedState,
  syncFeeds,
} from '../../../src/store/feeds.ts';
import { beat, lastBeat } from '../../../src/store/heartbeat.ts';
import { OfficeLost, takeOffice } from '../../../src/store/offices.ts';
import { type Db, inTransaction } from '../../../src/store/open.ts';
import { saveShards, toldShards } from '../../../src/store/shards.ts';
import { saveStory } from '../../../src/store/stories.ts';
import { aFeed, aStory, HOUR, T0 } from '../samples.ts';

const LEASE = 8_000;

/** What every engine must do for processes that share the work. `at` gives the empty store of the running test. */
export function processesContract(at: () => Db): void {
  let db: Db;
  beforeEach(() => {
    db = at();
  });
  const ids = (states: readonly FeedState[]) => states.map(({ feed }) => feed.id);
  const entry = (id: string) => ({
    ...{ id, link: null, title: id, publishedAt: null, updatedAt: null, summary: null, content: null },
    authors: [],
  });

  describe('leases of feeds', () => {
    it('are of one process until they end, or the poll’s outcome is stored', async () => {
      await syncFeeds(db, [aFeed('a'), aFeed('b'), aFeed('c')], T0);
      await saveFeedState(db, 'c', { nextPollAt: T0 - 1 });
      expect(ids(await claimFeeds(db, T0, LEASE, 2))).toEqual(['c', 'a']);
      expect(ids(await claimFeeds(db, T0, LEASE, 9))).toEqual(['b']);
      expect(await claimFeeds(db, T0 + LEASE - 1, LEASE, 9)).toEqual([]);
      await extendLeases(db, ['a'], T0 + 2 * LEASE);
      await saveFeedState(db, 'b', { nextPollAt: T0 + 1 });
      expect(ids(await claimFeeds(db, T0 + 1, LEASE, 9))).toEqual(['b']);
      expect(ids(await claimFeeds(db, T0 + LEASE, LEASE, 9))).toEqual(['c']);
      expect(ids(await claimFeeds(db, T0 + 2 * LEASE, LEASE, 9)).sort()).toEqual(['a', 'b', 'c']);
      expect(await dueFeeds(db, T0 + 1, 9)).toHaveLength(3);
    });

    it('never go to two that ask at once', async () => {
      const feeds = Array.from({ length: 40 }, (_, index) => aFeed(`f${index}`));
      await syncFeeds(db, feeds, T0);
      const taken = await Promise.all(Array.from({ length: 8 }, () => claimFeeds(db, T0, LEASE, 10)));
      const all = taken.flatMap(ids);
      expect(new Set(all).size).toBe(all.length);
      const rest = ids(await claimFeeds(db, T0, LEASE, 40));
      expect(new Set([...all, ...rest]).size).toBe(40);
    });
  });

  describe('arrivals', () => {
    it('are read in their order, as the poll found their feed, until they are removed', async () => {
      await syncFeeds(db, [aFeed('a'), aFeed('b')], T0);
      const state = (await getFeed(db, 'a')) as FeedState;
      await addArrival(db, state, [entry('1')], T0);
      await saveFeedState(db, 'a', { baselineAt: T0 });
      await addArrival(db, (await getFeed(db, 'a')) as FeedState, [entry('2')], T0);
      await addArrival(db, (await getFeed(db, 'b')) as FeedState, [entry('3')], T0);
      const due = await dueArrivals(db, T0, 9);
      expect(due.map(({ entries }) => entries)).toEqual([[entry('1')], [entry('2')], [entry('3')]]);
      expect(due[0]).toMatchObject({ attempts: 0, state: { baselineAt: null, feed: aFeed('a') } });
      expect(due[1]).toMatchObject({ state: { baselineAt: T0 } });
      await removeArrival(db, due[0]?.id ?? 0);
      await putOffArrival(db, due[1]?.id ?? 0, T0 + HOUR);
      expect((await dueArrivals(db, T0, 9)).map(({ id }) => id)).toEqual([due[2]?.id]);
      expect(await dueArrivals(db, T0 + HOUR, 1)).toMatchObject([{ id: due[1]?.id, attempts: 1 }]);
    });
  });

  describe('an office', () => {
    it('is of the one who took it last: nothing that another does in it is stored any more', async () => {
      const first = await takeOffice(db, 'deliver');
      await beat(first, T0);
      await inTransaction(first, (tx) => beat(tx, T0 + 1));
      const second = await takeOffice(db, 'deliver');
      await expect(inTransaction(first, (tx) => beat(tx, T0 + 2))).rejects.toThrow(OfficeLost);
      await expect(saveStory(first, aStory())).rejects.toThrow(OfficeLost);
      await inTransaction(second, (tx) => inTransaction(tx, (tx) => beat(tx, T0 + 3)));
      expect(await lastBeat(db)).toBe(T0 + 3);
    });

    it('has nothing to do with other offices', async () => {
      const reader = await takeOffice(db, 'read');
      await takeOffice(db, 'deliver');
      await inTransaction(reader, (tx) => beat(tx, T0));
      expect(await lastBeat(db)).toBe(T0);
    });
  });

  describe('shards', () => {
    const shard = (id: number, of: number) => ({ id, of, connected: true, pingMs: 42, guilds: 7 });

    it('are known to all as their processes told last, for a while', async () => {
      expect(await toldShards(db, T0)).toEqual([]);
      await saveShards(db, [], T0);
      await saveShards(db, [shard(2, 3)], T0);
      await saveShards(db, [shard(0, 3), { ...shard(1, 3), connected: false }], T0 + 10_000);
      const told = await toldShards(db, T0 + 15_000);
      expect(told).toEqual([shard(0, 3), { ...shard(1, 3), connected: false }, shard(2, 3)]);
      await saveShards(db, [shard(1, 3)], T0 + 25_000);
      expect(await toldShards(db, T0 + 25_000)).toEqual([shard(0, 3), shard(1, 3)]);
    });

    it('are as many as was told last', async () => {
      await saveShards(db, [shard(0, 2), shard(1, 2)], T0);
      await saveShards(db, [shard(1, 3)], T0 + 1);
      expect(await toldShards(db, T0 + 2)).toEqual([shard(1, 3)]);
    });
  });

  describe('kinds of channels', () => {
    it('are unknown until a gateway has told them, and then as it told them last', async () => {
      expect(await channelKinds(db)).toBeNull();
      await saveChannelKinds(db, []);
      await markKindsKnown(db, [{ id: 0, of: 2 }]);
      expect(await channelKinds(db)).toBeNull();
      await markKindsKnown(db, [{ id: 1, of: 2 }]);
      expect(await channelKinds(db)).toEqual(new Map());
      await saveChannelKinds(db, [['1', { kind: 'forum' }]]);
      await saveChannelKinds(db, [['1', { kind: 'announcement' }]]);
      expect(await channelKinds(db)).toEqual(new Map([['1', { kind: 'announcement' }]]));
    });
  });
}
