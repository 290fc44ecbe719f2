import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';
import { StoreError } from './errors.ts';

/** Waits that long for another process's write to end before a statement fails as busy. */
const BUSY_TIMEOUT_MS = 5_000;

/** A larger file isn't read through at the start: it would hold up the start by seconds. */
const CHECKED_BYTES = 64 * 1024 * 1024;

/**
 * Opens an SQLite file (created, with its folder, where there is none) or `:memory:`.
 * @throws {StoreError} where it can't be used; the file is then as it was.
 */
export function openSqlite(path: string, running: Running): SqliteDialect {
  const file = path === ':memory:' ? path : resolve(path);
  let database: Database.Database | undefined;
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    const schema = database.prepare('select count(*) as tables from sqlite_schema').get();
    if (schema === undefined) throw new StoreError('store_corrupt', corrupt(file));
    if (file !== ':memory:' && statSync(file).size <= CHECKED_BYTES) {
      const found = database.pragma('quick_check(1)', { simple: true });
      if (found !== 'ok') throw new StoreError('store_corrupt', corrupt(file), { cause: found });
    }
    database.pragma('foreign_keys = ON');
    database.exec('begin immediate; rollback');
    return new SerialSqliteDialect({ database }, running);
  } catch (error) {
    database?.close();
    throw sqliteFault(error, file);
  }
}

/**
 * Turns on the write-ahead log with a sync of every commit: what was reported as stored survives a loss of
 * power. Apart from opening, so that a database which isn't ours is left as it was.
 */
export const DURABLE = ['pragma journal_mode = wal', 'pragma synchronous = full'];

/** A `StoreError` for what SQLite or the file system threw; a `StoreError` comes back as it is. */
export function sqliteFault(error: unknown, file: string): StoreError {
  if (error instanceof StoreError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const options = { cause: error };
  if (code.startsWith('SQLITE_NOTADB')) {
    return new StoreError(
      'store_corrupt',
      `${file} is not a database: move it away or name another file in DATABASE_URL.`,
      options,
    );
  }
  if (code.startsWith('SQLITE_CORRUPT')) return new StoreError('store_corrupt', corrupt(file), options);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new StoreError(
      'store_busy',
      `${file} is locked by another process: stop that one, or wait until it is done.`,
      options,
    );
  }
  if (/^(SQLITE_(CANTOPEN|READONLY|PERM|FULL|IOERR)|E[A-Z]+)/.test(code)) {
    return new StoreError(
      'store_not_writable',
      `${file} can't be written (${code}): check that the folder exists, has room, and belongs to this user.`,
      options,
    );
  }
  const said = error instanceof Error ? error.message : String(error);
  return new StoreError('store_failed', `${file} can't be opened: ${said}`, options);
}

function corrupt(file: string): string {
  return `${file} is damaged: restore it from a backup, or move it away to start with an empty database.`;
}

/** True on the way through a running transaction's work, whatever that work awaits. */
export type Running = AsyncLocalStorage<{ open: boolean }>;

/** What a transaction's work runs in, so that the driver can tell it from everything else. */
export function createRunning(): Running {
  return new AsyncLocalStorage();
}

class SerialSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  readonly #running: Running;

  constructor(config: SqliteDialectConfig, running: Running) {
    super(config);
    this.#config = config;
    this.#running = running;
  }

  override createDriver(): Driver {
    return new SerialSqliteDriver(this.#config, this.#running);
  }

  override createAdapter(): DialectAdapter {
    return new SerialSqliteAdapter();
  }
}

class SerialSqliteAdapter extends SqliteAdapter {
  /** The driver below hands out its one connection in turns; Kysely need not. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }

  /** SQLite rolls back tables and indexes like rows, so a migration is all there or not at all. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * SQLite has one writer, and this process one connection to it. Every query and every transaction takes its
 * turn on that connection, in the order of asking, so nothing can slip into a running transaction.
 * A query inside a transaction that doesn't go through that transaction would wait for itself; it is refused
 * instead. Transactions begin as writers (`begin immediate`): one that read first would otherwise fail as
 * busy, without waiting, when another process wrote in between.
 */
class SerialSqliteDriver extends SqliteDriver {
  readonly #running: Running;
  #last: Promise<void> = Promise.resolve();
  #endTurn: () => void = () => undefined;

  constructor(config: SqliteDialectConfig, running: Running) {
    super(config);
    this.#running = running;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#running.getStore()?.open) {
      throw new Error('a query of the store inside its own transaction: pass the transaction on');
    }
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    await before;
    this.#endTurn = resolve;
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    this.#endTurn();
  }

  override async destroy(): Promise<void> {
    await this.#last;
    await super.destroy();
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}
