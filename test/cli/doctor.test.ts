import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startFeedServer } from '../../demo/feed_server.ts';
import { watchRoom } from '../../simulator/world.ts';
import { startPatient } from '../simulator/patient.ts';
import { runCli } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'sitrep-doctor-'));

const doctor = (environment: Record<string, string>) => runCli(['doctor'], environment);

async function surroundings() {
  const simulator = await startPatient();
  onTestFinished(() => simulator.close());
  const feeds = await startFeedServer(Date.now);
  onTestFinished(() => feeds.close());
  const catalog = join(folder, 'feeds.json');
  writeFileSync(catalog, JSON.stringify(feeds.catalog));
  return {
    DISCORD_TOKEN: simulator.token,
    DISCORD_API_URL: simulator.apiUrl,
    DATABASE_URL: `sqlite:${join(folder, 'sitrep.db')}`,
    FEEDS_FILE: catalog,
    FEED_ALLOW_HOSTS: '127.0.0.1',
  };
}

it('says that all is well where it is', async () => {
  const { out, errors, code } = await doctor(await surroundings());
  expect(errors).toBe('');
  expect(out.split('\n').filter((line) => line.startsWith('WRONG'))).toEqual([]);
  for (const what of ['database', 'token', 'clock', 'permissions', 'fonts', 'feeds'])
    expect(out).toContain(`ok    ${what}`);
  expect(code).toBe(0);
});

it('says what is wrong and what to do, all of it at once', async () => {
  const well = await surroundings();
  writeFileSync(join(folder, 'letters.txt'), 'Dear editor, this is no database. '.repeat(100));
  const { out, code } = await doctor({
    ...well,
    DISCORD_TOKEN: 'planted-and-wrong',
    DATABASE_URL: `sqlite:${join(folder, 'letters.txt')}`,
    FEED_ALLOW_HOSTS: '',
  });
  expect(code).toBe(1);
  expect(out).toMatch(/^WRONG database: .*letters\.txt/m);
  expect(out).toMatch(/^WRONG token: .*developer portal/m);
  expect(out).toMatch(/^WRONG feeds: (\d+) of \1/m);
  expect(out).toContain('private');
  expect(out).not.toContain('planted');
});

it('looks at the home channels', async () => {
  const { channels } = watchRoom();
  const idOf = (name: string) => channels.find((channel) => channel.name === name)?.id;
  const [home, general] = [idOf('announcements'), idOf('general')];
  const { out, code } = await doctor({
    ...(await surroundings()),
    HOME_CHANNELS: `all=${home}, strike=${general}, diplomacy=999999999999999999`,
  });
  expect(code).toBe(1);
  expect(out).toContain(`ok    home channels: ${home} is an announcement channel`);
  expect(out).toContain(`WRONG home channels: ${general} is no announcement channel`);
  expect(out).toContain("WRONG home channels: 999999999999999999 can't be seen");
});
