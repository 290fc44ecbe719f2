import { decodeDocument } from './encoding.ts';
import { type FeedFailure, failureMessage } from './failure.ts';
import { type FeedContents, feedContents } from './meaning.ts';
import { elementNames, findRoot, type Root } from './names.ts';
import { readStrict } from './read_strict.ts';

export type ParseOutcome =
  | ({ kind: 'feed'; reader: 'strict' | 'tolerant' | 'json' } & FeedContents)
  | { kind: 'failed'; code: FeedFailure; message: string };

/** Feeds have tens of entries, archives some thousands; a document of a million empty ones is an attack. */
const MAX_ENTRIES = 20_000;
/**
 * rss-parser keeps every element of a document at once and takes twice as long for each: a document with more tags than
 * this, some thirty entries, is read by the streaming reader.
 */
const MAX_STRICT_TAGS = 500;

/** No element has a longer tag; a tag of megabytes, or attributes by the hundred thousand, would fill the memory. */
const MAX_TAG = 64_000;
const MAX_ATTRIBUTES = 150_000;

/** Control characters that XML forbids; feeds carry them into titles. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * The contents of a feed document: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed. Well-formed XML of a usual length
 * is read by rss-parser, all else by a tolerant reader; both give an entry the same fields, so that a feed that breaks for a
 * day repeats nothing. `contentType` is the answer's header, `url` the document's address (for relative links).
 * Every entry comes out, in the document's order. Never throws: what is no feed is a failure with a reason.
 */
export async function parseFeed(
  bytes: Uint8Array,
  contentType: string | null,
  url: string | null,
): Promise<ParseOutcome> {
  const decoded = decodeDocument(bytes, contentType);
  if ('unknownEncoding' in decoded) {
    return failed('encoding', `The document says that it is in "${decoded.unknownEncoding}".`);
  }
  const text = decoded.text.replace(FORBIDDEN, '');
  if (!/\S/.test(text)) return failed('empty', 'The document is empty.');
  if (/^[\s\ufeff]*[{[]/.test(text)) return parseJson(text);
  const root = findRoot(text);
  if (root === null) return noFeed(text, url);

  if (hasMore(text, /<(?:[\w.-]+:)?(?:item|entry)[\s>/]/gi, '<item>', MAX_ENTRIES)) return tooMany();
  if (hasHugeTags(text)) return failed('too_complex', 'The document has tags of extraordinary size.');
  const whole = withDeclaredEntities(text, root);
  const outcome = await readXml(whole, root, url);
  const nothing = outcome.kind === 'feed' && outcome.entries.length === 0;
  if (nothing && /<(?:!doctype\s+)?html[\s>]/i.test(text.slice(0, root.start))) return noFeed(text, url);
  return outcome;
}

async function readXml(text: string, root: Root, url: string | null): Promise<ParseOutcome> {
  const nameOf = elementNames(text, root);
  if (tagsWithin(text, MAX_STRICT_TAGS)) {
    try {
      const raw = await readStrict(text, nameOf);
      return { kind: 'feed', reader: 'strict', ...feedContents(raw, root, url) };
    } catch {
      // Refused by rss-parser: not well-formed, or not in a form that it knows.
    }
  }
  const { readTolerant } = await import('./read_tolerant.ts');
  const raw = readTolerant(text, nameOf);
  if (raw.entries.every(({ elements }) => elements.length === 0)) {
    if (raw.truncated) return failed('truncated', 'The document breaks off before its first entry.');
    if (root.kind === 'channel' && raw.entries.length === 0)
      return failed('not_a_feed', 'The document is XML, but no feed.');
  }
  return { kind: 'feed', reader: 'tolerant', ...feedContents(raw, root, url) };
}

async function parseJson(text: string): Promise<ParseOutcome> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    // Every fault of JSON that is cut off lies at its end.
    const cut = !/[}\]]\s*$/.test(text) || String(error).includes('end of JSON');
    if (cut && text.includes('"items"')) return failed('truncated', 'The JSON document breaks off.');
    return failed('not_a_feed', 'The document is faulty JSON.');
  }
  const items = (value as { items?: unknown } | null)?.items;
  if (Array.isArray(items) && items.length > MAX_ENTRIES) return tooMany();
  const { jsonFeedContents } = await import('./json_feed.ts');
  const contents = jsonFeedContents(value);
  if (contents === null) return failed('not_a_feed', 'The document is JSON, but no JSON Feed.');
  return { kind: 'feed', reader: 'json', ...contents };
}

/** The text from its root on, with the entities that its DOCTYPE declares (one level, no files) put in. */
function withDeclaredEntities(text: string, root: Root): string {
  const body = text.slice(root.start);
  root.start = 0;
  const doctype = text.slice(0, text.length - body.length);
  const values = new Map<string, string>();
  for (const [, name = '', , value = ''] of doctype.matchAll(
    /<!ENTITY\s+([\w.-]{1,100})\s+(["'])([^"'&<]{0,1000}|&#x?[0-9a-f]{1,6};)\2\s*>/gi,
  )) {
    if (values.size < 500) values.set(name, value);
  }
  if (values.size === 0) return body;
  // A document grows by no more than it has room for.
  let room = 1_000_000;
  return body.replace(/&([\w.-]{1,100});/g, (reference, name: string) => {
    const value = values.get(name);
    if (value === undefined || room < value.length) return reference;
    room -= value.length;
    return value;
  });
}

function noFeed(text: string, url: string | null): ParseOutcome {
  const head = text.slice(0, 200_000);
  if (!/<(?:!doctype\s+html|html)[\s>]|^\s*<(?:head|body)[\s>]/i.test(head)) {
    return failed('not_a_feed', `The document is ${/^\s*</.test(head) ? 'XML, but ' : ''}no feed.`);
  }
  const link = [...head.matchAll(/<link\s[^>]{1,1000}>/gi)]
    .map(([tag]) => tag)
    .find((tag) => /application\/(?:rss|atom|feed)\+(?:xml|json)/i.test(tag));
  const href = /\shref\s*=\s*["']?([^"'\s>]+)/i.exec(link ?? '')?.[1];
  const found =
    href !== undefined && URL.canParse(href, url ?? undefined) ? new URL(href, url ?? undefined).href : null;
  return failed(
    'not_a_feed',
    `The document is a web page.${found === null ? '' : ` Its feed is at ${found}.`}`,
  );
}

/** Whether the pattern occurs more often than `limit`. Where even its shortest form has no room for that, nobody looks. */
function hasMore(text: string, pattern: RegExp, shortest: string, limit: number): boolean {
  if (text.length <= shortest.length * limit) return false;
  let found = 0;
  for (const _ of text.matchAll(pattern)) if (++found > limit) return true;
  return false;
}

/** Whether the text has at most `limit` tags; of three characters or more. */
function tagsWithin(text: string, limit: number): boolean {
  if (text.length <= 3 * limit) return true;
  let tags = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) if (++tags > limit) return false;
  return true;
}

function hasHugeTags(text: string): boolean {
  if (text.length <= MAX_TAG) return false;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    if (text.startsWith('<!', at)) continue;
    const end = text.indexOf('>', at);
    if ((end < 0 ? text.length : end) - at > MAX_TAG) return true;
    if (end < 0) return false;
    at = end;
  }
  return hasMore(text, /=\s*["']/g, '="', MAX_ATTRIBUTES);
}

const tooMany = () => failed('too_large', `The document has over ${MAX_ENTRIES} entries.`);

function failed(code: FeedFailure, what: string): ParseOutcome {
  return { kind: 'failed', code, message: failureMessage(code, what) };
}
