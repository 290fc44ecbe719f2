import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.js', import.meta.url));
const clock = fileURLToPath(new URL('clock.ts', import.meta.url));

export interface Bot {
  child: ChildProcess;
  /** What it printed so far: its log from `error` up, a line each. */
  errors(): string[];
  /** Sets its clock so far off this machine's, in milliseconds. */
  setClock(offset: number): void;
  /** Asks it to stop, and waits for that. */
  stop(): Promise<void>;
  /** Ends it at once, as a loss of power would, and waits for that. */
  kill(): Promise<void>;
}

/** Runs the real bot with a clock of its own. */
export function startBot(settings: Record<string, string>, clockOffset: number): Bot {
  const child = spawn(process.execPath, ['--import', clock, main], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'error', ...settings, CHAOS_CLOCK: String(clockOffset) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text: Buffer) => {
      output += text.toString();
    });
  }
  child.on('error', () => undefined);
  const ended = once(child, 'exit');
  return {
    child,
    errors: () => output.split('\n').filter(Boolean),
    setClock(offset) {
      if (child.connected) child.send(offset, () => undefined);
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
    async kill() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}
