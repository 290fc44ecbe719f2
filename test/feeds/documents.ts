import type { FeedEntry } from '../../src/articles/article.ts';
import { type ParseOutcome, parseFeed } from '../../src/feeds/parse.ts';

type Parsed = Extract<ParseOutcome, { kind: 'feed' }>;

/** What was read of a document; throws where nothing was. */
export async function parsed(
  document: string | Uint8Array,
  contentType: string | null = null,
  url: string | null = null,
): Promise<Parsed> {
  const outcome = await parseFeed(
    typeof document === 'string' ? Buffer.from(document) : document,
    contentType,
    url,
  );
  if (outcome.kind === 'failed') throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome;
}

/** Why nothing is read of a document. */
export async function failure(document: string | Uint8Array): Promise<string> {
  const outcome = await parseFeed(
    typeof document === 'string' ? Buffer.from(document) : document,
    null,
    null,
  );
  return outcome.kind === 'failed'
    ? `${outcome.code}: ${outcome.message}`
    : `a feed of ${outcome.entries.length}`;
}

/** Documents around entries. */
export const rss = (items: string, attributes = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:atom="http://www.w3.org/2005/Atom"${attributes}><channel><title>Harbour News</title>
<link>https://harbour.example/</link><language>en-gb</language>${items}</channel></rss>`;
export const atom = (entries: string, attributes = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"${attributes}><title>Harbour News</title>
<link rel="self" href="https://harbour.example/feed"/><link href="https://harbour.example/"/>${entries}</feed>`;

export const none: FeedEntry = {
  id: null,
  link: null,
  title: null,
  publishedAt: null,
  updatedAt: null,
  summary: null,
  content: null,
  authors: [],
};
