import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { USUAL_OPTIONS } from '../../src/alerts/subscription.ts';
import { requireCommand } from '../../src/commands/all.ts';
import type { CommandRequest } from '../../src/commands/command.ts';
import type { PermissionKey } from '../../src/languages/catalogs.ts';
import { addSubscription, listSubscriptions } from '../../src/store/subscriptions.ts';
import { sampleSubscription } from '../messages/samples.ts';
import {
  channelId,
  errorOf,
  guildId,
  now,
  openRoom,
  otherChannelId,
  request,
  roleId,
  run,
  textOf,
  userId,
} from './room.ts';

/** One option at least: without any, a draft is shown. */
const all = { 'min-gravity': 0 };

describe('/subscribe alerts', () => {
  it('stores what was asked and says what will come', async () => {
    const room = await openRoom();
    const options = {
      channel: otherChannelId,
      topic: 'strike',
      region: 'kiev, sudan, kharkiv  oblast',
      'min-gravity': 40,
      role: roleId,
    };
    const { body } = await run(room.context, request('subscribe alerts', options));
    expect(await listSubscriptions(room.context.db, guildId)).toEqual([
      {
        id: 1,
        kind: 'alerts',
        guildId,
        channelId: otherChannelId,
        topics: ['strike'],
        regions: ['Kyiv', 'Sudan', 'Kharkiv'],
        minGravity: 40,
        roleId,
        digestTime: null,
        timeZone: null,
        createdBy: userId,
        createdAt: now,
        status: 'active',
        pausedReason: null,
        ...USUAL_OPTIONS,
        language: 'en',
      },
    ]);
    const text = textOf(body);
    expect(text).toContain('Strikes · Kyiv, Sudan, Kharkiv · gravity 40 or more');
    expect(text).toContain(`posted in <#${otherChannelId}>`);
    expect(text).toContain(`<@&${roleId}>`);
    expect(body.allowed_mentions).toEqual({ parse: [], roles: [] });
  });
});

describe('/subscribe alerts, in detail', () => {
  it('stores every option and repeats them in words', async () => {
    const { context } = await openRoom();
    const options = {
      words: ' drone*  (port OR "power plant") ',
      'min-publishers': 2,
      'without-state-media': true,
      quiet: '10pm - 7',
      timezone: 'kyiv',
      'max-per-hour': 5,
      role: roleId,
      'ping-rises': true,
    };
    const { body } = await run(context, request('subscribe alerts', options));
    expect(await listSubscriptions(context.db, guildId)).toMatchObject([
      {
        words: 'drone* (port OR "power plant")',
        minPublishers: 2,
        withoutKinds: ['state_media'],
        quiet: { from: '22:00', to: '07:00', timeZone: 'Europe/Kyiv' },
        maxPerHour: 5,
        pingRises: true,
        withinKm: null,
      },
    ]);
    const text = textOf(body);
    expect(text).toContain('words: drone\\* (port OR "power plant")');
    expect(text).toContain('told by 2 publishers or more · without state media');
    expect(text).toContain('quiet from 22:00 to 07:00 (Europe/Kyiv)');
    expect(text).toContain('at most 5 new cards an hour · mentions again when a toll rises');
  });

  it('takes a distance around a town whose position is known', async () => {
    const { context } = await openRoom();
    const { body } = await run(context, request('subscribe alerts', { region: 'Kharkiv', 'within-km': 50 }));
    expect(await listSubscriptions(context.db, guildId)).toMatchObject([
      { regions: ['Kharkiv'], withinKm: 50 },
    ]);
    expect(textOf(body)).toContain('and 50 kilometres around the towns');
  });

  it('posts each story as a thread where that is asked for, and always in a forum', async () => {
    for (const [threads, options] of [
      ['possible', { 'post-as': 'thread' }],
      ['always', all],
    ] as const) {
      const { context } = await openRoom({ threadsIn: () => threads });
      const { body } = await run(context, request('subscribe alerts', options));
      expect(await listSubscriptions(context.db, guildId)).toMatchObject([{ postAs: 'thread' }]);
      expect(textOf(body)).toContain('a thread for each story');
    }
    const { context } = await openRoom({ threadsIn: () => 'never' });
    const asked = run(context, request('subscribe alerts', { 'post-as': 'thread' }));
    expect(await errorOf(asked)).toMatchObject({ code: 'no_threads' });
  });

  it.each<[string, Record<string, string | number | boolean>, string]>([
    ['bad_words', { words: '"open' }, 'quotation mark has no second one'],
    ['too_long', { words: 'x '.repeat(150) }, '200 characters at most'],
    ['bad_quiet_hours', { quiet: 'at night' }, '22:00-07:00'],
    ['bad_quiet_hours', { quiet: '22:00-22:00' }, '/subscriptions pause'],
    ['bad_time', { quiet: '22:00-25:00' }, '25:00'],
    ['unknown_time_zone', { quiet: '22-7', timezone: 'Europe/Kyeev' }, 'Europe/Kyiv'],
    ['no_distance', { 'within-km': 50 }, 'name one with **region**'],
    ['no_role', { 'ping-rises': true }, '**role**'],
  ])('refuses with %s: %j', async (code, options, words) => {
    const { context } = await openRoom();
    const error = await errorOf(run(context, request('subscribe alerts', options)));
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) });
    expect(await listSubscriptions(context.db, guildId)).toEqual([]);
  });
});

