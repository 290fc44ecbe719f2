import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseDate } from '../src/articles/date.ts';
import { normalizeEntry } from '../src/articles/normalize.ts';
import { htmlToText } from '../src/articles/text.ts';
import { parseFeed } from '../src/feeds/parse.ts';
import { describeFeed, type FeedDescription } from '../src/feeds/parse_feed.ts';

type Json = Record<string, unknown>;
type Described = Extract<FeedDescription, { entries: unknown }>;

/** How one suite went: of the documents that its own reader reads, and of the fields that it expects. */
export interface SuiteResult {
  suite: string;
  documents: number;
  refused: number;
  wrongEntryCount: number;
  fields: number;
  fieldsRight: number;
  /** `file: field: expected / got` of what is wrong. */
  faults: string[];
}

export interface ReplayResult {
  feed: string;
  polls: number;
  articles: number;
  retitled: number;
  redated: number;
  /** Entries (by the feed's id, or by link) that came out under more than one article id. */
  repeated: number;
  /** Different links of one poll that came out under one article id. */
  joined: number;
}

export interface FeedsEval {
  suites: SuiteResult[];
  replays: ReplayResult[];
}

/**
 * Measures feed reading on the suites of gofeed and rss-parser and on the replays in `dataFolder`, and prints a
 * table. What isn't there is skipped with a word. Texts are compared as plain text, dates as moments.
 */
export async function evalFeeds(dataFolder: string): Promise<FeedsEval> {
  const result: FeedsEval = { suites: [], replays: [] };
  const gofeed = join(dataFolder, 'feeds/gofeed');
  const rssParser = join(dataFolder, 'feeds/rss-parser');
  for (const folder of [gofeed, rssParser, join(dataFolder, 'replay')]) {
    if (!existsSync(folder)) console.log(`feeds: ${folder} isn't there, skipped.`);
  }
  if (existsSync(gofeed)) {
    result.suites.push(await runSuite('gofeed translator', pairs(join(gofeed, 'translator')), gofeedFields));
    result.suites.push(await runSuite('gofeed parser', pairs(join(gofeed, 'parser')), gofeedFields));
  }
  if (existsSync(rssParser)) {
    result.suites.push(await runSuite('rss-parser', rssParserPairs(rssParser), rssParserFields));
  }
  for (const feed of ['bbc', 'aljazeera']) {
    const folder = join(dataFolder, 'replay', feed);
    if (existsSync(folder)) result.replays.push(await replay(feed, folder));
  }
  console.table(
    result.suites.map(({ faults, fields, fieldsRight, ...row }) => ({
      ...row,
      fields,
      right: fields === 0 ? '-' : `${((100 * fieldsRight) / fields).toFixed(1)}%`,
    })),
  );
  if (result.replays.length > 0) console.table(result.replays);
  return result;
}

interface Pair {
  name: string;
  document: string;
  expected: Json;
}

/** Documents that have an expectation beside them; in gofeed's suites the `.json` of the same name. */
function pairs(folder: string): Pair[] {
  const files = (readdirSync(folder, { recursive: true, encoding: 'utf8' }) as string[]).sort();
  return files.flatMap((file) => {
    const expectation = file.endsWith('.xml')
      ? file.replace(/\.xml$/, '.json')
      : file.endsWith('.json') && files.includes(file.replace(/\.json$/, '_expected.json'))
        ? file.replace(/\.json$/, '_expected.json')
        : null;
    if (expectation === null || !files.includes(expectation)) return [];
    return [{ name: file, document: join(folder, file), expected: readJson(join(folder, expectation)) }];
  });
}

function rssParserPairs(folder: string): Pair[] {
  // What is expected there comes from an option of rss-parser's that writes EMPTY into empty elements.
  const outputs = readdirSync(join(folder, 'output')).filter((file) => file !== 'xml2js-options.json');
  return outputs.flatMap((output) => {
    const base = output.replace(/\.json$/, '');
    const input = ['.rss', '.atom']
      .map((end) => join(folder, 'input', base + end))
      .find((file) => existsSync(file));
    const expected = readJson(join(folder, 'output', output)).feed as Json | undefined;
    return input === undefined || expected === undefined
      ? []
      : [{ name: relative(folder, input), document: input, expected }];
  });
}

/** Expected values of one feed or entry by the names of `parse-feed`. */
type Expectation = Partial<Record<'title' | 'link' | 'id' | 'publishedAt' | 'summary' | 'content', string>>;
type Reading = (expected: Json, entry: boolean) => Expectation;

async function runSuite(suite: string, documents: Pair[], read: Reading): Promise<SuiteResult> {
  const result: SuiteResult = {
    ...{ suite, documents: documents.length, refused: 0, wrongEntryCount: 0 },
    ...{ fields: 0, fieldsRight: 0, faults: [] },
  };
  for (const { name, document, expected } of documents) {
    const got = await describeFeed(readFileSync(document), document);
    if ('error' in got) {
      result.refused++;
      result.faults.push(`${name}: ${got.error}`);
      continue;
    }
    const entries = (expected.items ?? expected.entries ?? []) as Json[];
    if (entries.length !== got.entries.length) {
      result.wrongEntryCount++;
      result.faults.push(`${name}: ${entries.length} entries / ${got.entries.length}`);
    }
    compare(result, name, read(expected, false), {
      ...got,
      id: null,
      publishedAt: null,
      summary: null,
      content: null,
    });
    entries.forEach((entry, index) => {
      const described = got.entries[index];
      if (described !== undefined) compare(result, name, read(entry, true), described);
    });
  }
  return result;
}

