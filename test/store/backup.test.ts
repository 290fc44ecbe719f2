import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp, restore } from '../../src/store/backup.ts';
import { openStore } from '../../src/store/open.ts';
import { getStory, saveStory } from '../../src/store/stories.ts';
import { aStory, T0 } from './samples.ts';

let folder: string;
let url: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sitrep-backup-'));
  url = `sqlite:${join(folder, 'sitrep.db')}`;
  file = join(folder, 'backup.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function storeWith(...ids: string[]): Promise<void> {
  const store = await openStore(url);
  for (const id of ids) await saveStory(store.db, aStory({ id }));
  await store.close();
}

async function has(id: string): Promise<boolean> {
  const store = await openStore(url);
  return (await getStory(store.db, id).finally(() => store.close())) !== null;
}

describe('a backup', () => {
  it('is made while the store is written, and put back', async () => {
    const running = await openStore(url);
    await saveStory(running.db, aStory({ id: 'AAAAAA' }));
    const writing = saveStory(running.db, aStory({ id: 'BBBBBB' }));
    await backUp(url, file);
    await writing;
    await saveStory(running.db, aStory({ id: 'CCCCCC' }));
    await running.close();

    const before = await restore(url, file, T0);
    expect(await has('AAAAAA')).toBe(true);
    expect(await has('CCCCCC')).toBe(false);
    url = `sqlite:${before}`;
    expect(await has('CCCCCC')).toBe(true);
  });

  it('is put where there is no store yet', async () => {
    await storeWith('AAAAAA');
    await backUp(url, file);
    url = `sqlite:${join(folder, 'new.db')}`;
    expect(await restore(url, file, T0)).toBeNull();
    expect(await has('AAAAAA')).toBe(true);
  });

  it('overwrites no file', async () => {
    await storeWith('AAAAAA');
    writeFileSync(file, 'letters');
    await expect(backUp(url, file)).rejects.toMatchObject({ code: 'store_not_writable' });
    expect(readFileSync(file, 'utf8')).toBe('letters');
  });

  it('is refused where the store is in use, which is left as it was', async () => {
    await storeWith('AAAAAA');
    await backUp(url, file);
    const running = await openStore(url);
    await expect(restore(url, file, T0)).rejects.toMatchObject({ code: 'store_busy' });
    expect(await getStory(running.db, 'AAAAAA')).not.toBeNull();
    await running.close();
  });

  it.each<[string, string, (file: string) => void]>([
    ['no database', 'store_corrupt', (file) => writeFileSync(file, 'Dear editor, '.repeat(1_000))],
    [
      'a damaged database',
      'store_corrupt',
      (file) => {
        const bytes = readFileSync(file);
        bytes.fill(0xa5, bytes.length >> 1, (bytes.length >> 1) + 3 * 4096);
        writeFileSync(file, bytes);
      },
    ],
    [
      'another program’s database',
      'store_foreign',
      (file) => {
        rmSync(file);
        new Database(file).exec('create table recipes (name text)').close();
      },
    ],
    ['missing', 'store_not_writable', (file) => rmSync(file)],
  ])('that is %s is refused, and the store is left as it was', async (_, code, spoil) => {
    await storeWith(...Array.from({ length: 200 }, (_, n) => `S${n}`));
    await backUp(url, file);
    spoil(file);
    const fault = await restore(url, file, T0).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code, message: expect.stringContaining('backup.db') });
    expect(await has('S0')).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
    expect(existsSync(join(folder, 'sitrep.db'))).toBe(true);
  });
});
