import { describe, expect, it } from 'vitest';
import type { Subscription } from '../../src/alerts/subscription.ts';
import { requireCommand } from '../../src/commands/all.ts';
import type { CommandContext } from '../../src/commands/command.ts';
import { buttonAction, pressButton } from '../../src/commands/components.ts';
import { claimDeliveries } from '../../src/store/deliveries.ts';
import {
  addSubscription,
  getSubscription,
  listSubscriptions,
  setSubscriptionStatus,
} from '../../src/store/subscriptions.ts';
import { sampleSubscription } from '../messages/samples.ts';
import {
  channelId,
  customIds,
  errorOf,
  guildId,
  now,
  openRoom,
  press,
  request,
  run,
  saveStories,
  textOf,
} from './room.ts';

const wish = { ...sampleSubscription, guildId, channelId, regions: [], minGravity: 0 };

function add(context: CommandContext, change: Partial<Subscription> = {}): Promise<Subscription> {
  return addSubscription(context.db, { ...wish, ...change });
}

const chosen = (id: number) => ({ subscription: String(id) });

describe('/subscriptions', () => {
  it('list shows each with its buttons', async () => {
    const { context } = await openRoom();
    const { id } = await add(context);
    const { body } = await run(context, request('subscriptions list'));
    expect(textOf(body)).toContain(`<#${channelId}>`);
    expect(customIds(body)).toEqual(
      expect.arrayContaining([
        `subscription:${id}:pause`,
        `subscription:${id}:test`,
        `subscription:${id}:remove`,
      ]),
    );
  });

  it('list says how to begin where there is none', async () => {
    const { context } = await openRoom();
    expect(textOf((await run(context, request('subscriptions list'))).body)).toContain('/subscribe alerts');
  });

  it('pause, and pausing again', async () => {
    const { context } = await openRoom();
    const { id } = await add(context);
    const { body } = await run(context, request('subscriptions pause', chosen(id)));
    expect(textOf(body)).toContain(`**#${id}** is paused`);
    expect(await getSubscription(context.db, id)).toMatchObject({
      status: 'paused',
      pausedReason: { key: 'pause.by_member' },
    });
    expect(textOf((await run(context, request('subscriptions pause', chosen(id)))).body)).toContain(
      'already',
    );
  });

  it('resume says what comes next', async () => {
    const { context } = await openRoom();
    const { id } = await add(context, { kind: 'digest', digestTime: '20:00', timeZone: 'UTC' });
    await setSubscriptionStatus(context.db, id, 'paused', 'gone');
    const { body } = await run(context, request('subscriptions resume', chosen(id)));
    expect(textOf(body)).toContain(`<t:${Date.UTC(2026, 0, 6, 20) / 1_000}:F>`);
    expect(await getSubscription(context.db, id)).toMatchObject({ status: 'active', pausedReason: null });
  });

  it('resume stays paused while the bot still can’t post', async () => {
    const { context } = await openRoom({ missingPermissions: async () => ['permission.send'] });
    const { id } = await add(context);
    await setSubscriptionStatus(context.db, id, 'paused', 'gone');
    const error = await errorOf(run(context, request('subscriptions resume', chosen(id))));
    expect(error).toMatchObject({
      code: 'missing_permission',
      message: expect.stringContaining('**Send Messages**'),
    });
    expect(await getSubscription(context.db, id)).toMatchObject({ status: 'paused' });
  });

  it('remove', async () => {
    const { context } = await openRoom();
    const { id } = await add(context);
    await run(context, request('subscriptions remove', { subscription: `#${id}` }));
    expect(await listSubscriptions(context.db, guildId)).toEqual([]);
  });

  it('test of alerts owes the channel the newest card that matches, without a mention', async () => {
    const room = await openRoom();
    const { id } = await add(room.context, { topics: ['strike'] });
    await saveStories(
      room.context,
      { headline: 'The older strike' },
      { headline: 'The newer strike' },
      { headline: 'Only talks', topics: ['diplomacy'], strike: null },
    );
    const { body } = await run(room.context, request('subscriptions test', chosen(id)));
    expect(textOf(body)).toContain(`on its way to <#${channelId}>`);
    const owed = await claimDeliveries(room.context.db, now, 1_000, 10);
    expect(owed).toMatchObject([{ channelId, kind: 'post', storyId: null, subscriptionId: id }]);
    expect(textOf(owed[0]!.body)).toContain('The newer strike');
    expect(owed[0]!.body.allowed_mentions).toEqual({ parse: [], roles: [] });
    expect(room.woken).toBe(1);
  });

  it('test of alerts without any story is a sample', async () => {
    const { context } = await openRoom();
    const { id } = await add(context);
    await run(context, request('subscriptions test', chosen(id)));
    const [owed] = await claimDeliveries(context.db, now, 1_000, 10);
    expect(textOf(owed!.body)).toContain('Test of this subscription');
  });

  it('test of a digest owes the digest of the last day', async () => {
    const { context } = await openRoom();
    const { id } = await add(context, { kind: 'digest', digestTime: '08:00', timeZone: 'UTC' });
    await saveStories(context, { headline: 'A strike in the night' });
    await run(context, request('subscriptions test', chosen(id)));
    const [owed] = await claimDeliveries(context.db, now, 1_000, 10);
    expect(textOf(owed!.body)).toContain('A strike in the night');
  });

  it.each([
    ['of another server', '100000000000000009', '1'],
    ['that never was', guildId, '77'],
    ['that is no number', guildId, 'the first one'],
    ['with a number beyond all', guildId, '9'.repeat(30)],
    ['left empty', guildId, ''],
  ])('a subscription %s', async (_case, guild, typed) => {
    const { context } = await openRoom();
    await add(context);
    for (const action of ['pause', 'resume', 'test', 'remove']) {
      const error = await errorOf(
        run(context, request(`subscriptions ${action}`, { subscription: typed }, { guildId: guild })),
      );
      expect(error.code).toBe('unknown_subscription');
    }
    expect(await listSubscriptions(context.db, guildId)).toMatchObject([{ status: 'active' }]);
  });

  it.each(['pause', 'resume', 'test', 'remove'])('%s is refused without the right', async (action) => {
    const { context } = await openRoom();
    const { id } = await add(context);
    const asked = request(`subscriptions ${action}`, chosen(id), { permissionsIn: () => 0n });
    expect((await errorOf(run(context, asked))).code).toBe('not_allowed');
    expect(await listSubscriptions(context.db, guildId)).toMatchObject([{ status: 'active' }]);
  });

  it.each([
    ['pause', '', ['#1 · Alerts · #strikes · Strikes and diplomacy · everywhere']],
    [
      'resume',
      '',
      ['#2 · Daily digest at 08:00 UTC · a channel that I can’t see · Diplomacy · everywhere · paused'],
    ],
    ['remove', 'diplo', ['#1', '#2']],
    ['remove', 'DIGEST', ['#2']],
    ['remove', 'nothing like it', []],
  ])('suggests for %s “%s”', async (action, value, expected) => {
    const { context } = await openRoom();
    await add(context);
    const { id } = await add(context, {
      kind: 'digest',
      digestTime: '08:00',
      timeZone: 'UTC',
      channelId: '2',
      topics: ['diplomacy'],
    });
    await setSubscriptionStatus(context.db, id, 'paused', 'gone');
    const choices = await requireCommand('subscriptions').complete?.(
      { ...request(`subscriptions ${action}`), focused: { name: 'subscription', value } },
      context,
    );
    expect(choices?.map(({ name }) => name)).toEqual(expected.map((text) => expect.stringContaining(text)));
  });

  it('suggests at most 25, none longer than Discord takes', async () => {
    const { context } = await openRoom();
    const regions = Array.from({ length: 10 }, () => 'United Arab Emirates');
    for (let count = 0; count < 30; count++) await add(context, { regions });
    const choices = await requireCommand('subscriptions').complete?.(
      { ...request('subscriptions remove'), focused: { name: 'subscription', value: '' } },
      context,
    );
    expect(choices).toHaveLength(25);
    for (const { name } of choices ?? []) expect(name.length).toBeLessThanOrEqual(100);
  });
});

