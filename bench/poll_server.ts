import { hash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { feedDocument } from './feed_documents.ts';

/**
 * `COUNT NOW`: serves `/0` to `/<count - 1>` with validators, their entries dated up to `now` (Unix ms); `/revision/1`
 * changes every tenth. Prints its port and the bytes of all.
 */
const [count = 0, now = 0] = process.argv.slice(2).map(Number);
const load = (revision: number) =>
  Array.from({ length: count }, (_, number) => {
    const body = Buffer.from(feedDocument(number, revision, now));
    return { body, etag: `"${hash('sha1', body, 'hex').slice(0, 16)}"` };
  });
let documents = load(0);

const server = createServer((request, response) => {
  const [, path = '', revision] = (request.url ?? '').split('/');
  if (path === 'revision') {
    documents = load(Number(revision));
    response.end();
    return;
  }
  const document = documents[Number(path)];
  if (document === undefined) {
    response.writeHead(404).end();
    return;
  }
  const { body, etag } = document;
  if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
  else
    response
      .writeHead(200, { etag, 'content-type': 'application/rss+xml', 'content-length': body.length })
      .end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  const bytes = documents.reduce((sum, { body }) => sum + body.length, 0);
  console.log(JSON.stringify({ port, bytes }));
});
