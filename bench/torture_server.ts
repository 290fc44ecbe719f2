import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createRawServer } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { feedDocument } from './feed_documents.ts';

/** Serves what is made to hurt a reader of feeds, by path, and `/good/<number>`. Prints where. */
const rss = (entries: string, before = '') =>
  `${before}<rss version="2.0"><channel><title>t</title>${entries}</channel></rss>`;
const NOW = Date.now();
const laughs = Array.from(
  { length: 9 },
  (_, n) => `<!ENTITY l${n + 1} "${`&l${n || ''};`.repeat(10)}">`,
).join('');

const DOCUMENTS: Record<string, () => string | Buffer> = {
  large: () => feedDocument(0, 0, NOW).padEnd(300_000),
  laughs: () =>
    rss('<item><title>&l9;</title><guid>1</guid></item>', `<!DOCTYPE x [<!ENTITY l "lol">${laughs}]>`),
  xxe: () =>
    rss(
      '<item><title>&x;</title><guid>1</guid></item>',
      '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ),
  deep: () =>
    rss(`<item><title>x</title><guid>1</guid>${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}</item>`),
  attribute: () => rss(`<item x="${'y'.repeat(4_900_000)}"/>`),
  nul: () =>
    rss(`<item><title>a\0b</title><guid>1</guid><description>${'\0'.repeat(1_000_000)}</description></item>`),
  utf8: () =>
    Buffer.concat([
      Buffer.from('<rss><channel><title>t'),
      Buffer.alloc(1_000_000, 0xff),
      Buffer.from('</title><item><title>x</title></item></channel></rss>'),
    ]),
  manyEntities: () => rss(`<item><title>${'&amp;'.repeat(980_000)}</title><guid>1</guid></item>`),
  brackets: () => `<rss>${'<'.repeat(4_900_000)}`,
};

function* repeated(chunk: Buffer, times: number) {
  for (let sent = 0; sent < times; sent++) yield chunk;
}

/** Endless or nearly so: what can't be held as one document. */
const STREAMS: Record<string, (response: ServerResponse, path: string) => void> = {
  bomb(response) {
    response.setHeader('content-encoding', 'gzip');
    // A gzip file may have many members, one after another (RFC 1952 section 2.2).
    const member = gzipSync(Buffer.alloc(1_000_000));
    pipeline(Readable.from(repeated(member, 10_000)), response).catch(() => {});
  },
  entities50mb(response) {
    pipeline(Readable.from(repeated(Buffer.from('&amp;'.repeat(200_000)), 50)), response).catch(() => {});
  },
  loris(response) {
    response.writeHead(200);
    const timer = setInterval(() => response.write('<'), 1_000);
    response.on('close', () => clearInterval(timer));
  },
  redirects(response, path) {
    response.writeHead(302, { location: `${path}x` }).end();
  },
};

const flood = createRawServer((socket) => {
  socket.on('error', () => socket.destroy());
  const lines = Array.from({ length: 20_000 }, (_, line) => `x-${line}: ${'y'.repeat(60)}\r\n`).join('');
  socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\n${lines}\r\n`));
});

const server = createServer((request, response) => {
  const [, name = '', number = ''] = (request.url ?? '').split('/');
  const stream = STREAMS[name.replace(/x+$/, '')];
  if (name === 'good') response.end(feedDocument(Number(number), 0, NOW));
  else if (stream !== undefined) stream(response, request.url ?? '');
  else response.end(DOCUMENTS[name]?.());
});

flood.listen(0, '127.0.0.1', () => {
  server.listen(0, '127.0.0.1', () => {
    const port = (one: { address(): unknown }) => (one.address() as AddressInfo).port;
    console.log(JSON.stringify({ port: port(server), floodPort: port(flood) }));
  });
});
