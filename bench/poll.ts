import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { otherReaders, type Spent } from './poll_others.ts';

interface Cost extends Spent {
  peakMb: number;
  entries: number;
  articles: number;
  failing: number;
}

const FLAGS = ['--max-semi-space-size=16'];
/** A heap of 64 MB spends its time collecting what a larger young generation hands on to it. */
const SMALL_FLAGS = ['--max-old-space-size=64', '--max-semi-space-size=4'];
const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
/** A poll runs as `npm start` runs the bot: bundled, and compiled from the second time on. */
const BUNDLE = fileURLToPath(new URL('../build/bench/', import.meta.url));

/**
 * Polls 2,000 generated feeds on loopback, beside other programs that do the same, and prints a table: medians of
 * `--rounds` (5), process start included. `--full` adds rows in which the new articles are understood and matched, too;
 * `--quick` leaves out the other programs but for curl.
 * True where all bounds hold that there is something to measure against, null where there is no bundler.
 */
export async function benchPoll(args: string[]): Promise<boolean | null> {
  const { values } = parseArgs({
    args,
    options: {
      feeds: { type: 'string', default: '2000' },
      rounds: { type: 'string', default: '5' },
      full: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
    },
  });
  const count = Number(values.feeds);
  const rounds = Array.from({ length: Number(values.rounds) });
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-bench-'));
  // In a process of its own: the memory of one that starts another counts as the other's peak.
  const bundled = spawnSync(process.execPath, [script('../bundle.ts'), script('poll_round.ts'), BUNDLE]);
  if (bundled.status !== 0) return null;
  const { server, origin, bytes } = await startServer(count);
  try {
    console.log(`${count} feeds, ${(bytes / 1e6).toFixed(0)} MB, medians of ${rounds.length}`);
    const store = join(folder, 'round.db');
    const clear = () => {
      for (const end of ['', '-wal', '-shm']) rmSync(store + end, { force: true });
    };
    const poll = (mode: 'plain' | 'full', flags = FLAGS) =>
      round(folder, [...flags, join(BUNDLE, 'poll_round.js'), origin, String(count), store, mode]);
    /** A first poll, one in which nothing has changed, and one in which every tenth feed has a new entry. */
    const series = async (mode: 'plain' | 'full') => {
      const costs = { first: [] as Cost[], unchanged: [] as Cost[], changed: [] as Cost[] };
      for (const _ of rounds) {
        clear();
        costs.first.push(await poll(mode));
      }
      const fresh = join(folder, 'fresh.db');
      copyFileSync(store, fresh);
      for (const _ of rounds) costs.unchanged.push(await poll(mode));
      await fetch(`${origin}/revision/1`);
      for (const _ of rounds) {
        clear();
        copyFileSync(fresh, store);
        costs.changed.push(await poll(mode));
      }
      await fetch(`${origin}/revision/0`);
      return costs;
    };

    // What a start compiles is kept for the next one, as the bot keeps it.
    await poll('plain');
    const plain = await series('plain');
    clear();
    const small = await poll('plain', SMALL_FLAGS);
    const full = values.full ? await series('full') : null;
    const all = [...Object.values(plain), ...Object.values(full ?? {}), [small]].flat();
    const failing = all.reduce((sum, one) => sum + one.failing, 0);
    if (failing > 0) console.log(`${failing} polls failed: the figures are not to be trusted.`);

    const urls = Array.from({ length: count }, (_, number) => `${origin}/${number}`);
    const others = new Map<string, Spent>();
    for (const { name, run } of otherReaders(folder, urls).slice(0, values.quick ? 1 : undefined)) {
      if (run === null) console.log(`${name} is not here: left out.`);
      else {
        const spent = rounds.map(run);
        others.set(name, { cpuMs: median(spent, 'cpuMs'), wallMs: median(spent, 'wallMs') });
      }
    }
    const curl = others.get('curl --parallel')?.cpuMs ?? null;
    const row = (name: string, costs: readonly Partial<Cost>[]) => ({
      round: name,
      'CPU ms': Math.round(median(costs, 'cpuMs')),
      'against curl': curl === null ? '-' : `${(median(costs, 'cpuMs') / curl).toFixed(1)}×`,
      'wall ms': Math.round(median(costs, 'wallMs')),
      'peak MB': Math.round(Math.max(...costs.map(({ peakMb }) => peakMb ?? 0))) || '-',
      entries: costs[0]?.entries ?? '-',
      articles: costs[0]?.articles ?? '-',
    });
    console.table([
      row('first', plain.first),
      row('unchanged', plain.unchanged),
      row('10% changed', plain.changed),
      row('first, 64 MB heap', [small]),
      ...(full === null
        ? []
        : [
            row('first, understood', full.first),
            row('unchanged, understood', full.unchanged),
            row('10% changed, understood', full.changed),
          ]),
      ...[...others].map(([name, spent]) => row(name, [spent])),
    ]);

    const cpu = (costs: readonly Cost[]) => median(costs, 'cpuMs');
    const wall = (name: string) => others.get(name)?.wallMs ?? null;
    const against = (value: number, base: number | null) => (base === null ? null : value / base);
    const firstWall = median(plain.first, 'wallMs');
    const peak = Math.max(...Object.values(plain).flatMap((costs) => costs.map(({ peakMb }) => peakMb)));
    const bounds: [what: string, measured: number | null, bound: number][] = [
      ['first poll, CPU against curl', against(cpu(plain.first), curl), 40],
      ['first poll, wall against newsboat', against(firstWall, wall('newsboat')), 0.08],
      [
        'first poll, wall against aiohttp + feedparser',
        against(firstWall, wall('python3 aiohttp + feedparser')),
        0.12,
      ],
      ['unchanged poll, CPU against curl', against(cpu(plain.unchanged), curl), 6],
      ['10% changed against unchanged, CPU', cpu(plain.changed) / cpu(plain.unchanged), 3],
      ['peak memory, MB', peak, 300],
      ['peak memory with a heap of 64 MB, MB', small.peakMb, 160],
      ['first poll understood against not, CPU', full && cpu(full.first) / cpu(plain.first), 2],
    ];
    console.table(
      bounds.map(([what, measured, bound]) => ({ what, measured: measured?.toPrecision(3) ?? '-', bound })),
    );
    return bounds.every(([, measured, bound]) => measured === null || measured <= bound);
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startServer(count: number): Promise<{ server: ChildProcess; origin: string; bytes: number }> {
  const server = spawn(process.execPath, [script('poll_server.ts'), String(count), String(Date.now())], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  const { port, bytes } = JSON.parse(line.toString()) as { port: number; bytes: number };
  return { server, origin: `http://127.0.0.1:${port}`, bytes };
}

async function round(folder: string, args: string[]): Promise<Cost> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  });
  let output = '';
  child.stdout.on('data', (text: Buffer) => {
    output += text.toString();
  });
  await once(child, 'close');
  return JSON.parse(output) as Cost;
}

function median(costs: readonly Partial<Cost>[], of: keyof Cost): number {
  return costs.map((cost) => cost[of] ?? 0).sort((a, b) => a - b)[Math.floor(costs.length / 2)] ?? 0;
}
