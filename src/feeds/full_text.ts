import type { FeedEntry } from '../articles/article.ts';
import { articleImage } from '../articles/image.ts';
import { entryDate } from '../articles/normalize.ts';
import { htmlToText, titleText } from '../articles/text.ts';
import { absoluteUrl } from '../articles/url.ts';
import { createApart, ownMemory } from './apart.ts';
import { type FeedFailure, failureMessage } from './failure.ts';
import type { Feed } from './feed.ts';
import type { Fetcher } from './fetch.ts';
import type { PageContents } from './page.ts';
import type { PageQuestion } from './page_worker.ts';
import { createRobots } from './robots.ts';

const MINUTE = 60_000;
/** A feed's text shorter than this is a teaser. */
const TEASER = 600;
/** What is older is no news that a longer text would help to tell. */
const NEWS_MS = 24 * 60 * MINUTE;
/** Of one poll; those that are newest. */
const MOST_PAGES = 10;
const KEEP_MS = 60 * MINUTE;
const KEEP_FAILURE_MS = 10 * MINUTE;
const MOST_KEPT = 200;
/** Which share of a title's longer words its article has, whatever else stands on the page. */
const SHARED_WORDS = 0.4;
const LONG_WORD = 5;

type ArticlePage = Extract<PageContents, { kind: 'article' }>;
interface PageFailure {
  code: FeedFailure;
  message: string;
}
export type PageOutcome = ArticlePage | PageFailure;
type AmpPage = Extract<PageContents, { kind: 'amp' }>;

/** What became of a poll's entries. */
export interface Completed {
  /** In the same order; those whose page was read have its text as their content. */
  entries: FeedEntry[];
  /** How many pages were read. */
  pages: number;
  /** Why one was not, of the last such one. */
  failure: PageFailure | null;
}

export interface FullText {
  /** Gives entries that are no more than teasers the text of their page; within `budgetMs`, whatever the site does. */
  complete(entries: readonly FeedEntry[], feed: Feed, byMembers: boolean): Promise<Completed>;
  /** One page that a member points at, as it is read for feeds. */
  readPage(url: string): Promise<PageOutcome>;
  /** Ends the thread that reads; pages that are being read are left. */
  close(): Promise<void>;
}

/**
 * Fetches the pages of articles of which a feed gives only a teaser, as far as robots.txt lets it. `fetcher` sees to
 * it that a host is asked one thing at a time; pages are read in a thread of their own and kept for an hour. What
 * can't be read stays a teaser.
 */
