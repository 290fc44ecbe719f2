import { readFile } from 'node:fs/promises';
import { type Config, readOwnConfig } from '../config.ts';
import { DEFAULT_CATALOG, loadCatalog } from '../feeds/catalog.ts';
import type { Feed } from '../feeds/feed.ts';
import { createFetcher, type FetchRequest } from '../feeds/fetch.ts';
import { findFeed } from '../feeds/find.ts';
import { readOpml, writeOpml } from '../feeds/opml.ts';
import { createFeedParser } from '../feeds/parse_apart.ts';
import { type CommandIo, type ExitCode, UsageError } from './command.ts';
import { showProgress } from './progress.ts';

/** Sites that are asked side by side; each host is still asked politely. */
const CONCURRENCY = 8;

/** The catalog as OPML. */
export async function exportFeeds({ write }: CommandIo): Promise<ExitCode> {
  const named = catalogOf(readOwnConfig()).map(({ url, title }) => ({ url, title, siteUrl: null }));
  await write(writeOpml('Sitrep', named));
  return 0;
}

/** Reads every feed of the catalog, or of an OPML file, once: one JSON line each, in order; 1 where one can't be read. */
export async function checkFeeds(file: string | undefined, { write }: CommandIo): Promise<ExitCode> {
  const config = readOwnConfig();
  const urls = file === undefined ? catalogOf(config).map(({ url }) => url) : await listed(file);
  let code: ExitCode = 0;
  for await (const line of lookUp(urls, config)) {
    if ('error' in line) code = 1;
    await write('feed' in line ? { url: line.url, title: line.feed.title, entries: line.entries } : line);
  }
  return code;
}

/** Looks every feed of an OPML file up and prints them as a catalog; 1 where one can't be read, which stderr names. */
export async function importFeeds(file: string, { write }: CommandIo): Promise<ExitCode> {
  const found: Feed[] = [];
  let code: ExitCode = 0;
  for await (const line of lookUp(await listed(file), readOwnConfig())) {
    if ('feed' in line) found.push(line.feed);
    else {
      code = 1;
      process.stderr.write(`${line.url}: ${line.error}\n`);
    }
  }
  await write(`${JSON.stringify(withOwnIds(found), null, 2)}\n`);
  return code;
}

/** Reads every feed of the catalog once. @returns how many there are, and those that can't be read, with why */
export async function checkCatalog(
  config: Config,
): Promise<{ all: number; failed: { url: string; error: string }[] }> {
  const urls = catalogOf(config).map(({ url }) => url);
  const failed: { url: string; error: string }[] = [];
  for await (const line of lookUp(urls, config)) if ('error' in line) failed.push(line);
  return { all: urls.length, failed };
}

const catalogOf = (config: Config) => loadCatalog(config.feedsFile ?? DEFAULT_CATALOG);

async function listed(file: string): Promise<string[]> {
  const list = readOpml(await readFile(file, 'utf8'));
  if (list === null) throw new UsageError(`${file} is no OPML list.`);
  return list.map(({ url }) => url);
}

type Line = { url: string; feed: Feed; entries: number } | { url: string; error: string };

/** Looks addresses up side by side; gives what they led to in their order. Progress goes to stderr, where that is a terminal. */
async function* lookUp(urls: readonly string[], config: Config): AsyncGenerator<Line> {
  const fetcher = createFetcher({ allowHosts: config.feedAllowHosts });
  const parser = createFeedParser();
  // Who runs the command line is the host: any port may be read.
  const trusted = { fetch: (request: FetchRequest) => fetcher.fetch({ ...request, byMember: false }) };
  let done = 0;
  const look = async (url: string): Promise<Line> => {
    const found = await findFeed({ fetcher: trusted, parser }, url);
    showProgress('feeds', ++done, urls.length);
    return found.kind === 'found'
      ? { url, feed: found.feed, entries: found.entries.length }
      : { url, error: `${found.code}: ${found.message}` };
  };
  const running: Promise<Line>[] = [];
  try {
    for (const url of urls) {
      running.push(look(url));
      if (running.length >= CONCURRENCY) yield (await running.shift()) as Line;
    }
    for (const line of running) yield await line;
  } finally {
    await Promise.all([fetcher.close(), parser.close()]);
  }
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
