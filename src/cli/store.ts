import { readOwnConfig } from '../config.ts';
import { backUp, restore as restoreStore } from '../store/backup.ts';
import { moveStore } from '../store/move.ts';
import { openStore } from '../store/open.ts';
import { refuseInUse } from '../store/sqlite.ts';
import type { CommandIo, ExitCode } from './command.ts';
import { showProgress } from './progress.ts';

/** The SQLite store, as it is at one moment, in a new file; the bot may run. */
export async function backup(file: string, { write }: CommandIo): Promise<ExitCode> {
  await backUp(readOwnConfig().databaseUrl, file);
  await write({ backup: file });
  return 0;
}

/** Puts a backup in the store's place; what was there is kept, and named. */
export async function restore(file: string, { write }: CommandIo): Promise<ExitCode> {
  await write({ restored: file, before: await restoreStore(readOwnConfig().databaseUrl, file, Date.now()) });
  return 0;
}

/** Copies the SQLite store into PostgreSQL; one line a table. Run again, it goes on. */
export async function migrate(target: string, { write }: CommandIo): Promise<ExitCode> {
  const { databaseUrl } = readOwnConfig();
  if (databaseUrl.startsWith('sqlite:')) refuseInUse(databaseUrl.slice('sqlite:'.length));
  const from = await openStore(databaseUrl);
  try {
    const into = await openStore(target);
    try {
      let last = null;
      for await (const moved of moveStore(from.db, into.db)) {
        if (last && last.table !== moved.table) await write({ table: last.table, rows: last.copied });
        showProgress(moved.table, moved.copied, moved.all);
        last = moved;
      }
      if (last) await write({ table: last.table, rows: last.copied });
    } finally {
      await into.close();
    }
  } finally {
    await from.close();
  }
  return 0;
}
