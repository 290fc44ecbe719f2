import type { Article, FeedEntry, Publisher } from './article.ts';
import { parseDate } from './date.ts';
import { firstImage } from './image.ts';
import { languageOf } from './language.ts';
import { digest, revisionOf } from './revision.ts';
import { htmlToText, shorten, titleText } from './text.ts';
import { canonicalUrl, pageKey } from './url.ts';

/** Why an entry makes no article; stable codes. */
export type DropReason = 'no_title_and_text' | 'no_identity';

/** What normalizing needs to know of the feed that an entry came in. */
export interface FeedOfEntry {
  id: string;
  /** Relative links are made whole against it. */
  url: string;
  publisher: Publisher;
  /** The feed's language tag in any form (`en-GB`), or null. */
  language: string | null;
}

/** Clocks differ: a date this far past the moment of fetching is still taken as it is. */
const CLOCK_DRIFT_MS = 5 * 60_000;
/** Dates before the web are placeholders (the Unix epoch, a zero year). */
const OLDEST_DATE = Date.UTC(1990, 0, 1);
const MAX_AUTHORS = 20;
const MAX_AUTHOR = 200;
/** A headline made of an untitled entry's text. */
const MAX_MADE_TITLE = 120;

/**
 * The article that a feed's entry stands for, with the feed's own key for it, or why there is none.
 *
 * `fetchedAt` is the moment (Unix ms) at which the document was fetched; see {@link entryDate} for what it does.
 */
export function normalizeEntry(
  entry: FeedEntry,
  feed: FeedOfEntry,
  fetchedAt: number,
): { article: Article; entryKey: string } | { dropped: DropReason; message: string } {
  const text = longerText(entry.content ?? '', entry.summary ?? '');
  const title = titleText(entry.title ?? '') || shorten(text.split('\n', 1)[0] ?? '', MAX_MADE_TITLE);
  if (title === '') {
    return { dropped: 'no_title_and_text', message: 'The entry has neither a title nor a text.' };
  }
  const identity = identifyEntry(entry, feed);
  if (identity === null) {
    return {
      dropped: 'no_identity',
      message: 'The entry has no link, no id and no title: it could not be told from the next one.',
    };
  }
  const image = entry.image ?? firstImage(entry.content ?? entry.summary ?? '', feed.url);
  return {
    entryKey: identity.entryKey,
    article: {
      id: identity.articleId,
      feedId: feed.id,
      publisher: feed.publisher,
      url: identity.url,
      title,
      text,
      publishedAt: entryDate(entry, fetchedAt),
      language: tellLanguage(feed.language, `${title}\n${text}`),
      authors: authorNames(entry.authors),
      ...(image !== null && { image }),
      revision: revisionOf(title, text),
    },
  };
}

/** What an entry is known by; see {@link identifyEntry}. */
interface EntryIdentity {
  entryKey: string;
  articleId: string;
  /** Canonical. */
  url: string | null;
}

/**
 * What tells an entry from all others, or null where nothing does.
 *
 * `articleId` hashes publisher and page, so that two feeds of one publisher that give one page give one id; the
 * page is the canonical URL, else the entry's own id, else its title. `entryKey` is the entry's own id (without
 * tracking and fragment where that is a URL), else its URL, else its title.
 */
function identifyEntry(entry: FeedEntry, feed: FeedOfEntry): EntryIdentity | null {
  const id = entry.id?.trim() || null;
  const idAsUrl = id !== null && /^https?:\/\//i.test(id) ? canonicalUrl(id) : null;
  const url = (entry.link !== null ? canonicalUrl(entry.link, feed.url) : null) ?? idAsUrl;
  const page = url === null ? null : pageKey(url);
  const entryKey = idAsUrl ?? id ?? (page === null ? null : url) ?? (titleText(entry.title ?? '') || null);
  if (entryKey === null) return null;
  const identity = page ?? (idAsUrl === null ? null : pageKey(idAsUrl)) ?? entryKey;
  return { entryKey, articleId: digest(`${feed.publisher.id}\n${identity}`, 20), url };
}

/**
 * When an entry was published (Unix ms), else updated. A date is never invented: unreadable ones, those before 1990
 * and those more than five minutes past `fetchedAt` are null.
 */
export function entryDate(entry: FeedEntry, fetchedAt: number): number | null {
  return pastDate(entry.publishedAt, fetchedAt) ?? pastDate(entry.updatedAt, fetchedAt);
}

/** Whether an entry says when it was published or updated, and nothing that it says can be right. */
export function hasOnlyWrongDates(entry: FeedEntry, fetchedAt: number): boolean {
  const isDated = [entry.publishedAt, entry.updatedAt].some((text) => text !== null && text.trim() !== '');
  return isDated && entryDate(entry, fetchedAt) === null;
}

/**
 * What the text plainly is in, else what the feed says: a template's `en-US` stands over texts of any language, but
 * a text too short to tell is in the feed's.
 */
function tellLanguage(tag: string | null, text: string): string | null {
  return languageOf(text) ?? primaryTag(tag);
}

/** The primary subtag of a language tag (BCP 47, or the `en_GB` that feeds write) in lower case, or null. */
export function primaryTag(tag: string | null): string | null {
  return /^\s*([a-z]{2,3})(?![a-z])/i.exec(tag ?? '')?.[1]?.toLowerCase() ?? null;
}

function pastDate(text: string | null, fetchedAt: number): number | null {
  const date = text === null ? null : parseDate(text);
  return date === null || date < OLDEST_DATE || date > fetchedAt + CLOCK_DRIFT_MS
    ? null
    : Math.min(date, fetchedAt);
}

function authorNames(authors: readonly string[]): string[] {
  const names = authors.map((author) => shorten(titleText(author), MAX_AUTHOR)).filter((name) => name !== '');
  return [...new Set(names)].slice(0, MAX_AUTHORS);
}

/** The longer of two texts; a fragment of HTML is never shorter than the text in it, so the second is mostly not read. */
function longerText(first: string, second: string): string {
  const text = htmlToText(first);
  const other = second.length > text.length ? htmlToText(second) : '';
  return text.length >= other.length ? text : other;
}
