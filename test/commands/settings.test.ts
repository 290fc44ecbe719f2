import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../src/commands/command.ts';
import { pressButton } from '../../src/commands/components.ts';
import { claimDeliveries } from '../../src/store/deliveries.ts';
import {
  channelId,
  errorOf,
  now,
  openRoom,
  otherChannelId,
  press,
  request,
  run,
  textOf,
  userId,
} from './room.ts';

const settings = (channel?: string) => request('settings audit-channel', channel ? { channel } : {});
const owed = async (context: CommandContext) =>
  (await claimDeliveries(context.db, now, 1_000, 10)).map((delivery) => [
    delivery.channelId,
    textOf(delivery.body),
  ]);

describe('/settings audit-channel', () => {
  it('has each change told there by who made it, pinging nobody', async () => {
    const { context } = await openRoom();
    await run(context, settings(otherChannelId));
    const begun = await claimDeliveries(context.db, now, 1_000, 10);
    expect(textOf(begun[0]!.body)).toBe(`-# <@${userId}> chose <#${otherChannelId}> for these lines`);
    expect(begun[0]!.body.allowed_mentions).toEqual({ parse: [], roles: [] });
    await run(context, request('subscribe alerts', { topic: 'strike' }));
    await pressButton(press('subscription:1:pause'), context);
    await pressButton(press('subscription:1:resume'), context);
    await pressButton(press('subscription:1:remove'), context);
    // The first line is still under way in that channel: the rest waits for its turn.
    const lines = await context.db.selectFrom('deliveries').select('body').orderBy('id').execute();
    const texts = lines.map(({ body }) => body);
    for (const done of ['made', 'paused', 'resumed', 'removed']) {
      expect(texts).toContainEqual(
        expect.stringContaining(`<@${userId}> ${done} subscription #1 in <#${channelId}>`),
      );
    }
  });

  it('ends with a line of its own', async () => {
    const { context } = await openRoom();
    await run(context, settings(otherChannelId));
    const { body } = await run(context, settings());
    expect(textOf(body)).toContain('nowhere');
    await run(context, request('subscribe alerts', { topic: 'strike' }));
    expect(await context.db.selectFrom('deliveries').selectAll().execute()).toHaveLength(2);
  });

  it('says nothing where no channel was chosen', async () => {
    const { context } = await openRoom();
    await run(context, request('subscribe alerts', { topic: 'strike' }));
    expect(await owed(context)).toEqual([]);
  });

  it.each([
    [
      'members with Manage Webhooks alone',
      { permissionsIn: () => PermissionFlagsBits.ManageWebhooks },
      'not_allowed',
    ],
    ['direct messages', { guildId: null }, 'server_only'],
    ['servers that the bot is not in', { isInstalled: false }, 'dm_only'],
  ])('is refused to %s', async (_who, overrides, code) => {
    const { context } = await openRoom();
    expect((await errorOf(run(context, { ...settings(channelId), ...overrides }))).code).toBe(code);
  });
});
