import { BoundedParser } from '../articles/bounded_parser.ts';
import { escapeHtml } from '../articles/text.ts';

/** A feed as a list of subscriptions names it. */
export interface OpmlFeed {
  url: string;
  title: string | null;
  siteUrl: string | null;
}

/** More than anybody reads; the rest of such a file is left. */
const MAX_FEEDS = 5_000;

/**
 * The feeds of an OPML 1.0 or 2.0 list (opml.org/spec2.opml): every `outline` with an `xmlUrl`, at any depth, each
 * address once. Null where the text is no OPML. Never throws.
 */
export function readOpml(text: string): OpmlFeed[] | null {
  const feeds = new Map<string, OpmlFeed>();
  let isOpml = false;
  const parser = new BoundedParser(
    {
      onopentag(name, attributes) {
        if (name === 'opml') isOpml = true;
        const url = attributes.xmlurl?.trim();
        if (name !== 'outline' || !url || feeds.has(url) || feeds.size >= MAX_FEEDS) return;
        feeds.set(url, {
          url,
          title: attributes.title?.trim() || attributes.text?.trim() || null,
          siteUrl: attributes.htmlurl?.trim() || null,
        });
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true, decodeEntities: true },
  );
  parser.end(text.slice(0, 5_000_000));
  return isOpml ? [...feeds.values()] : null;
}

/** An OPML 2.0 document of these feeds. */
export function writeOpml(title: string, feeds: readonly OpmlFeed[]): string {
  const attribute = (name: string, value: string | null) =>
    value === null ? '' : ` ${name}="${escapeHtml(value.toWellFormed()).replaceAll('"', '&quot;')}"`;
  const outlines = feeds.map(
    (feed) =>
      `    <outline type="rss"${attribute('text', feed.title ?? feed.url)}${attribute('title', feed.title)}${attribute('xmlUrl', feed.url)}${attribute('htmlUrl', feed.siteUrl)}/>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head>\n    <title>${escapeHtml(title)}</title>\n  </head>\n  <body>\n${outlines.join('')}  </body>\n</opml>\n`;
}
