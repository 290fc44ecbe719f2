import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';
import { connectGateway, type GatewayOutcome } from '../../src/discord/gateway.ts';
import { openStore } from '../../src/store/open.ts';

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function connect(apiUrl: string, bootMs: number): Promise<GatewayOutcome> {
  const store = await openStore('sqlite::memory:');
  onTestFinished(() => store.close());
  return connectGateway({
    token: 'any',
    apiUrl,
    bootMs,
    logger: pino({ level: 'silent' }),
    db: store.db,
    version: '0.1.0',
    now: () => 0,
    wakeDelivery: () => undefined,
    onLost: () => undefined,
  });
}

describe('connecting to a Discord that is not well', () => {
  it('gives up on a gateway that closes before HELLO', async () => {
    const server = createServer((_request, response) => {
      const gateway = {
        url: `ws://${address}`,
        shards: 1,
        session_start_limit: { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 },
      };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(gateway));
    });
    const address = await listen(server);
    let connections = 0;
    new WebSocketServer({ server }).on('connection', (socket) => {
      connections++;
      socket.close(1001);
    });
    const outcome = await connect(`http://${address}/api`, 5_000);
    expect(outcome).toMatchObject({
      kind: 'unreachable',
      message: expect.stringMatching(/its gateway closed \d+ times/),
    });
    expect(connections).toBeGreaterThan(1);
  });

  it('gives up on an address where nobody listens, with the reason', async () => {
    const server = createServer();
    const address = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const outcome = await connect(`http://${address}/api`, 3_000);
    expect(outcome).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('ECONNREFUSED') });
  });

  it('tries again until Discord answers', async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked++;
      // The client itself repeats a 5xx three times; the fifth request is a second try of ours.
      response
        .writeHead(asked < 5 ? 503 : 401, { 'content-type': 'application/json' })
        .end('{"message":"x","code":0}');
    });
    const outcome = await connect(`http://${await listen(server)}/api`, 60_000);
    expect(outcome.kind).toBe('bad_token');
    expect(asked).toBe(5);
  });

  it.each(['', 'not a token'])('knows a token that is refused: “%s”', async (token) => {
    const server = createServer((_request, response) => {
      response
        .writeHead(401, { 'content-type': 'application/json' })
        .end('{"message":"401: Unauthorized","code":0}');
    });
    const apiUrl = `http://${await listen(server)}/api`;
    const store = await openStore('sqlite::memory:');
    onTestFinished(() => store.close());
    const outcome = await connectGateway({
      token,
      apiUrl,
      logger: pino({ level: 'silent' }),
      db: store.db,
      version: '0.1.0',
      now: () => 0,
      wakeDelivery: () => undefined,
      onLost: () => undefined,
    });
    expect(outcome).toMatchObject({ kind: 'bad_token', message: expect.stringContaining('DISCORD_TOKEN') });
  });
});
