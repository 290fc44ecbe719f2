import { z } from 'zod';
import { articleImage } from '../articles/image.ts';
import { escapeHtml } from '../articles/text.ts';
import type { FeedContents } from './meaning.ts';

const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null)
  .transform((value) => value?.trim() || null);
const author = z.object({ name: text, url: text });
const authors = z
  .array(author.catch({ name: null, url: null }))
  .nullish()
  .catch(null);

/** An entry's wrong fields are taken as missing: one bad date or author refuses neither entry nor feed. */
const Entry = z.object({
  id: text,
  url: text,
  external_url: text,
  title: text,
  summary: text,
  content_html: text,
  content_text: text,
  image: text,
  banner_image: text,
  date_published: text,
  date_modified: text,
  author: author.nullish().catch(null),
  authors,
});

/** JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1). */
const JsonFeed = z.object({
  title: text,
  home_page_url: text,
  feed_url: text,
  next_url: text,
  language: text,
  hubs: z
    .array(z.object({ type: text, url: text }))
    .nullish()
    .catch(null),
  items: z.array(z.unknown()),
});

/** The contents of a JSON Feed, or null where the value is none. */
export function jsonFeedContents(value: unknown): FeedContents | null {
  const feed = JsonFeed.safeParse(value);
  if (!feed.success) return null;
  return {
    title: plain(feed.data.title),
    link: feed.data.home_page_url,
    language: feed.data.language,
    pace: { ttlMs: null, skipHours: [] },
    push: {
      hub: feed.data.hubs?.find(({ type }) => type?.toLowerCase() === 'websub')?.url ?? null,
      self: feed.data.feed_url,
    },
    past: { older: feed.data.next_url, isWordPress: false },
    entries: feed.data.items.map((item) => {
      const parsed = Entry.safeParse(item);
      const entry = parsed.success ? parsed.data : Entry.parse({});
      const image = articleImage(entry.image ?? entry.banner_image ?? '', null, undefined);
      return {
        id: entry.id,
        link: entry.url ?? entry.external_url,
        title: plain(entry.title),
        publishedAt: entry.date_published,
        updatedAt: entry.date_modified,
        summary: plain(entry.summary),
        content: entry.content_html ?? plain(entry.content_text),
        authors: (entry.authors ?? [entry.author])
          .map((one) => one?.name ?? null)
          .filter((name) => name !== null),
        ...(image !== null && { image }),
      };
    }),
  };
}

const plain = (value: string | null) => (value === null ? null : escapeHtml(value));
