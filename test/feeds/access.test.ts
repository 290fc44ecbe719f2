import { describe, expect, it, onTestFinished } from 'vitest';
import { createFeedAccess } from '../../src/feeds/access.ts';
import { createFetcher } from '../../src/feeds/fetch.ts';
import { createFullText } from '../../src/feeds/full_text.ts';
import { createFeedParser } from '../../src/feeds/parse_apart.ts';
import { serve } from './serve.ts';

const HIT =
  'Two people were killed and three injured when a drone hit the tram depot of Kherson before dawn, the regional governor said, while the first shift was signing in at the gate.';
const AFTER =
  'Trams stay in the depot until the tracks are looked over, the city said, and buses run in their place on both lines through the centre until then, every ten minutes.';
const MENU = 'Front page and weather and all our letters, to which you can subscribe here';

function pageOf(body: string): string {
  return `<!doctype html><html lang="uk-UA"><head><title>Depot hit | Quayside</title>
<meta property="og:title" content="Drone hits tram depot in Kherson">
<meta property="article:published_time" content="2026-01-05T06:00:00Z"></head>
<body><div class="menu"><p>${MENU}</p></div>${body}</body></html>`;
}

const PAGES: Record<string, string> = {
  // No <article>, and its text in elements that are no paragraphs of it.
  '/long': pageOf(
    `<div class="content"><h1>Drone hits tram depot in Kherson</h1><div><p>${HIT}</p><p>${AFTER}</p></div></div>`,
  ),
  '/short': pageOf(`<article><p>${HIT}</p></article>`),
};

async function access(allowHosts: string[]) {
  const origin = await serve((request, response) => {
    const page = PAGES[request.url ?? ''];
    if (page === undefined) response.writeHead(404).end();
    else response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
  });
  const fetcher = createFetcher({ allowHosts, concurrency: 1, spacingMs: 0, timeoutMs: 60_000 });
  const fullText = createFullText({ fetcher, now: Date.now, budgetMs: 60_000, pageMs: 60_000 });
  const parser = createFeedParser();
  onTestFinished(async () => void (await Promise.all([fetcher.close(), fullText.close(), parser.close()])));
  return { origin, ...createFeedAccess({ fetcher, parser, fullText, mayAdd: false }) };
}

describe('a page that a member points at', () => {
  it('is read as full text is: the article without what stands around it', async () => {
    const { origin, readPage } = await access(['127.0.0.1']);
    const page = await readPage(`${origin}/long`);
    expect(page).toMatchObject({
      title: 'Drone hits tram depot in Kherson',
      publishedAt: Date.UTC(2026, 0, 5, 6),
      language: 'uk',
    });
    expect(page?.text).toContain(HIT);
    expect(page?.text).toContain(AFTER);
    expect(page?.text).not.toContain(MENU);
  });

  it('gives its paragraphs where it is too short to be told from what stands around it', async () => {
    const { origin, readPage } = await access(['127.0.0.1']);
    expect((await readPage(`${origin}/short`))?.text).toBe(HIT);
  });

  it('is not read where it is missing, or leads into a private network', async () => {
    const open = await access(['127.0.0.1']);
    expect(await open.readPage(`${open.origin}/gone`)).toBeNull();
    const guarded = await access([]);
    expect(await guarded.readPage(`${guarded.origin}/long`)).toBeNull();
  });
});
