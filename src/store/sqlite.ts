import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import type { SqliteDatabase, SqliteDialect, SqliteStatement } from 'kysely';
import { StoreError } from './errors.ts';
import { type Running, SerialSqliteDialect } from './sqlite_turns.ts';

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
    // Memory belongs to the one connection that made it.
    const reader = file === ':memory:' ? null : new Database(file, { readonly: true });
    return new SerialSqliteDialect(
      rememberingStatements(database),
      reader && rememberingStatements(reader),
      running,
    );
  } catch (error) {
    database?.close();
    throw sqliteFault(error, file);
  }
}

/** Kysely prepares a statement for every query; this many of the newest are kept, which halves what a query costs. */
const KEPT_STATEMENTS = 200;

/** The database as Kysely uses it, with statements that were prepared before used again. */
function rememberingStatements(database: Database.Database): SqliteDatabase {
  const statements = new Map<string, Database.Statement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const statement = statements.get(sql) ?? database.prepare(sql);
      statements.delete(sql);
      statements.set(sql, statement);
      if (statements.size > KEPT_STATEMENTS) {
        const [oldest] = statements.keys();
        statements.delete(oldest as string);
      }
      return statement as unknown as SqliteStatement;
    },
  };
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

/**
 * Throws where another process has the file open: leaving the write-ahead log needs it alone
 * (https://www.sqlite.org/wal.html, 'Entering and leaving'). A file too damaged to tell passes.
 */
export function refuseInUse(file: string): void {
  try {
    const database = new Database(file, { timeout: 0 });
    try {
      database.pragma('journal_mode = delete');
    } finally {
      database.close();
    }
  } catch (error) {
    const fault = sqliteFault(error, file);
    if (fault.code === 'store_busy') throw fault;
  }
}

function corrupt(file: string): string {
  return `${file} is damaged: restore it from a backup, or move it away to start with an empty database.`;
}
