import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createFetcher,
  type FetcherOptions,
  type FetchOutcome,
  type FetchRequest,
} from '../../src/feeds/fetch.ts';
import { parseFeed } from '../../src/feeds/parse.ts';
import { serve } from './serve.ts';

const FEED =
  '<rss version="2.0"><channel><title>Harbour News</title><item><title>A</title><link>https://harbour.example/1</link></item></channel></rss>';
const LOOPBACK = { allowHosts: ['127.0.0.1'], spacingMs: 0 };

function fetcher(options: Partial<FetcherOptions> = {}) {
  const made = createFetcher({ ...LOOPBACK, ...options });
  onTestFinished(() => made.close());
  return made;
}

const get = (
  url: string,
  options: Partial<FetcherOptions> = {},
  known: Partial<FetchRequest> = {},
): Promise<FetchOutcome> =>
  fetcher(options).fetch({ url, etag: null, lastModified: null, bodyHash: null, ...known });

async function failure(url: string, options: Partial<FetcherOptions> = {}) {
  const outcome = await get(url, options);
  if (outcome.kind !== 'failed') throw new Error(`the fetch came out ${outcome.kind}`);
  return outcome;
}

function* repeated(chunk: Buffer, times: number) {
  for (let sent = 0; sent < times; sent++) yield chunk;
}

/** A server that speaks bytes, not HTTP. */
async function serveBytes(bytes: string, close = true): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => (close ? socket.end(bytes) : socket.write(bytes)));
    onTestFinished(() => void socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as { port: number }).port}`;
}

describe('a fetched document', () => {
  it('comes with its validators, and says who asks', async () => {
    let asked: Parameters<RequestListener>[0]['headers'] = {};
    const url = await serve((request, response) => {
      asked = request.headers;
      response.setHeader('etag', '"1"').setHeader('last-modified', 'Tue, 06 Jan 2026 10:00:00 GMT');
      response.setHeader('content-type', 'application/rss+xml').end(FEED);
    });
    const outcome = await get(`${url}/feed`, { version: '1.2.3' });
    expect(outcome).toMatchObject({
      kind: 'changed',
      etag: '"1"',
      lastModified: 'Tue, 06 Jan 2026 10:00:00 GMT',
      contentType: 'application/rss+xml',
      finalUrl: `${url}/feed`,
      permanentUrl: null,
    });
    expect(outcome.kind === 'changed' && Buffer.from(outcome.document).toString()).toBe(FEED);
    expect(asked['user-agent']).toBe('Sitrep/1.2.3 (+https://github.com/sitrep-bot/sitrep)');
    expect(asked['if-none-match']).toBeUndefined();
  });

  it('is asked for conditionally', async () => {
    const url = await serve((request, response) => {
      const fresh =
        request.headers['if-none-match'] === '"1"' && request.headers['if-modified-since'] === 'then';
      response.writeHead(fresh ? 304 : 200).end(fresh ? undefined : FEED);
    });
    const outcome = await get(url, {}, { etag: '"1"', lastModified: 'then', bodyHash: 'abc' });
    expect(outcome).toMatchObject({ kind: 'unchanged', etag: '"1"', lastModified: 'then', bodyHash: 'abc' });
  });

  it('is known again by its body where the server has no validators', async () => {
    const url = await serve((_, response) => void response.end(FEED));
    const first = await get(url);
    if (first.kind !== 'changed') throw new Error(first.kind);
    expect(await get(url, {}, { bodyHash: first.bodyHash })).toMatchObject({
      kind: 'unchanged',
      bodyHash: first.bodyHash,
    });
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
    ['gzip', Buffer.from],
    ['identity', Buffer.from],
    ['gzip, br', (text: string) => brotliCompressSync(gzipSync(text))],
  ] as [string, (text: string) => Buffer][])('is decompressed: %s', async (coding, compress) => {
    const url = await serve(
      (_, response) => void response.setHeader('content-encoding', coding).end(compress(FEED)),
    );
    const outcome = await get(url);
    expect(outcome.kind === 'changed' && Buffer.from(outcome.document).toString()).toBe(FEED);
  });

  it('in windows-1251 is read', async () => {
    const document = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><item><title>'),
      Buffer.from([0xca, 0xe8, 0xe5, 0xe2]),
      Buffer.from('</title></item></channel></rss>'),
    ]);
    const url = await serve((_, response) => void response.end(document));
    const outcome = await get(url);
    if (outcome.kind !== 'changed') throw new Error(outcome.kind);
    const feed = await parseFeed(outcome.document, outcome.contentType, outcome.finalUrl);
    expect(feed.kind === 'feed' && feed.entries[0]?.title).toBe('Киев');
  });
});

describe('redirects', () => {
  /** `/301/302/` answers 301 to `/302/`, which answers 302 to `/`. */
  const chain: RequestListener = (request, response) => {
    const [, status, rest] = /^\/(\d+)(\/.*)$/.exec(request.url ?? '') ?? [];
    if (status === undefined) response.end(FEED);
    else response.writeHead(Number(status), { location: rest }).end('moved');
  };

  it.each([
    ['/301/', true],
    ['/308/301/', true],
    ['/302/', false],
    ['/301/302/301/', false],
    ['/307/303/', false],
    ['/301/301/301/301/301/', true],
  ])('%s is remembered: %s', async (path, remembered) => {
    const url = await serve(chain);
    expect(await get(url + path)).toMatchObject({
      kind: 'changed',
      finalUrl: `${url}/`,
      permanentUrl: remembered ? `${url}/` : null,
    });
  });

  it('end after five', async () => {
    const url = await serve(chain);
    expect(await failure(`${url}/301/301/301/301/301/301/`)).toMatchObject({ code: 'too_many_redirects' });
    const loop = await serve((_, response) => void response.writeHead(302, { location: '/again' }).end());
    expect(await failure(loop)).toMatchObject({ code: 'too_many_redirects' });
  });

  it.each(['ftp://harbour.example/feed', 'file:///etc/passwd', 'http://'])(
    'do not lead to %s',
    async (location) => {
      const url = await serve((_, response) => void response.writeHead(302, { location }).end());
      expect(await failure(url)).toMatchObject({ code: 'bad_url' });
    },
  );

  it('do not lead into a private network', async () => {
    const secret = await serve((_, response) => void response.end('secret'));
    const { host, port } = new URL(secret);
    for (const location of [`http://localhost:${port}/`, `http://[::ffff:127.0.0.1]:${port}/`, secret]) {
      const url = await serve((_, response) => void response.writeHead(302, { location }).end());
      expect(await failure(url, { allowHosts: [new URL(url).host] })).toMatchObject({
        code: 'refused_address',
      });
    }
    const url = await serve((_, response) => void response.writeHead(302, { location: secret }).end());
    expect(await get(url, { allowHosts: [new URL(url).host, host] })).toMatchObject({ kind: 'changed' });
  });
});

