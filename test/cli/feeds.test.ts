import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/feeds/catalog.ts';
import { readOpml, writeOpml } from '../../src/feeds/opml.ts';
import { serve } from '../feeds/serve.ts';
import { aFeed } from '../store/samples.ts';
import { runCli } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'sitrep-cli-feeds-'));
const file = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const run = (args: string[], environment: Record<string, string> = {}) =>
  runCli(['feeds', ...args], { FEED_ALLOW_HOSTS: '127.0.0.1', ...environment });

/** A site with two feeds, a page that names the first, and nothing else. */
async function site() {
  const rss = (title: string) =>
    `<rss version="2.0"><channel><title>${title}</title><language>en</language><item><title>Pier closed</title><guid>1</guid></item></channel></rss>`;
  const pages: Record<string, string> = {
    '/world.xml': rss('Harbour World'),
    '/island.xml': rss('Harbour Island'),
    '/': '<html><head><link rel="alternate" type="application/rss+xml" href="/world.xml"></head></html>',
  };
  return serve((request, response) => {
    const page = pages[request.url ?? ''];
    if (page === undefined) response.writeHead(404).end();
    else response.end(page);
  });
}

const opml = (origin: string, ...paths: string[]) =>
  file(
    'list.opml',
    writeOpml(
      'Mine',
      paths.map((path) => ({ url: origin + path, title: null, siteUrl: null })),
    ),
  );

describe('feeds check', () => {
  it('says of every feed of a list, in its order, what it is or why it can’t be read', async () => {
    const origin = await site();
    const { code, lines } = await run(['check', opml(origin, '/island.xml', '/gone.xml', '/world.xml')]);
    expect(code).toBe(1);
    expect(lines()).toEqual([
      { url: `${origin}/island.xml`, title: 'Harbour Island', entries: 1 },
      { url: `${origin}/gone.xml`, error: expect.stringContaining('http_404') },
      { url: `${origin}/world.xml`, title: 'Harbour World', entries: 1 },
    ]);
  });

  it('checks the catalog where no list is named', async () => {
    const origin = await site();
    const catalog = file('catalog.json', JSON.stringify([{ ...aFeed(), url: `${origin}/world.xml` }]));
    const { code, lines } = await run(['check'], { FEEDS_FILE: catalog });
    expect(code).toBe(0);
    expect(lines()).toEqual([{ url: `${origin}/world.xml`, title: 'Harbour World', entries: 1 }]);
  });
});

describe('feeds import', () => {
  it('makes a catalog of a list, each feed once, also of a site that names its feed', async () => {
    const origin = await site();
    const { code, out, errors } = await run([
      'import',
      opml(origin, '/', '/island.xml', '/world.xml', '/gone'),
    ]);
    expect(code).toBe(1);
    expect(errors).toContain(`${origin}/gone: http_404`);
    const catalog = loadCatalog(file('made.json', out));
    expect(catalog.map(({ url, title }) => [url, title])).toEqual([
      [`${origin}/world.xml`, 'Harbour World'],
      [`${origin}/island.xml`, 'Harbour Island'],
    ]);
  });

  it('says what is wrong with a file that is no list', async () => {
    const { code, errors } = await run(['import', file('no.opml', 'pier')]);
    expect([code, errors]).toEqual([2, expect.stringContaining('is no OPML list')]);
  });
});

describe('feeds export', () => {
  it('gives the catalog as OPML that reads back', async () => {
    const catalog = file('own.json', JSON.stringify([aFeed('a'), aFeed('b')]));
    const { code, out } = await run(['export'], { FEEDS_FILE: catalog });
    expect(code).toBe(0);
    expect(readOpml(out)?.map(({ url, title }) => [url, title])).toEqual([
      ['https://a.example/rss', 'Harbour Wire: world'],
      ['https://b.example/rss', 'Harbour Wire: world'],
    ]);
  });
});

it('feeds alone says what there is to do', async () => {
  const { code, errors } = await run([]);
  expect([code, errors]).toEqual([2, expect.stringContaining('feeds check')]);
});
