import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChannelType } from 'discord-api-types/v10';
import pg from 'pg';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { type World, watchRoom } from '../simulator/world.ts';
import { USUAL_OPTIONS } from '../src/alerts/subscription.ts';
import { inTransaction, openStore } from '../src/store/open.ts';
import { addSubscription } from '../src/store/subscriptions.ts';
import { type Bot, startBot } from './bot.ts';
import { FAULTS, slowNext } from './faults.ts';
import { type Attack, type ChaosFeeds, startChaosFeeds } from './feeds.ts';
import { type Condition, type Vacancy, watchOffices } from './offices.ts';
import { type Balance, balance } from './owed.ts';
import { type Chance, chance } from './random.ts';
import { townsOf } from './towns.ts';

/** A PostgreSQL database of its own, and how its server fails. */
interface Database {
  url: string;
  crash(): Promise<void>;
  start(): Promise<void>;
}

export interface ProcessesOptions {
  seed: number;
  /** How many run at once. */
  processes: number;
  /** How long they are killed, in milliseconds. */
  forMs: number;
  feeds: number;
  subscriptions: number;
  /** Milliseconds between two pieces of news. */
  newsEveryMs: number;
  /** Milliseconds between two processes that are killed or frozen. */
  strikeEveryMs: number;
  /** Seconds between two polls of a feed. */
  pollSeconds: [least: number, most: number];
  database: Database;
  onProgress?: (soFar: { kills: number; freezes: number; messages: number; leftMs: number }) => void;
}

export interface ProcessesResult extends Balance {
  kills: number;
  /** Processes that stood still for 12 s and went on. */
  freezes: number;
  /** From the last death until all that was owed was there. */
  settledMs: number;
  /** Messages and edits that arrived. */
  messages: number;
  faults: Record<string, number>;
  vacancies: Vacancy[];
  violations: string[];
  errors: string[];
}

/** Longer than an office is left to a process that says nothing. */
const FROZEN_MS = 12_000;
const RESTART_MS = 1_000;
const SETTLE_MS = 120_000;
const QUIET_MS = 4_000;

/** One process, which is killed and started again. */
interface Life {
  /** A new one at each start. */
  name: string;
  starts: number;
  bot: Bot | null;
  frozen: boolean;
}

/**
 * Runs several of the real bot on one PostgreSQL database, kills and freezes them at random while Discord fails and, in the
 * middle, PostgreSQL crashes; then lets them settle and compares what each channel shows with what it was owed.
 */
