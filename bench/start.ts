import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startChaosFeeds } from '../chaos/feeds.ts';
import { openRoom } from '../chaos/room.ts';
import { addServer, serversOf } from '../simulator/servers.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import type { World } from '../simulator/world.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Of the ratio to an empty node process, and of milliseconds. */
const START = { ratio: 20, ms: 2_000 };
const IDLE_MB = { alone: 130, inMany: 220, afterPicture: 140 };
/** A server of usual size has so many channels. */
const SERVERS = 1_000;
const CHANNELS_EACH = 30;
const STARTS = 7;
const IDLE_MS = 60_000;
/** The thread that draws ends half a minute after its last picture, and V8 gives back its pages some seconds later. */
const DRAWN_MS = 45_000;

/** A place for bots to run in, with feeds that are polled every second: more than an idle bot has to do. */
async function openPlace() {
  const feeds = await startChaosFeeds(Date.now);
  const folder = await mkdtemp(join(tmpdir(), 'sitrep-bench-'));
  const catalog = join(folder, 'feeds.json');
  await writeFile(catalog, JSON.stringify(feeds.catalog));
  await once(spawn(process.execPath, [join(root, 'bundle.ts')], { stdio: 'inherit' }), 'exit');
  return {
    /** What `npm start` runs, once `bundle.ts` has been. */
    start: ({ token, apiUrl }: Simulator): ChildProcess =>
      spawn(process.execPath, [join(root, 'build/main.js')], {
        stdio: ['ignore', 'inherit', 'inherit'],
        env: {
          PATH: process.env.PATH,
          // What a start compiles is kept for the next one, here apart from what other programs leave.
          TMPDIR: folder,
          LOG_LEVEL: 'error',
          DISCORD_TOKEN: token,
          DISCORD_API_URL: apiUrl,
          DATABASE_URL: `sqlite:${join(folder, 'sitrep.db')}`,
          FEEDS_FILE: catalog,
          FEED_ALLOW_HOSTS: '127.0.0.1',
          POLL_MIN_SECONDS: '1',
          POLL_MAX_SECONDS: '1',
        },
      }),
    async close() {
      await feeds.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** From the command to a ready gateway, as milliseconds and as a multiple of an empty node process; without npm itself. */
export async function benchStart(): Promise<boolean> {
  const place = await openPlace();
  const starts: number[] = [];
  const empties: number[] = [];
  try {
    // The first start compiles, and makes the store.
    for (let n = 0; n <= STARTS; n++) {
      const empty = await timed(() => once(spawn(process.execPath, ['-e', '0']), 'exit'));
      const simulator = await startSimulator({ world: openRoom() });
      let bot: ChildProcess | undefined;
      const start = await timed(async () => {
        bot = place.start(simulator);
        await simulator.waitForBot(60_000);
      });
      await stop(bot as ChildProcess);
      await simulator.close();
      if (n === 0) continue;
      starts.push(start);
      empties.push(empty);
    }
  } finally {
    await place.close();
  }
  const [start, empty] = [middle(starts), middle(empties)];
  const ratio = start / empty;
  const ok = start <= START.ms && ratio <= START.ratio;
  process.stdout.write(
    `start: ready after ${start.toFixed(0)} ms (must: ${START.ms}), ${ratio.toFixed(1)}× an empty node process of ${empty.toFixed(0)} ms (must: ${START.ratio}×)  ${ok ? 'ok' : 'FAILS'}\n`,
  );
  return ok;
}

/**
 * Resident memory of the bot's process after a minute, in one server and in a thousand of 30 channels each; in the one
 * also after a command that drew a picture.
 */
export async function benchMemory(): Promise<boolean> {
  const [alone = Number.NaN, afterPicture = Number.NaN] = await idleMemory(1, true);
  const [inMany = Number.NaN] = await idleMemory(SERVERS, false);
  return [
    within('1 server, idle', alone, IDLE_MB.alone),
    within('1 server, idle again after a picture', afterPicture, IDLE_MB.afterPicture),
    within(`${SERVERS} servers, idle`, inMany, IDLE_MB.inMany),
  ].every(Boolean);
}

function within(what: string, megabytes: number, most: number): boolean {
  const ok = megabytes <= most;
  process.stdout.write(
    `memory: ${what} ${megabytes.toFixed(0)} MB (must: ${most})  ${ok ? 'ok' : 'FAILS'}\n`,
  );
  return ok;
}

/** Of the bot's second start, as of every later one: the first compiles. */
async function idleMemory(servers: number, draws: boolean): Promise<number[]> {
  const place = await openPlace();
  const megabytes: number[] = [];
  try {
    for (const isFirst of [true, false]) {
      const simulator = await startSimulator({ world: worldOf(servers) });
      const bot = place.start(simulator);
      await simulator.waitForBot(60_000);
      if (!isFirst) {
        await sleep(IDLE_MS);
        megabytes.push(residentMb(bot.pid));
      }
      if (!isFirst && draws) {
        const manager = simulator.as(simulator.world.guild.ownerId);
        const { message } = await manager.command('stats', {}, { timeoutMs: 30_000 });
        await sleep(DRAWN_MS);
        megabytes.push(message.attachments.length > 0 ? residentMb(bot.pid) : Number.NaN);
      }
      await stop(bot);
      await simulator.close();
    }
  } finally {
    await place.close();
  }
  return megabytes;
}

function worldOf(servers: number): World {
  const world = openRoom();
  const [sample] = world.channels;
  for (let n = world.channels.length; servers > 1 && sample && n < CHANNELS_EACH; n++) {
    const id = (BigInt(sample.id) + 50_000n + BigInt(n)).toString();
    world.channels.push({ ...sample, id, name: `c${n}` });
  }
  while (serversOf(world).length < servers) addServer(world);
  return world;
}

async function stop(bot: ChildProcess): Promise<void> {
  const ended = once(bot, 'exit');
  bot.kill('SIGTERM');
  await ended;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function middle(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Resident memory of a process in MB; not a number where the system doesn't tell (all but Linux). */
function residentMb(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
  } catch {
    return Number.NaN;
  }
}
