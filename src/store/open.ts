import { randomBytes } from 'node:crypto';
import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { StoreError } from './errors.ts';
import { MIGRATIONS } from './migrations/all.ts';
import type { Schema } from './schema.ts';
import { createRunning, DURABLE, openSqlite, type Running, sqliteFault } from './sqlite.ts';

/** The store's tables, or a transaction on them: every function of the store works with either. */
export type Db = Kysely<Schema>;

export interface Store {
  db: Db;
  /** Waits for what runs, then closes; the store can't be used afterwards. */
  close(): Promise<void>;
}

const runningOf = new WeakMap<Db, Running>();

/**
 * Opens the store at `sqlite:PATH` or `sqlite::memory:`, creates what isn't there and brings its tables up
 * to date.
 * @throws {StoreError} with one clear line where that can't be done; nothing is overwritten then.
 */
export async function openStore(url: string): Promise<Store> {
  if (!url.startsWith('sqlite:') || url === 'sqlite:') {
    const shown = url.replace(/\/\/[^@/]*@/, '//…@');
    throw new StoreError(
      'store_address',
      `DATABASE_URL must be sqlite:PATH, such as sqlite:data/sitrep.db, not "${shown}".`,
    );
  }
  const path = url.slice('sqlite:'.length);
  const running = createRunning();
  const db: Db = new Kysely<Schema>({ dialect: openSqlite(path, running) });
  try {
    await refuseUnknown(db, path);
    for (const pragma of DURABLE) await sql.raw(pragma).execute(db);
    const { error } = await migrator(db).migrateToLatest();
    if (error) throw error;
    await db
      .insertInto('marks')
      .values({ name: 'nonce_prefix', value: randomBytes(5).toString('hex') })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  } catch (error) {
    await db.destroy();
    throw sqliteFault(error, path);
  }
  runningOf.set(db, running);
  return { db, close: () => db.destroy() };
}

/**
 * Runs `work` in one transaction: all of it is stored, or nothing of it if it throws. Given a transaction,
 * `work` runs in that one. Inside, everything goes through the `db` that `work` is given.
 */
export function inTransaction<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db);
  const running = runningOf.get(db);
  return db.transaction().execute(async (transaction) => {
    if (!running) return work(transaction);
    const turn = { open: true };
    try {
      return await running.run(turn, () => work(transaction));
    } finally {
      turn.open = false;
    }
  });
}

function migrator(db: Db): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
}

/** Throws unless the database is empty or was made by this program in this version or an older one. */
async function refuseUnknown(db: Db, path: string): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (tables.length === 0) return;
  if (!tables.some((table) => table.name === 'kysely_migration')) {
    throw new StoreError(
      'store_foreign',
      `${path} is a database of another program: name another file in DATABASE_URL.`,
    );
  }
  const applied = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const unknown = applied.rows.map((row) => row.name).filter((name) => !(name in MIGRATIONS));
  if (unknown.length > 0) {
    throw new StoreError(
      'store_newer',
      `${path} was made by a newer Sitrep (${unknown.join(', ')}): update Sitrep, or name another file in DATABASE_URL.`,
    );
  }
}
