import { describe, expect, it, onTestFinished } from 'vitest';
import { createFetcher } from '../../src/feeds/fetch.ts';
import { parseFeed } from '../../src/feeds/parse.ts';
import { serve } from './serve.ts';

function fetcher(timeoutMs = 60_000) {
  const created = createFetcher({ allowHosts: ['127.0.0.1'], spacingMs: 0, timeoutMs });
  onTestFinished(() => created.close());
  return (url: string) => created.fetch({ url, etag: null, lastModified: null, bodyHash: null });
}

const date = 'Mon, 05 Jan 2026 12:00:00 GMT';

describe('for how long an answer holds', () => {
  it.each<[Record<string, string>, number | null]>([
    [{}, null],
    [{ 'cache-control': 'public, max-age=600' }, 600_000],
    [{ 'cache-control': 'max-age="600"', age: '100' }, 500_000],
    [{ 'cache-control': 'max-age=600, no-cache' }, 0],
    [{ 'cache-control': 'no-store' }, 0],
    [{ 'cache-control': 'max-age=600', expires: date, date }, 600_000],
    [{ expires: 'Mon, 05 Jan 2026 12:05:00 GMT', date }, 300_000],
    [{ expires: 'Mon, 05 Jan 2026 11:00:00 GMT', date }, 0],
    [{ expires: '0', date }, 0],
    [{ 'cache-control': 'max-age=99999999' }, 86_400_000],
  ])('%j: %s', async (headers, freshForMs) => {
    const origin = await serve((_, response) => response.writeHead(200, headers).end('<rss/>'));
    expect(await fetcher()(origin)).toMatchObject({ kind: 'changed', freshForMs });
  });
});

describe('what a feed asks of those who poll it', () => {
  const head = (text: string) =>
    parseFeed(
      Buffer.from(`<rss version="2.0"><channel>${text}<item><title>A</title></item></channel></rss>`),
      null,
      null,
    );
  it.each([
    ['<ttl>15</ttl>', { ttlMs: 900_000, skipHours: [] }],
    ['<ttl> 0 </ttl>', { ttlMs: null, skipHours: [] }],
    ['<ttl>soon</ttl>', { ttlMs: null, skipHours: [] }],
    [
      '<skipHours><hour>3</hour><hour>1</hour><hour>24</hour><hour>x</hour></skipHours>',
      { ttlMs: null, skipHours: [0, 1, 3] },
    ],
    // An unescaped & sends the document to the second reader.
    [
      '<title>a & b</title><ttl>15</ttl><skipHours><hour>3</hour></skipHours>',
      { ttlMs: 900_000, skipHours: [3] },
    ],
  ])('%s', async (text, pace) => expect(await head(text)).toMatchObject({ kind: 'feed', pace }));
});

describe('a server that trickles', () => {
  it.each([
    ['its body', (write: (text: string) => void) => write('<rss>')],
    ['nothing but its head', () => {}],
  ])('%s is left before the time is up', async (_, begin) => {
    const origin = await serve((_request, response) => {
      response.writeHead(200);
      response.flushHeaders();
      begin((text) => response.write(text));
      const drip = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(drip));
    });
    // One that has begun quickly has all of the time.
    const stalls = await serve((_request, response) => void response.write(' '.repeat(10_000)));
    const [trickling, stalling] = [fetcher(10_000), fetcher(10_000)];
    const timeUp = stalling(stalls).then(() => 'the time was up');
    expect(await Promise.race([trickling(origin), timeUp])).toMatchObject({
      kind: 'failed',
      code: 'timeout',
    });
  });
});
