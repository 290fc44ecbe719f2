import { ChannelType } from 'discord-api-types/v10';
import type { Simulator } from '../simulator/simulator.ts';
import { type World, watchRoom } from '../simulator/world.ts';
import { COUNTRIES } from './feeds.ts';

/** The channel in which the bot loses its permission now and then. */
export const MOODY = 'moody';
const MOODY_COUNTRY = 'Iraq';

/** The watch room, with a channel for each country. */
export function openRoom(): World {
  const world = watchRoom();
  const names = [...COUNTRIES.map((country) => country.toLowerCase()), MOODY];
  for (const [index, name] of names.entries()) {
    const id = (1_100_000_000_000_100_000n + BigInt(index)).toString();
    world.channels.push({ id, name, type: ChannelType.GuildText, topic: null, overwrites: [] });
  }
  return world;
}

/** What a manager would do: an alert subscription a channel, and one digest at an hour that the clock change hits. */
export async function subscribeAll(simulator: Simulator): Promise<void> {
  const manager = simulator.as(simulator.world.guild.ownerId);
  for (const country of COUNTRIES) {
    const channel = simulator.channelId(country.toLowerCase());
    await manager.command('subscribe alerts', { channel, region: country });
  }
  await manager.command('subscribe alerts', { channel: simulator.channelId(MOODY), region: MOODY_COUNTRY });
  const digest = { channel: simulator.channelId('daily-digest'), time: '02:30', timezone: 'Europe/Berlin' };
  await manager.command('subscribe digest', digest);
}

/** Lets the moody channel's subscription run again, where it was paused. */
export async function resumeMoody(simulator: Simulator): Promise<void> {
  const manager = simulator.as(simulator.world.guild.ownerId);
  const choices = await manager.autocomplete('subscriptions resume', { subscription: MOODY });
  for (const { value } of choices)
    await manager.command('subscriptions resume', { subscription: String(value) });
}