export async function runProcesses(options: ProcessesOptions): Promise<ProcessesResult> {
  const { database, onProgress } = options;
  const luck = chance(options.seed);
  const folder = await mkdtemp(join(tmpdir(), 'sitrep-processes-'));
  const towns = townsOf(12, Math.max(1, Math.ceil(options.subscriptions / 400)));
  const feeds = await startChaosFeeds(Date.now, { feeds: options.feeds, towns });
  const channels = channelsFor(feeds.attacks, options.subscriptions);
  const world = watchRoom();
  world.channels.push(...channels.map(({ channel }) => channel));
  const simulator = await startSimulator({ world });
  const written = countWritten(simulator);
  await writeFile(join(folder, 'feeds.json'), JSON.stringify(feeds.catalog));
  await subscribe(database.url, world, channels);

  const result: ProcessesResult = {
    ...{ owed: 0, lost: [], twice: [], kills: 0, freezes: 0, messages: 0, settledMs: 0, vacancies: [] },
    ...{ faults: {}, violations: [], errors: [] },
  };
  const settings = (name: string) => ({
    DISCORD_TOKEN: simulator.token,
    DISCORD_API_URL: simulator.apiUrl,
    DATABASE_URL: `${database.url}?application_name=${name}`,
    FEEDS_FILE: join(folder, 'feeds.json'),
    FEED_ALLOW_HOSTS: feeds.hosts.join(),
    POLL_MIN_SECONDS: String(options.pollSeconds[0]),
    POLL_MAX_SECONDS: String(options.pollSeconds[1]),
    FRESH_HOURS: '72',
    NODE_COMPILE_CACHE: join(tmpdir(), 'sitrep-chaos-compiled'),
  });
  let ending = false;
  const begin = (life: Life) => {
    life.starts += 1;
    life.name = life.name.replace(/\d+$/, String(life.starts));
    const bot = startBot(settings(life.name), 0);
    life.bot = bot;
    // One that finds no database ends by itself: whatever started it starts it again.
    bot.child.once('exit', async () => {
      if (life.bot !== bot || ending) return;
      life.bot = null;
      result.errors.push(...bot.errors(), `${life.name} ended by itself`);
      await sleep(RESTART_MS);
      if (!ending) begin(life);
    });
  };
  const lives = Array.from({ length: options.processes }, (_, index): Life => {
    const life = { name: `bot-${index + 1}.0`, starts: 0, bot: null, frozen: false };
    begin(life);
    return life;
  });
  const conditionOf = (name: string): Condition => {
    const life = lives.find((one) => one.name === name);
    if (!life?.bot) return 'killed';
    return life.frozen ? 'frozen' : 'alive';
  };
  const offices = watchOffices(database.url, conditionOf);

  /** What happens to one process, to its end: it is there again afterwards. */
  async function strike(life: Life): Promise<void> {
    if (!life.bot || life.frozen) return;
    if (luck.happens(0.12)) {
      result.freezes += 1;
      life.frozen = true;
      life.bot.child.kill('SIGSTOP');
      await sleep(FROZEN_MS);
      life.bot.child.kill('SIGCONT');
      life.frozen = false;
      return;
    }
    // After Discord has stored a message and before the bot knows.
    if (luck.happens(0.3)) slowNext(simulator);
    await sleep(luck.between(0, 400));
    const { bot } = life;
    if (!bot) return;
    life.bot = null;
    await bot.kill();
    result.kills += 1;
    result.errors.push(...bot.errors());
    await sleep(luck.between(500, 9_000));
    begin(life);
  }

  /** Makes news, faults and deaths until the time is over. */
  async function torment(): Promise<void> {
    const from = performance.now();
    const elapsed = () => performance.now() - from;
    const ends: Promise<void>[] = [];
    let newsAt = 0;
    let strikeAt = 3_000;
    let crashed = false;
    while (elapsed() < options.forMs) {
      if (elapsed() >= newsAt) {
        tellSomething(feeds, luck);
        newsAt = elapsed() + options.newsEveryMs * (0.5 + luck.next());
      }
      if (elapsed() >= strikeAt) {
        ends.push(strike(luck.pick(lives)));
        strikeAt = elapsed() + options.strikeEveryMs * (0.5 + luck.next());
        if (luck.happens(0.4)) {
          const name = luck.pick(Object.keys(FAULTS));
          FAULTS[name]?.(simulator, luck);
          result.faults[name] = (result.faults[name] ?? 0) + 1;
        }
      }
      if (!crashed && elapsed() >= options.forMs / 2) {
        crashed = true;
        offices.goesDown();
        await database.crash();
        await sleep(luck.between(500, 3_000));
        await database.start();
        offices.isBack();
      }
      onProgress?.({ ...result, messages: written(), leftMs: options.forMs - elapsed() });
      await sleep(100);
    }
    await Promise.all(ends);
  }

  try {
    await simulator.waitForBot(120_000);
    await torment();
    simulator.heal();
    const compare = () => compareAll(simulator, feeds, channels);
    const from = performance.now();
    // As long as something still moves.
    let [state, movedAt] = ['', from];
    while (compare().lost.length > 0 && performance.now() - movedAt < SETTLE_MS) {
      await sleep(500);
      const now = `${written()} ${await workLeft(database.url).catch(() => '')}`;
      if (now !== state) [state, movedAt] = [now, performance.now()];
    }
    result.settledMs = Math.round(performance.now() - from);
    await sleep(QUIET_MS);
    Object.assign(result, compare());
    result.messages = written();
    result.violations = simulator.violations.map(
      ({ method, path, status, answer }) => `${method} ${path} ${status} ${JSON.stringify(answer)}`,
    );
  } finally {
    ending = true;
    result.vacancies = await offices.stop();
    for (const { bot } of lives) {
      bot?.child.kill('SIGCONT');
      await bot?.kill();
      result.errors.push(...(bot?.errors() ?? []));
    }
    await simulator.close();
    await feeds.close();
    await rm(folder, { recursive: true, force: true });
  }
  return result;
}

