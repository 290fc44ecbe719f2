import type { FeedEntry } from '../articles/article.ts';
import { escapeHtml } from '../articles/text.ts';
import { absoluteUrl } from '../articles/url.ts';
import type { Element, Fields, RawFeed } from './element.ts';
import type { HubLinks } from './hub.ts';
import type { Root } from './names.ts';
import type { OlderLinks } from './past.ts';
import { pictureOf } from './picture.ts';
import type { FeedPace } from './schedule.ts';

/** What a feed document says of itself, and its entries; strings as it gave them, but links are whole. */
export interface FeedContents {
  /** May hold HTML, as entries' titles may. */
  title: string | null;
  link: string | null;
  /** As the feed wrote it. */
  language: string | null;
  /** What it asks of those who poll it. */
  pace: FeedPace;
  /** Who pushes its news, as far as the document says. */
  push: HubLinks;
  /** Where its older entries are, as far as the document says. */
  past: OlderLinks;
  entries: FeedEntry[];
}

interface Context {
  atom: boolean;
  /** What relative links start from, as far as it is known. */
  base: string | undefined;
}

/**
 * What the elements of a feed mean, whichever reader gave them. `url` is the document's own address, against
 * which (after `xml:base` and the feed's link) relative links are made whole; null leaves them as they are.
 */
export function feedContents(raw: RawFeed, root: Root, url: string | null): FeedContents {
  const context: Context = { atom: root.kind === 'feed' || root.kind === 'entry', base: url ?? undefined };
  const declaredBase = raw.head.attributes['xml:base'] ?? root.base;
  if (declaredBase !== null) context.base = absoluteUrl(declaredBase, context.base)?.href ?? context.base;
  const link = linkOf(raw.head, context);
  const entryContext =
    declaredBase === null && link !== null && absoluteUrl(link) !== null
      ? { ...context, base: link }
      : context;
  return {
    title: textOf(raw.head, context, 'title', 'dc:title', 'itunes:title'),
    link,
    language:
      rawText(raw.head, 'language', 'dc:language') ??
      raw.head.attributes['xml:lang'] ??
      root.language ??
      null,
    pace: paceOf(raw.head),
    push: { hub: hrefOf(raw.head, 'hub'), self: hrefOf(raw.head, 'self') },
    past: {
      older: hrefOf(raw.head, 'prev-archive') ?? hrefOf(raw.head, 'next'),
      isWordPress: /\bwordpress\b/i.test(rawText(raw.head, 'generator') ?? ''),
    },
    entries: raw.entries.map((fields) => entryOf(fields, entryContext)),
  };
}

function entryOf(fields: Fields, outer: Context): FeedEntry {
  const base = fields.attributes['xml:base'];
  const context =
    base === undefined ? outer : { ...outer, base: absoluteUrl(base, outer.base)?.href ?? outer.base };
  const image = pictureOf(fields.elements, context.base);
  return {
    id: rawText(fields, 'guid', 'id', 'atom:id') ?? aboutOf(fields) ?? rawText(fields, 'dc:identifier'),
    link: linkOf(fields, context) ?? permalinkOf(fields),
    title: textOf(fields, context, 'title', 'atom:title', 'dc:title', 'media:title'),
    publishedAt: rawText(fields, ...PUBLISHED),
    updatedAt: rawText(fields, ...UPDATED),
    summary:
      textOf(fields, context, 'description', 'summary', 'atom:summary', 'dc:description', 'itunes:summary') ??
      mediaDescription(fields, context),
    content: textOf(
      fields,
      context,
      ...['content:encoded', 'content', 'atom:content', 'encoded', 'xhtml:body', 'body', 'fullitem'],
    ),
    authors: authorsOf(fields),
    ...(image !== null && { image }),
  };
}

/** RSS 2.0: `ttl` in minutes, `skipHours` with `hour`s from 0 to 23 (24 in RSS 0.91, for midnight). */
function paceOf(head: Fields): FeedPace {
  const minutes = Number(/^\d{1,6}$/.exec(rawText(head, 'ttl') ?? '')?.[0] ?? 0);
  const hours = named(head, ['skiphours'])
    .flatMap(({ children }) => children)
    .flatMap(({ text }) => (/^\s*\d{1,2}\s*$/.test(text) ? [Number(text) % 24] : []));
  return {
    ttlMs: minutes > 0 ? minutes * 60_000 : null,
    skipHours: [...new Set(hours)].sort((a, b) => a - b),
  };
}

const MAX_AUTHORS = 50;
const PUBLISHED = [
  ...['pubdate', 'published', 'atom:published', 'issued', 'created', 'dc:date', 'dcterms:issued'],
  ...['dcterms:created', 'date'],
];
const UPDATED = ['updated', 'atom:updated', 'modified', 'dcterms:modified', 'dc:date'];

/** The elements of these names, in the order of the names. */
function named(fields: Fields, names: readonly string[]): Element[] {
  const { elements } = fields;
  const found: Element[] = [];
  for (const name of names) {
    for (const element of elements) if (element.name === name) found.push(element);
  }
  return found;
}

