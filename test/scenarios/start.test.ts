import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Simulator } from '../../simulator/simulator.ts';
import { startPatient } from '../simulator/patient.ts';
import { simulatedSettings, startBot } from './bot.ts';
import { startWire, type Wire } from './wire.ts';

/** The folder of what `npm start` runs, made where sources changed. */
async function bundled(): Promise<string> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  await promisify(execFile)(process.execPath, [join(root, 'bundle.ts')]);
  return join(root, 'build');
}

describe('starting', () => {
  let simulator: Simulator;
  let wire: Wire;
  beforeAll(async () => {
    simulator = await startPatient();
    wire = await startWire(['harbour']);
  });
  afterAll(async () => {
    await simulator?.close();
    await wire?.close();
  });

  const refusals: [string, (settings: Record<string, string>) => Record<string, string>, RegExp][] = [
    ['no token', ({ DISCORD_TOKEN: _, ...settings }) => settings, /^DISCORD_TOKEN is not set: /],
    [
      'a token that Discord refuses',
      (settings) => ({ ...settings, DISCORD_TOKEN: 'bm9ib2R5.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb' }),
      /^Discord refused the bot token\. /,
    ],
    [
      'a token that is none',
      (settings) => ({ ...settings, DISCORD_TOKEN: 'hello' }),
      /^Discord refused the bot token\. /,
    ],
    ['a bad setting', (settings) => ({ ...settings, POLL_MIN_SECONDS: 'soon' }), /^POLL_MIN_SECONDS: /],
    [
      'a missing feeds file',
      (settings) => ({ ...settings, FEEDS_FILE: '/nowhere/feeds.json' }),
      /feeds\.json/,
    ],
  ];

  it.each(refusals)('with %s ends with one clear line and exit code 2', async (_name, change, line) => {
    const bot = startBot(change(simulatedSettings(simulator, wire.catalog)));
    expect(await bot.ended).toBe(2);
    expect(bot.output()).toMatch(line);
    expect(bot.output().trim().split('\n')).toHaveLength(1);
  });

  it('with a file that is no database leaves it as it is', async () => {
    const settings = simulatedSettings(simulator, wire.catalog);
    const path = join(mkdtempSync(join(tmpdir(), 'sitrep-scenario-')), 'notes.txt');
    writeFileSync(path, 'These are my notes, not a database.\n'.repeat(200));
    const before = readFileSync(path);
    const bot = startBot({ ...settings, DATABASE_URL: `sqlite:${path}` });
    expect(await bot.ended).toBe(2);
    expect(bot.output().trim().split('\n')).toHaveLength(1);
    expect(bot.output()).toContain(path);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('runs as the bundle that `npm start` makes, which answers and ends as the sources do', async () => {
    const build = await bundled();
    const bot = startBot(simulatedSettings(simulator, wire.catalog), [], join(build, 'main.js'));
    await simulator.waitForBot();
    const member = simulator.as(simulator.world.guild.ownerId);
    const { message } = await member.command('help');
    expect(JSON.stringify(message.components)).toContain('/latest');
    expect(await bot.stop()).toBe(0);
    expect(bot.output()).toBe('');
  });

  it('runs with threads that are bundles, too, and finds every file that it names', async () => {
    const build = await bundled();
    const named = readdirSync(build, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.js'))
      .flatMap((path) =>
        Array.from(
          readFileSync(join(build, path), 'utf8').matchAll(/new URL\("([^"]+)", import\.meta\.url\)/g),
          ([, to = '']) => join(build, dirname(path), to),
        ),
      );
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
    expect(named.filter((path) => path.endsWith('.ts'))).toEqual([]);

    const drawing = new Worker(join(build, 'worker/worker.js'));
    onTestFinished(async () => void (await drawing.terminate()));
    drawing.postMessage({
      id: 1,
      file: { name: 'map.png', kind: 'map', map: { title: 'Where', sites: [] } },
    });
    const [answer] = await once(drawing, 'message');
    expect(answer).toHaveProperty('png');
  });
});
