import { beforeEach, describe, expect, it } from 'vitest';
import { stateOf } from '../../../src/alerts/story_state.ts';
import {
  decisionsOf,
  firstDecidedAt,
  recordDecision,
  recordDecisions,
} from '../../../src/store/decisions.ts';
import { moveToStory } from '../../../src/store/joined_stories.ts';
import { oldRows } from '../../../src/store/old_rows.ts';
import type { Db } from '../../../src/store/open.ts';
import { keepState, statesOf } from '../../../src/store/story_states.ts';
import { oldVersions, versionsOf } from '../../../src/store/subscription_versions.ts';
import {
  addSubscription,
  changeSubscription,
  getSubscription,
  pauseChannel,
  removeSubscription,
  setFollowed,
  setSubscriptionStatus,
} from '../../../src/store/subscriptions.ts';
import { deleteAll } from '../delete_all.ts';
import { aStory, aSubscription, HOUR, T0 } from '../samples.ts';

/** What every engine must do with what silences are found again from. `at` gives the empty store of the running test. */
export function storyStatesContract(at: () => Db): void {
  let db: Db;
  beforeEach(() => {
    db = at();
  });
  const state = (score: number) => stateOf(aStory({ gravity: { score, reasons: [] } }));
  const keep = (score: number, minutes: number, guildIds: string[] | null = null) =>
    keepState(db, 'S', { at: T0 + minutes, state: state(score), guildIds });
  const kept = async (storyId = 'S') =>
    (await statesOf(db, storyId)).map(({ at, state, guildIds }) => [at - T0, state.gravity, guildIds]);

  describe('states of stories', () => {
    it('are kept where something else may be decided, oldest first', async () => {
      await keep(20, 0);
      await keep(20, 1);
      await keep(30, 2);
      await keep(30, 3, ['g']);
      await keep(30, 4, ['g']);
      await keep(20, 5);
      expect(await kept()).toEqual([
        [0, 20, null],
        [2, 30, null],
        [3, 30, ['g']],
        [5, 20, null],
      ]);
      expect((await statesOf(db, 'S'))[0]?.state).toEqual(state(20));
    });

    it('are kept again when they are the same, but a subscription isn’t', async () => {
      const { id, ...wish } = await addSubscription(db, aSubscription());
      await keep(20, 0);
      await changeSubscription(db, id, { ...wish, minGravity: 40 });
      await keep(20, 1);
      await keep(20, 2);
      expect(await kept()).toEqual([
        [0, 20, null],
        [1, 20, null],
      ]);
    });

    it('go over to the story that theirs was joined to, and are forgotten with age', async () => {
      await keep(20, 0);
      await keep(30, 1);
      await moveToStory(db, 'S', 'T');
      expect([await kept('S'), (await kept('T')).length]).toEqual([[], 2]);
      expect(
        await deleteAll(
          db,
          oldRows(db, 'story_states', T0 + 1, () => 10),
        ),
      ).toEqual([1]);
      expect(await kept('T')).toEqual([[1, 30, null]]);
    });
  });

  describe('versions of subscriptions', () => {
    it('are kept of whatever changes what is decided, up to the newest state by then', async () => {
      const added = await addSubscription(db, aSubscription());
      const { id, ...wish } = added;
      const change = (minGravity: number) => changeSubscription(db, id, { ...wish, minGravity });
      const known = async () =>
        (await versionsOf(db, id)).map(({ subscription: { minGravity, status, followed } }) => [
          minGravity,
          status,
          followed?.channelId ?? null,
        ]);
      // Nothing was decided yet.
      await change(10);
      expect(await known()).toEqual([]);
      const steps: (() => Promise<unknown>)[] = [
        () => change(20),
        () => setSubscriptionStatus(db, id, 'paused', 'by a member'),
        () => setSubscriptionStatus(db, id, 'active', null),
        () => setFollowed(db, id, { channelId: 'home', webhookId: 'w' }),
        () => pauseChannel(db, wish.channelId, 'gone'),
      ];
      for (const [n, step] of steps.entries()) {
        await keep(n, n);
        await step();
      }
      // What it was between two changes, and nothing was decided by.
      await change(30);
      expect(await known()).toEqual([
        [10, 'active', null],
        [20, 'active', null],
        [20, 'paused', null],
        [20, 'active', null],
        [20, 'active', 'home'],
      ]);
      const states = await statesOf(db, 'S');
      expect((await versionsOf(db, id)).map(({ untilState }) => untilState)).toEqual(
        states.map((one) => one.id),
      );
      expect((await versionsOf(db, id))[4]?.subscription.channelId).toBe(
        (await getSubscription(db, id))?.channelId,
      );
      expect(
        await deleteAll(
          db,
          oldRows(db, 'story_states', T0 + 3, () => 10),
        ),
      ).toEqual([3]);
      expect(
        await deleteAll(
          db,
          oldVersions(db, () => 2),
        ),
      ).toEqual([2, 1]);
      expect(await known()).toHaveLength(2);
      await removeSubscription(db, id);
      expect(await known()).toEqual([]);
    });
  });

  describe('decisions that can be found again', () => {
    it('are left out until something else is stored for their subscription', async () => {
      const [a, b] = [await addSubscription(db, aSubscription()), await addSubscription(db, aSubscription())];
      const silent = (subscriptionId: number, at: number) => ({
        ...{ subscriptionId, action: 'silent' as const, reason: 'elsewhere', at, canBeFound: true },
      });
      expect(await recordDecisions(db, 'S', [silent(a.id, T0), silent(b.id, T0)])).toBe(true);
      expect(await decisionsOf(db, a.channelId, 'S')).toEqual([]);
      const posted = { subscriptionId: a.id, storyId: 'S', action: 'post' as const, reason: 'wanted' };
      await recordDecision(db, { ...posted, at: T0 + 1 });
      await recordDecision(db, { ...posted, at: T0 + HOUR });
      expect(await recordDecisions(db, 'S', [silent(a.id, T0 + 2 * HOUR)])).toBe(false);
      const told = (await decisionsOf(db, a.channelId, 'S')).map(({ action, at }) => [action, at - T0]);
      expect(told).toEqual([
        ['post', HOUR],
        ['silent', 2 * HOUR],
      ]);
      expect(await firstDecidedAt(db, 'S', [a.id, b.id])).toEqual(new Map([[a.id, T0 + 1]]));
    });
  });
}