describe('the address guard', () => {
  it.each(['127.0.0.1', 'localhost', '[::1]', '0.0.0.0', '2130706433', '0x7f.1', '[::ffff:7f00:1]'])(
    'refuses %s',
    async (host) => {
      const url = await serve((_, response) => void response.end(FEED));
      const outcome = await failure(`http://${host}:${new URL(url).port}/`, { allowHosts: [] });
      expect(outcome).toMatchObject({ code: 'refused_address' });
      expect(outcome.message).toContain('allowed hosts');
    },
  );
});

describe('failures', () => {
  it.each([
    [403, 'http_403'],
    [401, 'http_403'],
    [404, 'http_404'],
    [410, 'http_410'],
    [418, 'http_status'],
    [429, 'http_429'],
    [500, 'http_5xx'],
    [503, 'http_5xx'],
    [302, 'http_status'],
  ])('status %d', async (status, code) => {
    const url = await serve((_, response) => void response.writeHead(status).end(FEED));
    const outcome = await failure(url);
    expect(outcome).toMatchObject({ code, retryAfterMs: null });
    expect(outcome.message).toContain(`answered ${status}.`);
  });

  it.each([
    ['120', 120_000],
    ['9999999999', 86_400_000],
    ['Tue, 06 Jan 1998 10:00:00 GMT', 0],
    ['soon', null],
  ])('Retry-After: %s', async (value, retryAfterMs) => {
    const url = await serve((_, response) => void response.writeHead(503, { 'retry-after': value }).end());
    expect(await failure(url)).toMatchObject({ retryAfterMs });
  });

  it('a server that never answers', async () => {
    const url = await serve(() => {});
    expect(await failure(url, { timeoutMs: 100 })).toMatchObject({ code: 'timeout' });
  });

  it('a body that never ends', async () => {
    const url = await serve((_, response) => void response.write('<rss>'));
    expect(await failure(url, { timeoutMs: 100 })).toMatchObject({ code: 'timeout' });
  });

  it('a body of 50 MB', async () => {
    const chunk = Buffer.alloc(1_000_000, 'x');
    const url = await serve((_, response) => {
      let sent = 0;
      const more = () => {
        while (sent++ < 50) if (!response.write(chunk)) return void response.once('drain', more);
        response.end();
      };
      more();
    });
    expect(await failure(url)).toMatchObject({ code: 'too_large' });
  });

  it('a gzip bomb of 10 GB', async () => {
    const url = await serve((_, response) => {
      response.setHeader('content-encoding', 'gzip');
      // A gzip file may have many members, one after another (RFC 1952 section 2.2).
      const member = gzipSync(Buffer.alloc(1_000_000));
      pipeline(Readable.from(repeated(member, 10_000)), response).catch(() => {});
    });
    expect(await failure(url)).toMatchObject({ code: 'too_large' });
  });

  it('a flood of headers', async () => {
    const lines = Array.from({ length: 20_000 }, (_, line) => `x-${line}: ${'y'.repeat(60)}\r\n`).join('');
    const address = await serveBytes(`HTTP/1.1 200 OK\r\n${lines}\r\n`);
    expect(await failure(`http://${address}/`)).toMatchObject({ code: 'bad_response' });
  });

  it('redirects without an end', async () => {
    let hops = 0;
    const url = await serve((_, response) => void response.writeHead(302, { location: `/${++hops}` }).end());
    expect(await failure(url)).toMatchObject({ code: 'too_many_redirects' });
    expect(hops).toBe(6);
  });

  it.each(['', ' \n\t '])('an empty body: "%s"', async (body) => {
    const url = await serve((_, response) => void response.end(body));
    expect(await failure(url)).toMatchObject({ code: 'empty' });
  });

  it.each([
    ['cut compressed data', 'gzip', gzipSync(FEED).subarray(0, 60), 'truncated'],
    ['an unknown coding', 'rot13', Buffer.from(FEED), 'encoding'],
    ['data in no such coding', 'br', Buffer.from('{"a":1}'), 'encoding'],
    ['data in no such coding', 'zstd', Buffer.from(FEED), 'encoding'],
    ['three codings', 'gzip, gzip, gzip', gzipSync(FEED), 'encoding'],
  ])('%s: %s', async (_, coding, body, code) => {
    const url = await serve((__, response) => void response.setHeader('content-encoding', coding).end(body));
    expect(await failure(url)).toMatchObject({ code });
  });

  it('a body shorter than announced', async () => {
    const host = await serveBytes('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>');
    expect(await failure(`http://${host}/`)).toMatchObject({ code: 'truncated' });
  });

  it.each([
    ['no HTTP', 'SSH-2.0-OpenSSH_9.9\r\n'],
    [
      'a flood of headers',
      `HTTP/1.1 200 OK\r\n${'x-flood: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(5_000)}\r\n`,
    ],
  ])('%s', async (_, bytes) => {
    const host = await serveBytes(bytes, false);
    expect(await failure(`http://${host}/`)).toMatchObject({ code: 'bad_response' });
  });

  it('a connection that breaks', async () => {
    const host = await serveBytes('');
    expect(await failure(`http://${host}/`)).toMatchObject({ code: 'connection' });
  });

  it('nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    server.close();
    await once(server, 'close');
    expect(await failure(`http://127.0.0.1:${port}/`)).toMatchObject({ code: 'connection' });
  });

  it('no TLS where there should be', async () => {
    const url = await serve((_, response) => void response.end(FEED));
    expect(await failure(url.replace('http:', 'https:'))).toMatchObject({ code: 'tls' });
  });

  it('a host name that no resolver takes', async () => {
    expect(await failure(`http://${'a'.repeat(70)}.invalid/`)).toMatchObject({ code: 'dns' });
  });

  it.each(['', 'harbour.example/feed', 'ftp://harbour.example/', 'javascript:alert(1)'])(
    'the address "%s"',
    async (url) => {
      expect(await failure(url)).toMatchObject({ code: 'bad_url' });
    },
  );

  it('headers that no request may carry are left out', async () => {
    const url = await serve((_, response) => void response.end(FEED));
    expect(await get(url, {}, { etag: '"\u00e4\n"', lastModified: 'x\r\ny: z' })).toMatchObject({
      kind: 'changed',
    });
  });
});

