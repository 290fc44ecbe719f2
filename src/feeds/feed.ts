import type { Publisher } from '../articles/article.ts';

/** A source that is polled, as the catalog names it. */
export interface Feed {
  /** Stable slug, e.g. `bbc-world`. */
  id: string;
  url: string;
  title: string;
  publisher: Publisher;
  /** BCP 47 primary tag that the feed is known to be in, or null to read it from the feed. */
  language: string | null;
  /** Whether articles of which it gives only a teaser are read from their pages; absent for the host's setting. */
  fullText?: boolean;
}
