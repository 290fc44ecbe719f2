import { randomBytes } from 'node:crypto';
import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { StoreError } from './errors.ts';
import { MIGRATIONS } from './migrations/all.ts';
import type { Schema } from './schema.ts';
import { DURABLE, openSqlite, sqliteFault } from './sqlite.ts';
import { createRunning, type Running } from './sqlite_turns.ts';

/** The store's tables, or a transaction on them: every function of the store works with either. */
export type Db = Kysely<Schema>;

export interface Store {
  db: Db;
  /** Waits for what runs, then closes; the store can't be used afterwards. */
  close(): Promise<void>;
}

const runningOf = new WeakMap<Db, Running>();

/** Where processes share a database: a process waits for its turn to write in one transaction at a time. */
const turnsOf = new WeakMap<Db, Turns>();

/** What each transaction of a database begins with, where something has to hold for it. */
const fenceOf = new WeakMap<Db, (transaction: Db) => Promise<void>>();

/**
 * Opens the store at `sqlite:PATH`, `sqlite::memory:` or `postgres://…`, creates what isn't there and brings its
 * tables up to date.
 * @throws {StoreError} with one clear line where that can't be done; nothing is overwritten then.
 */
export async function openStore(url: string): Promise<Store> {
  if (/^postgres(ql)?:\/\//.test(url)) return openInPostgres(url);
  if (url.startsWith('sqlite:') && url !== 'sqlite:') return openInSqlite(url.slice('sqlite:'.length));
  const shown = url.replace(/\/\/[^@/]*@/, '//…@');
  throw new StoreError(
    'store_address',
    `DATABASE_URL must be sqlite:PATH, such as sqlite:data/sitrep.db, or postgres://…, not "${shown}".`,
  );
}

async function openInSqlite(path: string): Promise<Store> {
  const running = createRunning();
  const db: Db = new Kysely<Schema>({ dialect: openSqlite(path, running) });
  try {
    await refuseUnknown(db, path);
    for (const pragma of DURABLE) await sql.raw(pragma).execute(db);
    await bringUpToDate(db);
  } catch (error) {
    await db.destroy();
    throw sqliteFault(error, path);
  }
  runningOf.set(db, running);
  return { db, close: () => db.destroy() };
}

async function openInPostgres(url: string): Promise<Store> {
  const { openPostgres, postgresFault, refuseOldServer } = await import('./postgres.ts');
  const db: Db = new Kysely<Schema>({ dialect: openPostgres(url) });
  try {
    await refuseOldServer(db);
    await refuseUnknown(db, 'The PostgreSQL database');
    await bringUpToDate(db);
  } catch (error) {
    await db.destroy();
    throw postgresFault(error, url);
  }
  turnsOf.set(db, createTurns());
  return { db, close: () => db.destroy() };
}

type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * One after another, in the order of asking. The others of this process wait here and not at the server: there each would
 * take a connection, and of a process that froze each would get the writer's lock and keep it until the server
 * ends it.
 */
function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}

async function bringUpToDate(db: Db): Promise<void> {
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => MIGRATIONS },
  }).migrateToLatest();
  if (error) throw error;
  await db
    .insertInto('marks')
    .values({ name: 'nonce_prefix', value: randomBytes(5).toString('hex') })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Runs `work` in one transaction: all of it is stored, or nothing of it if it throws. Given a transaction,
 * `work` runs in that one. Inside, everything goes through the `db` that `work` is given.
 */
export function inTransaction<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db);
  const running = runningOf.get(db);
  const fence = fenceOf.get(db);
  const transact = () =>
    db.transaction().execute(async (transaction) => {
      await fence?.(transaction);
      if (!running) return work(transaction);
      const turn = { open: true };
      try {
        return await running.run(turn, () => work(transaction));
      } finally {
        turn.open = false;
      }
    });
  const inTurn = turnsOf.get(db);
  return inTurn ? inTurn(transact) : transact();
}

/** The same database, but each of its transactions begins with `fence`: what that throws ends it with nothing stored. */
export function fenced(db: Db, fence: (transaction: Db) => Promise<void>): Db {
  const own = db.withoutPlugins();
  const running = runningOf.get(db);
  if (running) runningOf.set(own, running);
  const turns = turnsOf.get(db);
  if (turns) turnsOf.set(own, turns);
  fenceOf.set(own, fence);
  return own;
}

/** Throws unless the database is empty or was made by this program in this version or an older one. */
async function refuseUnknown(db: Db, name: string): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (tables.length === 0) return;
  if (!tables.some((table) => table.name === 'kysely_migration')) {
    throw new StoreError(
      'store_foreign',
      `${name} is a database of another program: name another one in DATABASE_URL.`,
    );
  }
  const applied = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const unknown = applied.rows.map((row) => row.name).filter((name) => !(name in MIGRATIONS));
  if (unknown.length > 0) {
    throw new StoreError(
      'store_newer',
      `${name} was made by a newer Sitrep (${unknown.join(', ')}): update Sitrep, or name another one in DATABASE_URL.`,
    );
  }
}