type Got = Record<keyof Required<Expectation>, string | null> | (Described & Record<string, unknown>);

function compare(result: SuiteResult, name: string, expected: Expectation, got: Got): void {
  for (const [field, value] of Object.entries(expected)) {
    const mine = (got as Record<string, unknown>)[field];
    const wanted = field === 'publishedAt' ? parseDate(value) : plain(value);
    // rss-parser's own expectation is misread where the document isn't in UTF-8.
    if (wanted === null || wanted === '' || value.includes('\ufffd')) continue;
    const found = typeof mine !== 'string' ? null : field === 'publishedAt' ? parseDate(mine) : plain(mine);
    result.fields++;
    // A relative link that came out whole is right.
    const madeWhole = field === 'link' && value.startsWith('/') && String(found).endsWith(value);
    if (found === wanted || madeWhole || reordered(wanted, found)) result.fieldsRight++;
    else result.faults.push(`${name}: ${field}: ${wanted} / ${found}`.slice(0, 400));
  }
}

function gofeedFields(expected: Json, entry: boolean): Expectation {
  const links = expected.links as ({ rel?: string; href?: string } | string)[] | undefined;
  const alternate = links?.find((link) => typeof link === 'object' && link.rel === 'alternate');
  const link = expected.link ?? expected.url ?? (typeof alternate === 'object' ? alternate.href : undefined);
  const guid = expected.guid;
  return only({
    title: expected.title,
    link: entry ? link : (link ?? expected.home_page_url),
    ...(entry && {
      id: typeof guid === 'object' ? (guid as Json | null)?.value : (guid ?? expected.id),
      publishedAt:
        expected.publishedParsed ?? expected.pubDateParsed ?? expected.published ?? expected.date_published,
      summary: expected.description ?? expected.summary,
      content:
        typeof expected.content === 'object'
          ? (expected.content as Json | null)?.value
          : (expected.content ?? expected.content_html ?? expected.content_text),
    }),
  });
}

function rssParserFields(expected: Json, entry: boolean): Expectation {
  return only({
    title: expected.title,
    link: expected.link,
    ...(entry && {
      id: expected.guid ?? expected.id,
      publishedAt: expected.isoDate,
      // rss-parser calls an RSS description `content`.
      ...(expected.id === undefined ? { summary: expected.content } : { content: expected.content }),
    }),
  });
}

function only(values: Record<string, unknown>): Expectation {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => typeof value === 'string'),
  ) as Expectation;
}

/** rss-parser loses the order (and the spaces) of inline markup: the same characters are the same text. */
function reordered(wanted: string | number, found: string | number | null): boolean {
  const characters = (text: string) => [...text.replace(/\s+/g, '')].sort().join('');
  return (
    typeof wanted === 'string' &&
    typeof found === 'string' &&
    /\s/.test(found) &&
    characters(wanted) === characters(found)
  );
}

const plain = (value: string) => htmlToText(value).replace(/\s+/g, ' ').trim();
const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Json;

async function replay(feed: string, folder: string): Promise<ReplayResult> {
  const publisher = { id: feed, name: feed, kind: 'outlet', country: null } as const;
  const articlesOf = new Map<string, Set<string>>();
  const titlesOf = new Map<string, Set<string>>();
  const datesOf = new Map<string, Set<string>>();
  const result = { feed, polls: 0, articles: 0, retitled: 0, redated: 0, repeated: 0, joined: 0 };
  const note = (map: Map<string, Set<string>>, key: string, value: string) =>
    map.set(key, (map.get(key) ?? new Set()).add(value));
  for (const file of readdirSync(folder).sort()) {
    const stamp = file.slice(0, 15).replace('T', ' ');
    const fetchedAt = parseDate(`${stamp.slice(0, 8)}T${stamp.slice(9)}Z`) ?? 0;
    const outcome = await parseFeed(readFileSync(join(folder, file)), null, null);
    if (outcome.kind === 'failed') throw new Error(`${file}: ${outcome.message}`);
    result.polls++;
    const linksOf = new Map<string, Set<string>>();
    for (const entry of outcome.entries) {
      const normalized = normalizeEntry(entry, { id: feed, url: '', publisher, language: null }, fetchedAt);
      if ('dropped' in normalized) continue;
      const { id, url, title } = normalized.article;
      if (entry.id !== null) note(articlesOf, `id ${entry.id}`, id);
      if (entry.link !== null) note(articlesOf, `link ${entry.link}`, id);
      note(titlesOf, id, title);
      note(datesOf, id, entry.publishedAt ?? '');
      note(linksOf, id, url ?? '');
    }
    result.joined += [...linksOf.values()].filter((links) => links.size > 1).length;
  }
  const several = (map: Map<string, Set<string>>) =>
    [...map.values()].filter((values) => values.size > 1).length;
  result.articles = titlesOf.size;
  result.retitled = several(titlesOf);
  result.redated = several(datesOf);
  result.repeated = several(articlesOf);
  return result;
}
