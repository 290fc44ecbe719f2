import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChannelType } from 'discord-api-types/v10';
import { startBot } from '../chaos/bot.ts';
import { type Attack, startChaosFeeds } from '../chaos/feeds.ts';
import type { SimulatedMember } from '../simulator/member.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { watchRoom } from '../simulator/world.ts';
import { cpuSeconds } from './cpu.ts';
import { PLACES, storiesOf, storyId } from './full_store.ts';
import { copyFullStore, subscribeAll } from './interactions_store.ts';

const MUST = { p99: 250, last: 3_000, choices: 100 };
const CHANNELS = 10_000;
const MEMBERS = 1_000;

interface Taken {
  what: 'command' | 'choices';
  ms: number;
  failed: string | null;
}

/**
 * Commands and suggestions at a steady rate, while an article comes that 10,000 channels are alerted of and the store is
 * full: from the command to the whole answer, so not less than to the first one.
 * @param args seconds (60), commands a second (200), articles (1,000,000)
 */
export async function benchInteractions(args: readonly string[]): Promise<boolean> {
  const [seconds = 60, rate = 200, articles = 1_000_000] = args.map(Number);
  const folder = await mkdtemp(join(tmpdir(), 'sitrep-bench-'));
  const file = join(folder, 'sitrep.db');
  await copyFullStore(articles, file);
  const world = watchRoom();
  const channels = Array.from({ length: CHANNELS }, (_, n) =>
    (1_200_000_000_000_000_000n + BigInt(n)).toString(),
  );
  for (const id of channels) {
    world.channels.push({ id, name: `c${id}`, type: ChannelType.GuildText, topic: null, overwrites: [] });
  }
  const members = Array.from({ length: MEMBERS }, (_, n) =>
    (1_300_000_000_000_000_000n + BigInt(n)).toString(),
  );
  for (const id of members) world.members.push({ id, name: `m${id}`, bot: false, roleIds: [] });
  await subscribeAll(file, world.guild.id, channels);
  const feeds = await startChaosFeeds(Date.now);
  const catalog = join(folder, 'feeds.json');
  await writeFile(catalog, JSON.stringify(feeds.catalog));
  const simulator = await startSimulator({ world });
  const settings = {
    ...{ DATABASE_URL: `sqlite:${file}`, FEEDS_FILE: catalog, FEED_ALLOW_HOSTS: '127.0.0.1' },
    // The simulator has one server; in Discord so many commands come from hundreds.
    ...{ POLL_MIN_SECONDS: '1', POLL_MAX_SECONDS: '1', COMMANDS_PER_SERVER: '0' },
  };
  const bot = startBot({ DISCORD_TOKEN: simulator.token, DISCORD_API_URL: simulator.apiUrl, ...settings }, 0);
  try {
    await simulator.waitForBot(60_000);
    const asking = members.map((id) => simulator.as(id));
    for (let n = 0; n < 100; n++) await ask(asking[n % MEMBERS]!, n, articles);
    await feeds.readTwice();
    feeds.tell(freshAttack(feeds.attacks));
    const spent = cpuSeconds(bot.child.pid);
    const asked: Promise<Taken>[] = [];
    const from = performance.now();
    for (let n = 0; n < seconds * rate; n++) {
      const due = from + (n * 1_000) / rate;
      const early = due - performance.now();
      if (early > 0) await sleep(early);
      asked.push(ask(asking[n % MEMBERS]!, n, articles));
    }
    const taken = await Promise.all(asked);
    const sent = channels.filter((id) => simulator.messages(id).length > 0).length;
    const cpu = ((cpuSeconds(bot.child.pid) - spent) * 1_000) / taken.length;
    return report(taken, { articles, sent, cpu });
  } finally {
    await bot.kill();
    await simulator.close();
    await feeds.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** An attack on a town that no story in the store tells of: it begins a story of its own, so everybody is alerted. */
function freshAttack(attacks: readonly Attack[]): Attack {
  const fresh = attacks.find(({ city }) => PLACES.every((place) => place !== city));
  if (!fresh) throw new Error('Every town of the feeds is in the full store too: no attack can be news.');
  return fresh;
}

/** The n-th thing that a member does: what people do most comes most often, and kinds come mixed. */
async function ask(member: SimulatedMember, n: number, articles: number): Promise<Taken> {
  const place = PLACES[n % PLACES.length] ?? '';
  const from = performance.now();
  const where = { timeoutMs: 20_000 };
  const typed = (n * 37) % 100;
  const what = typed >= 80 ? 'choices' : 'command';
  const doing = async () => {
    if (typed < 25) return member.command('latest', {}, where);
    if (typed < 40) return member.command('strikes', { region: place }, where);
    if (typed < 60) return member.command('story', { id: storyId((n * 37) % storiesOf(articles)) }, where);
    if (typed < 70) return member.command('search', { query: `${place} drones` }, where);
    if (typed < 74) return member.command('digest', { hours: 6 }, where);
    if (typed < 77) return member.command('status', {}, where);
    if (typed < 80) return member.command('help', {}, where);
    if (typed < 87) return member.autocomplete('latest', { region: place.slice(0, 3) }, where);
    if (typed < 94) return member.autocomplete('story', { id: `strike ${place}` }, where);
    return member.autocomplete('digest', { timezone: '+2' }, where);
  };
  const failed = await doing().then(
    () => null,
    (error: Error) => error.message,
  );
  return { what, ms: performance.now() - from, failed };
}

function report(
  taken: readonly Taken[],
  { articles, sent, cpu }: { articles: number; sent: number; cpu: number },
): boolean {
  const failures = taken.filter(({ failed }) => failed !== null);
  const of = (what: Taken['what']) =>
    taken
      .filter((one) => one.what === what && one.failed === null)
      .map(({ ms }) => ms)
      .sort((a, b) => a - b);
  const at = (sorted: readonly number[], share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const [commands, choices] = [of('command'), of('choices')];
  const ok =
    failures.length === 0 &&
    sent > 0 &&
    at(commands, 0.99) < MUST.p99 &&
    at(commands, 1) < MUST.last &&
    at(choices, 0.99) < MUST.choices;
  process.stdout.write(
    `interactions: ${articles} articles, ${commands.length} commands: p50 ${at(commands, 0.5).toFixed(0)} ms, p99 ${at(commands, 0.99).toFixed(0)} ms (must: ${MUST.p99}), ` +
      `last ${at(commands, 1).toFixed(0)} ms (must: ${MUST.last}); ${choices.length} suggestions: p50 ${at(choices, 0.5).toFixed(0)} ms, p99 ${at(choices, 0.99).toFixed(0)} ms (must: ${MUST.choices}); ` +
      `${failures.length} not answered; ${sent} alerts sent beside; ${cpu.toFixed(1)} ms of the bot’s processor each  ${ok ? 'ok' : 'FAILS'}\n`,
  );
  for (const { failed } of failures.slice(0, 3)) process.stdout.write(`  ${failed}\n`);
  return ok;
}
