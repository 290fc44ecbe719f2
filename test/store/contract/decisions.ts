import { beforeEach, describe, expect, it } from 'vitest';
import {
  decisionsOf,
  lastDecision,
  recordDecision,
  subscriptionsWithDue,
  summarisedIn,
  takeHeld,
} from '../../../src/store/decisions.ts';
import { lastDigests, recordDigest } from '../../../src/store/digests.ts';
import {
  addFollow,
  countFollows,
  endFollow,
  followsOf,
  getFollow,
  overFollows,
} from '../../../src/store/follows.ts';
import { beat, lastBeat } from '../../../src/store/heartbeat.ts';
import { mutingChannels, setMuted } from '../../../src/store/mutes.ts';
import { oldRows } from '../../../src/store/old_rows.ts';
import type { Db } from '../../../src/store/open.ts';
import { saveStory } from '../../../src/store/stories.ts';
import { addSubscription, pauseChannel, setSubscriptionStatus } from '../../../src/store/subscriptions.ts';
import { setToldToll, toldToll } from '../../../src/store/told_tolls.ts';
import { deleteAll } from '../delete_all.ts';
import { aStory, aSubscription, HOUR, MINUTE, T0 } from '../samples.ts';

/** What every engine must do with what was decided, held back, told, muted and followed. `at` gives the empty store of the running test. */
export function decisionsContract(at: () => Db): void {
  let db: Db;
  beforeEach(() => {
    db = at();
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
      expect(
        await deleteAll(
          db,
          oldRows(db, 'decisions', T0 + 2, () => 10),
        ),
      ).toEqual([1]);
      expect(
        await deleteAll(
          db,
          oldRows(db, 'decisions', T0 + 9, () => 1),
        ),
      ).toEqual([1, 1]);
      expect(await decisionsOf(db, channelId, 'S')).toEqual([]);
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
      expect(await summarisedIn(db, [channelId, 'other'], 'A')).toEqual(new Set());
      await recordDecision(db, {
        subscriptionId: id,
        storyId: 'A',
        action: 'summary',
        reason: 'told',
        at: T0,
      });
      expect(await summarisedIn(db, [channelId, 'other'], 'A')).toEqual(new Set([channelId]));
      expect(await summarisedIn(db, [channelId], 'B')).toEqual(new Set());
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
      const old = (table: 'mutes' | 'told_tolls', before: number) =>
        deleteAll(
          db,
          oldRows(db, table, before, () => 9),
        );
      expect([await old('mutes', T0), await old('mutes', T0 + 1)]).toEqual([[], [1]]);
      expect([await old('told_tolls', T0 + 1), await old('told_tolls', T0 + 2)]).toEqual([[], [1]]);
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
      expect(
        await deleteAll(
          db,
          overFollows(db, T0, () => 1),
        ),
      ).toEqual([1, 1]);
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
}
