import { Client, Events, GatewayIntentBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { addServer, shardOf } from '../../simulator/servers.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/simulator.ts';
import { watchRoom } from '../../simulator/world.ts';
import { api } from './api.ts';

interface Payload {
  op: number;
  t: string | null;
  s: number | null;
  // biome-ignore lint/suspicious/noExplicitAny: payloads are looked into freely
  d: any;
}

/** A bare gateway client that notes what it hears. */
class Line {
  readonly heard: Payload[] = [];
  readonly #socket: WebSocket;
  #waiting: (() => void)[] = [];
  closed: number | null = null;

  constructor(simulator: Simulator, query = 'v=10&encoding=json') {
    this.#socket = new WebSocket(`${simulator.url.replace('http', 'ws')}gateway?${query}`);
    this.#socket.on('message', (raw) => {
      this.heard.push(JSON.parse(raw.toString()));
      this.#wake();
    });
    this.#socket.on('close', (code) => {
      this.closed = code;
      this.#wake();
    });
  }

  async say(op: number, d: unknown): Promise<void> {
    await this.until(() => this.heard.length > 0);
    this.#socket.send(typeof d === 'string' ? d : JSON.stringify({ op, d }));
  }

  async event(name: string): Promise<Payload> {
    await this.until(() => this.heard.some(({ t }) => t === name));
    return this.heard.find(({ t }) => t === name)!;
  }

  async operation(op: number): Promise<Payload> {
    await this.until(() => this.heard.some((payload) => payload.op === op));
    return this.heard.find((payload) => payload.op === op)!;
  }

  async close(code?: number): Promise<number> {
    if (code) this.#socket.close(code);
    await this.until(() => this.closed !== null);
    return this.closed!;
  }

  async until(done: () => boolean): Promise<void> {
    while (!done()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting = [];
  }
}

let simulator: Simulator;
const start = async (options: SimulatorOptions = {}) => {
  simulator = await startSimulator(options);
};
afterEach(() => simulator.close());

const identity = (more: object = {}) => ({ token: simulator.token, intents: 1, properties: {}, ...more });

describe('a session', () => {
  it('begins with hello, ready and the guild', async () => {
    await start();
    const line = new Line(simulator);
    expect((await line.operation(10)).d.heartbeat_interval).toBe(41_250);
    await line.say(2, identity());
    const ready = await line.event('READY');
    expect(ready).toMatchObject({ s: 1, d: { v: 10, user: { id: simulator.world.botId }, shard: [0, 1] } });
    expect(ready.d.guilds).toEqual([{ id: simulator.world.guild.id, unavailable: true }]);
    const guild = await line.event('GUILD_CREATE');
    expect(guild.d.channels).toHaveLength(simulator.world.channels.length);
    expect(guild.d.members).toHaveLength(1);
  });

  it('acknowledges heartbeats', async () => {
    await start();
    const line = new Line(simulator);
    await line.say(1, null);
    expect((await line.operation(11)).op).toBe(11);
  });

  it('ends where the client is silent', async () => {
    await start({ heartbeatMs: 20 });
    const line = new Line(simulator);
    await line.say(2, identity());
    expect(await line.close()).toBe(4009);
  });

  it('tells of messages only those who asked for them, and of their text only those who may', async () => {
    await start();
    const plain = new Line(simulator);
    const counting = new Line(simulator);
    const reading = new Line(simulator);
    await plain.say(2, identity());
    await counting.say(2, identity({ intents: 1 | (1 << 9) }));
    await reading.say(2, identity({ intents: 1 | (1 << 9) | (1 << 15) }));
    for (const line of [plain, counting, reading]) await line.event('GUILD_CREATE');
    simulator.say(simulator.world.members[1]!.id, simulator.channelId('general'), 'Hello');
    expect((await reading.event('MESSAGE_CREATE')).d.content).toBe('Hello');
    expect((await counting.event('MESSAGE_CREATE')).d.content).toBe('');
    expect(plain.heard.map(({ t }) => t)).not.toContain('MESSAGE_CREATE');
  });

  it.each<[string, (line: Line) => Promise<void>, number]>([
    ['a wrong token', (line) => line.say(2, identity({ token: 'wrong' })), 4004],
    ['unknown intents', (line) => line.say(2, identity({ intents: 1 << 30 })), 4013],
    ['a shard out of range', (line) => line.say(2, identity({ shard: [1, 1] })), 4010],
    ['an unknown operation', (line) => line.say(99, null), 4001],
    ['no JSON', (line) => line.say(0, 'hello'), 4002],
    ['a payload too long', (line) => line.say(1, 'x'.repeat(5_000)), 4002],
    ['a status before identifying', (line) => line.say(3, {}), 4003],
    [
      'identifying twice',
      async (line) => {
        await line.say(2, identity());
        await line.say(2, identity());
      },
      4005,
    ],
    ['resuming with a wrong token', (line) => line.say(6, { token: 'x', session_id: 'x', seq: 0 }), 4004],
    [
      '121 payloads a minute',
      async (line) => {
        for (let at = 0; at < 121; at++) await line.say(1, null);
      },
      4008,
    ],
  ])('is refused for %s', async (_, act, code) => {
    await start();
    const line = new Line(simulator);
    await act(line);
    expect(await line.close()).toBe(code);
    expect(simulator.violations).toMatchObject([{ method: 'GATEWAY', status: code }]);
  });

  it.each([
    ['v=9&encoding=json', 4012],
    ['v=10&encoding=etf', 4002],
    ['v=10&encoding=json&compress=zlib-stream', 4002],
  ])('is not spoken as %s', async (query, code) => {
    await start();
    expect(await new Line(simulator, query).close()).toBe(code);
  });
});

