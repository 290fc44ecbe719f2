import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { decodePage } from '../articles/page.ts';
import { htmlToText } from '../articles/text.ts';
import { absoluteUrl } from '../articles/url.ts';

/** What was read of an article's web page. */
export type PageContents =
  | {
      kind: 'article';
      title: string;
      /** Its text as HTML, without what stands around it. */
      html: string;
      /** The address that the page gives as its own, where it is on the same site. */
      canonical: string | null;
      /** The page's picture for shares, as written. */
      image: string | null;
      /** When it was published, as written. */
      publishedAt: string | null;
      /** As the page's root says it. */
      language: string | null;
    }
  /** A stripped copy of another page. */
  | { kind: 'amp'; canonical: string }
  | { kind: 'consent' }
  | { kind: 'no_article' };

/** Articles have some thousand elements, their pages some ten thousand. */
const MAX_ELEMENTS = 50_000;
/** Readability takes a shorter text for none. */
const MIN_TEXT = 250;
const MAX_TEXT_HTML = 200_000;

const CONSENT_ADDRESS =
  /^https?:\/\/(?:consent|privacy|cmp)\.|\/(?:collect)?consent(?:[/?]|$)|\/cookie-?wall|\/privacy-?gate/i;
const CONSENT_TITLE =
  /^(?:before you continue|we value your privacy|your privacy|we care about your privacy|cookie (?:consent|settings|wall))\b/i;

/**
 * Reads an article's page by @mozilla/readability on linkedom. `url` is where the page was found in the end. Throws
 * what these throw on a page that is too much for them; run in a thread of its own (`page_worker.ts`).
 */
export function readArticlePage(bytes: Uint8Array, contentType: string | null, url: string): PageContents {
  const { document } = parseHTML(decodePage(bytes, contentType));
  const root = document.documentElement;
  if (root === null) return { kind: 'no_article' };
  const named = document.querySelector('link[rel~="canonical"]')?.getAttribute('href') ?? null;
  const canonical = named === null ? null : sameSite(named, url);
  const isAmp = root.hasAttribute('amp') || root.hasAttribute('⚡');
  if (isAmp && canonical !== null && canonical !== url) return { kind: 'amp', canonical };
  const title = document.querySelector('title')?.textContent?.trim() ?? '';
  if (CONSENT_ADDRESS.test(url) || CONSENT_TITLE.test(title)) return { kind: 'consent' };
  const image = document.querySelector('meta[property="og:image"]')?.getAttribute('content') ?? null;
  const article = new Readability(document, {
    ...{ maxElemsToParse: MAX_ELEMENTS, charThreshold: MIN_TEXT },
  }).parse();
  const html = article?.content?.slice(0, MAX_TEXT_HTML) ?? '';
  if (htmlToText(html).length < MIN_TEXT) return { kind: 'no_article' };
  return {
    kind: 'article',
    title: article?.title || title,
    html,
    canonical,
    image,
    publishedAt: article?.publishedTime ?? null,
    language: article?.lang ?? null,
  };
}

/** The address made whole, where it is on the site of `url`: a page has no say over another's. */
function sameSite(address: string, url: string): string | null {
  const site = (host: string) => host.replace(/^(?:www|amp|m|mobile)\./, '');
  const target = absoluteUrl(address, url);
  return target !== null && site(target.hostname) === site(new URL(url).hostname) ? target.href : null;
}
