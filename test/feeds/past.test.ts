import { describe, expect, it, onTestFinished } from 'vitest';
import { createFetcher } from '../../src/feeds/fetch.ts';
import { createFeedParser } from '../../src/feeds/parse_apart.ts';
import { olderUrl, readPast } from '../../src/feeds/past.ts';
import { aFeed } from '../store/samples.ts';
import { serve } from './serve.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 31);
const day = (n: number) => new Date(NOW - n * DAY).toISOString();

const entry = (n: number) =>
  `<entry><id>${n}</id><title>Day ${n}</title><published>${day(n)}</published></entry>`;
const atom = (head: string, ...days: number[]) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour</title>${head}${days.map(entry).join('')}</feed>`;

/** Reads back 20 days of a feed at `/feed` of a site with these documents. */
async function past(documents: Record<string, string>, asked: string[] = []) {
  const origin = await serve((request, response) => {
    asked.push(request.url ?? '');
    const document = documents[request.url ?? ''];
    if (document === undefined) response.writeHead(404).end();
    else response.end(document);
  });
  const fetcher = createFetcher({ allowHosts: ['127.0.0.1'], spacingMs: 0 });
  const parser = createFeedParser();
  onTestFinished(async () => {
    await Promise.all([fetcher.close(), parser.close()]);
  });
  const feed = { ...aFeed(), url: `${origin}/feed` };
  const { entries, pages, failure } = await readPast({ fetcher, parser }, feed, NOW - 20 * DAY, NOW);
  return { ids: entries.map(({ entry: { id } }) => id), pages, failure };
}

describe('a feed is read back', () => {
  it('along its archive, as far as was asked for', async () => {
    const asked: string[] = [];
    const documents = {
      '/feed': atom('<link rel="prev-archive" href="/2026-01"/>', 1, 5),
      '/2026-01': atom('<link rel="prev-archive" href="/2025-12"/>', 5, 12, 19),
      '/2025-12': atom('<link rel="prev-archive" href="/2025-11"/>', 19, 25),
      '/2025-11': atom('', 40),
    };
    expect(await past(documents, asked)).toEqual({ ids: ['1', '5', '12', '19'], pages: 3, failure: null });
    expect(asked).toEqual(['/feed', '/2026-01', '/2025-12']);
  });

  it('along its pages', async () => {
    const documents = {
      '/feed': atom('<link rel="next" href="?page=2"/>', 1),
      '/feed?page=2': atom('', 2),
    };
    expect(await past(documents)).toMatchObject({ ids: ['1', '2'], pages: 2 });
  });

  it('along the pages of JSON Feed', async () => {
    const page = (n: number, next: object) =>
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Harbour',
        items: [{ id: `${n}`, title: 'x', date_published: day(n) }],
        ...next,
      });
    expect(await past({ '/feed': page(1, { next_url: '/older' }), '/older': page(2, {}) })).toMatchObject({
      ids: ['1', '2'],
    });
  });

  it('along WordPress’ pages, until there are none', async () => {
    const generator = '<generator uri="https://wordpress.org/" version="6">WordPress</generator>';
    const documents = {
      '/feed': atom(generator, 1),
      '/feed?paged=2': atom(generator, 2),
      '/feed?paged=3': atom(generator, 3),
    };
    expect(await past(documents)).toEqual({ ids: ['1', '2', '3'], pages: 3, failure: null });
  });

  it('no further than pages bring something new', async () => {
    const same = atom('<link rel="next" href="/feed"/>', 1);
    expect(await past({ '/feed': same })).toMatchObject({ ids: ['1'], pages: 2 });
  });

  it('not at all where it can’t be read, and says why', async () => {
    expect(await past({})).toEqual({ ids: [], pages: 0, failure: expect.stringContaining('404') });
  });
});

it('nothing leads further back from a document that says nothing of older ones', () => {
  expect(olderUrl({ older: null, isWordPress: false }, 'https://a.example/f')).toBeNull();
  expect(olderUrl({ older: 'javascript:1', isWordPress: false }, 'https://a.example/f')).toBeNull();
});