describe('resuming', () => {
  async function lost(code: number) {
    const line = new Line(simulator);
    await line.say(2, identity());
    const { d: ready } = await line.event('READY');
    const { s: seq } = await line.event('GUILD_CREATE');
    if (code === 4000) simulator.dropGateway();
    await line.close(code === 4000 ? undefined : code);
    return { session_id: ready.session_id, seq: seq!, token: simulator.token };
  }

  it('replays what was missed, in order', async () => {
    await start();
    const session = await lost(4000);
    simulator.deleteChannel(simulator.channelId('general'));
    const line = new Line(simulator);
    await line.say(6, session);
    await line.event('RESUMED');
    expect(line.heard.slice(1).map(({ t, s }) => [t, s])).toEqual([
      ['CHANNEL_DELETE', session.seq + 1],
      ['RESUMED', session.seq + 2],
    ]);
  });

  it('replays from the number that the client names', async () => {
    await start();
    const session = await lost(4000);
    const line = new Line(simulator);
    await line.say(6, { ...session, seq: 1 });
    await line.event('RESUMED');
    expect(line.heard.slice(1).map(({ t }) => t)).toEqual(['GUILD_CREATE', 'RESUMED']);
  });

  it('is refused where the client said goodbye', async () => {
    await start();
    const session = await lost(1000);
    const line = new Line(simulator);
    await line.say(6, session);
    expect((await line.operation(9)).d).toBe(false);
  });

  it('is refused for an old session, and for a number from the future', async () => {
    let time = 1_780_000_000_000;
    await start({ now: () => time, clockless: true });
    const session = await lost(4000);
    const early = new Line(simulator);
    await early.say(6, { ...session, seq: 99 });
    expect(await early.close()).toBe(4007);
    time += 4 * 60_000;
    const late = new Line(simulator);
    await late.say(6, session);
    expect((await late.operation(9)).d).toBe(false);
  });
});

