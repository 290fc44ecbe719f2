import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';

export interface WebRequest {
  url: URL;
  /** Names in lower case. */
  headers: IncomingMessage['headers'];
  /** What the parts of the path that begin with `:` stand for. */
  parameters: Record<string, string | undefined>;
  body: Buffer;
}

export interface WebReply {
  status: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

/** What answers at one path. A GET route answers HEAD too. */
export interface Route {
  method: 'GET' | 'POST';
  /** As URLPattern has it, such as `/hub/:token`. */
  path: string;
  /** Of the request's body; 64 kB by default. */
  maxBytes?: number;
  /** Asked before a body is taken: what it gives is the reply to a request that is not worth one. */
  refuse?(parameters: WebRequest['parameters']): Promise<WebReply | null>;
  answer(request: WebRequest): WebReply | Promise<WebReply>;
}

export interface WebServer {
  port: number;
  /** Ends the connections; a request that is being answered may finish within a second. */
  close(): Promise<void>;
}

const MAX_BYTES = 65_536;
const REQUEST_MS = 10_000;
const MAX_CONNECTIONS = 500;
const CLOSE_MS = 1_000;
const ALWAYS = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

/** Thrown where a request's body is larger than its route takes. */
class TooLarge extends Error {}

/**
 * The one server of HTTP that Sitrep is: what is asked from outside (hubs, pages, health) is a {@link Route} of it.
 * A request that takes over ten seconds is broken off; a route that throws is logged and answers 500.
 * @throws where the port is taken or may not be used
 */
export async function startWebServer(
  { host, port }: { host: string; port: number },
  routes: readonly Route[],
  logger: Logger,
): Promise<WebServer> {
  const known = routes.map((route) => ({ route, pattern: new URLPattern({ pathname: route.path }) }));

  async function answer(request: IncomingMessage): Promise<WebReply> {
    // A path may begin with two slashes, which would name a host; an address of a proxy's form names one.
    const address = request.url?.startsWith('/') ? `http://localhost${request.url}` : (request.url ?? '');
    if (!URL.canParse(address)) return { status: 400 };
    const url = new URL(address);
    const there = known.filter(({ pattern }) => pattern.test(url));
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const found = there.find(({ route }) => route.method === method);
    if (found === undefined) return { status: there.length > 0 ? 405 : 404 };
    const { route, pattern } = found;
    const parameters = pattern.exec(url)?.pathname.groups ?? {};
    const refused = (await route.refuse?.(parameters)) ?? null;
    if (refused !== null) return { ...refused, headers: { ...refused.headers, connection: 'close' } };
    const body = await readBody(request, route.maxBytes ?? MAX_BYTES);
    return route.answer({ url, headers: request.headers, parameters, body });
  }

  const server = createServer(
    { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS },
    (request, response) => {
      answer(request)
        .catch((error: unknown): WebReply => {
          if (error instanceof TooLarge) return { status: 413, headers: { connection: 'close' } };
          if (!request.complete) return { status: 400 };
          logger.error({ err: error, path: request.url }, 'a request could not be answered');
          return { status: 500 };
        })
        .then((reply) => send(response, reply, request.method === 'HEAD'));
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const late = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
      await closed;
      clearTimeout(late);
    },
  };
}

async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function send(response: ServerResponse, { status, headers, body = '' }: WebReply, headOnly: boolean): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...ALWAYS, 'content-length': bytes.length, ...headers });
  response.end(headOnly ? undefined : bytes);
}
