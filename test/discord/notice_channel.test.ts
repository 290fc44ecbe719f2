import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { watchRoom } from '../../simulator/world.ts';
import { connect, emptyStore, simulate } from './room.ts';

/** A bot in a watch room whose system channel is of this name. */
async function openBot(systemChannel: string | null) {
  const world = watchRoom();
  const system = world.channels.find(({ name }) => name === systemChannel);
  if (system) world.systemChannelId = system.id;
  const simulator = await simulate({ world });
  const gateway = await connect(simulator, await emptyStore());
  const role = world.roles.find(({ name }) => name === 'Sitrep')?.id ?? '';
  const noticed = (lost: string) => {
    const place = gateway.noticeChannel(world.guild.id, simulator.channelId(lost));
    return world.channels.find(({ id }) => id === place)?.name ?? place;
  };
  const close = (name: string) =>
    simulator.setOverwrite(simulator.channelId(name), {
      ...{ id: role, type: OverwriteType.Role, allow: 0n },
      deny: PermissionFlagsBits.SendMessages,
    });
  return { gateway, world, noticed, close };
}

it('admins are told where their server wants its notices', async () => {
  const { noticed } = await openBot('diplomacy');
  expect(noticed('general')).toBe('diplomacy');
  // Not in the channel that is lost itself.
  expect(noticed('diplomacy')).toBe('strikes');
});

it('admins are told in the nearest channel that the bot can write to, where there is one', async () => {
  const { noticed, close, world, gateway } = await openBot('no-entry');
  expect(noticed('strikes')).toBe('diplomacy');
  expect(noticed('general')).toBe('daily-digest');
  close('daily-digest');
  await expect.poll(() => noticed('general')).toBe('diplomacy');
  for (const { name } of world.channels) close(name);
  await expect.poll(() => noticed('general')).toBeNull();
  expect(gateway.noticeChannel('1', '2')).toBeUndefined();
});
