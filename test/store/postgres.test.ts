import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoreError } from '../../src/store/errors.ts';
import { inTransaction, openStore, type Store } from '../../src/store/open.ts';
import { getStory, saveStory } from '../../src/store/stories.ts';
import { storeContract } from './contract/contract.ts';
import { createDatabase, dropDatabase, onServer, SERVER, urlOf } from './postgres_server.ts';
import { aStory } from './samples.ts';

const NAME = `sitrep_test_${process.pid}`;

/** The store, emptied as if it had just been made. */
async function openEmpty(): Promise<Store> {
  const store = await openStore(urlOf(NAME));
  await onServer(async (client) => {
    // Quicker than truncating a score of tables that hold next to nothing.
    const { rows } = await client.query(
      "select string_agg(format('delete from %I', tablename), ';') as deletes from pg_tables where schemaname = 'public' and tablename not like 'kysely%' and tablename <> 'marks'",
    );
    await client.query(`${rows[0].deletes}; delete from marks where name <> 'nonce_prefix'`);
  }, urlOf(NAME));
  return store;
}

/** The server throws out whoever is connected to this file's database. */
const throwOut = () =>
  onServer((client) =>
    client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name = 'sitrep'",
      [NAME],
    ),
  );

async function faultOf(url: string): Promise<StoreError> {
  const opened = await openStore(url).catch((error: unknown) => error);
  if (!(opened instanceof StoreError)) throw new Error('it opened');
  expect(opened.message).not.toContain('\n');
  return opened;
}

describe.skipIf(SERVER === undefined)('the store in PostgreSQL (needs TEST_DATABASE_URL)', () => {
  beforeAll(() => createDatabase(NAME));
  afterAll(() => dropDatabase(NAME));

  storeContract(openEmpty);

  it('is written by one transaction at a time, in whatever process', async () => {
    const one = await openEmpty();
    const two = await openStore(urlOf(NAME));
    const order: string[] = [];
    const inside = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const first = inTransaction(one.db, async (db) => {
      inside.resolve();
      await go.promise;
      await saveStory(db, aStory());
      order.push('first');
    });
    await inside.promise;
    const second = inTransaction(two.db, async (db) => {
      expect(await getStory(db, aStory().id)).not.toBeNull();
      order.push('second');
    });
    go.resolve();
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second']);
    await one.close();
    await two.close();
  });

  it('is opened by two processes at the same moment', async () => {
    await createDatabase(`${NAME}_two`);
    try {
      const stores = await Promise.all([openStore(urlOf(`${NAME}_two`)), openStore(urlOf(`${NAME}_two`))]);
      await saveStory(stores[0].db, aStory());
      expect(await getStory(stores[1].db, aStory().id)).not.toBeNull();
      for (const store of stores) await store.close();
    } finally {
      await dropDatabase(`${NAME}_two`);
    }
  });

  it('comes back by itself once the server has thrown out its connections', async () => {
    const store = await openEmpty();
    await saveStory(store.db, aStory());
    await throwOut();
    const read = () => getStory(store.db, aStory().id).catch(() => undefined);
    // Until the pool has noticed, a query may meet a dead connection, but none of them twice.
    let story = await read();
    for (let connection = 0; story === undefined && connection < 10; connection++) story = await read();
    expect(story).toEqual(aStory());
    await store.close();
  });

  it('loses a transaction whose connection breaks between two queries, and nothing else', async () => {
    const store = await openEmpty();
    const broken = inTransaction(store.db, async (db) => {
      await saveStory(db, aStory());
      await throwOut();
      await getStory(db, aStory().id);
    });
    await expect(broken).rejects.toThrow();
    expect(await getStory(store.db, aStory().id)).toBeNull();
    await store.close();
  });

  it('leaves another program’s database alone', async () => {
    await createDatabase(`${NAME}_other`);
    try {
      await onServer((client) => client.query('create table recipes (name text)'), urlOf(`${NAME}_other`));
      expect(await faultOf(urlOf(`${NAME}_other`))).toMatchObject({ code: 'store_foreign' });
    } finally {
      await dropDatabase(`${NAME}_other`);
    }
  });

  it('says that there is no such database', async () => {
    const fault = await faultOf(urlOf('sitrep_nowhere'));
    expect(fault).toMatchObject({
      code: 'store_refused',
      message: expect.stringContaining('sitrep_nowhere'),
    });
  });
});

describe('a PostgreSQL address', () => {
  it.each([
    ['postgres://localhost', 'store_address'],
    ['postgres://user:secret@127.0.0.1:1/sitrep', 'store_unreachable'],
  ])('%s can’t be opened', async (url, code) => {
    const fault = await faultOf(url);
    expect(fault.code).toBe(code);
    expect(fault.message).not.toContain('secret');
  });
});
