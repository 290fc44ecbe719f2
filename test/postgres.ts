import { spawnSync } from 'node:child_process';
import { startPostgres } from '../chaos/postgres_server.ts';

/**
 * `npm run test:postgres`: the tests that need PostgreSQL, on the server that TEST_DATABASE_URL names, or on one that
 * this starts in a new folder and removes afterwards. Fails where there is no server binary.
 */
const TESTS = [
  'test/store/postgres.test.ts',
  'test/store/elections.test.ts',
  'test/store/takeover.test.ts',
  'test/store/move.test.ts',
  'test/scenarios/line_postgres.test.ts',
  'test/scenarios/processes_postgres.test.ts',
  'test/scenarios/shards_postgres.test.ts',
];

const given = process.env.TEST_DATABASE_URL;
const server = given ? null : await startPostgres();
if (!given && !server) {
  console.error(
    'No PostgreSQL server to test on: install one (Debian: postgresql), or name one in TEST_DATABASE_URL.',
  );
  process.exit(1);
}
try {
  const { status } = spawnSync('vitest', ['run', ...TESTS, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, TEST_DATABASE_URL: given ?? server?.url },
  });
  process.exitCode = status ?? 1;
} finally {
  server?.stop();
}
