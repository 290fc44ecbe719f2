import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { getStory, saveStory } from '../../src/store/stories.ts';
import { aStory } from '../store/samples.ts';
import { runCli } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'sitrep-cli-store-'));
const DATABASE_URL = `sqlite:${join(folder, 'sitrep.db')}`;

const run = (...args: string[]) => runCli(args, { DATABASE_URL });

it('backs a store up and restores it in a fresh process', async () => {
  const file = join(folder, 'backup.db');
  const first = await openStore(DATABASE_URL);
  await saveStory(first.db, aStory());
  expect(await run('backup', file)).toMatchObject({ code: 0, out: `${JSON.stringify({ backup: file })}\n` });

  const refused = await run('restore', file);
  expect(refused).toMatchObject({ code: 2, out: '' });
  expect(refused.errors).toMatch(/^[^\n]*another process[^\n]*\n$/);

  await first.db.deleteFrom('stories').execute();
  await first.close();
  expect(await run('restore', file)).toMatchObject({ code: 0 });
  const restored = await openStore(DATABASE_URL);
  expect(await getStory(restored.db, aStory().id)).toEqual(aStory());
  await restored.close();
});

it.each([
  [['backup'], "missing required argument 'file'"],
  [['restore', 'nowhere.db'], 'nowhere.db'],
  [['migrate'], "missing required argument 'url'"],
  [['migrate', 'postgres://127.0.0.1:1/sitrep'], '127.0.0.1:1'],
])('%j is answered in one line', async (args, said) => {
  const { code, errors } = await run(...args);
  expect(code).toBe(2);
  expect(errors).toContain(said);
  expect(errors.trim()).not.toContain('\n');
});
