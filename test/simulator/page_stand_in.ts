import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { APIApplicationCommand, APIMessage } from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import type { FromPage, PageGuild, PageMember, ToPage } from '../../simulator/protocol.ts';

const PAGE = fileURLToPath(new URL('../../simulator/page/', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export const BOT = { id: '900', name: 'Sitrep', bot: true, manager: false } satisfies PageMember;
export const OLENA = { id: '901', name: 'Olena', bot: false, manager: true } satisfies PageMember;
export const REMY = { id: '902', name: 'Rémy', bot: false, manager: false } satisfies PageMember;

export const GUILD: PageGuild = {
  id: '1',
  name: 'Newsroom',
  channels: [
    {
      id: '101',
      name: 'strikes',
      type: 0,
      topic: 'Strike reports as they come, **corrected** as the toll moves',
    },
    { id: '102', name: 'diplomacy', type: 0, topic: null },
    { id: '103', name: 'daily-digest', type: 5, topic: 'Every morning at 08:00' },
  ],
  roles: [
    { id: '1', name: '@everyone', color: 0 },
    { id: '201', name: 'Watch desk', color: 0xf0883e },
  ],
  members: [BOT, OLENA, REMY],
};

export interface StandIn {
  url: string;
  /** What the page has said, oldest first. */
  said: FromPage[];
  /** Resolves with the first thing of this type that fits and that the page says from now on, or that it has said and nobody took. */
  hears<T extends FromPage['type']>(
    type: T,
    fits?: (message: Extract<FromPage, { type: T }>) => boolean,
  ): Promise<Extract<FromPage, { type: T }>>;
  tell(news: ToPage): void;
  /** Closes every page's socket; the page is expected to come back. */
  hangUp(): void;
  close(): Promise<void>;
}

/**
 * A simulator that says only what a test tells it to: it serves the page's files on a free port, answers
 * `hello` with this state, and keeps what the page says.
 */
export async function startStandIn(state: {
  commands: APIApplicationCommand[];
  messages: Record<string, APIMessage[]>;
}): Promise<StandIn> {
  const said: FromPage[] = [];
  const untaken: FromPage[] = [];
  const waiting = new Set<(message: FromPage) => boolean>();
  const http: Server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://page').pathname);
    const file = path === '/' ? 'index.html' : path;
    try {
      const content = await readFile(join(PAGE, file));
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  const sockets = new WebSocketServer({ server: http, path: '/simulator/page' });
  const tell = (news: ToPage, to: Iterable<WebSocket> = sockets.clients) => {
    for (const socket of to) socket.send(JSON.stringify(news));
  };
  sockets.on('connection', (socket) => {
    socket.on('message', (text) => {
      const message = JSON.parse(String(text)) as FromPage;
      said.push(message);
      if (message.type === 'hello') {
        const me = GUILD.members.find((member) => member.id === message.memberId) ?? OLENA;
        tell({ type: 'state', me, guild: GUILD, botOnline: true, ...state }, [socket]);
      }
      if (![...waiting].some((take) => take(message))) untaken.push(message);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    said,
    hears<T extends FromPage['type']>(type: T, fits = (_: Extract<FromPage, { type: T }>) => true) {
      type Wanted = Extract<FromPage, { type: T }>;
      const wanted = (message: FromPage) => message.type === type && fits(message as Wanted);
      const at = untaken.findIndex(wanted);
      if (at !== -1) return Promise.resolve(untaken.splice(at, 1)[0] as Wanted);
      return new Promise<Wanted>((resolve) => {
        const take = (message: FromPage) => {
          if (!wanted(message)) return false;
          waiting.delete(take);
          resolve(message as Wanted);
          return true;
        };
        waiting.add(take);
      });
    },
    tell: (news) => tell(news),
    hangUp() {
      for (const socket of sockets.clients) socket.terminate();
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
