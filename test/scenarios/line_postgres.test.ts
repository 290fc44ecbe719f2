import { afterAll, beforeAll, describe } from 'vitest';
import { createDatabase, dropDatabase, SERVER, urlOf } from '../store/postgres_server.ts';
import { lineScenario } from './line.ts';

const NAME = `sitrep_line_${process.pid}`;

describe.skipIf(SERVER === undefined)('the whole line in PostgreSQL (needs TEST_DATABASE_URL)', () => {
  beforeAll(() => createDatabase(NAME));
  afterAll(() => dropDatabase(NAME));

  describe('from feeds to cards', { shuffle: false }, () => lineScenario({ DATABASE_URL: urlOf(NAME) }));
});
