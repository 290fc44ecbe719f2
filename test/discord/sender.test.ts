import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageFlags } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createSender, type Outgoing, type Sender } from '../../src/discord/sender.ts';
import { inWords } from '../in_words.ts';

const CHANNEL = '100000000000000001';
const MESSAGE = '200000000000000002';
const TOKEN = 'a.test.token';

interface Request {
  method: string;
  path: string;
  authorization: string | undefined;
  body: unknown;
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** Discord's side: what it was asked, and how it answers, in this order; the last answer is repeated. */
let asked: Request[];
let answers: Answer[];
let server: Server;
let sender: Sender;

beforeEach(async () => {
  asked = [];
  answers = [json(200, { id: MESSAGE })];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    asked.push({
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization,
      body: JSON.parse(Buffer.concat(chunks).toString()),
    });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(response, request);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  sender = createSender({ token: TOKEN, apiUrl: apiUrl() });
});

afterEach(async () => {
  sender.close();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

function apiUrl(): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

const outgoing: Outgoing = {
  channelId: CHANNEL,
  kind: 'post',
  messageId: null,
  body: {
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: 10, content: 'a card' }],
    allowed_mentions: { parse: [], roles: ['7'] },
  },
  nonce: '0123456789-1z',
};
const editing: Outgoing = { ...outgoing, kind: 'edit', messageId: MESSAGE };

describe('a post', () => {
  it('carries its nonce, enforced, and names whom it may ping', async () => {
    expect(await sender.send(outgoing)).toEqual({ kind: 'sent', messageId: MESSAGE });
    expect(asked).toEqual([
      {
        method: 'POST',
        path: `/api/v10/channels/${CHANNEL}/messages`,
        authorization: `Bot ${TOKEN}`,
        body: { ...outgoing.body, nonce: '0123456789-1z', enforce_nonce: true },
      },
    ]);
  });
});

describe('an edit', () => {
  it('patches the message, without a nonce and with the one flag an edit may have', async () => {
    const flags = MessageFlags.IsComponentsV2 | MessageFlags.SuppressNotifications;
    expect(await sender.send({ ...editing, body: { ...editing.body, flags } })).toMatchObject({
      kind: 'sent',
    });
    expect(asked).toMatchObject([
      { method: 'PATCH', path: `/api/v10/channels/${CHANNEL}/messages/${MESSAGE}` },
    ]);
    expect(asked[0]?.body).toEqual(editing.body);
  });
});

const channelGone = { kind: 'gone', scope: 'channel' };
const messageGone = { kind: 'gone', scope: 'message' };
const laterHere = { kind: 'retry', scope: 'channel', afterMs: null, attempted: true };
const laterAll = { kind: 'retry', scope: 'all', attempted: false };

describe('an answer', () => {
  it.each<[string, Answer, object]>([
    ['no access', json(403, { code: 50001, message: 'Missing Access' }), { ...channelGone, code: 50001 }],
    [
      'no permission',
      json(403, { code: 50013, message: 'Missing Permissions' }),
      { ...channelGone, code: 50013 },
    ],
    ['no channel', json(404, { code: 10003, message: 'Unknown Channel' }), { ...channelGone, code: 10003 }],
    [
      'another refusal',
      json(403, { code: 50008, message: 'Cannot send here' }),
      { ...channelGone, code: 50008 },
    ],
    ['no message', json(404, { code: 10008, message: 'Unknown Message' }), { ...messageGone, code: 10008 }],
    [
      'another’s message',
      json(403, { code: 50005, message: 'Cannot edit' }),
      { ...messageGone, code: 50005 },
    ],
    ['invalid', json(400, { code: 50035, message: 'Invalid Form Body' }), { kind: 'refused' }],
    [
      'an old message edited too often',
      json(429, { code: 30046, message: 'Too many', retry_after: 3_000 }, { 'retry-after': '3000' }),
      { kind: 'uneditable' },
    ],
    [
      'an old message edited too often for a moment',
      json(429, { code: 30046, message: 'Too many', retry_after: 20 }, { 'retry-after': '20' }),
      { kind: 'later', afterMs: 20_000 },
    ],
    [
      'an old message edited too often, Discord not saying for how long',
      json(400, { code: 30046, message: 'Too many' }),
      { kind: 'uneditable' },
    ],
    ['a locked thread', json(403, { code: 160005, message: 'Locked' }), { ...channelGone, code: 160005 }],
    ['closed direct messages', json(403, { code: 50007, message: 'No' }), { ...channelGone, code: 50007 }],
    [
      'slow mode',
      json(429, { code: 20016, message: 'Slow', retry_after: 42 }, { 'retry-after': '42' }),
      { kind: 'later', afterMs: 42_000 },
    ],
    ['HTTP 500', json(500, { message: 'oh' }), laterHere],
    ['HTTP 502 of a proxy', json(502, 'bad gateway'), laterHere],
    [
      'a refused token',
      json(401, { code: 0, message: '401: Unauthorized' }),
      { ...laterAll, afterMs: 300_000 },
    ],
    ['a block', (response) => response.writeHead(403).end('blocked'), { ...laterAll, afterMs: 60_000 }],
    ['a wrong address', json(404, { code: 0, message: '404: Not Found' }), { ...laterAll, afterMs: 60_000 }],
    [
      'a page of something else',
      (response) => response.end('<html>log in</html>'),
      { ...laterAll, attempted: true },
    ],
    [
      'half of JSON',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"i'),
      laterHere,
    ],
    ['a reset', (_, request) => request.socket.resetAndDestroy(), laterHere],
  ])('%s', async (_, answer, expected) => {
    answers = [answer];
    expect(await sender.send(editing)).toMatchObject(expected);
    expect(asked).toHaveLength(1);
  });

  it('of an archived thread is followed by opening it; one that stays closed is gone', async () => {
    const archived = json(400, { code: 50083, message: 'Thread is archived' });
    answers = [archived, json(200, { id: CHANNEL }), json(200, { id: MESSAGE })];
    expect(await sender.send(editing)).toMatchObject({ kind: 'sent' });
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `PATCH /api/v10/channels/${CHANNEL}/messages/${MESSAGE}`,
      `PATCH /api/v10/channels/${CHANNEL}`,
      `PATCH /api/v10/channels/${CHANNEL}/messages/${MESSAGE}`,
    ]);
    answers = [archived];
    expect(await sender.send(editing)).toMatchObject({ ...channelGone, code: 50083 });
  });

