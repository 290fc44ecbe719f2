import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Spent {
  cpuMs: number;
  wallMs: number;
}

/** A program that can do the same work. */
export interface Other {
  name: string;
  /** Does it once; null where the program isn't at hand. */
  run: (() => Spent) | null;
}

const script = fileURLToPath(new URL('poll_python.py', import.meta.url));

/** What the polls are compared with: `curl --parallel`, newsboat, and python's aiohttp with feedparser. */
export function otherReaders(folder: string, urls: readonly string[]): Other[] {
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const config = file('curl.txt', urls.map((url) => `url = "${url}"\noutput = "/dev/null"\n`).join(''));
  const list = file('urls.txt', urls.map((url) => `${url}\n`).join(''));
  const newsboat = file('newsboat.txt', 'reload-threads 32\n');
  const cache = join(folder, 'newsboat.db');
  const python = ['python3', '/usr/bin/python3'].find((path) =>
    works(`${path} -c 'import aiohttp, feedparser'`),
  );
  return [
    {
      name: 'curl --parallel',
      run: works('curl --version')
        ? () => timed(folder, `curl --silent --parallel --parallel-max 32 -K '${config}' 2>/dev/null`)
        : null,
    },
    {
      name: 'newsboat',
      run: works('newsboat --version')
        ? () => {
            rmSync(cache, { force: true });
            return timed(
              folder,
              `newsboat -u '${list}' -c '${cache}' -C '${newsboat}' -x reload >/dev/null 2>&1`,
            );
          }
        : null,
    },
    {
      name: 'python3 aiohttp + feedparser',
      run: python === undefined ? null : () => timed(folder, `${python} '${script}' '${list}' >/dev/null`),
    },
  ];
}

function works(command: string): boolean {
  try {
    execFileSync('bash', ['-c', command], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What a command of the shell takes, started in `folder` as its home. */
function timed(folder: string, command: string): Spent {
  const output = execFileSync('bash', ['-c', `TIMEFORMAT='%R %U %S'; { time ${command}; } 2>&1`], {
    env: { PATH: process.env.PATH, HOME: folder },
  });
  const [real = 0, user = 0, system = 0] = output.toString().trim().split(/\s+/).slice(-3).map(Number);
  return { cpuMs: (user + system) * 1_000, wallMs: real * 1_000 };
}
