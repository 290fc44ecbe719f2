import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { type Bot, startBot } from './bot.ts';
import { FAULTS, slowNext } from './faults.ts';
import { type Attack, type ChaosFeeds, startChaosFeeds } from './feeds.ts';
import { type Balance, balance, digestBalance, threadBalance } from './owed.ts';
import { type Chance, chance } from './random.ts';
import { FORUM, MOODY, openRoom, resumeMoody, subscribeAll, THREADED } from './room.ts';

/** What one run came to. */
export interface RunResult extends Balance {
  kills: number;
  /** How often each fault was made. */
  faults: Record<string, number>;
  /** Requests of the bot that Discord would have refused for its own fault. */
  violations: string[];
  /** Milliseconds from spawn to the gateway's READY, of every life that got so far. */
  starts: number[];
  /** What the bot logged as errors. */
  errors: string[];
  /** Where its store was left to be looked into, because something was lost or came twice. */
  kept?: string;
}

const HOUR = 3_600_000;
/** Just before Europe's clocks change: the autumn's hour that comes twice, the spring's that is missing. */
const BEGINNINGS = [Date.UTC(2026, 9, 25, 0, 5), Date.UTC(2026, 2, 29, 0, 5)];
/** No more than that, lest news grow old within a run. */
const MOST_HOURS_OFF = 6;
/** What was owed has to be there so long after the last fault, and nothing more may come for a while. */
const SETTLE_MS = 150_000;
const QUIET_MS = 2_500;

/**
 * Runs the real bot with a store and a Discord of its own, kills it `kills` times while faults are made, then lets
 * it settle and compares what its channels show with what was owed.
 * @param onKill called after every death
 */
export async function run(seed: number, kills: number, onKill: () => void): Promise<RunResult> {
  const luck = chance(seed);
  const folder = await mkdtemp(join(tmpdir(), 'sitrep-chaos-'));
  let ahead = luck.pick(BEGINNINGS) - Date.now();
  const now = () => Date.now() + ahead;
  const feeds = await startChaosFeeds(now);
  const simulator = await startSimulator({ now, world: openRoom() });
  const catalog = join(folder, 'feeds.json');
  await writeFile(catalog, JSON.stringify(feeds.catalog));
  const settings = {
    DISCORD_TOKEN: simulator.token,
    DISCORD_API_URL: simulator.apiUrl,
    DATABASE_URL: `sqlite:${join(folder, 'sitrep.db')}`,
    FEEDS_FILE: catalog,
    FEED_ALLOW_HOSTS: '127.0.0.1',
    POLL_MIN_SECONDS: '1',
    POLL_MAX_SECONDS: '1',
    // Nothing is too old to be told, however the clocks jump.
    FRESH_HOURS: '72',
    NODE_COMPILE_CACHE: join(tmpdir(), 'sitrep-chaos-compiled'),
  };
  const result: RunResult = {
    ...{ owed: 0, lost: [], twice: [], kills: 0, violations: [], starts: [], errors: [] },
    faults: {},
  };
  const count = (fault: string) => {
    result.faults[fault] = (result.faults[fault] ?? 0) + 1;
  };
  let bot: Bot | null = null;
  const begin = (offset: number) => {
    const from = performance.now();
    const started = startBot(settings, offset);
    simulator.waitForBot(60_000).then(
      () => bot === started && result.starts.push(performance.now() - from),
      () => undefined,
    );
    return started;
  };
  bot = begin(ahead);
  try {
    await simulator.waitForBot(60_000);
    await subscribeAll(simulator);
    // A feed's first poll is silent: nothing that it brings is owed.
    await feeds.readTwice();
    let hoursOff = 0;
    for (let kill = 0; kill < kills; kill++) {
      const life = bot;
      await live(simulator, feeds, luck, count, (minutes) => life.setClock(ahead + minutes * 60_000));
      await bot.kill();
      result.errors.push(...bot.errors());
      result.kills += 1;
      onKill();
      if (hoursOff < MOST_HOURS_OFF && luck.happens(0.12)) {
        // Off for an hour: Discord forgets nonces and sessions meanwhile.
        ahead += HOUR;
        hoursOff += 1;
        count('an hour off');
      }
      const minutes = luck.happens(0.15) ? luck.between(-90, 90) : 0;
      if (minutes !== 0) count('a wrong clock');
      bot = begin(ahead + minutes * 60_000);
    }
    await bot.kill();
    simulator.heal();
    // The digest's hour has passed by then, and its minute comes soon.
    ahead += (MOST_HOURS_OFF - hoursOff + 1) * HOUR;
    ahead += 50_000 - (now() % 60_000);
    bot = begin(ahead);
    await settle(simulator, feeds);
    Object.assign(result, compare(simulator, feeds));
    result.errors.push(...bot.errors());
    result.violations = simulator.violations
      .filter(({ status, path }) => !(status === 403 && path.includes(simulator.channelId(MOODY))))
      // After a restart it finds out by writing whether a card has its thread.
      .filter(({ status, answer }) => !(status === 404 && (answer as { code: number }).code === 10_003))
      .map(({ method, path, status, answer }) => `${method} ${path} ${status} ${JSON.stringify(answer)}`);
  } catch (error) {
    throw new Error(`${String(error)}\n${bot.errors().join('\n')}`, { cause: error });
  } finally {
    await bot.kill();
    await simulator.close();
    await feeds.close();
    if (result.lost.length + result.twice.length > 0) result.kept = folder;
    else await rm(folder, { recursive: true, force: true });
  }
  return result;
}

