import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIMessage } from 'discord-api-types/v10';
import { startBot } from '../chaos/bot.ts';
import { type Attack, startChaosFeeds } from '../chaos/feeds.ts';
import { textOf } from '../chaos/owed.ts';
import { FORUM, openRoom, subscribeAll } from '../chaos/room.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';

const LATENCY = { p50: 150, p99: 1_000 };
/** Every attack is told, then twice more with a higher toll: a card and two edits. */
const ROUNDS = 3;

/** The bot against the simulator, alone with them on this machine: from an article's first serving to its message. */
export async function benchDeliveryLatency(): Promise<boolean> {
  const feeds = await startChaosFeeds(Date.now);
  const simulator = await startSimulator({ world: openRoom() });
  const folder = await mkdtemp(join(tmpdir(), 'sitrep-bench-'));
  const catalog = join(folder, 'feeds.json');
  await writeFile(catalog, JSON.stringify(feeds.catalog));
  const bot = startBot(settingsOf(simulator, folder, catalog), 0);
  const servedAt = new Map<string, number>();
  feeds.onServed((city) => servedAt.set(city, performance.now()));
  const took: number[] = [];
  try {
    await simulator.waitForBot(60_000);
    await subscribeAll(simulator);
    await sleep(3_000);
    const attacks = Array.from({ length: ROUNDS }, () => inTurns(feeds.attacks)).flat();
    for (const attack of attacks) {
      feeds.tell(attack);
      const { city, country, killed } = attack;
      const shows = (message: APIMessage) =>
        textOf(message).includes(city) && textOf(message).includes(`${killed} killed`);
      await shown(simulator, country, shows);
      took.push(performance.now() - (servedAt.get(city) ?? Number.NaN));
    }
    took.sort((a, b) => a - b);
    const p50 = took[Math.floor(took.length / 2)] ?? Number.NaN;
    const p99 = took[Math.floor(took.length * 0.99)] ?? Number.NaN;
    const ok = p50 < LATENCY.p50 && p99 < LATENCY.p99;
    process.stdout.write(
      `delivery-latency: ${took.length} articles, from the feed's answer to the message p50 ${p50.toFixed(0)} ms (must: ${LATENCY.p50}), ` +
        `p99 ${p99.toFixed(0)} ms (must: ${LATENCY.p99})  ${ok ? 'ok' : 'FAILS'}\n`,
    );
    return ok;
  } finally {
    await bot.kill();
    await simulator.close();
    await feeds.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Attacks so that each channel gets a message when every other has: Discord lets five in five seconds into one. */
function inTurns(attacks: readonly Attack[]): Attack[] {
  const channels = [...new Set(attacks.map(({ country }) => country))].map((country) =>
    attacks.filter((attack) => attack.country === country),
  );
  const most = Math.max(...channels.map((channel) => channel.length));
  return Array.from({ length: most }, (_, turn) => channels.flatMap((channel) => channel[turn] ?? [])).flat();
}

/** Waits until a country's channel, or a post of its forum, has such a message. */
async function shown(
  simulator: Simulator,
  country: string,
  shows: (message: APIMessage) => boolean,
): Promise<void> {
  const channelId = simulator.channelId(country.toLowerCase());
  if (country !== FORUM) await simulator.waitForMessage(channelId, shows, 30_000);
  else
    await simulator.waitFor(() =>
      simulator.threads(channelId).some(({ id }) => simulator.messages(id).some(shows)),
    );
}

function settingsOf(simulator: { token: string; apiUrl: string }, folder: string, catalog: string) {
  return {
    DISCORD_TOKEN: simulator.token,
    DISCORD_API_URL: simulator.apiUrl,
    DATABASE_URL: `sqlite:${join(folder, 'sitrep.db')}`,
    FEEDS_FILE: catalog,
    FEED_ALLOW_HOSTS: '127.0.0.1',
    POLL_MIN_SECONDS: '1',
    POLL_MAX_SECONDS: '1',
  };
}
