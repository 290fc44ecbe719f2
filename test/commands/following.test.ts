import { expect, it } from 'vitest';
import { pressButton } from '../../src/commands/components.ts';
import type { FollowOutcome } from '../../src/commands/following.ts';
import { setHomeChannels } from '../../src/store/home_channels.ts';
import { activeSubscriptions, getSubscription } from '../../src/store/subscriptions.ts';
import { channelId, now, openRoom, press, request, run, textOf } from './room.ts';

const HOME = '200000000000000007';
const WEBHOOK = '500000000000000001';

/** A room with a home channel for strikes, in which following comes to `outcome`. */
async function roomWithHome(outcome: FollowOutcome = { kind: 'followed', webhookId: WEBHOOK }) {
  const asked: string[] = [];
  const ended: string[] = [];
  const state = { outcome, mayEnd: true };
  const { context } = await openRoom({
    follow: async (homeId, target) => {
      asked.push(`${target} → ${homeId}`);
      return state.outcome;
    },
    unfollow: async (webhookId) => {
      ended.push(webhookId);
      return state.mayEnd;
    },
  });
  const home = { channelId: HOME, guildId: '100000000000000007', topics: ['strike' as const], regions: [] };
  await setHomeChannels(context.db, [home], now);
  const direct = async () =>
    (await activeSubscriptions(context.db, 'alerts')).map(({ channelId }) => channelId);
  return { context, asked, ended, state, direct };
}

const plain = request('subscribe alerts', { topic: 'strike' });
const one = { subscription: '2' };

it('a plain subscription follows the home channel for just that, and nothing is posted to it directly', async () => {
  const { context, asked, direct } = await roomWithHome();
  const { body } = await run(context, plain);
  expect(asked).toEqual([`${channelId} → ${HOME}`]);
  expect(textOf(body)).toContain('follows a channel of my host’s');
  expect(await getSubscription(context.db, 2)).toMatchObject({
    followed: { channelId: HOME, webhookId: WEBHOOK },
  });
  expect(await direct()).toEqual([HOME]);
  expect(textOf((await run(context, request('subscriptions list'))).body)).toContain('through a channel');
});

it('another topic, and filters of its own, are posted directly without asking', async () => {
  const { context, asked, direct } = await roomWithHome();
  await run(context, request('subscribe alerts', { topic: 'diplomacy' }));
  await run(context, request('subscribe alerts', { topic: 'strike', 'min-gravity': 40 }));
  expect(asked).toEqual([]);
  expect(await direct()).toEqual([HOME, channelId, channelId]);
});

it.each([
  ['permission', 'With **Manage Webhooks**'],
  ['full', 'as many webhooks as Discord allows'],
  ['unfit', null],
] as const)('where it can’t follow (%s) it is posted to directly, and told why', async (kind, words) => {
  const { context, direct } = await roomWithHome({ kind });
  const text = textOf((await run(context, plain)).body);
  if (words === null) expect(text).not.toContain('webhook');
  else expect(text).toContain(words);
  expect(await direct()).toEqual([HOME, channelId]);
});

it('a test tries again, once the permission is there', async () => {
  const { context, state, direct } = await roomWithHome({ kind: 'permission' });
  await run(context, plain);
  state.outcome = { kind: 'followed', webhookId: WEBHOOK };
  const { body } = await run(context, request('subscriptions test', one));
  expect(textOf(body)).toContain('follows a channel');
  expect(await direct()).toEqual([HOME]);
});

it('pausing ends the following, resuming begins it again, removing ends it for good', async () => {
  const { context, ended, asked } = await roomWithHome();
  await run(context, plain);
  await run(context, request('subscriptions pause', one));
  expect(ended).toEqual([WEBHOOK]);
  expect((await getSubscription(context.db, 2))?.followed).toBeUndefined();
  await run(context, request('subscriptions resume', one));
  expect(asked).toHaveLength(2);
  await run(context, request('subscriptions remove', one));
  expect(ended).toEqual([WEBHOOK, WEBHOOK]);
  expect(await getSubscription(context.db, 2)).toBeNull();
});

it('what Discord doesn’t let the bot end is told', async () => {
  const { context, state } = await roomWithHome();
  await run(context, plain);
  state.mayEnd = false;
  const { body } = await run(context, request('subscriptions remove', one));
  expect(textOf(body)).toContain('Channels Followed');
});

it('a changed subscription is served as its new wish asks', async () => {
  const { context, ended, direct } = await roomWithHome();
  await run(context, plain);
  await pressButton(press('subscription:2:edit'), context);
  await pressButton(press('draft:1:gravity', { values: ['40'] }), context);
  await pressButton(press('draft:1:save'), context);
  expect(ended).toEqual([WEBHOOK]);
  expect(await direct()).toEqual([HOME, channelId]);
});

it('without its home channel a subscription is posted to directly; with it again it is not', async () => {
  const { context, direct } = await roomWithHome();
  await run(context, plain);
  await setHomeChannels(context.db, [], now);
  expect(await direct()).toEqual([channelId]);
  const home = { channelId: HOME, guildId: '100000000000000007', topics: ['strike' as const], regions: [] };
  await setHomeChannels(context.db, [home], now);
  expect(await direct()).toEqual([HOME]);
});
