import type { FeedEntry } from '../articles/article.ts';
import { parseDate } from '../articles/date.ts';
import { type DropReason, normalizeEntry } from '../articles/normalize.ts';
import { htmlToText, titleText } from '../articles/text.ts';
import { parseFeed } from './parse.ts';

/** One feed document as `parse-feed` prints it. */
export type FeedDescription =
  | {
      file: string;
      /** Titles are one line of plain text. */
      title: string | null;
      link: string | null;
      /** As the feed wrote it. */
      language: string | null;
      entries: EntryDescription[];
    }
  | { file: string; error: string };

interface EntryDescription {
  /** The feed's own id for it, as given. */
  id: string | null;
  title: string | null;
  /** Whole where the feed says against what, but otherwise as given. */
  link: string | null;
  /** ISO 8601 in UTC; the update's where the feed gives no date of publication. */
  publishedAt: string | null;
  updatedAt: string | null;
  /** Plain text, paragraphs separated by a blank line. */
  summary: string | null;
  content: string | null;
  authors: string[];
  /** Why the bot would make no article of it, or null. */
  dropped: DropReason | null;
}

/** Describes one feed document with every entry in it; never throws. `file` is told back as it is given. */
export async function describeFeed(bytes: Uint8Array, file: string): Promise<FeedDescription> {
  const outcome = await parseFeed(bytes, null, null);
  if (outcome.kind === 'failed') return { file, error: `${outcome.code}: ${outcome.message}` };
  const { title, link, language, entries } = outcome;
  return {
    file,
    title: line(title),
    link,
    language,
    entries: entries.map((entry) => describeEntry(entry, link)),
  };
}

function describeEntry(entry: FeedEntry, feedLink: string | null): EntryDescription {
  const publisher = { id: 'file', name: 'file', kind: 'outlet', country: null } as const;
  const feed = { id: 'file', url: feedLink ?? '', publisher, language: null };
  // A file has no moment of fetching: its dates are told as they are.
  const normalized = normalizeEntry(entry, feed, Number.MAX_SAFE_INTEGER);
  return {
    id: entry.id,
    title: line(entry.title),
    link: entry.link,
    publishedAt: isoDate(entry.publishedAt) ?? isoDate(entry.updatedAt),
    updatedAt: isoDate(entry.updatedAt),
    summary: text(entry.summary),
    content: text(entry.content),
    authors: entry.authors.map(titleText).filter((name) => name !== ''),
    dropped: 'dropped' in normalized ? normalized.dropped : null,
  };
}

function isoDate(value: string | null): string | null {
  const date = value === null ? null : parseDate(value);
  return date === null ? null : new Date(date).toISOString();
}

const line = (html: string | null) => (html === null ? null : titleText(html) || null);
const text = (html: string | null) => (html === null ? null : htmlToText(html) || null);
