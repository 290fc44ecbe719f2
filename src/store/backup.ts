import { existsSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import { StoreError } from './errors.ts';
import { openStore } from './open.ts';
import { refuseInUse, sqliteFault } from './sqlite.ts';

/**
 * Copies an SQLite store into a new file, as it is at one moment, while the bot goes on
 * (https://www.sqlite.org/backup.html).
 * @throws {StoreError} where the store can't be read, or there is a file of that name already
 */
export async function backUp(url: string, file: string): Promise<void> {
  const path = pathOf(url);
  if (existsSync(file))
    throw new StoreError('store_not_writable', `${file} is there already: name a new file.`);
  const database = openReadable(path);
  const unfinished = `${file}.unfinished`;
  try {
    await database.backup(unfinished);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw sqliteFault(error, file);
  } finally {
    database.close();
  }
}

/**
 * Puts a backup in the place of the store, brought up to date; what was there is kept beside it.
 * @returns where the store from before is kept, or null where there was none
 * @throws {StoreError} where the backup is damaged or isn't Sitrep's, or the bot is running; the store is as before then
 */
export async function restore(url: string, file: string, now: number): Promise<string | null> {
  const path = pathOf(url);
  if (!existsSync(file)) throw new StoreError('store_not_writable', `There is no file ${file}.`);
  if (existsSync(path)) refuseInUse(path);
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { force: true });
  const backup = openReadable(file);
  try {
    await backup.backup(unfinished);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw sqliteFault(error, file);
  } finally {
    backup.close();
  }
  try {
    await (await openStore(`sqlite:${unfinished}`)).close();
  } catch (error) {
    for (const end of ['', '-wal', '-shm']) rmSync(`${unfinished}${end}`, { force: true });
    throw error instanceof StoreError
      ? new StoreError(
          error.code,
          error.message.replaceAll(resolve(unfinished), file).replaceAll(unfinished, file),
        )
      : error;
  }
  const kept = existsSync(path) ? `${path}.before-${new Date(now).toISOString().replaceAll(':', '')}` : null;
  for (const end of ['', '-wal', '-shm'])
    if (kept && existsSync(`${path}${end}`)) renameSync(`${path}${end}`, `${kept}${end}`);
  renameSync(unfinished, path);
  return kept;
}

function pathOf(url: string): string {
  if (url.startsWith('sqlite:') && url !== 'sqlite::memory:') return resolve(url.slice('sqlite:'.length));
  throw new StoreError(
    'store_address',
    'Only an SQLite store is backed up by Sitrep: for PostgreSQL use pg_dump and pg_restore.',
  );
}

/** @throws {StoreError} where the file is missing, damaged, or no database */
function openReadable(path: string): Database.Database {
  let database: Database.Database | undefined;
  try {
    database = new Database(path, { readonly: true, fileMustExist: true });
    const found = database.pragma('quick_check(1)', { simple: true });
    if (found === 'ok') return database;
    throw new StoreError('store_corrupt', `${path} is damaged: ${found}`);
  } catch (error) {
    database?.close();
    throw sqliteFault(error, path);
  }
}
