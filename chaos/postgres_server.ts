import { execFileSync, spawn } from 'node:child_process';
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

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
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
  const port = await freePort();
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
  run('initdb', '-D', store, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync');
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c full_page_writes=off`;
  const starting = ['-D', store, '-w', '-o', options, '-l', join(folder, 'log'), 'start'];
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
