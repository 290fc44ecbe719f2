import { ChannelType } from 'discord-api-types/v10';
import type { Simulator } from '../simulator/simulator.ts';
import { forumChannel } from '../simulator/threads.ts';
import { type World, watchRoom } from '../simulator/world.ts';
import { COUNTRIES } from './feeds.ts';

/** The channel in which the bot loses its permission now and then. */
export const MOODY = 'moody';
const MOODY_COUNTRY = 'Iraq';
/** The country whose stories have threads on their cards, and the one whose channel is a forum. */
export const THREADED = 'Yemen';
export const FORUM = 'Sudan';

/** The watch room, with a channel for each country, one of them a forum. */
export function openRoom(): World {
  const world = watchRoom();
  const names = [...COUNTRIES.map((country) => country.toLowerCase()), MOODY];
  for (const [index, name] of names.entries()) {
    const id = (1_100_000_000_000_100_000n + BigInt(index)).toString();
    const text = { id, name, type: ChannelType.GuildText, topic: null, overwrites: [] };
    world.channels.push(name === FORUM.toLowerCase() ? forumChannel(id, name) : text);
  }
  return world;
}

/** What a manager would do: an alert subscription a channel, and one digest at an hour that the clock change hits. */
export async function subscribeAll(simulator: Simulator): Promise<void> {
  const manager = simulator.as(simulator.world.guild.ownerId);
  for (const country of COUNTRIES) {
    const channel = simulator.channelId(country.toLowerCase());
    const threads: Record<string, string> = country === THREADED ? { 'post-as': 'thread' } : {};
    await insist(() => manager.command('subscribe alerts', { channel, region: country, ...threads }));
  }
  const moody = { channel: simulator.channelId(MOODY), region: MOODY_COUNTRY };
  await insist(() => manager.command('subscribe alerts', moody));
  const digest = { channel: simulator.channelId('daily-digest'), time: '02:30', timezone: 'Europe/Berlin' };
  await insist(() => manager.command('subscribe digest', digest));
}

/** Lets the moody channel's subscription run again, where it was paused. */
export async function resumeMoody(simulator: Simulator): Promise<void> {
  const manager = simulator.as(simulator.world.guild.ownerId);
  const choices = await insist(() => manager.autocomplete('subscriptions resume', { subscription: MOODY }));
  for (const { value } of choices)
    await insist(() => manager.command('subscriptions resume', { subscription: String(value) }));
}

/** A busy machine may answer too late: a person would ask again, and what was done already says so. */
async function insist<T>(ask: () => Promise<T>): Promise<T> {
  for (let left = 4; ; left--) {
    try {
      return await ask();
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}
