import { BoundedParser } from './bounded_parser.ts';
import { parseDate } from './date.ts';
import { primaryTag } from './normalize.ts';
import { htmlToText, titleText } from './text.ts';

/** What an article's web page says, as far as it says so plainly. */
export interface Page {
  title: string;
  /** Plain text, paragraphs separated by a blank line. */
  text: string;
  /** Unix milliseconds. */
  publishedAt: number | null;
  language: string | null;
}

const MAX_HTML = 3_000_000;
/** Paragraphs shorter than this are menus, credits and share lines. */
const MIN_PARAGRAPH = 40;

const TITLES = ['og:title', 'twitter:title', 'dc.title'];
const DATES = [
  'article:published_time',
  'datepublished',
  'dc.date',
  'dc.date.issued',
  'date',
  'pubdate',
  'parsely-pub-date',
];
/** Elements that hold what the page is about. */
const MAIN = new Set(['article', 'main']);
const NOT_TEXT = new Set(
  'nav aside footer header form figure figcaption script style noscript template svg button iframe'.split(
    ' ',
  ),
);

/**
 * Reads an article's page: the paragraphs inside `<article>` or `<main>` where there are such, else all of them,
 * with the title, date and language that its head declares. A first version: pages that hold their text in other
 * elements give an empty text. Never throws.
 */
export function readPage(document: Uint8Array, contentType: string | null): Page {
  const html = decodePage(document, contentType).slice(0, MAX_HTML);
  const metas = new Map<string, string>();
  const paragraphs: { html: string; main: boolean }[] = [];
  let language: string | null = null;
  let headTitle = '';
  let timeElement: string | null = null;
  let open: { html: string; main: boolean } | null = null;
  let main = 0;
  let apart = 0;
  let inTitle = false;
  const parser = new BoundedParser(
    {
      onopentag(name, attributes) {
        if (name === 'html') language = attributes.lang ?? null;
        if (name === 'title' && apart === 0 && headTitle === '') inTitle = true;
        if (name === 'time' && attributes.datetime !== undefined) timeElement ??= attributes.datetime;
        if (name === 'meta' && attributes.content !== undefined) {
          const key = attributes.property ?? attributes.name ?? attributes.itemprop;
          if (key !== undefined && !metas.has(key.toLowerCase()))
            metas.set(key.toLowerCase(), attributes.content);
        }
        if (MAIN.has(name)) main++;
        if (NOT_TEXT.has(name)) apart++;
        if (name === 'p' && apart === 0) open = { html: '', main: main > 0 };
        if (name === 'br' && open !== null) open.html += '<br>';
      },
      ontext(text) {
        if (inTitle) headTitle += text;
        if (open !== null && apart === 0) {
          open.html += text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
        }
      },
      onclosetag(name) {
        if (name === 'title') inTitle = false;
        if (MAIN.has(name)) main = Math.max(0, main - 1);
        if (NOT_TEXT.has(name)) apart = Math.max(0, apart - 1);
        if (name === 'p' && open !== null) {
          paragraphs.push(open);
          open = null;
        }
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);

  const meta = (names: string[]) => names.map((name) => metas.get(name)).find((value) => value?.trim());
  const inMain = paragraphs.filter((paragraph) => paragraph.main);
  const date = meta(DATES) ?? /"datePublished"\s*:\s*"([^"]{4,40})"/.exec(html)?.[1] ?? timeElement;
  return {
    title: titleText(meta(TITLES) ?? headTitle),
    text: (inMain.length > 0 ? inMain : paragraphs)
      .map((paragraph) => htmlToText(paragraph.html).replaceAll('\n\n', ' '))
      .filter((text) => text.length >= MIN_PARAGRAPH)
      .join('\n\n'),
    publishedAt: date ? parseDate(date) : null,
    language: primaryTag(language),
  };
}

/** A page's text, decoded by Content-Type, else by the page's own `<meta charset>`, else as UTF-8. Never throws. */
export function decodePage(document: Uint8Array, contentType: string | null): string {
  const head = new TextDecoder('latin1').decode(document.subarray(0, 2048));
  const charset =
    /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1] ??
    /<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1];
  try {
    return new TextDecoder(charset ?? 'utf-8').decode(document);
  } catch {
    // A charset that nobody knows; UTF-8 reads at least the Latin letters.
    return new TextDecoder().decode(document);
  }
}
