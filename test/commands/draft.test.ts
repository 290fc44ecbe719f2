import { describe, expect, it } from 'vitest';
import type { ButtonRequest, CommandContext } from '../../src/commands/command.ts';
import { buttonAction, formOf, opensForm, pressButton } from '../../src/commands/components.ts';
import { speakIn } from '../../src/languages/say.ts';
import { addSubscription, getSubscription, listSubscriptions } from '../../src/store/subscriptions.ts';
import { faultsOf } from '../messages/limits.ts';
import { sampleSubscription } from '../messages/samples.ts';
import {
  channelId,
  customIds,
  errorOf,
  guildId,
  now,
  openRoom,
  otherChannelId,
  press,
  request,
  roleId,
  run,
  textOf,
  userId,
} from './room.ts';

const choose = (customId: string, values: string[], overrides: Partial<ButtonRequest> = {}) =>
  press(customId, { values, ...overrides });
const send = (customId: string, fields: Record<string, string>) => press(customId, { fields });
const shown = async (context: CommandContext, asked: ButtonRequest) =>
  textOf((await pressButton(asked, context)).body);

describe('/subscribe without options', () => {
  it('shows a draft within Discord’s limits, and stores nothing', async () => {
    for (const kind of ['alerts', 'digest']) {
      const { context } = await openRoom();
      const { body } = await run(context, request(`subscribe ${kind}`));
      expect(faultsOf(body)).toEqual([]);
      expect(customIds(body)).toEqual(
        expect.arrayContaining(
          ['topic', 'channel', 'role', 'language', 'more', 'spoilers', 'save', 'cancel'].map(
            (part) => `draft:1:${part}`,
          ),
        ),
      );
      expect(await listSubscriptions(context.db, guildId)).toEqual([]);
    }
  });

  it('becomes what was chosen and filled in', async () => {
    const room = await openRoom();
    const { context } = room;
    await run(context, request('subscribe alerts'));
    await pressButton(choose('draft:1:topic', ['strike']), context);
    await pressButton(choose('draft:1:gravity', ['50']), context);
    await pressButton(choose('draft:1:channel', [otherChannelId]), context);
    await pressButton(choose('draft:1:role', [roleId]), context);
    await pressButton(choose('draft:1:language', ['fr']), context);
    await pressButton(press('draft:1:spoilers'), context);
    const fields = { region: 'kyiv', 'within-km': '50 km', words: 'drone*', quiet: '22-7', timezone: 'kyiv' };
    const text = await shown(context, send('draft:1:more', fields));
    expect(text).toContain('Strikes · Kyiv · gravity 50 or more · and 50 kilometres around the towns');
    expect(text).toContain(`In <#${otherChannelId}>, mentions <@&${roleId}>`);
    expect(await shown(context, press('draft:1:save'))).toContain('Subscribed: Alerts');
    expect(await listSubscriptions(context.db, guildId)).toMatchObject([
      {
        channelId: otherChannelId,
        roleId,
        topics: ['strike'],
        minGravity: 50,
        regions: ['Kyiv'],
        withinKm: 50,
        words: 'drone*',
        quiet: { from: '22:00', to: '07:00', timeZone: 'Europe/Kyiv' },
        language: 'fr',
        spoilers: true,
      },
    ]);
    expect(room.woken).toBe(1);
    expect((await errorOf(pressButton(press('draft:1:save'), context))).code).toBe('stale_button');
  });

  it('of a digest takes how often, and its form the times', async () => {
    const { context } = await openRoom();
    await run(context, request('subscribe digest'));
    await pressButton(choose('draft:1:every', ['twice_daily']), context);
    await pressButton(send('draft:1:more', { time: '9', timezone: 'Paris', days: 'weekdays' }), context);
    await pressButton(press('draft:1:save'), context);
    expect(await listSubscriptions(context.db, guildId)).toMatchObject([
      {
        digestTime: '09:00',
        timeZone: 'Europe/Paris',
        digestEvery: 'twice_daily',
        digestDays: [1, 2, 3, 4, 5],
      },
    ]);
  });

  it('opens a form that holds what there is', async () => {
    const { context } = await openRoom();
    await run(context, request('subscribe alerts'));
    const more = press('draft:1:more');
    expect([opensForm(more), opensForm(send('draft:1:more', {}))]).toEqual([true, false]);
    await pressButton(send('draft:1:more', { region: 'Sudan' }), context);
    const form = await formOf(more, context);
    expect(form.custom_id).toBe('draft:1:more');
    expect(JSON.stringify(form)).toContain('"value":"Sudan"');
  });

  it.each([
    ['a place that isn’t known', { region: 'Atlantisgrad' }, 'unknown_region'],
    ['a distance that is none', { region: 'Kyiv', 'within-km': 'far' }, 'no_distance'],
    ['hours that can’t be read', { quiet: 'at night' }, 'bad_quiet_hours'],
  ])('refuses %s and stays as it was', async (_what, fields, code) => {
    const { context } = await openRoom();
    await run(context, request('subscribe alerts'));
    expect((await errorOf(pressButton(send('draft:1:more', fields), context))).code).toBe(code);
    expect(await shown(context, choose('draft:1:gravity', ['25']))).toContain('everywhere · gravity 25');
  });

  it('is its member’s own, who must still be allowed, and ends by itself', async () => {
    let time = now;
    const { context } = await openRoom({ now: () => time });
    await run(context, request('subscribe alerts'));
    const by = (overrides: Partial<ButtonRequest>) =>
      errorOf(pressButton(press('draft:1:save', overrides), context));
    expect((await by({ userId: '400000000000000009' })).code).toBe('stale_button');
    expect((await by({ permissionsIn: () => 0n })).code).toBe('not_allowed');
    time += 86_400_001;
    expect((await by({})).code).toBe('stale_button');
    expect(await listSubscriptions(context.db, guildId)).toEqual([]);
  });

  it('can be cancelled', async () => {
    const { context } = await openRoom();
    await run(context, request('subscribe alerts'));
    expect(await shown(context, press('draft:1:cancel'))).toContain('Nothing was subscribed');
    expect((await errorOf(pressButton(press('draft:1:save'), context))).code).toBe('stale_button');
  });

  it('speaks its reader’s language', async () => {
    const { context } = await openRoom();
    const { body } = await run(context, request('subscribe alerts', {}, { say: speakIn('de') }));
    expect(faultsOf(body)).toEqual([]);
    expect(textOf(body)).toContain('Neu: Eilmeldungen');
  });
});