  it.each([
    ['too large a message', 413, 40005, 'refused'],
    ['a message with files, where Attach Files is missing,', 403, 50013, 'gone'],
  ])('of %s is followed by one without its pictures', async (_, status, code, otherwise) => {
    const refused = json(status, { code, message: 'No' });
    const picture = { type: 12, items: [{ media: { url: 'attachment://map.png' } }] };
    const text = { type: 10, content: 'text' };
    const body = { ...outgoing.body, components: [{ type: 17, components: [text, picture] }] };
    answers = [refused, json(200, { id: MESSAGE })];
    expect(await sender.send({ ...outgoing, body: body as Outgoing['body'] })).toMatchObject({
      kind: 'sent',
    });
    expect(asked[1]?.body).toMatchObject({ components: [{ type: 17, components: [text] }] });
    answers = [refused];
    expect(await sender.send(outgoing)).toMatchObject({ kind: otherwise });
  });

  it('that says what is missing names it', async () => {
    answers = [json(403, { code: 50013, message: 'Missing Permissions' })];
    expect(inWords(await sender.send(outgoing))).toMatchObject({
      reason: expect.stringContaining('Send Messages'),
    });
  });

  it('of a refused message tells Discord’s reason', async () => {
    const errors = {
      components: { 0: { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'too long' }] } } },
    };
    answers = [json(400, { code: 50035, message: 'Invalid Form Body', errors })];
    expect(inWords(await sender.send(outgoing))).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('too long'),
    });
  });

  it.each<[string, Answer]>([
    ['never comes', () => undefined],
    [
      'stalls half-way',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
    ],
  ])('that %s is not waited for', async (_, answer) => {
    answers = [answer];
    const impatient = createSender({ token: TOKEN, apiUrl: apiUrl(), timeoutMs: 2_000 });
    onTestFinished(() => impatient.close());
    expect(await impatient.send(outgoing)).toMatchObject(laterHere);
    expect(asked).toHaveLength(1);
  });

  it('of slow mode parks a new message’s channel for what is left of it', async () => {
    answers = [json(429, { code: 20016, message: 'Slow', retry_after: 42 }, { 'retry-after': '42' })];
    const outcome = await sender.send(outgoing);
    expect(outcome).toMatchObject({ kind: 'retry', scope: 'channel', attempted: false, afterMs: 42_000 });
    expect(asked).toHaveLength(1);
  });

  it('of 401 does not make the client forget its token', async () => {
    answers = [json(401, { code: 0, message: '401: Unauthorized' }), json(200, { id: MESSAGE })];
    await sender.send(outgoing);
    expect(await sender.send(outgoing)).toMatchObject({ kind: 'sent' });
    expect(asked[1]?.authorization).toBe(`Bot ${TOKEN}`);
  });
});

