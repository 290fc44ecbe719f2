import { BoundedParser } from './bounded_parser.ts';

/** An article is some thousand characters; whatever lies beyond these is not read. */
const MAX_HTML = 400_000;
const MAX_TEXT = 100_000;
const MAX_TITLE = 500;

/** Elements whose content is no part of what an article says. */
const SILENT = new Set(
  `script style noscript template iframe object embed svg math canvas audio video map
  figcaption button form select textarea nav head title`.split(/\s+/),
);
/** Elements that stand on lines of their own. */
const BLOCK = new Set(
  `p div section article header footer aside main figure figcaption blockquote pre ul ol li dl dt dd table thead
  tbody tfoot tr caption h1 h2 h3 h4 h5 h6 hr address details summary center form fieldset`.split(/\s+/),
);
const CELL = new Set(['td', 'th']);

const TAG = /<\/?[a-z!?][^<>]*>/i;
const BLOCK_TAG = /<\/?(?:p|div|br|li|h[1-6]|blockquote|tr|section|article|ul|ol)\b/i;
/** Markup that came out as text, because the feed escaped it twice. */
const ESCAPED_MARKUP = /<(?:p|br|hr|img)\b[^<>]*>|<([a-z][a-z0-9]*)\b[^<>]*>[^<]{0,2000}<\/\1>/i;
const ESCAPED_ENTITY = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|quot|lt|gt|apos|nbsp|[lr][sd]quo|[mn]dash|hellip);/i;

/** Characters that show nothing: controls, soft hyphen, zero width, bidi marks and overrides, byte order mark. */
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** Classes of elements that a site or its software puts around an article: captions, credits, share buttons, kin. */
const FURNITURE =
  /(?:^|[\s_-])(?:wp-caption-text|(?:image|photo|img|media)-?(?:caption|credits?)|sharedaddy|sd-sharing|addtoany\w*|addthis\w*|share-?(?:buttons?|bar|links?|this)|social-?(?:share|links?|buttons?)|jp-relatedposts|related-?(?:posts?|articles?|stories)|feedflare|newsletter(?:-\w+)?|print-?only|sr-only|screen-reader-text|advert(?:isement)?)(?=$|[\s_-])/i;

/** A link to the rest at the end of a paragraph, after its last sentence or where it breaks off. */
const LINK_TAIL =
  /([.!?…"”’)\]]) {0,3}(?:\[?(?:…|\.\.\.)\]? {0,3})?[([]?(?:continue reading|keep reading|read more|read the full (?:story|article))(?: {0,3}(?:»|›|→|>|…|\.\.\.))?[)\]]?(?: \[[^\]]{0,20}\])?$/i;

/** Lines that a site puts under every entry. */
const TAIL =
  /^(?:the post .{1,300} (?:appeared|first appeared|appeared first) on .{1,200}|(?:continue|keep) reading.{0,80}|(?:share|tweet|pin|print|email|whatsapp|telegram|facebook|twitter|linkedin|reddit|x)(?:[\s:|•·,]+(?:share|tweet|pin|print|email|this|on|via|whatsapp|telegram|facebook|twitter|linkedin|reddit|article|story|x)){0,12}:?|click to (?:share|email|print).{0,80}|(?:follow|like|join|find) us on .{1,80}|(?:sign up|subscribe)(?: here| now)? (?:for|to) .{1,100}(?:newsletter|channel|updates|alerts).{0,40}|(?:\d+ )?comments?|advertisement|related(?: (?:articles?|stories|posts?|topics))?(?::.{0,100})?|(?:©|\(c\)|copyright) .{1,100}|all rights reserved\.?|read (?:more|the full (?:story|article)|full (?:story|article)).{0,60}|click here to read.{0,60}|\[?(?:…|\.\.\.)\]?)$/i;

/**
 * The text of an HTML fragment: paragraphs separated by a blank line, each on one line, entities read, scripts,
 * styles, captions and "read more" tails left out. Plain text passes unchanged but for its white space, where
 * blank lines separate paragraphs. Reads at most 400,000 characters and gives at most 100,000; never throws.
 */
export function htmlToText(html: string): string {
  const bounded = html.slice(0, MAX_HTML);
  const text = readHtml(bounded);
  // Markup is unescaped once more only where there was none: an article about HTML keeps its examples.
  const escapedTwice = !TAG.test(bounded) && ESCAPED_MARKUP.test(text);
  return withoutTail(escapedTwice ? readHtml(text) : text).slice(0, MAX_TEXT);
}

/** A title as one line of plain text of at most 500 characters, HTML and (doubly escaped) entities read. */
export function titleText(html: string): string {
  let text = htmlToText(html.slice(0, 10 * MAX_TITLE));
  for (let pass = 0; pass < 2 && ESCAPED_ENTITY.test(text); pass++) text = readHtml(text);
  return shorten(text.replace(/\s+/g, ' ').trim(), MAX_TITLE);
}

/** Plain text as HTML that reads back as the same text. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `text` cut at a word's end so that it has at most `limit` characters, with an ellipsis where it was cut. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '');
  const space = cut.lastIndexOf(' ');
  return `${(space > limit / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

function readHtml(html: string): string {
  if (!/[<&]/.test(html)) return tidyParagraphs(html);
  // Only where nothing marks blocks do line ends mean anything.
  const keepLines = !BLOCK_TAG.test(html);
  const parts: string[] = [];
  let silent = 0;
  let preformatted = 0;
  // Within furniture: how many elements of its name are open, itself included.
  let furniture: { name: string; open: number } | null = null;
  const parser = new BoundedParser(
    {
      onopentag(name, attributes) {
        if (
          furniture === null &&
          attributes.class !== undefined &&
          FURNITURE.test(attributes.class.slice(0, 500))
        ) {
          furniture = { name, open: 0 };
        }
        if (furniture?.name === name) furniture.open++;
        if (SILENT.has(name)) silent++;
        if (name === 'pre') preformatted++;
        if (name === 'br') parts.push('\n');
        else if (BLOCK.has(name)) parts.push('\n\n');
        else if (CELL.has(name)) parts.push(' ');
      },
      onclosetag(name) {
        if (furniture?.name === name && --furniture.open === 0) furniture = null;
        if (SILENT.has(name)) silent = Math.max(0, silent - 1);
        if (name === 'pre') preformatted = Math.max(0, preformatted - 1);
        if (BLOCK.has(name)) parts.push('\n\n');
      },
      ontext(text) {
        if (silent === 0 && furniture === null)
          parts.push(keepLines || preformatted > 0 ? text : text.replace(/[\r\n]+/g, ' '));
      },
    },
    { decodeEntities: true, recognizeCDATA: true },
  );
  parser.end(html);
  return tidyParagraphs(parts.join(''));
}

function tidyParagraphs(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .split(/\n[^\S\n]*\n\s*/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

function withoutTail(text: string): string {
  const paragraphs = text.split('\n\n');
  while (paragraphs.length > 1 && TAIL.test(paragraphs.at(-1) ?? '')) paragraphs.pop();
  const last = paragraphs.pop() ?? '';
  return [...paragraphs, last.replace(LINK_TAIL, '$1')].join('\n\n');
}
