import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProcesses } from '../../chaos/processes.ts';
import { createDatabase, dropDatabase, onServer, SERVER, urlOf } from '../store/postgres_server.ts';

const NAME = `sitrep_processes_${process.pid}`;

/** The server is others' too: it throws this test's sessions out, as it would if it were restarted. */
const database = {
  url: urlOf(NAME),
  crash: () =>
    onServer(async (client) => {
      const sessions = 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1';
      await client.query(sessions, [NAME]);
    }),
  start: async () => undefined,
};

describe.skipIf(SERVER === undefined)('several processes on PostgreSQL (needs TEST_DATABASE_URL)', () => {
  beforeAll(() => createDatabase(NAME));
  afterAll(() => dropDatabase(NAME));

  it('lose nothing and say nothing twice, however they are killed', { timeout: 600_000 }, async () => {
    const { owed, lost, twice, violations, kills, freezes } = await runProcesses({
      ...{ seed: 4, processes: 3, forMs: 12_000, feeds: 40, subscriptions: 120 },
      ...{ newsEveryMs: 500, strikeEveryMs: 2_000 },
      ...{ pollSeconds: [1, 2], database },
    });
    expect({ lost, twice, violations }).toEqual({ lost: [], twice: [], violations: [] });
    expect(owed).toBeGreaterThan(50);
    expect(kills + freezes).toBeGreaterThan(0);
  });
});
