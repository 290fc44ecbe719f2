import type { FeedEntry } from '../articles/article.ts';
import { entryDate } from '../articles/normalize.ts';
import { absoluteUrl } from '../articles/url.ts';
import type { Feed } from './feed.ts';
import type { Fetcher } from './fetch.ts';
import type { FeedParser } from './parse_apart.ts';

/** Where a feed document says that older entries are. */
export interface OlderLinks {
  /** The address of its archive's previous document (RFC 5005 section 4), or of its next page (section 3), as written. */
  older: string | null;
  /** WordPress gives older pages of any feed under `?paged=N`, and doesn't say so. */
  isWordPress: boolean;
}

/** What a feed still has of the past. */
export interface Past {
  feed: Feed;
  /** Dated entries since the time that was asked for, each once. */
  entries: { entry: FeedEntry; at: number }[];
  /** Documents that were read. */
  pages: number;
  /** Why its first document couldn't be read; null where it could. */
  failure: string | null;
}

/** Enough for years of a busy feed; a site that always names one more page ends here. */
const MOST_PAGES = 200;

/**
 * Reads a feed back to a time: its document, and from there the older ones that it leads to. It ends where they are older
 * than that, bring nothing new, or can't be read.
 * @param now Unix milliseconds: entries dated later are left out
 */
export async function readPast(
  { fetcher, parser }: { fetcher: Pick<Fetcher, 'fetch'>; parser: Pick<FeedParser, 'parse'> },
  feed: Feed,
  since: number,
  now: number,
): Promise<Past> {
  const past: Past = { feed, entries: [], pages: 0, failure: null };
  const seen = new Set<string>();
  for (let url: string | null = feed.url; url !== null && past.pages < MOST_PAGES; ) {
    const fetched = await fetcher.fetch({ url, etag: null, lastModified: null, bodyHash: null });
    const parsed =
      fetched.kind === 'changed'
        ? await parser.parse(fetched.document, fetched.contentType, fetched.finalUrl)
        : fetched;
    if (parsed.kind !== 'feed') {
      if (past.pages === 0) past.failure = parsed.kind === 'failed' ? parsed.message : 'It answered nothing.';
      return past;
    }
    past.pages += 1;
    const fresh = parsed.entries.filter((entry) => {
      const key = JSON.stringify([entry.id, entry.link, entry.title]);
      return !seen.has(key) && seen.add(key);
    });
    const dated = fresh.flatMap((entry) => {
      const at = entryDate(entry, now);
      return at === null ? [] : [{ entry, at }];
    });
    past.entries.push(...dated.filter(({ at }) => at >= since && at <= now));
    const isOver = dated.length === 0 || Math.min(...dated.map(({ at }) => at)) < since;
    url = isOver ? null : olderUrl(parsed.past, url);
  }
  return past;
}

/** The address of the document before the one at `url`; null where there is none. */
export function olderUrl({ older, isWordPress }: OlderLinks, url: string): string | null {
  if (older !== null) return absoluteUrl(older, url)?.href ?? null;
  if (!isWordPress) return null;
  const next = new URL(url);
  next.searchParams.set('paged', `${Number(next.searchParams.get('paged') ?? 1) + 1}`);
  return next.href;
}
