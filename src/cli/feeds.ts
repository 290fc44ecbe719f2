import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readOwnConfig } from '../config.ts';
import { DEFAULT_CATALOG, loadCatalog } from '../feeds/catalog.ts';
import type { Feed } from '../feeds/feed.ts';
import { createFetcher, type Fetcher } from '../feeds/fetch.ts';
import { findFeed } from '../feeds/find.ts';
import { readOpml, writeOpml } from '../feeds/opml.ts';
import { createFeedParser, type FeedParser } from '../feeds/parse_apart.ts';
import { type Command, UsageError } from './command.ts';

/** Sites that are asked side by side; each host is still asked politely. */
const CONCURRENCY = 8;

/**
 * `feeds export`: the catalog as OPML. `feeds check [FILE]`: reads every feed of the catalog (or of an OPML file) once,
 * one JSON line each, in order; 1 where one can't be read. `feeds import FILE`: looks every feed of an OPML file up and
 * prints them as a catalog for `FEEDS_FILE`. Progress goes to stderr, where that is a terminal.
 */
export const feeds: Command = async (args, { write }) => {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const [action, file] = positionals;
  const config = readOwnConfig();
  const catalog = () => loadCatalog(config.feedsFile ?? DEFAULT_CATALOG);
  if (action === 'export') {
    const named = catalog().map(({ url, title }) => ({ url, title, siteUrl: null }));
    await write(writeOpml('Sitrep', named));
    return 0;
  }
  if ((action !== 'check' && action !== 'import') || (action === 'import' && file === undefined)) {
    throw new UsageError('Say what to do: feeds export, feeds check [OPML FILE], or feeds import OPML FILE.');
  }
  const urls = file === undefined ? catalog().map(({ url }) => url) : await listed(file);
  const fetcher = createFetcher({ allowHosts: config.feedAllowHosts });
  const parser = createFeedParser();
  let failed = 0;
  const found: Feed[] = [];
  try {
    for await (const line of lookUp(urls, fetcher, parser)) {
      if ('feed' in line) found.push(line.feed);
      else failed++;
      if (action === 'check')
        await write('feed' in line ? { url: line.url, title: line.feed.title, entries: line.entries } : line);
      else if (!('feed' in line)) process.stderr.write(`${line.url}: ${line.error}\n`);
    }
  } finally {
    await Promise.all([fetcher.close(), parser.close()]);
  }
  if (action === 'import') await write(`${JSON.stringify(withOwnIds(found), null, 2)}\n`);
  return failed > 0 ? 1 : 0;
};

async function listed(file: string): Promise<string[]> {
  const list = readOpml(await readFile(file, 'utf8'));
  if (list === null) throw new UsageError(`${file} is no OPML list.`);
  return list.map(({ url }) => url);
}

type Line = { url: string; feed: Feed; entries: number } | { url: string; error: string };

/** Looks addresses up side by side; gives what they led to in their order. */
async function* lookUp(urls: readonly string[], fetcher: Fetcher, parser: FeedParser): AsyncGenerator<Line> {
  let done = 0;
  const look = async (url: string): Promise<Line> => {
    const found = await findFeed({ fetcher, parser }, url);
    showProgress(++done, urls.length);
    return found.kind === 'found'
      ? { url, feed: found.feed, entries: found.entries.length }
      : { url, error: `${found.code}: ${found.message}` };
  };
  const running: Promise<Line>[] = [];
  for (const url of urls) {
    running.push(look(url));
    if (running.length >= CONCURRENCY) yield (await running.shift()) as Line;
  }
  for (const line of running) yield await line;
}

/** `[#####     ] 12/40`, in place. */
function showProgress(done: number, all: number): void {
  if (!process.stderr.isTTY) return;
  const filled = Math.round((20 * done) / all);
  process.stderr.write(`\r[${'#'.repeat(filled).padEnd(20)}] ${done}/${all}${done === all ? '\n' : ''}`);
}

/** A catalog names each publisher in one way: feeds of one site take the name of the first. */
function withOwnIds(found: readonly Feed[]): Feed[] {
  const publishers = new Map(found.toReversed().map(({ publisher }) => [publisher.id, publisher]));
  const unique = new Map(found.map((feed) => [feed.url, feed]));
  return [...unique.values()].map((feed) => ({
    ...feed,
    publisher: publishers.get(feed.publisher.id) ?? feed.publisher,
  }));
}
