import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, dropDatabase, SERVER, urlOf } from '../store/postgres_server.ts';
import type { BotProcess } from './bot.ts';
import { openShardedRoom, type ShardedRoom } from './sharded_room.ts';

const NAME = `sitrep_shards_${process.pid}`;
const LONG = 400_000;

/** A port that nothing listens on, and that the system gives to nobody who asks for any. */
async function freePort(): Promise<number> {
  for (let port = 20_000 + (process.pid % 10_000); ; port++) {
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

/** The processes that a bot's log says were started for a shard, oldest first. */
function processesOf(bot: BotProcess, shard: number): number[] {
  const lines = bot.output().matchAll(/"shard":(\d+),"of":\d+,"pid":(\d+),"msg":"a shard starts"/g);
  return [...lines].flatMap(([, id, pid]) => (Number(id) === shard ? Number(pid) : []));
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe.skipIf(SERVER === undefined)('shards on PostgreSQL (needs TEST_DATABASE_URL)', () => {
  let room: ShardedRoom;
  const open = async (sharding: Parameters<typeof openShardedRoom>[1]) => {
    room = await openShardedRoom({ DATABASE_URL: urlOf(NAME) }, sharding);
  };

  beforeEach(() => createDatabase(NAME));
  afterEach(async () => {
    await room?.close();
    await dropDatabase(NAME);
  });

  it('are processes that one process keeps', { timeout: LONG }, async () => {
    await open({ shards: 2, maxConcurrency: 2 });
    const { simulator } = room;
    const port = await freePort();
    const asked = async (path: string) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`);
      return `${answer.status}\n${await answer.text()}`;
    };
    const keeper = room.start({ SHARDS: 'auto', WEB_PORT: String(port) });
    await room.connected('0/2', '1/2');
    await room.subscribe();
    await room.strike('Kharkiv');
    await expect.poll(() => asked('/readyz')).toBe('200\nok\n');
    expect(await room.command(3, 'status')).toMatch(/2 of 2 shards connected.*4 servers/);
    const metrics = await asked('/metrics');
    for (const shard of [0, 1]) {
      expect(metrics).toContain(`sitrep_gateway_connected{shard="${shard}"} 1\n`);
      expect(metrics).toContain(`sitrep_guilds{shard="${shard}"} 2\n`);
    }
    expect(keeper.output()).toMatch(/"shards":"1\/2".*"connected to Discord"/);

    const [killed] = processesOf(keeper, 1);
    process.kill(killed as number, 'SIGKILL');
    await expect.poll(() => processesOf(keeper, 1)).toHaveLength(2);
    await room.connected('0/2', '1/2');
    for (const server of [0, 1, 2, 3]) expect(await room.command(server, 'help')).toContain('/latest');
    await room.strike('Sumy');
    expect(room.told('Kharkiv')).toEqual([1, 1, 1, 1]);
    expect(new Set(room.answers())).toEqual(new Set([1]));

    expect(await keeper.stop()).toBe(0);
    expect(simulator.shards()).toEqual([]);
    expect(simulator.violations).toEqual([]);
    const all = [0, 1].flatMap((shard) => processesOf(keeper, shard));
    expect(all).toHaveLength(3);
    expect(all.filter(lives)).toEqual([]);
  });

  it('go with the process that keeps them, however it ends', { timeout: LONG }, async () => {
    await open({ shards: 1, maxConcurrency: 2 });
    const keeper = room.start({ SHARDS: '2', ROLES: 'gateway' });
    await room.connected('0/2', '1/2');
    await keeper.stop('SIGKILL');
    await room.connected();
  });

  it('can be named for each process', { timeout: LONG }, async () => {
    // Each process begins sessions that the other's are too near to.
    await open({ shards: 4, maxConcurrency: 2 });
    const one = room.start({ SHARDS: '0-1/4' });
    const other = room.start({ SHARDS: '2-3/4' });
    await room.connected('0/4', '1/4', '2/4', '3/4');
    await room.subscribe();
    await expect.poll(() => room.command(2, 'status')).toMatch(/4 of 4 shards connected.*4 servers/);
    await room.strike('Kharkiv');
    expect(await one.stop()).toBe(0);
    await room.strike('Sumy');
    expect(room.told('Kharkiv')).toEqual([1, 1, 1, 1]);
    expect(new Set(room.answers())).toEqual(new Set([1]));
    expect(await other.stop()).toBe(0);
    expect(room.simulator.violations).toEqual([]);
  });
});