/** The first of the named fields that says anything, as `read` gives it. */
function firstText(fields: Fields, names: readonly string[], read: (element: Element) => string) {
  const { elements } = fields;
  for (const name of names) {
    for (const element of elements) {
      if (element.name !== name) continue;
      const text = read(element).trim();
      if (text !== '') return text;
    }
  }
  return null;
}

const asWritten = (element: Element) => element.text;

/** The first of the named fields that says anything, as it stands. */
function rawText(fields: Fields, ...names: string[]): string | null {
  return firstText(fields, names, asWritten);
}

/** The first of the named fields that says anything, as HTML. */
function textOf(fields: Fields, context: Context, ...names: string[]): string | null {
  return firstText(fields, names, (element) => htmlOf(element, context));
}

/** RFC 4287 section 3.1.1 and 4.1.3, Atom 0.3 section 3.1: what `type` and `mode` make of a text. */
function htmlOf(element: Element, context: Context): string {
  if (!context.atom && !element.name.startsWith('atom:')) return element.text;
  const type = (element.attributes.type ?? '').trim().toLowerCase();
  const mode = (element.attributes.mode ?? '').trim().toLowerCase();
  const binary = /^[a-z]+\/[\w.+-]+$/.test(type) && !/^text\/|[/+](?:xml|html|json)$/.test(type);
  if (mode === 'base64' || binary) {
    const compact = element.text.replace(/\s+/g, '');
    const decoded = /^[\w+/]+={0,2}$/.test(compact)
      ? Buffer.from(compact, 'base64').toString('utf8')
      : '\ufffd';
    if (!/[\ufffd\0]/.test(decoded)) return decoded;
  }
  return type === 'text' || (type === 'text/plain' && mode !== 'escaped')
    ? escapeHtml(element.text)
    : element.text;
}

/** The address of the page: in Atom the first alternate link, in RSS the last link that is given. */
function linkOf(fields: Fields, context: Context): string | null {
  const links = named(fields, ['link'])
    .map(linkElement)
    .filter((link) => link.href !== '');
  const alternates = links.filter((link) => link.rel === 'alternate');
  const alternate = context.atom
    ? (alternates.find((link) => /^$|html/.test(link.type)) ?? alternates[0])
    : alternates.at(-1);
  const foreign = named(fields, ['atom:link']).map(linkElement);
  const chosen =
    alternate ??
    foreign.find((link) => link.rel === 'alternate' && link.href !== '') ??
    links.find((link) => link.rel === 'related' || link.rel === 'via');
  if (chosen === undefined) return null;
  const base = chosen.base === undefined ? context.base : absoluteUrl(chosen.base, context.base)?.href;
  // An absolute link stays as the feed wrote it.
  return /^[a-z][a-z0-9+.-]*:/i.test(chosen.href)
    ? chosen.href
    : (absoluteUrl(chosen.href, base)?.href ?? chosen.href);
}

/** Where the first link with this relation leads, in Atom and as RSS borrows it. */
function hrefOf(fields: Fields, relation: string): string | null {
  const links = named(fields, ['link', 'atom:link']).map(linkElement);
  return links.find(({ rel, href }) => rel === relation && href !== '')?.href ?? null;
}

function linkElement({ attributes, text }: Element) {
  return {
    href: (attributes.href ?? text).trim(),
    rel: attributes.rel?.trim().toLowerCase() || 'alternate',
    type: attributes.type?.trim().toLowerCase() ?? '',
    base: attributes['xml:base'],
  };
}

/** RSS 2.0: a guid is the entry's address unless it says otherwise. */
function permalinkOf(fields: Fields): string | null {
  for (const { attributes, text } of named(fields, ['guid'])) {
    const permalink = attributes.ispermalink?.trim().toLowerCase() !== 'false';
    if (permalink && /^https?:\/\//i.test(text.trim())) return text.trim();
  }
  return null;
}

function aboutOf(fields: Fields): string | null {
  const about = Object.entries(fields.attributes).find(([name]) => /(?:^|:)about$/.test(name));
  return about?.[1].trim() || null;
}

function mediaDescription(fields: Fields, context: Context): string | null {
  const groups = named(fields, ['media:group', 'media:content']).flatMap((group) => group.children);
  return (
    textOf(fields, context, 'media:description') ??
    textOf({ attributes: {}, elements: groups }, context, 'media:description')
  );
}

function authorsOf(fields: Fields): string[] {
  const names = new Set<string>();
  for (const element of named(fields, [
    'author',
    'atom:author',
    'dc:creator',
    'dc:author',
    'itunes:author',
  ])) {
    const child = (local: string) =>
      element.children.find(({ name }) => name.slice(name.indexOf(':') + 1) === local)?.text.trim();
    const name = child('name') || child('email') || personName(element.text.trim().slice(0, 500));
    if (name && names.size < MAX_AUTHORS) names.add(name);
  }
  return [...names];
}

/** `jane@example.org (Jane Doe)`, as RSS has it, and `Jane Doe <jane@example.org>`. */
function personName(text: string): string {
  return (
    /^[^\s()<>]+@[^\s()<>]+\s*\(([^()]+)\)$/.exec(text)?.[1]?.trim() ??
    /^(.{1,200}?)\s*[<(][^\s()<>]+@[^\s()<>]+[>)]$/.exec(text)?.[1]?.trim() ??
    text
  );
}