describe('/subscribe digest', () => {
  it('says when the next one comes, in the reader’s own time', async () => {
    const { context } = await openRoom();
    const options = { time: '8pm', timezone: 'kyiv' };
    const { body } = await run(context, request('subscribe digest', options));
    expect(await listSubscriptions(context.db, guildId)).toMatchObject([
      { kind: 'digest', digestTime: '20:00', timeZone: 'Europe/Kyiv' },
    ]);
    const next = Date.UTC(2026, 0, 6, 18) / 1_000;
    expect(textOf(body)).toContain('every day at **20:00** (Europe/Kyiv)');
    expect(textOf(body)).toContain(`<t:${next}:F>`);
  });

  it('comes at 08:00 UTC unless told otherwise', async () => {
    const { context } = await openRoom();
    await run(context, request('subscribe digest', { every: 'daily' }));
    expect(await listSubscriptions(context.db, guildId)).toMatchObject([
      { digestTime: '08:00', timeZone: 'UTC' },
    ]);
  });
});

describe('what /subscribe refuses, storing nothing', () => {
  it.each<[string, string, CommandRequest, string]>([
    ['a bad time', 'bad_time', request('subscribe digest', { time: '25:00' }), '“25:00” isn’t a time of day'],
    [
      'a bad time zone',
      'unknown_time_zone',
      request('subscribe digest', { timezone: 'Europe/Kyeev' }),
      'Did you mean **Europe/Kyiv**?',
    ],
    [
      'too long a time zone',
      'too_long',
      request('subscribe digest', { timezone: 'x'.repeat(65) }),
      '64 characters at most; this one has 65',
    ],
    [
      'an unknown region',
      'unknown_region',
      request('subscribe alerts', { region: 'Ukrane' }),
      'Did you mean **Ukraine**?',
    ],
    [
      'a region that is no word',
      'unknown_region',
      request('subscribe alerts', { region: '<@&1> **x**' }),
      'I don’t know the place',
    ],
    [
      'too long a region',
      'too_long',
      request('subscribe alerts', { region: 'Sudan,'.repeat(40) }),
      'Shorten it',
    ],
    [
      'too many regions',
      'too_many_regions',
      request('subscribe alerts', {
        region: 'Ukraine,Sudan,Israel,Iran,Iraq,Syria,Yemen,Lebanon,Egypt,Jordan,Libya',
      }),
      '10 places at most',
    ],
    ['the role of everyone', 'cannot_mention', request('subscribe alerts', { role: guildId }), 'everyone'],
    [
      'a member without rights',
      'not_allowed',
      request('subscribe alerts', all, { permissionsIn: () => PermissionFlagsBits.SendMessages }),
      '**Manage Server**',
    ],
    [
      'a channel in direct messages',
      'server_only',
      request('subscribe alerts', { channel: otherChannelId }, { guildId: null }),
      'in a server',
    ],
    [
      'a server that the bot is not in',
      'dm_only',
      request('subscribe alerts', all, { isInstalled: false }),
      'direct message',
    ],
  ])('%s', async (_case, code, asked, words) => {
    const { context } = await openRoom();
    const error = await errorOf(run(context, asked));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
    expect(await listSubscriptions(context.db, guildId)).toEqual([]);
  });

  it('a channel that the bot may not post in, by the permission’s name', async () => {
    const { context } = await openRoom({
      missingPermissions: async () => ['permission.send', 'permission.embed_links'],
    });
    const error = await errorOf(run(context, request('subscribe alerts', all)));
    expect(error.code).toBe('missing_permission');
    expect(error.message).toContain(
      `I can’t post in <#${channelId}>: I’m missing **Send Messages** and **Embed Links**.`,
    );
    expect(await listSubscriptions(context.db, guildId)).toEqual([]);
  });

  it('a role that the bot may not mention', async () => {
    const missingPermissions = async (_channel: string, role: string | null): Promise<PermissionKey[]> =>
      role ? ['permission.mention'] : [];
    const { context } = await openRoom({ missingPermissions });
    const error = await errorOf(run(context, request('subscribe alerts', { role: roleId })));
    expect(error.code).toBe('cannot_mention');
    expect(error.message).toContain('**Mention @everyone, @here and All Roles**');
    expect(await listSubscriptions(context.db, guildId)).toEqual([]);
    await run(context, request('subscribe alerts', all));
  });

  it('a channel that the bot can’t see', async () => {
    const { context } = await openRoom({ missingPermissions: async () => 'unknown_channel' });
    const error = await errorOf(run(context, request('subscribe alerts', { channel: otherChannelId })));
    expect(error.code).toBe('unknown_channel');
    expect(error.message).toContain('**View Channel**');
    expect(await listSubscriptions(context.db, guildId)).toEqual([]);
  });

  it('the same a second time, whatever its order and case', async () => {
    const { context } = await openRoom();
    await run(context, request('subscribe alerts', { region: 'Ukraine, Sudan' }));
    const error = await errorOf(
      run(context, request('subscribe alerts', { region: 'sudan,UKRAINE', role: roleId })),
    );
    expect(error.code).toBe('duplicate_subscription');
    expect(error.message).toContain('**#1**');
    await run(context, request('subscribe alerts', { region: 'Ukraine' }));
    expect(await listSubscriptions(context.db, guildId)).toHaveLength(2);
  });

  it('two members who ask for the same at once: one gets it', async () => {
    const { context } = await openRoom();
    const both = await Promise.allSettled([
      run(context, request('subscribe alerts', all)),
      run(context, request('subscribe alerts', all)),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await listSubscriptions(context.db, guildId)).toHaveLength(1);
  });

  it('the fifty-first of a server', async () => {
    const { context } = await openRoom();
    for (let count = 0; count < 50; count++)
      await addSubscription(context.db, { ...sampleSubscription, guildId, minGravity: count });
    const error = await errorOf(run(context, request('subscribe alerts', all)));
    expect(error.code).toBe('too_many_subscriptions');
    expect(error.message).toContain('`/subscriptions remove`');
    expect(await listSubscriptions(context.db, guildId)).toHaveLength(50);
    await run(context, request('subscribe alerts', all, { guildId: '100000000000000009' }));
  });
});

describe('who may subscribe', () => {
  it.each([
    ['Manage Server', PermissionFlagsBits.ManageGuild],
    ['Manage Webhooks', PermissionFlagsBits.ManageWebhooks],
    ['Administrator', PermissionFlagsBits.Administrator],
  ])('%s', async (_name, bits) => {
    const { context } = await openRoom();
    await run(context, request('subscribe alerts', all, { permissionsIn: () => bits }));
    expect(await listSubscriptions(context.db, guildId)).toHaveLength(1);
  });

  it('not one who manages the webhooks of another channel', async () => {
    const { context } = await openRoom();
    const permissionsIn = (id: string) => (id === channelId ? PermissionFlagsBits.ManageWebhooks : 0n);
    const asked = request('subscribe alerts', { channel: otherChannelId }, { permissionsIn });
    expect((await errorOf(run(context, asked))).code).toBe('not_allowed');
  });
});

describe('suggestions of /subscribe', () => {
  it.each([
    ['region', 'Ukr', 'Ukraine'],
    ['region', 'Sudan, Ukr', 'Sudan, Ukraine'],
    ['timezone', 'kyi', 'Europe/Kyiv'],
    ['time', '08', '08:00'],
  ])('%s: %s → %s', async (name, value, expected) => {
    const { context } = await openRoom();
    const choices = await requireCommand('subscribe').complete?.(
      { ...request('subscribe digest'), focused: { name, value } },
      context,
    );
    expect(choices?.[0]?.value).toBe(expected);
  });
});
