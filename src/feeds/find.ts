import { hash } from 'node:crypto';
import type { FeedEntry, Publisher } from '../articles/article.ts';
import { BoundedParser } from '../articles/bounded_parser.ts';
import { primaryTag } from '../articles/normalize.ts';
import { shorten, titleText } from '../articles/text.ts';
import { absoluteUrl } from '../articles/url.ts';
import type { FeedFailure } from './failure.ts';
import type { Feed } from './feed.ts';
import type { Fetcher } from './fetch.ts';
import type { FeedParser } from './parse_apart.ts';

/** A feed that an address led to, as it would be polled. */
export type FoundFeed =
  | { kind: 'found'; feed: Feed; entries: FeedEntry[] }
  | { kind: 'failed'; code: FeedFailure; message: string };

/** Sites name a feed for each section and its comments; the first is the one for all. */
const MOST_TRIED = 3;
const FEED_TYPE = /^application\/(?:rss\+xml|atom\+xml|feed\+json|rdf\+xml)/i;
const MAX_HTML = 1_000_000;

/**
 * The feed at a member's address: that of a feed itself, or of a page that names its feeds by link tags
 * (rel=alternate, as RSS Autodiscovery has it). The address may lack its scheme. Never throws.
 */
export async function findFeed(
  parts: { fetcher: Pick<Fetcher, 'fetch'>; parser: Pick<FeedParser, 'parse'> },
  address: string,
): Promise<FoundFeed> {
  const typed = address.trim();
  const first = await read(parts, /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`);
  if (first.kind !== 'page') return first;
  for (const url of first.feeds.slice(0, MOST_TRIED)) {
    const next = await read(parts, url);
    if (next.kind === 'found') return next;
  }
  return { kind: 'failed', code: first.code, message: first.message };
}

type Page = { kind: 'page'; feeds: string[]; code: FeedFailure; message: string };

async function read(
  { fetcher, parser }: { fetcher: Pick<Fetcher, 'fetch'>; parser: Pick<FeedParser, 'parse'> },
  url: string,
): Promise<FoundFeed | Page> {
  const fetched = await fetcher.fetch({
    ...{ url, etag: null, lastModified: null, bodyHash: null },
    byMember: true,
  });
  if (fetched.kind === 'failed') return { kind: 'failed', code: fetched.code, message: fetched.message };
  // Without validators nothing can be unchanged.
  if (fetched.kind === 'unchanged')
    return { kind: 'failed', code: 'bad_response', message: 'It sent no document.' };
  const { document, contentType, finalUrl } = fetched;
  const parsed = await parser.parse(document, contentType, finalUrl);
  if (parsed.kind === 'failed') {
    const { code, message } = parsed;
    const feeds = code === 'not_a_feed' ? feedLinks(Buffer.from(document).toString('utf8'), finalUrl) : [];
    return { kind: 'page', feeds, code, message };
  }
  const { title, language, link, entries } = parsed;
  const site = (link === null ? null : absoluteUrl(link, finalUrl)) ?? new URL(finalUrl);
  const name = shorten(titleText(title ?? ''), 100) || site.hostname;
  return {
    kind: 'found',
    entries,
    feed: {
      id: `m-${hash('sha1', finalUrl, 'hex').slice(0, 12)}`,
      url: finalUrl,
      title: name,
      publisher: publisherOf(site.hostname, name),
      language: primaryTag(language),
    },
  };
}

/** Feeds of one site are one publisher; who it is and where, nobody but the catalog says. */
function publisherOf(hostname: string, name: string): Publisher {
  const id = hostname.replace(/^www\./, '');
  return { id: id.replace(/[^a-z0-9-]+/g, '-').slice(0, 64), name, kind: 'outlet', country: null };
}

/** The feeds that a page's link tags name, in order, each once. */
export function feedLinks(html: string, url: string): string[] {
  const found = new Set<string>();
  let base = url;
  const parser = new BoundedParser(
    {
      onopentag(name, attributes) {
        if (name === 'base' && attributes.href !== undefined)
          base = absoluteUrl(attributes.href, url)?.href ?? base;
        if (name !== 'link' || !/\balternate\b/i.test(attributes.rel ?? '')) return;
        if (!FEED_TYPE.test(attributes.type?.trim() ?? '')) return;
        const target = absoluteUrl(attributes.href ?? '', base)?.href;
        if (target !== undefined) found.add(target);
      },
    },
    { decodeEntities: true },
  );
  parser.end(html.slice(0, MAX_HTML));
  // A feed of comments is never what is meant while there is another.
  const isComments = (link: string) => /comments/i.test(link);
  return [...found].sort((a, b) => Number(isComments(a)) - Number(isComments(b)));
}