describe('politeness', () => {
  it('asks one host for two documents at a time, and others meanwhile', async () => {
    let open = 0;
    let most = 0;
    const held: (() => void)[] = [];
    const slow = await serve((_, response) => {
      most = Math.max(most, ++open);
      held.push(() => {
        open--;
        response.end(FEED);
      });
      // Both places are taken: nobody else can come before one is given back.
      if (held.length >= 2 || open === 1) setImmediate(() => held.shift()?.());
    });
    const quick = await serve((_, response) => void response.end(FEED));
    const { fetch } = fetcher();
    const request = (url: string) => fetch({ url, etag: null, lastModified: null, bodyHash: null });
    const outcomes = await Promise.all([
      ...Array.from({ length: 8 }, (_, n) => request(`${slow}/${n}`)),
      request(quick),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array.from({ length: 9 }, () => 'changed'));
    expect(most).toBeLessThanOrEqual(2);
  });

  it('close breaks off what is being fetched and what is waiting', async () => {
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    const url = await serve(() => resolve());
    const made = createFetcher({ ...LOOPBACK, concurrency: 1 });
    const request = { url, etag: null, lastModified: null, bodyHash: null };
    const both = Promise.all([made.fetch(request), made.fetch(request)]);
    await asked;
    await made.close();
    expect(await both).toMatchObject([{ code: 'aborted' }, { code: 'aborted' }]);
  });

  it('a signal breaks off one fetch', async () => {
    const abort = new AbortController();
    const url = await serve(() => abort.abort());
    const outcome = await fetcher().fetch(
      { url, etag: null, lastModified: null, bodyHash: null },
      abort.signal,
    );
    expect(outcome).toMatchObject({ kind: 'failed', code: 'aborted' });
  });
});
