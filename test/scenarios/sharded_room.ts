import type { APIMessage } from 'discord-api-types/v10';
import { expect } from 'vitest';
import { addServer } from '../../simulator/servers.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { forumChannel } from '../../simulator/threads.ts';
import { watchRoom } from '../../simulator/world.ts';
import { startPatient } from '../simulator/patient.ts';
import { type BotProcess, shownText, simulatedSettings, startBot } from './bot.ts';
import { startWire, type Wire } from './wire.ts';

const SERVERS = 4;

/** A bot in four servers, of which each is on the next shard; in the last one it writes into a forum. */
export interface ShardedRoom {
  simulator: Simulator;
  /** Starts a process of the bot. */
  start(settings: Record<string, string>): BotProcess;
  /** Waits until exactly these shards are connected. */
  connected(...shards: string[]): Promise<void>;
  /** Has the owner use a command in a server, counted from 0; what the bot answered. */
  command(server: number, line: string, options?: Record<string, string>): Promise<string>;
  /** Subscribes to strikes in every server. */
  subscribe(): Promise<void>;
  /** Reports a strike on a town, and waits until each server has its card. */
  strike(town: string): Promise<void>;
  /** How often each card was posted in each server: what is told twice stands here. */
  told(town: string): number[];
  /** How many answers each use of a command got that had one. */
  answers(): number[];
  close(): Promise<void>;
}

export async function openShardedRoom(
  own: Record<string, string>,
  sharding: { shards: number; maxConcurrency: number },
): Promise<ShardedRoom> {
  const world = watchRoom();
  while ((world.servers?.length ?? 0) < SERVERS - 1) {
    const { id, channels } = addServer(world);
    if (world.servers?.length === SERVERS - 1) {
      channels.unshift({ ...forumChannel((BigInt(id) + 900n).toString(), 'strikes'), guildId: id });
    }
  }
  const channels = [world.channels, ...(world.servers ?? []).map((server) => server.channels)].map(
    ([first]) => first?.id as string,
  );
  const simulator = await startPatient({ world, sharding });
  const wire: Wire = await startWire(['harbour']);
  const settings = { ...simulatedSettings(simulator, wire.catalog), ...own };
  const bots: BotProcess[] = [];

  /** The messages of a channel, and those of its threads. */
  const messagesIn = (channelId: string): APIMessage[] =>
    [channelId, ...simulator.threads(channelId).map(({ id }) => id)].flatMap((id) => simulator.messages(id));
  const isCard = (message: APIMessage, town: string) => shownText(message).includes(`**Where:** ${town}`);
  const told = (town: string) =>
    channels.map((id) => messagesIn(id).filter((message) => isCard(message, town)).length);
  const output = () => bots.map((bot) => bot.output()).join('\n');
  const once = channels.map(() => 1);

  async function command(server: number, line: string, options: Record<string, string> = {}) {
    const owner = simulator.as(world.guild.ownerId);
    // A forum itself takes no commands.
    const inServer = server === 0 ? world.channels : world.servers?.[server - 1]?.channels;
    const channelId = inServer?.find(({ name }) => name === 'general')?.id as string;
    return shownText((await owner.command(line, options, { channelId })).message);
  }

  return {
    simulator,
    start(more) {
      const bot = startBot({ ...settings, LOG_LEVEL: 'info', ...more });
      bots.push(bot);
      return bot;
    },
    connected: (...shards) =>
      expect
        .poll(() => ({ connected: simulator.shards(), printed: output() }), { timeout: 240_000 })
        .toMatchObject({ connected: shards }),
    command,
    async subscribe() {
      await simulator.waitForBot();
      for (const [server, channel] of channels.entries()) {
        expect(await command(server, 'subscribe alerts', { channel, topic: 'strike' })).toContain(
          `<#${channel}>`,
        );
      }
    },
    async strike(town) {
      const [title, text] = [
        `Russian missile strike on ${town} market kills two`,
        `Two people were killed when a Russian missile hit a market in ${town} on Monday, the regional governor said.`,
      ];
      wire.publish('harbour', title, text);
      await expect.poll(() => ({ told: told(town), printed: output() })).toMatchObject({ told: once });
    },
    told,
    answers() {
      const counts = Map.groupBy(
        simulator.record.filter(({ path }) => path.endsWith('/callback')),
        ({ path }) => path,
      );
      return [...counts.values()].map((calls) => calls.length);
    },
    async close() {
      for (const bot of bots) await bot.stop('SIGKILL');
      await simulator.close();
      await wire.close();
    },
  };
}
