import { parseDate } from '../articles/date.ts';
import { primaryTag } from '../articles/normalize.ts';
import { type Page, readPage } from '../articles/page.ts';
import { htmlToText, titleText } from '../articles/text.ts';
import type { Fetcher } from './fetch.ts';
import { type FoundFeed, findFeed } from './find.ts';
import type { FullText } from './full_text.ts';
import type { FeedParser } from './parse_apart.ts';

interface Parts {
  fetcher: Fetcher;
  parser: FeedParser;
  fullText: Pick<FullText, 'readPage'>;
  /** Whether the host lets servers add feeds of their own. */
  mayAdd: boolean;
}

/** What members' feeds and links are looked at with: bounded and guarded as polling is, without credentials or odd ports. */
export function createFeedAccess({ fetcher, parser, fullText, mayAdd }: Parts) {
  const fetch = (url: string) =>
    fetcher.fetch({ ...{ url, etag: null, lastModified: null, bodyHash: null }, byMember: true });
  return {
    mayAdd,
    find: (address: string): Promise<FoundFeed> => findFeed({ fetcher, parser }, address),
    async readText(url: string): Promise<string | null> {
      const outcome = await fetch(url);
      return outcome.kind === 'changed' ? Buffer.from(outcome.document).toString('utf8') : null;
    },
    /** The article of a page, as full text is read; a page too short for that gives its paragraphs. */
    async readPage(url: string): Promise<Page | null> {
      const page = await fullText.readPage(url);
      if ('html' in page) {
        const { title, html, publishedAt, language } = page;
        return {
          title: titleText(title),
          text: htmlToText(html),
          publishedAt: publishedAt === null ? null : parseDate(publishedAt),
          language: primaryTag(language),
        };
      }
      if (page.code !== 'page_no_article') return null;
      const outcome = await fetch(url);
      return outcome.kind === 'changed' ? readPage(outcome.document, outcome.contentType) : null;
    },
  };
}