describe('a rate limit', () => {
  const limited = (seconds: string, headers: Record<string, string>, global = false) =>
    json(
      429,
      { message: 'You are being rate limited.', retry_after: Number(seconds), global },
      {
        'retry-after': seconds,
        ...headers,
      },
    );

  it('that is long parks the channel for as long as Discord says', async () => {
    answers = [limited('600', { 'x-ratelimit-scope': 'shared' })];
    const outcome = await sender.send(outgoing);
    expect(outcome).toMatchObject({ kind: 'retry', scope: 'channel', attempted: false });
    expect(outcome.kind === 'retry' && outcome.afterMs).toBeGreaterThanOrEqual(600_000);
    expect(asked).toHaveLength(1);
  });

  it('on edits holds up no new message', async () => {
    answers = [limited('600', { 'x-ratelimit-scope': 'user' })];
    expect(inWords(await sender.send(editing))).toMatchObject({
      kind: 'later',
      reason: expect.stringContaining('rate limit'),
    });
  });

  it('that is global parks everything', async () => {
    answers = [limited('60', { 'x-ratelimit-scope': 'global', 'x-ratelimit-global': 'true' }, true)];
    expect(await sender.send(outgoing)).toMatchObject({ kind: 'retry', scope: 'all', attempted: false });
  });

  it('that says no time is not met by a flood', async () => {
    answers = [json(429, {})];
    expect(await sender.send(outgoing)).toMatchObject({ kind: 'retry', scope: 'channel', afterMs: 5_000 });
    expect(asked).toHaveLength(1);
  });

  it('that is short is waited out', async () => {
    answers = [limited('0.01', { 'x-ratelimit-scope': 'user' }), json(200, { id: MESSAGE })];
    expect(await sender.send(outgoing)).toMatchObject({ kind: 'sent' });
    expect(asked.map((request) => (request.body as { nonce: string }).nonce)).toEqual([
      outgoing.nonce,
      outgoing.nonce,
    ]);
  });

  it('that the headers announce is not run into', async () => {
    const spent = {
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset-after': '30',
      'x-ratelimit-bucket': 'b',
    };
    answers = [json(200, { id: MESSAGE }, spent)];
    await sender.send(outgoing);
    const outcome = await sender.send(outgoing);
    // The first answer moves the route into its bucket; from there on the bucket is known to be spent.
    const next = outcome.kind === 'sent' ? await sender.send(outgoing) : outcome;
    expect(next).toMatchObject({ kind: 'retry', scope: 'channel', attempted: false });
    const elsewhere = await sender.send({ ...outgoing, channelId: '100000000000000009' });
    expect(elsewhere).toMatchObject({ kind: 'sent' });
  });
});

describe('no connection', () => {
  it('is an outage for every message', async () => {
    const nobody = createSender({ token: TOKEN, apiUrl: apiUrl() });
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    expect(await nobody.send(outgoing)).toMatchObject({ ...laterAll, afterMs: null });
    nobody.close();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });
});
