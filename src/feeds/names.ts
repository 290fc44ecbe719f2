/** The prefix under which the readers know a namespace, by its lower-case URI without a slash or hash at the end. */
const PREFIXES: Record<string, string> = {
  'http://www.w3.org/2005/atom': 'atom',
  'https://www.w3.org/2005/atom': 'atom',
  'http://purl.org/atom/ns': 'atom',
  'http://purl.org/echo': 'atom',
  'http://purl.org/pie': 'atom',
  'http://purl.org/rss/1.0': '',
  'http://purl.org/net/rss1.1': '',
  'http://cyber.law.harvard.edu/rss/rss.html': '',
  'http://my.netscape.com/rdf/simple/0.9': '',
  'http://channel.netscape.com/rdf/simple/0.9': '',
  'http://backend.userland.com/rss2': '',
  'http://blogs.law.harvard.edu/tech/rss': '',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns': 'rdf',
  'http://purl.org/rss/1.0/modules/content': 'content',
  'http://purl.org/dc/elements/1.0': 'dc',
  'http://purl.org/dc/elements/1.1': 'dc',
  'http://purl.org/dc/terms': 'dcterms',
  'http://search.yahoo.com/mrss': 'media',
  'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://www.w3.org/1999/xhtml': 'xhtml',
};

/** Elements whose content is text or HTML: markup in them belongs to the text. */
export const TEXT_FIELDS = new Set(
  `title link guid id pubdate description summary content encoded tagline subtitle copyright rights language
  published updated issued modified created date lastbuilddate generator
  content:encoded dc:title dc:description dc:date dc:creator dc:author dc:language dc:identifier
  dcterms:created dcterms:issued dcterms:modified media:title media:description
  itunes:summary itunes:subtitle itunes:author itunes:title
  atom:id atom:title atom:link atom:published atom:updated atom:summary atom:content
  xhtml:body body fullitem`.split(/\s+/),
);

/** Elements that are read with what stands in them. */
const GROUP_FIELDS = [
  ...[
    'author',
    'atom:author',
    'media:group',
    'media:content',
    'media:thumbnail',
    'enclosure',
    'itunes:image',
  ],
  ...['ttl', 'skiphours', 'generator'],
];

/** Every element that the project reads. */
export const FIELDS: ReadonlySet<string> = new Set([...TEXT_FIELDS, ...GROUP_FIELDS]);

/** Where a document's first element begins, what it is, and what its tag says. */
export interface Root {
  /** `entry`: an Atom entry document (RFC 4287 section 2), which is a feed of one. */
  kind: 'rss' | 'rdf' | 'feed' | 'channel' | 'entry';
  start: number;
  base: string | null;
  language: string | null;
}

const ROOT_OR_COMMENT =
  /<!--[\s\S]*?(?:-->|$)|<(?:([\w.-]{1,40}):)?(rss|rdf|feed|channel)(?=[\s>/])[^>]{0,20000}(?:>|$)/gi;

/** The first element of a document that is one Atom entry; only white space, instructions and comments stand before it. */
const ENTRY_ROOT =
  /^\ufeff?(?:\s|<\?[^>]{0,2000}\?>|<!--[\s\S]{0,20000}?-->){0,50}(?=(<(?:[\w.-]{1,40}:)?entry\s[^>]{0,20000}>))/i;

/** The first feed element outside comments, or null. */
export function findRoot(text: string): Root | null {
  for (const match of text.matchAll(ROOT_OR_COMMENT)) {
    const [tag, , kind] = match;
    if (kind === undefined) continue;
    return {
      kind: kind.toLowerCase() as Root['kind'],
      start: match.index,
      base: attribute(tag, 'xml:base'),
      language: attribute(tag, 'xml:lang'),
    };
  }
  const entry = ENTRY_ROOT.exec(text.slice(0, 100_000));
  if (entry === null || !/\batom\b/i.test(entry[1] ?? '')) return null;
  const tag = entry[1] ?? '';
  return {
    kind: 'entry',
    start: entry[0].length,
    base: attribute(tag, 'xml:base'),
    language: attribute(tag, 'xml:lang'),
  };
}

/**
 * A function from an element's name as written to the one name by which the project knows it: lower case, the
 * usual prefix of its namespace whatever prefix the document declares, none for the document's own vocabulary
 * (`atom:entry` in Atom is `entry`, `atom:link` in RSS stays `atom:link`).
 */
export function elementNames(text: string, root: Root): (name: string) => string {
  const prefixes = new Map<string, string>();
  for (const [prefix, uri] of declarations(text)) {
    const usual = PREFIXES[uri.toLowerCase()];
    const lower = prefix.toLowerCase();
    if (usual !== undefined && !prefixes.has(lower)) prefixes.set(lower, usual);
  }
  const rootPrefix = /^<([\w.-]+):/.exec(text.slice(root.start, root.start + 50))?.[1]?.toLowerCase();
  const own =
    root.kind === 'feed' || root.kind === 'entry'
      ? ['atom', rootPrefix]
      : root.kind === 'rss'
        ? [rootPrefix]
        : [];
  const known = new Map<string, string>();
  return (written) => {
    const before = known.get(written);
    if (before !== undefined) return before;
    const lower = written.toLowerCase();
    const colon = lower.indexOf(':');
    const prefix = colon < 0 ? '' : lower.slice(0, colon);
    const usual = prefixes.get(prefix) ?? prefix;
    const local = lower.slice(colon + 1);
    const name = interned(
      usual === '' || own.includes(usual) || own.includes(prefix) ? local : `${usual}:${local}`,
    );
    known.set(written, name);
    return name;
  };
}

/** The same text as the engine's one copy of it: names are compared by the million, and such copies at a glance. */
const interned = (text: string) => Object.keys({ [text]: 0 })[0] ?? text;

const DECLARATION = /xmlns:([\w.-]{1,40})\s*=\s*(["'])\s*([^"'<>]{1,300}?)[\s/#]*\2/iy;

/** The prefixes that a document declares, wherever it does, with their namespaces. */
function* declarations(text: string): Generator<[prefix: string, uri: string]> {
  // Found by the letters that all of them begin with: a pattern would be tried at every white space of the document.
  for (const letters of ['xmlns:', 'XMLNS:']) {
    for (let at = text.indexOf(letters); at >= 0; at = text.indexOf(letters, at + letters.length)) {
      DECLARATION.lastIndex = at;
      const [, prefix, , uri] = /\s/.test(text[at - 1] ?? '') ? (DECLARATION.exec(text) ?? []) : [];
      if (prefix !== undefined && uri !== undefined) yield [prefix, uri];
    }
  }
}

function attribute(tag: string, name: string): string | null {
  const value = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag);
  return value?.[1] ?? value?.[2] ?? null;
}