describe('subscription buttons', () => {
  it('change the list in place, on the page that they stand on', async () => {
    const { context } = await openRoom();
    for (let count = 0; count < 7; count++) await add(context);
    const { action, body } = await pressButton(press('subscription:7:pause'), context);
    expect(action).toBe('update');
    expect(customIds(body)).toContain('subscription:7:resume');
    expect(await getSubscription(context.db, 7)).toMatchObject({ status: 'paused' });
    const removed = await pressButton(press('subscription:7:remove'), context);
    expect(customIds(removed.body)).toContain('subscription:6:pause');
    expect(customIds(removed.body)).not.toContain('subscription:7:pause');
  });

  it('answer apart on a test, and under somebody else’s message', async () => {
    const { context } = await openRoom();
    await add(context);
    expect(await pressButton(press('subscription:1:test'), context)).toMatchObject({ action: 'reply' });
    const foreign = await pressButton(press('subscription:1:pause', { ownReply: false }), context);
    expect(foreign.action).toBe('reply');
    expect(textOf(foreign.body)).toContain('**#1** is paused');
  });

  it('check the member again', async () => {
    const { context } = await openRoom();
    await add(context);
    expect(
      (await errorOf(pressButton(press('subscription:1:remove', { permissionsIn: () => 0n }), context))).code,
    ).toBe('not_allowed');
    expect(await listSubscriptions(context.db, guildId)).toHaveLength(1);
  });

  it('page through the list', async () => {
    const { context } = await openRoom();
    for (let count = 0; count < 7; count++) await add(context);
    const { body } = await pressButton(press('list:subscriptions::2'), context);
    expect(customIds(body)).toContain('subscription:6:pause');
    expect(customIds(body)).not.toContain('subscription:4:pause');
  });

  it.each(['', 'subscription:1:explode', 'list:constructor::1', 'modal:9', 'story:K7F3QP:nowhere'])(
    '“%s” is stale',
    async (customId) => {
      const { context } = await openRoom();
      expect((await errorOf(pressButton(press(customId), context))).code).toBe('stale_button');
      expect(['reply', 'update']).toContain(buttonAction(press(customId)));
    },
  );
});
