import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Simulator } from '../../simulator/simulator.ts';

const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));

export interface BotProcess {
  child: ChildProcess;
  /** What it printed so far, both streams. */
  output(): string;
  /** The exit code, once it has ended; null where a signal ended it. */
  ended: Promise<number | null>;
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Runs the sources, or what `npm start` made of them, with nothing of this process's environment but the path. */
export function startBot(
  environment: Record<string, string>,
  args: readonly string[] = [],
  program = main,
): BotProcess {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text: Buffer) => {
      output += text.toString();
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    child,
    output: () => output,
    ended,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

/** The settings of a bot that lives in the simulator and reads these feeds, with a store of its own. */
export function simulatedSettings(simulator: Simulator, catalog: object[]): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-scenario-'));
  const feeds = join(folder, 'feeds.json');
  writeFileSync(feeds, JSON.stringify(catalog));
  return {
    DISCORD_TOKEN: simulator.token,
    DISCORD_API_URL: simulator.apiUrl,
    DATABASE_URL: `sqlite:${join(folder, 'sitrep.db')}`,
    FEEDS_FILE: feeds,
    FEED_ALLOW_HOSTS: '127.0.0.1',
    POLL_MIN_SECONDS: '1',
    POLL_MAX_SECONDS: '1',
  };
}

/** All text that a Components V2 message shows, one line a piece. */
export function shownText(message: unknown): string {
  const pieces: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (typeof value === 'object' && value !== null) {
      const { content, label } = value as { content?: unknown; label?: unknown };
      if (typeof content === 'string') pieces.push(content);
      if (typeof label === 'string') pieces.push(label);
      for (const inner of Object.values(value)) if (typeof inner === 'object') walk(inner);
    }
  };
  walk((message as { components: unknown }).components);
  return pieces.join('\n');
}
