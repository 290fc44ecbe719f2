import { beforeEach, describe, expect, it } from 'vitest';
import { lastDecision, recordDecision } from '../../../src/store/decisions.ts';
import { lastDigests, recordDigest } from '../../../src/store/digests.ts';
import { followingChannels, replaceFollowed, servedIn } from '../../../src/store/followings.ts';
import { homeChannelFor, setHomeChannels } from '../../../src/store/home_channels.ts';
import type { Db } from '../../../src/store/open.ts';
import {
  activeSubscriptions,
  addSubscription,
  getSubscription,
  listSubscriptions,
  pauseChannel,
  removeSubscription,
  setFollowed,
  setSubscriptionStatus,
} from '../../../src/store/subscriptions.ts';
import { aSubscription, HOUR, T0 } from '../samples.ts';

/** What every engine must do with subscriptions. `at` gives the empty store of the running test. */
export function subscriptionsContract(at: () => Db): void {
  let db: Db;
  beforeEach(() => {
    db = at();
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

    it('are not handed out while the home channel that they follow is posted to', async () => {
      const home = { channelId: '7', guildId: 'guild-7', topics: ['strike' as const], regions: ['Ukraine'] };
      await setHomeChannels(db, [home], T0);
      expect(await homeChannelFor(db, home)).toBe('7');
      expect(await homeChannelFor(db, { ...home, regions: [] })).toBeNull();
      const { id } = await addSubscription(db, aSubscription());
      await setFollowed(db, id, { channelId: '7', webhookId: '8' });
      const handedOut = async () =>
        (await activeSubscriptions(db, 'alerts')).map(({ channelId }) => channelId);
      expect(await handedOut()).toEqual(['7']);
      await pauseChannel(db, '7', 'gone');
      expect(await handedOut()).toEqual([aSubscription().channelId]);
      expect(await homeChannelFor(db, home)).toBeNull();
      await setHomeChannels(db, [home], T0);
      expect(await handedOut()).toEqual(['7']);
      await setHomeChannels(db, [{ ...home, topics: [] }], T0);
      expect(await homeChannelFor(db, { ...home, topics: [] })).toBe('7');
      await setHomeChannels(db, [], T0);
      expect(await handedOut()).toEqual([aSubscription().channelId]);
      expect(await getSubscription(db, id)).toMatchObject({ followed: { channelId: '7', webhookId: '8' } });
    });

    it('that a home channel serves are known by their channel, and leave it once', async () => {
      const home = { channelId: '7', guildId: 'guild-7', topics: ['strike' as const], regions: ['Ukraine'] };
      await setHomeChannels(db, [home], T0);
      const { id, channelId, guildId } = await addSubscription(db, aSubscription());
      await addSubscription(db, aSubscription({ topics: [] }));
      await setFollowed(db, id, { channelId: '7', webhookId: '8' });
      expect(await followingChannels(db)).toEqual([{ guildId, channelId }]);
      const [served] = await servedIn(db, channelId);
      expect(served).toMatchObject({ id, followed: { channelId: '7', webhookId: '8' } });
      if (!served) throw new Error('it is not served');
      expect(await servedIn(db, '7')).toEqual([]);
      expect(await replaceFollowed(db, served, '9')).toBe(true);
      expect(await replaceFollowed(db, served, null)).toBe(false);
      const [replaced] = await servedIn(db, channelId);
      expect(replaced).toMatchObject({ followed: { channelId: '7', webhookId: '9' } });
      await pauseChannel(db, '7', { key: 'delivery.channel_deleted' });
      expect(await servedIn(db, channelId)).toEqual([]);
      expect(await replaceFollowed(db, replaced ?? served, null)).toBe(true);
      expect(await followingChannels(db)).toEqual([]);
      expect(await getSubscription(db, id)).not.toHaveProperty('followed');
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
}