export function createFullText(parts: {
  fetcher: Pick<Fetcher, 'fetch'>;
  now: () => number;
  /** For all pages of one poll; 15 s by default. */
  budgetMs?: number;
  /** For reading one page that has come; 5 s by default. */
  pageMs?: number;
}): FullText {
  const { fetcher, now, budgetMs = 15_000, pageMs = 5_000 } = parts;
  const mayFetch = createRobots(fetcher, now);
  const reader = createApart<PageQuestion, PageContents>(new URL('./page_worker.ts', import.meta.url), {
    ...{ timeoutMs: pageMs, memoryMb: 256 },
  });
  const kept = new Map<string, { outcome: PageOutcome; until: number }>();

  async function pageOf(url: string, byMember: boolean, signal: AbortSignal): Promise<PageOutcome> {
    const known = kept.get(url);
    if (known !== undefined && known.until > now()) return known.outcome;
    const first = await readPage(url, byMember, signal);
    const second = isAmp(first) ? await readPage(first.canonical, byMember, signal) : first;
    const page = isAmp(second) ? noArticle() : second;
    keep(url, page);
    return page;
  }

  async function readPage(
    url: string,
    byMember: boolean,
    signal: AbortSignal,
  ): Promise<PageOutcome | AmpPage> {
    if (!(await mayFetch(url)))
      return failure('refused_robots', 'Its robots.txt keeps pages from being read.');
    const validators = { etag: null, lastModified: null, bodyHash: null };
    const fetched = await fetcher.fetch({ url, ...validators, byMember }, signal);
    if (signal.aborted) return late();
    if (fetched.kind !== 'changed') {
      return fetched.kind === 'failed' ? fetched : failure('empty', 'The page is empty.');
    }
    const { document, contentType, finalUrl } = fetched;
    const answer = await reader.ask({ bytes: document, contentType, url: finalUrl }, ownMemory(document));
    if (answer === 'closed') return failure('aborted', 'Reading the page was broken off.');
    const contents = typeof answer === 'string' ? undefined : answer[0];
    if (contents === undefined) return failure('too_complex', 'The page takes too long to read.');
    if (contents.kind === 'consent') return failure('page_consent', 'The site asks for consent first.');
    if (contents.kind === 'no_article') return noArticle();
    return contents;
  }

  function keep(url: string, outcome: PageOutcome): void {
    kept.delete(url);
    kept.set(url, { outcome, until: now() + ('html' in outcome ? KEEP_MS : KEEP_FAILURE_MS) });
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
  }

  /** One page after another, newest first: they are mostly of one host. */
  async function readPages(
    wanted: readonly FeedEntry[],
    feed: Feed,
    byMembers: boolean,
    completed: Completed,
    signal: AbortSignal,
  ): Promise<void> {
    for (const entry of wanted) {
      const url = absoluteUrl(entry.link ?? '', feed.url)?.href ?? '';
      const page = await pageOf(url, byMembers, signal);
      if (signal.aborted) return;
      const whole = 'html' in page ? withPage(entry, url, page) : page;
      if ('code' in whole) {
        completed.failure = { code: whole.code, message: whole.message };
        continue;
      }
      completed.entries[completed.entries.indexOf(entry)] = whole;
      completed.pages++;
    }
  }

  return {
    async complete(entries, feed, byMembers) {
      const completed: Completed = { entries: [...entries], pages: 0, failure: null };
      const wanted = teasers(entries, now());
      if (wanted.length === 0) return completed;
      const budget = new AbortController();
      const over = Promise.withResolvers<void>();
      const timer = setTimeout(() => {
        budget.abort();
        over.resolve();
      }, budgetMs);
      // What a page still does when its time is over concerns nobody.
      await Promise.race([readPages(wanted, feed, byMembers, completed, budget.signal), over.promise]);
      clearTimeout(timer);
      return budget.signal.aborted
        ? { ...completed, entries: [...completed.entries], failure: late() }
        : completed;
    },
    readPage: (url) => pageOf(url, true, AbortSignal.timeout(budgetMs)),
    close: reader.close,
  };
}

/** The entries that are news and give no more than a teaser, newest first. */
function teasers(entries: readonly FeedEntry[], now: number): FeedEntry[] {
  return entries
    .map((entry) => ({ entry, at: entryDate(entry, now) ?? now }))
    .filter(
      ({ entry, at }) => at > now - NEWS_MS && absoluteUrl(entry.link ?? '') !== null && isTeaser(entry),
    )
    .sort((a, b) => b.at - a.at)
    .slice(0, MOST_PAGES)
    .map(({ entry }) => entry);
}

const isAmp = (page: PageOutcome | AmpPage): page is AmpPage => 'kind' in page && page.kind === 'amp';

const isTeaser = (entry: FeedEntry) =>
  Math.max(...[entry.content, entry.summary].map((html) => htmlToText(html ?? '').length)) < TEASER;

/** The entry with its page's text, where that is in fact about what the entry is about. */
function withPage(entry: FeedEntry, url: string, page: ArticlePage): FeedEntry | PageFailure {
  const text = htmlToText(page.html).toLowerCase();
  const words = new Set(
    titleText(entry.title ?? '')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [],
  );
  const long = [...words].filter((word) => word.length >= LONG_WORD);
  const shared = long.filter((word) => text.includes(word)).length;
  if (long.length > 1 && shared < long.length * SHARED_WORDS) return noArticle();
  const image = page.image === null ? null : articleImage(page.image, null, url);
  return {
    ...entry,
    content: page.html,
    link: page.canonical ?? entry.link,
    ...(entry.image === undefined && image !== null && { image }),
  };
}

const failure = (code: FeedFailure, what: string): PageFailure => ({
  code,
  message: failureMessage(code, what),
});
const noArticle = () => failure('page_no_article', 'The page shows no article.');
const late = () => failure('timeout', 'The site took too long over the pages of its articles.');
