/** What publishes: three feeds of one broadcaster are one publisher. */
export type PublisherKind = 'wire' | 'outlet' | 'state_media' | 'official';

export interface Publisher {
  /** Stable slug, e.g. `bbc`. Corroboration counts these, never feeds. */
  id: string;
  name: string;
  kind: PublisherKind;
  /** English short name of the country it publishes from, or null for international bodies. */
  country: string | null;
}

/** A picture that belongs to an article. */
export interface ArticleImage {
  /** At https. */
  url: string;
  /** Plain text. */
  caption: string | null;
}

/** One entry of a feed document as it was parsed: strings as the feed gave them, HTML not yet read. */
export interface FeedEntry {
  /** `guid`, `atom:id` or the like, as given. */
  id: string | null;
  link: string | null;
  title: string | null;
  /** Date strings as the feed wrote them. */
  publishedAt: string | null;
  updatedAt: string | null;
  summary: string | null;
  content: string | null;
  authors: string[];
  /** The picture that the feed gives beside the text; absent where it gives none that can be shown. */
  image?: ArticleImage;
}

/** One published page in its newest revision. All times are Unix milliseconds. */
export interface Article {
  /** Identity within the store: stable over retitling, re-dating and tracking parameters in its link. */
  id: string;
  feedId: string;
  publisher: Publisher;
  /** Canonical: absolute, http(s), without fragment and tracking parameters. */
  url: string | null;
  /** One line of plain text. */
  title: string;
  /** Plain text, paragraphs separated by a blank line; may be empty. */
  text: string;
  /** Null where the feed gave no readable date; never in the future of the moment of fetching. */
  publishedAt: number | null;
  /** BCP 47 primary tag, lower-case (`en`), or null where neither tag nor text tells. */
  language: string | null;
  authors: string[];
  /** Safe to be shown as a thumbnail; absent where the article has none. */
  image?: ArticleImage;
  /** Digest of title and text: equal digests are one revision, whatever the dates say. */
  revision: string;
}