describe('Edit', () => {
  it('changes a subscription in place and leads back to the list', async () => {
    const { context } = await openRoom();
    const { id } = await addSubscription(context.db, { ...sampleSubscription, guildId, channelId });
    const edit = press(`subscription:${id}:edit`);
    expect(buttonAction(edit)).toBe('update');
    expect(await shown(context, edit)).toContain(`Subscription #${id}: Alerts`);
    await pressButton(choose('draft:1:gravity', ['75']), context);
    expect(await getSubscription(context.db, id)).toMatchObject({
      minGravity: sampleSubscription.minGravity,
    });
    expect(await shown(context, press('draft:1:save'))).toContain('gravity 75 or more');
    expect(await getSubscription(context.db, id)).toMatchObject({
      minGravity: 75,
      createdBy: sampleSubscription.createdBy,
      status: 'active',
    });
  });

  it('is refused to who may not, and for what would be the same as another', async () => {
    const { context } = await openRoom();
    const one = { ...sampleSubscription, guildId, channelId, minGravity: 25 };
    await addSubscription(context.db, one);
    const { id } = await addSubscription(context.db, { ...one, minGravity: 50 });
    const edit = `subscription:${id}:edit`;
    expect((await errorOf(pressButton(press(edit, { permissionsIn: () => 0n }), context))).code).toBe(
      'not_allowed',
    );
    await pressButton(press(edit), context);
    await pressButton(choose('draft:1:gravity', ['25']), context);
    expect((await errorOf(pressButton(press('draft:1:save'), context))).code).toBe('duplicate_subscription');
    expect(await shown(context, press('draft:1:cancel'))).toContain(`#${id}`);
  });
});

describe('a member’s own subscriptions', () => {
  const own = { guildId: null, channelId: '200000000000000009', permissionsIn: () => 0n };

  it('are quiet at night and covered unless they say otherwise, in their language', async () => {
    const { context } = await openRoom();
    const asked = request(
      'subscribe alerts',
      { topic: 'strike' },
      { ...own, say: speakIn('uk'), placeLanguage: 'uk' },
    );
    expect(textOf((await run(context, asked)).body)).toContain('тиша з 22:00 до 07:00 (Europe/Kyiv)');
    expect(await getSubscription(context.db, 1)).toMatchObject({
      guildId: null,
      channelId: own.channelId,
      createdBy: userId,
      quiet: { from: '22:00', to: '07:00', timeZone: 'Europe/Kyiv' },
      spoilers: true,
      language: 'uk',
    });
    await run(context, request('subscribe alerts', { quiet: 'off', spoilers: false }, own));
    expect(await getSubscription(context.db, 2)).toMatchObject({ quiet: null, spoilers: false });
  });

  it('are theirs alone', async () => {
    const { context } = await openRoom();
    await run(context, request('subscribe digest', { time: '8' }, own));
    const listed = async (overrides: object) =>
      textOf((await run(context, request('subscriptions list', {}, overrides))).body);
    expect(await listed(own)).toContain('**#1 · Daily digest');
    expect(await listed({ ...own, userId: '400000000000000009' })).toContain('No subscriptions');
    expect(await listed({})).toContain('No subscriptions');
    const stranger = press('subscription:1:remove', { ...own, userId: '400000000000000009' });
    expect((await errorOf(pressButton(stranger, context))).code).toBe('unknown_subscription');
    await pressButton(press('subscription:1:remove', own), context);
    expect(await getSubscription(context.db, 1)).toBeNull();
  });

  it('end where the member can’t be written to', async () => {
    const { context } = await openRoom({ openDirectMessage: async () => null });
    expect((await errorOf(run(context, request('subscribe alerts', { topic: 'strike' }, own)))).code).toBe(
      'dm_closed',
    );
  });
});