describe('shards', () => {
  const two = () => {
    const world = watchRoom();
    const other = addServer(world);
    return { world, other };
  };

  it('are told of their own servers alone, and the first one of direct messages', async () => {
    const { world, other } = two();
    await start({ world });
    const at = shardOf(world.guild.id, 2);
    const lines = [0, 1].map(() => new Line(simulator));
    for (const [id, line] of lines.entries())
      await line.say(2, identity({ shard: [id, 2], intents: 0x1201 }));
    const [mine, others] = [lines[at], lines[1 - at]] as [Line, Line];
    expect((await mine.event('GUILD_CREATE')).d.id).toBe(world.guild.id);
    expect((await others.event('GUILD_CREATE')).d.id).toBe(other.id);
    expect(simulator.shards()).toEqual(['0/2', '1/2']);
    const member = world.members[1]?.id as string;
    simulator.say(member, other.channels[0]?.id as string, 'Hello');
    expect((await others.event('MESSAGE_CREATE')).d.guild_id).toBe(other.id);
    simulator.say(member, world.channels[0]?.id as string, 'Hello');
    expect((await mine.event('MESSAGE_CREATE')).d.guild_id).toBe(world.guild.id);
    simulator.say(member, simulator.directChannelId(member), 'Hello');
    const direct = ({ t, d }: Payload) => t === 'MESSAGE_CREATE' && d.guild_id === undefined;
    await lines[0]?.until(() => lines[0]?.heard.some(direct) ?? false);
    expect(lines[1]?.heard.filter(({ t }) => t === 'MESSAGE_CREATE')).toHaveLength(1);
  });

  it('begin one session in five seconds where they share a limit', async () => {
    let time = Date.now();
    await start({ sharding: { shards: 4, maxConcurrency: 2 }, now: () => time, clockless: true });
    const begin = async (id: number) => {
      const line = new Line(simulator);
      await line.say(2, identity({ shard: [id, 4] }));
      await line.until(() => line.heard.some(({ t, op }) => t === 'READY' || op === 9));
      return line.heard.some(({ op }) => op === 9) ? 'refused' : 'begun';
    };
    expect([await begin(0), await begin(1), await begin(2)]).toEqual(['begun', 'begun', 'refused']);
    time += 5_000;
    expect(await begin(2)).toBe('begun');
    const { shards, session_start_limit } = (await api(simulator, 'GET', '/gateway/bot')).body;
    expect({ shards, ...session_start_limit }).toMatchObject({
      shards: 4,
      max_concurrency: 2,
      remaining: 997,
    });
  });

  it('are demanded of bots in too many servers', async () => {
    const world = watchRoom();
    world.servers = Array.from({ length: 2_500 }, (_, n) => ({ id: `${n + 1}`, name: 'One', channels: [] }));
    await start({ world });
    const line = new Line(simulator);
    await line.say(2, identity());
    expect(await line.close()).toBe(4011);
  });
});

describe("discord.js' client", () => {
  const connect = async (token = simulator.token) => {
    const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: simulator.apiUrl } });
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(token);
    await ready;
    return client;
  };

  it('logs in and knows the guild', async () => {
    await start();
    const client = await connect();
    expect(client.user?.username).toBe('Sitrep');
    expect(client.guilds.cache.first()?.channels.cache.size).toBe(simulator.world.channels.length);
    expect(client.guilds.cache.first()?.members.me?.id).toBe(simulator.world.botId);
    await client.destroy();
    expect(simulator.violations).toEqual([]);
  });

  it('is told of a bad token', async () => {
    await start();
    await expect(connect('wrong')).rejects.toThrow(/token/i);
  });

  it('resumes after its socket was dropped and hears what it missed', async () => {
    await start();
    const client = await connect();
    const deleted = new Promise((resolve) => client.once(Events.ChannelDelete, resolve));
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    simulator.dropGateway();
    simulator.deleteChannel(simulator.channelId('general'));
    await Promise.all([resumed, deleted]);
    await client.destroy();
    expect(simulator.violations).toEqual([]);
  });

  it('notices a connection that is dead', async () => {
    await start({ heartbeatMs: 500 });
    const client = await connect();
    const reconnecting = new Promise((resolve) => client.once(Events.ShardReconnecting, resolve));
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    simulator.silenceGateway(true);
    await reconnecting;
    simulator.silenceGateway(false);
    await resumed;
    await client.destroy();
  });
});
