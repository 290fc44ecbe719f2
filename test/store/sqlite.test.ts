import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveArticle, searchArticles } from '../../src/store/articles.ts';
import { claimDeliveries } from '../../src/store/deliveries.ts';
import { enqueuePost } from '../../src/store/enqueue.ts';
import { StoreError } from '../../src/store/errors.ts';
import { inTransaction, openStore } from '../../src/store/open.ts';
import { getStory, saveStory } from '../../src/store/stories.ts';
import { addSubscription, listSubscriptions } from '../../src/store/subscriptions.ts';
import { storeContract } from './contract/contract.ts';
import { anArticle, aPost, aStory, aSubscription, T0 } from './samples.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sitrep-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the store in memory', () => storeContract(() => openStore('sqlite::memory:')));
describe('the store in a file', () =>
  storeContract(() => openStore(`sqlite:${join(folder, 'new', 'sitrep.db')}`)));

/** The error that opening fails with. */
async function faultOf(url: string): Promise<StoreError> {
  const opened = await openStore(url).catch((error: unknown) => error);
  if (!(opened instanceof StoreError)) throw new Error('it opened');
  expect(opened.message).not.toContain('\n');
  return opened;
}

describe('a database file', () => {
  it('keeps subscriptions over a restart', async () => {
    const url = `sqlite:${join(folder, 'sitrep.db')}`;
    const first = await openStore(url);
    const made = await addSubscription(first.db, aSubscription());
    await first.close();
    const second = await openStore(url);
    expect(await listSubscriptions(second.db, 'guild-1')).toEqual([made]);
    await second.close();
  });

  it('is written ahead, synced at every commit, with foreign keys held', async () => {
    const { db, close } = await openStore(`sqlite:${join(folder, 'sitrep.db')}`);
    const read = async (name: string) =>
      Object.values((await sql.raw<object>(`pragma ${name}`).execute(db)).rows[0] ?? {});
    expect(await read('journal_mode')).toEqual(['wal']);
    expect(await read('synchronous')).toEqual([2]);
    expect(await read('foreign_keys')).toEqual([1]);
    expect(await read('busy_timeout')).toEqual([5000]);
    await close();
  });

  it('has nonces that no other database has, and keeps them over a restart', async () => {
    const nonceIn = async (name: string) => {
      const { db, close } = await openStore(`sqlite:${join(folder, name)}`);
      if (name === 'a.db' || name === 'b.db') await enqueuePost(db, aPost());
      const [claimed] = await claimDeliveries(db, T0, 0, 1);
      await close();
      return claimed?.nonce;
    };
    const nonce = await nonceIn('a.db');
    expect(await nonceIn('b.db')).not.toBe(nonce);
    expect(await nonceIn('./a.db')).toBe(nonce);
  });

  it('is shared by two processes: the second waits for the first', async () => {
    const url = `sqlite:${join(folder, 'sitrep.db')}`;
    const one = await openStore(url);
    const two = await openStore(url);
    await saveStory(one.db, aStory());
    expect(await getStory(two.db, 'K7F3QP')).not.toBeNull();
    await one.close();
    await two.close();
  });

  it('begins a transaction as its writer, so that no other process can write between its reads and its writes', async () => {
    const file = join(folder, 'sitrep.db');
    const { db, close } = await openStore(`sqlite:${file}`);
    const other = new Database(file, { timeout: 0 });
    await inTransaction(db, async (db) => {
      await getStory(db, 'K7F3QP');
      expect(() => other.exec("insert into marks values ('another', '1')")).toThrow('locked');
      await saveStory(db, aStory());
    });
    other.close();
    await close();
  });

  it('is read beside a transaction, as it was before that one', async () => {
    const { db, close } = await openStore(`sqlite:${join(folder, 'sitrep.db')}`);
    await saveStory(db, aStory());
    const [inside, outside] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const work = inTransaction(db, async (transaction) => {
      await saveStory(transaction, aStory({ headline: 'Changed' }));
      inside.resolve();
      await outside.promise;
    });
    await inside.promise;
    expect(await getStory(db, 'K7F3QP')).toEqual(aStory());
    outside.resolve();
    await work;
    expect(await getStory(db, 'K7F3QP')).toMatchObject({ headline: 'Changed' });
    await close();
  });

  it('lets others have their turn during a long transaction', async () => {
    const { db, close } = await openStore(`sqlite:${join(folder, 'sitrep.db')}`);
    let others = false;
    setImmediate(() => {
      others = true;
    });
    await inTransaction(db, async (db) => {
      while (!others) await getStory(db, 'K7F3QP');
    });
    await close();
  });

  it('searches the newest articles of more than it looks at', async () => {
    const { db, close } = await openStore('sqlite::memory:');
    await inTransaction(db, async (db) => {
      for (let n = 0; n <= 2_000; n++) {
        await saveArticle(db, anArticle({ id: `a${n}`, publishedAt: T0 + n }), `e${n}`, T0, null, null);
      }
    });
    expect(await searchArticles(db, 'clinic', 1)).toMatchObject([{ id: 'a2000' }]);
    await close();
  });

  it('refuses a query inside a transaction that goes around it, rather than wait for itself', async () => {
    const { db, close } = await openStore('sqlite::memory:');
    const work = inTransaction(db, async () => saveStory(db, aStory()));
    await expect(work).rejects.toThrow('pass the transaction on');
    await saveStory(db, aStory());
    await close();
  });

  it('lets what a transaction has started go on after it', async () => {
    const { db, close } = await openStore('sqlite::memory:');
    const committed = Promise.withResolvers<void>();
    let later: Promise<void> = Promise.resolve();
    await inTransaction(db, async () => {
      later = committed.promise.then(() => saveStory(db, aStory()));
    });
    committed.resolve();
    await later;
    expect(await getStory(db, 'K7F3QP')).not.toBeNull();
    await close();
  });

  it('closes once the transaction that runs is done', async () => {
    const url = `sqlite:${join(folder, 'sitrep.db')}`;
    const { db, close } = await openStore(url);
    const begun = Promise.withResolvers<void>();
    const work = inTransaction(db, async (db) => {
      begun.resolve();
      await saveStory(db, aStory());
    });
    await begun.promise;
    await close();
    await work;
    const again = await openStore(url);
    expect(await getStory(again.db, 'K7F3QP')).not.toBeNull();
    await again.close();
  });
});

