import type { RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FeedEntry } from '../../src/articles/article.ts';
import { createFetcher } from '../../src/feeds/fetch.ts';
import { createFullText } from '../../src/feeds/full_text.ts';
import { aFeed, HOUR, T0 } from '../store/samples.ts';
import { serve } from './serve.ts';

const PARAGRAPHS = [
  'The harbour council of Lund said on Monday that the old ferry pier would stay closed until the end of the month, after two of its beams were found cracked during a night inspection.',
  'Divers had gone down on Saturday, the council said, and came back with photographs that show the cracks below the water line, where nobody had looked for nine years.',
  'Ferries leave from the fish market meanwhile, which adds a quarter of an hour to the crossing, and the island school has moved its first lesson to nine.',
];
const TITLE = 'Ferry pier of Lund stays closed after cracks were found';

interface Page {
  head?: string;
  root?: string;
  body?: string;
}
const page = ({ head = '', root = '', body }: Page = {}) =>
  `<!doctype html><html ${root} lang="en"><head><title>${TITLE}</title>${head}</head><body><nav><a href="/">Front page</a></nav>${
    body ?? `<article><h1>${TITLE}</h1>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</article>`
  }<footer>Subscribe to our letter</footer></body></html>`;

const html =
  (text: string): RequestListener =>
  (_, response) =>
    void response.setHeader('content-type', 'text/html; charset=utf-8').end(text);

/** A site of pages by path; every one that isn't named is missing. Tells what it was asked for. */
async function site(pages: Record<string, RequestListener>, { budgetMs = 60_000, pageMs = 60_000 } = {}) {
  const asked: string[] = [];
  let together = 0;
  let mostTogether = 0;
  const origin = await serve((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    mostTogether = Math.max(mostTogether, ++together);
    response.on('close', () => together--);
    const listener = pages[path];
    if (listener === undefined) response.writeHead(404).end();
    else listener(request, response);
  });
  const fetcher = createFetcher({
    allowHosts: ['127.0.0.1'],
    concurrency: 1,
    spacingMs: 0,
    timeoutMs: 60_000,
  });
  const room = { now: T0 };
  const fullText = createFullText({ fetcher, now: () => room.now, budgetMs, pageMs });
  onTestFinished(async () => void (await Promise.all([fetcher.close(), fullText.close()])));
  return {
    ...{ room, origin, asked, mostTogether: () => mostTogether },
    complete: (...entries: FeedEntry[]) => fullText.complete(entries, aFeed(), false),
    entry: (path: string, change: Partial<FeedEntry> = {}): FeedEntry => ({
      ...{ id: path, link: origin + path, title: TITLE, publishedAt: new Date(T0 - HOUR).toISOString() },
      ...{ updatedAt: null, summary: 'Two beams of the pier are cracked.', content: null, authors: [] },
      ...change,
    }),
  };
}

describe('a teaser', () => {
  it('gets the text of its page, without what stands around it', async () => {
    const { complete, entry } = await site({ '/pier': html(page()) });
    const { entries, pages, failure } = await complete(entry('/pier'));
    expect([pages, failure]).toEqual([1, null]);
    for (const paragraph of PARAGRAPHS) expect(entries[0]?.content).toContain(paragraph);
    expect(entries[0]?.content).not.toMatch(/Front page|Subscribe to our letter/);
  });

  it('takes the address and the picture that its page names as its own', async () => {
    const head =
      '<link rel="canonical" href="/pier-closed"><meta property="og:image" content="https://img.example/pier.jpg">';
    const { complete, entry, origin } = await site({ '/pier?x=1': html(page({ head })) });
    const { entries } = await complete(entry('/pier?x=1'));
    expect(entries[0]).toMatchObject({
      link: `${origin}/pier-closed`,
      image: { url: 'https://img.example/pier.jpg', caption: null },
    });
  });

  it('does not become another site’s article because its page says so', async () => {
    const head = '<link rel="canonical" href="https://elsewhere.example/famous">';
    const { complete, entry, origin } = await site({ '/pier': html(page({ head })) });
    expect((await complete(entry('/pier'))).entries[0]?.link).toBe(`${origin}/pier`);
  });

  it('is read from the page that an AMP page stands for', async () => {
    const amp = page({ root: 'amp', head: '<link rel="canonical" href="/whole">' });
    const { complete, entry, asked } = await site({ '/amp': html(amp), '/whole': html(page()) });
    expect((await complete(entry('/amp'))).pages).toBe(1);
    expect(asked).toEqual(['/robots.txt', '/amp', '/whole']);
  });

  it('is asked for once an hour, and robots.txt once', async () => {
    const { complete, entry, asked, room } = await site({ '/pier': html(page()) });
    await complete(entry('/pier'));
    expect((await complete(entry('/pier'))).pages).toBe(1);
    room.now += HOUR + 1;
    await complete(entry('/pier', { publishedAt: new Date(room.now).toISOString() }));
    expect(asked).toEqual(['/robots.txt', '/pier', '/pier']);
  });

  it('waits while another page of its host is read', async () => {
    const pages = Object.fromEntries(['/1', '/2', '/3'].map((path) => [path, html(page())]));
    const { complete, entry, mostTogether } = await site(pages);
    await Promise.all([complete(entry('/1'), entry('/2')), complete(entry('/3'))]);
    expect(mostTogether()).toBe(1);
  });
});

