import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Simulator } from '../../simulator/simulator.ts';
import { startPatient } from '../simulator/patient.ts';
import { createDatabase, dropDatabase, SERVER, urlOf } from '../store/postgres_server.ts';
import { type BotProcess, shownText, simulatedSettings, startBot } from './bot.ts';

const NAME = `sitrep_shards_${process.pid}`;

describe.skipIf(SERVER === undefined)('shards on PostgreSQL (needs TEST_DATABASE_URL)', () => {
  let simulator: Simulator;
  const bots: BotProcess[] = [];
  const start = (settings: Record<string, string>, args: string[] = []) => {
    const bot = startBot(
      { ...simulatedSettings(simulator, []), DATABASE_URL: urlOf(NAME), ...settings },
      args,
    );
    bots.push(bot);
    return bot;
  };
  const connected = (...shards: string[]) =>
    expect
      .poll(() => ({ connected: simulator.shards(), printed: bots.map((bot) => bot.output()).join('') }))
      .toMatchObject({ connected: shards });

  beforeAll(async () => {
    await createDatabase(NAME);
    simulator = await startPatient();
  });
  afterAll(async () => {
    for (const bot of bots) await bot.stop('SIGKILL');
    await simulator.close();
    await dropDatabase(NAME);
  });

  it('are processes that one process keeps, and that end with it', async () => {
    const keeper = start({ SHARDS: '2', ROLES: 'gateway' });
    await connected('0/2', '1/2');
    await simulator.waitForBot();
    const manager = simulator.as(simulator.world.guild.ownerId);
    const { message } = await manager.command('status');
    expect(shownText(message)).toContain('Discord');
    await keeper.stop('SIGKILL');
    await connected();
  });

  it('can be named for each process', async () => {
    start({ SHARDS: '0-1/3' }, ['--roles', 'gateway']);
    start({ SHARDS: '2/3', ROLES: 'gateway' });
    await connected('0/3', '1/3', '2/3');
  });
});
