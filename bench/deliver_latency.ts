import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBot } from '../chaos/bot.ts';
import { startChaosFeeds } from '../chaos/feeds.ts';
import { textOf } from '../chaos/owed.ts';
import { openRoom, subscribeAll } from '../chaos/room.ts';
import { startSimulator } from '../simulator/simulator.ts';

/** Of the ratio to an empty node process, and of seconds. */
const START = { ratio: 20, ms: 2_000 };
const LATENCY = { p50: 150, p99: 1_000 };
const IDLE_MB = 130;
const STARTS = 5;

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
    for (const attack of feeds.attacks) {
      feeds.tell(attack);
      await simulator.waitForMessage(
        simulator.channelId(attack.country.toLowerCase()),
        (message) => textOf(message).includes(attack.city),
        30_000,
      );
      took.push(performance.now() - (servedAt.get(attack.city) ?? Number.NaN));
    }
    took.sort((a, b) => a - b);
    const p50 = took[Math.floor(took.length / 2)] ?? Number.NaN;
    const p99 = took[Math.floor(took.length * 0.99)] ?? Number.NaN;
    await sleep(5_000);
    const idle = residentMb(bot.child.pid);
    const ok = p50 < LATENCY.p50 && p99 < LATENCY.p99 && (idle ?? 0) <= IDLE_MB;
    process.stdout.write(
      `delivery-latency: ${took.length} articles, from the feed's answer to the message p50 ${p50.toFixed(0)} ms (must: ${LATENCY.p50}), ` +
        `p99 ${p99.toFixed(0)} ms (must: ${LATENCY.p99}); idle ${idle?.toFixed(0) ?? '?'} MB (must: ${IDLE_MB})  ${ok ? 'ok' : 'FAILS'}\n`,
    );
    return ok;
  } finally {
    await bot.kill();
    await simulator.close();
    await feeds.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** From the command to a ready gateway, as milliseconds and as a multiple of an empty node process. */
export async function benchStart(): Promise<boolean> {
  const feeds = await startChaosFeeds(Date.now);
  const folder = await mkdtemp(join(tmpdir(), 'sitrep-bench-'));
  const catalog = join(folder, 'feeds.json');
  await writeFile(catalog, JSON.stringify(feeds.catalog));
  const starts: number[] = [];
  const empties: number[] = [];
  try {
    for (let n = 0; n < STARTS; n++) {
      empties.push(await timed(() => emptyNode()));
      const simulator = await startSimulator({ world: openRoom() });
      const from = performance.now();
      const bot = startBot(settingsOf(simulator, folder, catalog), 0);
      await simulator.waitForBot(60_000);
      starts.push(performance.now() - from);
      await bot.kill();
      await simulator.close();
    }
    const [start, empty] = [middle(starts), middle(empties)];
    const ratio = start / empty;
    const ok = start <= START.ms && ratio <= START.ratio;
    process.stdout.write(
      `start: ready after ${start.toFixed(0)} ms (must: ${START.ms}), ${ratio.toFixed(1)}× an empty node process of ${empty.toFixed(0)} ms (must: ${START.ratio}×)  ${ok ? 'ok' : 'FAILS'}\n`,
    );
    return ok;
  } finally {
    await feeds.close();
    await rm(folder, { recursive: true, force: true });
  }
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

function emptyNode(): Promise<unknown> {
  return new Promise((resolve) => spawn(process.execPath, ['-e', '0']).once('exit', resolve));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function middle(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Resident memory of a process in MB, where the system tells (Linux). */
function residentMb(pid: number | undefined): number | null {
  try {
    const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? null : Number(kb) / 1_024;
  } catch {
    return null;
  }
}