describe('no page is asked for', () => {
  it.each<[string, Partial<FeedEntry>]>([
    ['where the feed gives the whole text', { content: `<p>${'word '.repeat(150)}</p>` }],
    ['of old news', { publishedAt: new Date(T0 - 25 * HOUR).toISOString() }],
    ['where there is no link', { link: null }],
  ])('%s', async (_, change) => {
    const { complete, entry, asked } = await site({ '/pier': html(page()) });
    const given = entry('/pier', change);
    expect(await complete(given)).toEqual({ entries: [given], pages: 0, failure: null });
    expect(asked).toEqual([]);
  });

  it('beyond the ten newest of a poll', async () => {
    const { complete, entry, asked } = await site({});
    const entries = Array.from({ length: 15 }, (_, age) =>
      entry(`/${age}`, { publishedAt: new Date(T0 - age * 60_000).toISOString() }),
    );
    await complete(...entries.toReversed());
    expect(asked).toEqual(['/robots.txt', ...entries.slice(0, 10).map((_, age) => `/${age}`)]);
  });
});

describe('a teaser stays one', () => {
  it.each<[string, Record<string, RequestListener>, string]>([
    ['where robots.txt says so', { '/robots.txt': html('User-agent: *\nDisallow: /pier') }, 'refused_robots'],
    ['where there is no page', {}, 'http_404'],
    ['where the page is about something else', { '/pier': html(page({ body: other() })) }, 'page_no_article'],
    [
      'where the page needs scripts',
      { '/pier': html('<html><body><div id="app"></div></body></html>') },
      'page_no_article',
    ],
    [
      'where consent is asked for by title',
      { '/pier': html(page().replace(TITLE, 'Before you continue')) },
      'page_consent',
    ],
    [
      'where consent is asked for elsewhere',
      {
        '/pier': (_, response) => void response.writeHead(302, { location: '/consent?for=/pier' }).end(),
        '/consent?for=/pier': html(page()),
      },
      'page_consent',
    ],
    [
      'where AMP pages go round in circles',
      {
        '/pier': html(page({ root: '⚡', head: '<link rel="canonical" href="/b">' })),
        '/b': html(page({ root: '⚡', head: '<link rel="canonical" href="/pier">' })),
      },
      'page_no_article',
    ],
  ])('%s', async (_, pages, code) => {
    const { complete, entry } = await site(pages);
    const given = entry('/pier');
    expect(await complete(given)).toMatchObject({ entries: [given], pages: 0, failure: { code } });
  });

  it('where the page is nested beyond measure', async () => {
    const pages = { '/pier': html(`<html><body>${'<div>'.repeat(150_000)}`) };
    const { complete, entry } = await site(pages, { pageMs: 1_000 });
    expect(await complete(entry('/pier'))).toMatchObject({ pages: 0, failure: { code: 'too_complex' } });
  });

  it('where the site takes too long, while those that came in time are kept', async () => {
    const { complete, entry } = await site(
      { '/quay': html(page()), '/pier': html(page()), '/slow': () => {} },
      { budgetMs: 5_000 },
    );
    // Starts what reads pages, which takes long where there is much else to do.
    await complete(entry('/quay'));
    const slow = entry('/slow', { publishedAt: new Date(T0 - 2 * HOUR).toISOString() });
    const { entries, pages, failure } = await complete(slow, entry('/pier'));
    expect([pages, failure?.code]).toEqual([1, 'timeout']);
    expect(entries[0]).toEqual(slow);
    expect(entries[1]?.content).toContain(PARAGRAPHS[0]);
  });
});

function other(): string {
  const text = 'Choose from our subscriptions to go on reading, and support work that takes its time. ';
  return `<article>${`<p>${text.repeat(3)}</p>`.repeat(4)}</article>`;
}
