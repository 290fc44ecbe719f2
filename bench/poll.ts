import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

interface Cost {
  cpuMs: number;
  wallMs: number;
  peakMb: number;
  articles: number;
  failing: number;
}

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const here = (program: string) => {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/**
 * Polls 2,000 generated feeds on loopback, beside `curl --parallel` fetching the same, and prints a table: medians of
 * `--rounds` (5), process start included. `--full` understands and matches the new articles too.
 */
export async function benchPoll(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      feeds: { type: 'string', default: '2000' },
      rounds: { type: 'string', default: '5' },
      full: { type: 'boolean', default: false },
    },
  });
  const count = Number(values.feeds);
  const rounds = Array.from({ length: Number(values.rounds) });
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-bench-'));
  const { server, origin, bytes } = await startServer(count);
  try {
    console.log(`${count} feeds, ${(bytes / 1e6).toFixed(0)} MB, medians of ${rounds.length}`);
    const fresh = join(folder, 'fresh.db');
    const store = join(folder, 'round.db');
    const poll = (flags: string[] = []) =>
      round([
        ...flags,
        script('poll_round.ts'),
        origin,
        String(count),
        store,
        values.full ? 'full' : 'plain',
      ]);
    const first: Cost[] = [];
    for (const _ of rounds) {
      for (const end of ['', '-wal', '-shm']) rmSync(store + end, { force: true });
      first.push(await poll());
    }
    copyFileSync(store, fresh);
    const unchanged: Cost[] = [];
    for (const _ of rounds) unchanged.push(await poll());
    const changed: Cost[] = [];
    await fetch(`${origin}/revision/1`);
    for (const _ of rounds) {
      for (const end of ['-wal', '-shm']) rmSync(store + end, { force: true });
      copyFileSync(fresh, store);
      changed.push(await poll());
    }
    await fetch(`${origin}/revision/0`);
    for (const end of ['', '-wal', '-shm']) rmSync(store + end, { force: true });
    const small = await poll(['--max-old-space-size=64']);
    const failing = [...first, ...unchanged, ...changed, small].reduce((sum, one) => sum + one.failing, 0);
    if (failing > 0) console.log(`${failing} polls failed: the figures are not to be trusted.`);

    const curl = here('curl') ? rounds.map(() => curlCost(folder, origin, count)) : null;
    if (curl === null) console.log('curl is not here: nothing to compare with.');
    for (const program of ['newsboat', 'nginx'])
      if (!here(program)) console.log(`${program} is not here, left out.`);
    console.log('python3 with aiohttp and feedparser is not compared with yet.');
    const curlCpu = curl === null ? null : median(curl);
    const cpu = (costs: Cost[]) => median(costs.map(({ cpuMs }) => cpuMs));
    const against = (ms: number) => (curlCpu === null ? '-' : `${(ms / curlCpu).toFixed(1)}×`);
    const row = (name: string, costs: Cost[]) => ({
      round: name,
      'CPU ms': Math.round(cpu(costs)),
      'against curl': against(cpu(costs)),
      'wall ms': Math.round(median(costs.map(({ wallMs }) => wallMs))),
      'peak MB': Math.round(Math.max(...costs.map(({ peakMb }) => peakMb))),
      'new entries': median(costs.map(({ articles }) => articles)),
    });
    console.table([
      row('first', first),
      row('unchanged', unchanged),
      row('10% changed', changed),
      row('first, 64 MB heap', [small]),
      ...(curlCpu === null ? [] : [{ round: 'curl --parallel', 'CPU ms': Math.round(curlCpu) }]),
    ]);
    console.log(`10% changed against unchanged, CPU: ${(cpu(changed) / cpu(unchanged)).toFixed(2)}×`);
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startServer(count: number): Promise<{ server: ChildProcess; origin: string; bytes: number }> {
  const server = spawn(process.execPath, [script('poll_server.ts'), String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  const { port, bytes } = JSON.parse(line.toString()) as { port: number; bytes: number };
  return { server, origin: `http://127.0.0.1:${port}`, bytes };
}

async function round(args: string[]): Promise<Cost> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (text: Buffer) => {
    output += text.toString();
  });
  await once(child, 'close');
  return JSON.parse(output) as Cost;
}

/** CPU milliseconds of curl fetching every document once. */
function curlCost(folder: string, origin: string, count: number): number {
  const config = join(folder, 'curl.txt');
  writeFileSync(
    config,
    Array.from({ length: count }, (_, number) => `url = "${origin}/${number}"\noutput = "/dev/null"\n`).join(
      '',
    ),
  );
  const command = `TIMEFORMAT='%U %S'; time curl --silent --parallel --parallel-max 32 -K '${config}' 2>/dev/null`;
  const times = execFileSync('bash', ['-c', `{ ${command}; } 2>&1`]).toString();
  const [user = 0, system = 0] = times.trim().split(/\s+/).slice(-2).map(Number);
  return (user + system) * 1_000;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