describe('opening', () => {
  it.each([
    ['mysql://user:secret@host/db', 'store_address'],
    ['sqlite:', 'store_address'],
    ['data/sitrep.db', 'store_address'],
  ])('%s is no address of a store', async (url, code) => {
    const fault = await faultOf(url);
    expect(fault.code).toBe(code);
    expect(fault.message).not.toContain('secret');
  });

  it('leaves a file alone that is no database', async () => {
    const file = join(folder, 'letters.txt');
    writeFileSync(file, 'Dear editor, this is no database. '.repeat(100));
    const before = readFileSync(file);
    expect(await faultOf(`sqlite:${file}`)).toMatchObject({ code: 'store_corrupt' });
    expect(readFileSync(file)).toEqual(before);
  });

  it('leaves a damaged database alone', async () => {
    const file = join(folder, 'sitrep.db');
    const store = await openStore(`sqlite:${file}`);
    for (let n = 0; n < 200; n++) await saveStory(store.db, aStory({ id: `S${n}` }));
    await store.close();
    const bytes = readFileSync(file);
    bytes.fill(0xa5, bytes.length >> 1, (bytes.length >> 1) + 3 * 4096);
    writeFileSync(file, bytes);
    const fault = await faultOf(`sqlite:${file}`);
    expect(fault).toMatchObject({ code: 'store_corrupt', message: expect.stringContaining(file) });
    expect(readFileSync(file)).toEqual(bytes);
  });

  it('leaves a database alone that a newer version has migrated', async () => {
    const file = join(folder, 'sitrep.db');
    const store = await openStore(`sqlite:${file}`);
    await sql`insert into kysely_migration (name, timestamp) values ('9999_tomorrow', '2099-01-01')`.execute(
      store.db,
    );
    await store.close();
    const before = readFileSync(file);
    const fault = await faultOf(`sqlite:${file}`);
    expect(fault).toMatchObject({ code: 'store_newer', message: expect.stringContaining('9999_tomorrow') });
    expect(readFileSync(file)).toEqual(before);
  });

  it('leaves another program’s database alone', async () => {
    const file = join(folder, 'other.db');
    const other = new Database(file);
    other.exec('create table recipes (name text)');
    other.close();
    const before = readFileSync(file);
    expect(await faultOf(`sqlite:${file}`)).toMatchObject({ code: 'store_foreign' });
    expect(readFileSync(file)).toEqual(before);
  });

  it('says so where the file can’t be made or is a folder', async () => {
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'folder.db'));
    expect(await faultOf(`sqlite:${join(folder, 'file', 'sitrep.db')}`)).toMatchObject({
      code: 'store_not_writable',
    });
    expect(await faultOf(`sqlite:${join(folder, 'folder.db')}`)).toMatchObject({
      code: 'store_not_writable',
    });
  });

  it('takes an empty file as a new database', async () => {
    const file = join(folder, 'sitrep.db');
    writeFileSync(file, '');
    const store = await openStore(`sqlite:${file}`);
    await saveStory(store.db, aStory());
    await store.close();
  });
});
