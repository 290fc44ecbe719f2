import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FetchOutcome, FetchRequest } from '../../src/feeds/fetch.ts';
import { feedLinks, findFeed } from '../../src/feeds/find.ts';
import { readOpml, writeOpml } from '../../src/feeds/opml.ts';
import { parseFeed } from '../../src/feeds/parse.ts';

const rss =
  '<rss version="2.0"><channel><title>Harbour &amp; sea</title><link>https://www.harbour.example/</link><item><title>A</title><guid>1</guid></item></channel></rss>';

/** A web of these documents. */
function find(web: Record<string, string>, address: string) {
  const fetch = async ({ url, byMember }: FetchRequest): Promise<FetchOutcome> => {
    expect(byMember).toBe(true);
    const document = web[url];
    return document === undefined
      ? { kind: 'failed', code: 'http_404', message: 'The server answered 404.', retryAfterMs: null }
      : {
          ...{ kind: 'changed', document: Buffer.from(document), contentType: null, finalUrl: url },
          ...{
            etag: null,
            lastModified: null,
            bodyHash: '',
            permanentUrl: null,
            freshForMs: null,
            linkHeader: null,
          },
        };
  };
  return findFeed({ fetcher: { fetch }, parser: { parse: parseFeed } }, address);
}

describe('findFeed', () => {
  it('takes a feed, with or without a scheme', async () => {
    const feed = {
      title: 'Harbour & sea',
      url: 'https://harbour.example/feed',
      publisher: { id: 'harbour-example', name: 'Harbour & sea' },
    };
    const web = { 'https://harbour.example/feed': rss };
    expect(await find(web, 'https://harbour.example/feed')).toMatchObject({ kind: 'found', feed });
    expect(await find(web, ' harbour.example/feed ')).toMatchObject({ kind: 'found', feed });
  });

  it('finds the feed of a site, past those that are broken', async () => {
    const page = `<!doctype html><head>
      <link rel="alternate" type="application/rss+xml" href="/comments/feed">
      <link rel="stylesheet" type="text/css" href="/x.css"><link rel="alternate" hreflang="de" href="/de">
      <link rel="alternate" type="application/atom+xml" href="gone"><link rel=alternate type=application/rss+xml href="/feed?a=1&amp;b=2">`;
    expect(feedLinks(page, 'https://harbour.example/')).toEqual([
      'https://harbour.example/gone',
      'https://harbour.example/feed?a=1&b=2',
      'https://harbour.example/comments/feed',
    ]);
    const web = { 'https://harbour.example': page, 'https://harbour.example/feed?a=1&b=2': rss };
    expect(await find(web, 'harbour.example')).toMatchObject({ kind: 'found' });
  });

  it('says what is wrong', async () => {
    expect(await find({}, 'nowhere.example')).toMatchObject({ code: 'http_404' });
    expect(await find({ 'https://a.example': '<html><p>Hi' }, 'a.example')).toMatchObject({
      code: 'not_a_feed',
    });
  });
});

describe('OPML', () => {
  it('is read at any depth, in any case, each address once', () => {
    const text = `<?xml version="1.0"?><OPML version="1.0"><body><outline text="News"><outline text="A" XMLURL="https://a.example/f" htmlUrl="https://a.example"/>
      <outline title="B &amp; C" text="x" xmlUrl="https://b.example/f?x=1&amp;y=2"/></outline><outline xmlUrl="https://a.example/f"/></body></OPML>`;
    expect(readOpml(text)).toEqual([
      { url: 'https://a.example/f', title: 'A', siteUrl: 'https://a.example' },
      { url: 'https://b.example/f?x=1&y=2', title: 'B & C', siteUrl: null },
    ]);
    expect(readOpml('<html></html>')).toBeNull();
  });

  it('reads back what it writes', () => {
    const text = fc
      .string({ unit: 'grapheme-ascii', minLength: 1 })
      .map((one) => one.trim())
      .filter(Boolean);
    const feed = fc.record({ url: fc.webUrl(), title: fc.option(text), siteUrl: fc.option(fc.webUrl()) });
    fc.assert(
      fc.property(fc.uniqueArray(feed, { selector: ({ url }) => url, maxLength: 5 }), (feeds) => {
        const read = readOpml(writeOpml('x', feeds));
        expect(read).toEqual(feeds.map((one) => ({ ...one, title: one.title ?? one.url })));
      }),
      { numRuns: 40 },
    );
  });
});
