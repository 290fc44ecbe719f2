import { execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PostgresServer {
  url: string;
  /** Ends it at once, as a crash would: it recovers from its log when it starts. */
  crash(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and removes what it kept. */
  stop(): void;
}

/** How long a busy machine may take to start it, in seconds. */
const START_S = '300';

/** The folder of the newest server's programs, as Debian or the PATH have them; null where there is none. */
function serverPrograms(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

/**
 * A port on which nobody listens. It is none of those that systems hand out by themselves (on Linux from 32,768), so
 * that nobody is given it while the server isn't there.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const isFree = await new Promise<boolean>((resolve) => {
      const server = createServer().once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

/**
 * Starts a PostgreSQL server of its own in a new folder. It waits for no disk: what it wrote survives its own death, but not
 * the machine's.
 * @returns null where there is no server program
 */
export async function startPostgres(): Promise<PostgresServer | null> {
  const programs = serverPrograms();
  if (programs === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-postgres-'));
  // The server refuses to run as root.
  const asRoot = process.getuid?.() === 0;
  if (asRoot) execFileSync('chown', ['postgres', folder]);
  const commandOf = (program: string): [string, string[]] =>
    asRoot ? ['runuser', ['-u', 'postgres', '--', join(programs, program)]] : [join(programs, program), []];
  // What it writes to inherited pipes would keep this program from ending.
  const run = (program: string, ...args: string[]) => {
    const [command, first] = commandOf(program);
    execFileSync(command, [...first, ...args], { stdio: 'ignore', cwd: folder });
  };
  const store = join(folder, 'store');
  run('initdb', '-D', store, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync');
  const port = await freePort();
  const options = `-p ${port} -c max_connections=300 -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c full_page_writes=off`;
  const starting = ['-D', store, '-w', '-t', START_S, '-o', options, '-l', join(folder, 'log'), 'start'];
  const crashing = ['-D', store, '-m', 'immediate', 'stop'];
  run('pg_ctl', ...starting);
  const later = async (args: string[]) => {
    const [command, first] = commandOf('pg_ctl');
    const [code] = await once(spawn(command, [...first, ...args], { stdio: 'ignore', cwd: folder }), 'exit');
    if (code !== 0) throw new Error(`pg_ctl ${args.at(-1)} ended with ${code}`);
  };
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    crash: () => later(crashing),
    start: () => later(starting),
    stop() {
      run('pg_ctl', ...crashing);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