/** One life of the bot, up to the moment of its death. */
async function live(
  simulator: Simulator,
  feeds: ChaosFeeds,
  luck: Chance,
  count: (fault: string) => void,
  setClock: (minutes: number) => void,
): Promise<void> {
  for (let n = luck.between(0, 3); n > 0; n--) tellSomething(feeds, luck);
  if (luck.happens(0.15)) {
    // Dead before it has begun.
    await sleep(luck.between(100, 1_200));
    return;
  }
  await simulator.waitForBot(60_000);
  const deadline = performance.now() + luck.between(0, 1_500);
  const faults = luck.happens(0.6) ? luck.between(1, 2) : 0;
  for (let n = 0; n < faults; n++) {
    const name = luck.pick(Object.keys(FAULTS));
    FAULTS[name]?.(simulator, luck);
    count(name);
  }
  if (luck.happens(0.06)) {
    setClock(luck.between(-120, 120));
    count('the clock set');
  }
  if (luck.happens(0.06)) {
    const lost = luck.happens(0.5);
    if (lost) count('permission lost');
    setMoody(simulator, !lost);
  }
  if (luck.happens(0.5)) {
    // After Discord has stored it and before the bot knows.
    slowNext(simulator);
    const before = written(simulator);
    while (written(simulator) === before && performance.now() < deadline + 1_000) await sleep(5);
    if (written(simulator) > before) count('killed between commit and answer');
    return;
  }
  await sleep(Math.max(0, deadline - performance.now()));
}

function tellSomething(feeds: ChaosFeeds, luck: Chance): void {
  const free = feeds.attacks.filter((attack) => !isReserved(attack));
  const fresh = free.filter(({ told }) => told === 0);
  const attack = fresh.length > 0 && luck.happens(0.4) ? luck.pick(fresh) : luck.pick(free);
  feeds.tell(attack);
}

/** Told only after the last fault, to the channel whose permission came back. */
function isReserved({ city }: Attack): boolean {
  return city === 'Kirkuk';
}

/** How many messages and threads the bot has made or edited so far. */
function written(simulator: Simulator): number {
  let sum = 0;
  for (const { method, path, status } of simulator.record) {
    const writes = method === 'POST' || method === 'PATCH';
    if (writes && /\/(messages|threads)/.test(path) && (status === 200 || status === 201)) sum++;
  }
  return sum;
}

function setMoody(simulator: Simulator, mayWrite: boolean): void {
  const bot = simulator.world.roles.find(({ name }) => name === 'Sitrep');
  const deny = mayWrite ? 0n : PermissionFlagsBits.SendMessages;
  simulator.setOverwrite(simulator.channelId(MOODY), {
    id: bot?.id ?? '',
    type: OverwriteType.Role,
    allow: 0n,
    deny,
  });
}

async function settle(simulator: Simulator, feeds: ChaosFeeds): Promise<void> {
  const until = performance.now() + SETTLE_MS;
  await simulator.waitForBot(60_000);
  setMoody(simulator, true);
  await resumeMoody(simulator);
  const last = feeds.attacks.find(isReserved);
  if (last) feeds.tell(last);
  while (compare(simulator, feeds).lost.length > 0 && performance.now() < until) await sleep(250);
  await sleep(QUIET_MS);
}

function compare(simulator: Simulator, feeds: ChaosFeeds): Balance {
  const channel = (name: string) => simulator.messages(simulator.channelId(name));
  const threads = (country: string) =>
    simulator.threads(simulator.channelId(country.toLowerCase())).map(({ id }) => simulator.messages(id));
  const countries = balance(feeds.attacks, (country) =>
    country === FORUM
      ? threads(FORUM).flatMap((messages) => messages.slice(0, 1))
      : channel(country.toLowerCase()),
  );
  const threaded = [THREADED, FORUM].map((country) =>
    threadBalance(
      feeds.attacks.filter((attack) => attack.country === country),
      // A post's card is its first message; a card's thread begins with the opening.
      threads(country).map((messages) => messages.slice(country === FORUM ? 1 : 0)),
    ),
  );
  // While it lacked permission the moody channel was owed nothing; since it has it again, it is.
  const moody = balance(feeds.attacks, () => channel(MOODY), { onlyOwed: isReserved });
  const digest = digestBalance(channel('daily-digest'));
  const all = [countries, ...threaded, moody, digest];
  return {
    owed: all.reduce((sum, { owed }) => sum + owed, 0),
    lost: all.flatMap(({ lost }) => lost),
    twice: all.flatMap(({ twice }) => twice),
  };
}
