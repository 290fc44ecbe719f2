import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSimulator } from '../simulator/simulator.ts';
import { forumChannel } from '../simulator/threads.ts';
import { watchRoom } from '../simulator/world.ts';
import { startFeedServer } from './feed_server.ts';

/** The tale runs on when the page is opened, or after this long where nobody opens it. */
const LONGEST_WAIT = 30_000;
/** The whole tale is told by then; the digest comes at the first full minute after it. */
const TALE_SECONDS = 52;

const folder = await mkdtemp(join(tmpdir(), 'sitrep-demo-'));
const feeds = await startFeedServer(Date.now);
const world = watchRoom();
/** Every story is a post there, with its timeline inside. */
const FORUM = 'story-posts';
world.channels.push(forumChannel('1100000000000800001', FORUM, ['Strikes', 'Diplomacy']));
const simulator = await startSimulator({ world });

const catalog = join(folder, 'feeds.json');
await writeFile(catalog, JSON.stringify(feeds.catalog));

// The real bot, as `npm start` runs it: all that differs is where its settings point.
const bot = spawn(process.execPath, [fileURLToPath(new URL('../src/main.js', import.meta.url))], {
  env: {
    PATH: process.env.PATH,
    DISCORD_TOKEN: simulator.token,
    DISCORD_API_URL: simulator.apiUrl,
    DATABASE_URL: `sqlite:${join(folder, 'sitrep.db')}`,
    FEEDS_FILE: catalog,
    FEED_ALLOW_HOSTS: '127.0.0.1',
    POLL_MIN_SECONDS: '1',
    POLL_MAX_SECONDS: '1',
    MEMBER_FEEDS: 'on',
    LOG_LEVEL: 'warn',
  },
  stdio: ['ignore', 'inherit', 'inherit'],
});

let stopping: Promise<void> | null = null;
function stop(code: number): void {
  stopping ??= (async () => {
    if (bot.exitCode === null && bot.signalCode === null) {
      bot.kill('SIGTERM');
      await once(bot, 'exit');
    }
    await simulator.close();
    await feeds.close();
    await rm(folder, { recursive: true, force: true });
    process.exit(code);
  })();
}
process.on('SIGINT', () => stop(0));
process.on('SIGTERM', () => stop(0));
bot.on('exit', (code) => {
  if (!stopping) {
    process.stderr.write(`The bot stopped by itself (exit code ${code}).\n`);
    stop(1);
  }
});

/** What a person would do first: subscribe the channels, by the bot's own commands. */
async function subscribe(): Promise<void> {
  const manager = simulator.as(simulator.world.guild.ownerId);
  const wishes: [string, Record<string, string>][] = [
    ['strikes', { topic: 'strike' }],
    ['diplomacy', { topic: 'diplomacy', 'post-as': 'thread' }],
    [FORUM, {}],
  ];
  for (const [channel, wish] of wishes) {
    await manager.command('subscribe alerts', { channel: simulator.channelId(channel), ...wish });
  }
}

/** A daily digest at the first full minute after the tale, so that it comes while somebody watches. */
async function subscribeDigest(): Promise<void> {
  const time = new Date(Math.ceil((Date.now() + TALE_SECONDS * 1_000) / 60_000) * 60_000)
    .toISOString()
    .slice(11, 16);
  const manager = simulator.as(simulator.world.guild.ownerId);
  await manager.command('subscribe digest', {
    channel: simulator.channelId('daily-digest'),
    time,
    timezone: 'UTC',
  });
}

await simulator.waitForBot(30_000);
await subscribe();
feeds.publish(0);
process.stdout.write(`\nSitrep's demo is running. Open ${simulator.url}\nCtrl-C stops it.\n\n`);

let begun = false;
const begin = () => {
  if (begun) return;
  begun = true;
  clearTimeout(patience);
  for (const at of feeds.moments) setTimeout(() => feeds.publish(at), at * 1_000);
  subscribeDigest().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
};
const patience = setTimeout(begin, LONGEST_WAIT);
simulator.onFirstPage(begin);
