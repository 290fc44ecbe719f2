import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

/** Runs the command line in a process of its own, with nothing of this one's environment but the PATH. */
export async function runCli(args: string[], environment: Record<string, string> = {}, input = '') {
  const child = spawn(process.execPath, [cli, ...args], { env: { PATH: process.env.PATH, ...environment } });
  child.stdin.end(input);
  const [out, errors, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  const lines = () =>
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  return { out, errors, code, lines };
}
