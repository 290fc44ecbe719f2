import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShardedRoom, type ShardedRoom } from './sharded_room.ts';

describe('shards on SQLite', () => {
  let room: ShardedRoom;
  beforeAll(async () => {
    room = await openShardedRoom({}, { shards: 2, maxConcurrency: 2 });
  });
  afterAll(() => room?.close());

  it('are all in one process', async () => {
    const bot = room.start({ SHARDS: 'auto' });
    await room.connected('0/2', '1/2');
    await room.subscribe();
    expect(await room.command(1, 'status')).toMatch(/2 of 2 shards connected.*4 servers/);
    await room.strike('Kharkiv');
    await room.strike('Sumy');
    expect(room.told('Kharkiv')).toEqual([1, 1, 1, 1]);
    expect(new Set(room.answers())).toEqual(new Set([1]));
    expect(bot.output()).toContain('"shard":1,"msg":"the gateway is ready"');
    expect(await bot.stop()).toBe(0);
    expect(room.simulator.shards()).toEqual([]);
    expect(room.simulator.violations).toEqual([]);
  });
});