interface Subscribed {
  channel: World['channels'][number];
  attack: Attack;
}

/** A channel for each subscription, which wants one town's attacks. */
function channelsFor(attacks: readonly Attack[], count: number): Subscribed[] {
  return Array.from({ length: count }, (_, index) => {
    const attack = attacks[index % attacks.length] as Attack;
    const id = (1_200_000_000_000_000_000n + BigInt(index)).toString();
    const name = `${attack.city.toLowerCase().replaceAll(' ', '-')}-${index}`;
    return { attack, channel: { id, name, type: ChannelType.GuildText, topic: null, overwrites: [] } };
  });
}

async function subscribe(url: string, world: World, channels: readonly Subscribed[]): Promise<void> {
  const store = await openStore(url);
  await inTransaction(store.db, async (tx) => {
    for (const { channel, attack } of channels) {
      await addSubscription(tx, {
        ...USUAL_OPTIONS,
        ...{ kind: 'alerts', guildId: world.guild.id, channelId: channel.id, roleId: null, topics: [] },
        ...{ regions: [attack.city], minGravity: 0, digestTime: null, timeZone: null },
        ...{ createdBy: world.guild.ownerId, createdAt: Date.now() },
      });
    }
  });
  await store.close();
}

function tellSomething(feeds: ChaosFeeds, luck: Chance): void {
  const fresh = feeds.attacks.filter(({ told }) => told === 0);
  feeds.tell(fresh.length > 0 && luck.happens(0.6) ? luck.pick(fresh) : luck.pick(feeds.attacks));
}

function compareAll(simulator: Simulator, feeds: ChaosFeeds, channels: readonly Subscribed[]): Balance {
  const told = new Set(feeds.attacks.filter((attack) => attack.told > 0));
  const result: Balance = { owed: 0, lost: [], twice: [] };
  for (const { channel, attack } of channels) {
    const messages = simulator.messages(channel.id);
    if (!told.has(attack)) {
      if (messages.length > 0) result.twice.push(`#${channel.name}: ${messages.length} messages of nothing`);
      continue;
    }
    const { owed, lost, twice } = balance([attack], () => messages);
    result.owed += owed;
    result.lost.push(...lost.map((line) => `#${channel.name}: ${line}`));
    result.twice.push(...twice.map((line) => `#${channel.name}: ${line}`));
  }
  return result;
}

/** What is still to be polled for the first time, to be read, to be decided and to be sent. */
async function workLeft(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, application_name: 'watch' });
  try {
    await client.connect();
    const { rows } = await client.query(`select
      (select count(*) from feeds where baseline_at is null) as polls, (select count(*) from arrivals) as arrivals,
      (select count(*) from fan_outs) as fan_outs, (select count(*) from deliveries where due_at is not null) as due`);
    return JSON.stringify(rows);
  } finally {
    await client.end();
  }
}

/** Counts the messages that the bot has posted or edited so far. */
function countWritten({ record }: Simulator): () => number {
  let [sum, looked] = [0, 0];
  return () => {
    for (; looked < record.length; looked++) {
      const { method, path, status } = record[looked] as Simulator['record'][number];
      if ((method === 'POST' || method === 'PATCH') && path.includes('/messages') && status === 200) sum++;
    }
    return sum;
  };
}
