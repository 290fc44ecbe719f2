import Parser from 'rss-parser';
import type { Element, Fields, RawFeed } from './element.ts';
import { FIELDS, TEXT_FIELDS } from './names.ts';

/**
 * rss-parser finds the entries; its conversions are kept from the fields. It rewrites dates (and refuses a whole
 * document for one bad date), joins inline markup in the wrong order and runs a quadratic expression over every
 * text, so it sees all names but its own structure's with this prefix and hands them over as they are.
 */
const FIELD = 'field:';
const STRUCTURE: Record<string, string> = {
  rss: 'rss',
  'rdf:rdf': 'rdf:RDF',
  rdf: 'rdf:RDF',
  feed: 'feed',
  channel: 'channel',
  item: 'item',
  entry: 'entry',
};

type CustomField = [name: string, as: string, options: { keepArray: true }];
const customField = (name: string): CustomField => [name, name, { keepArray: true }];

type XmlNode = string | ({ $?: Record<string, string>; _?: string } & Record<string, unknown>);
type ParsedFields = Record<string, unknown>;

/** Thrown by {@link readStrict} where a document needs the tolerant reader. */
export class NeedsTolerance extends Error {}

/**
 * Reads a well-formed feed by rss-parser. `text` begins with the root element; `nameOf` is from `elementNames`.
 * Throws (an error of rss-parser's or {@link NeedsTolerance}) where the document is not well-formed, has markup in
 * its texts, or holds entries where rss-parser doesn't look.
 */
export async function readStrict(text: string, nameOf: (name: string) => string): Promise<RawFeed> {
  let seen = 0;
  // rss-parser looks for every custom field in every entry, so it is told only of those that the document has: its
  // list grows while the document is read, and is used after that.
  const customFields = [customField('$')];
  const names = new Map<string, string>();
  const tagName = (written: string): string => {
    const name = nameOf(written);
    const structural = STRUCTURE[name];
    if (structural === undefined && FIELDS.has(name)) customFields.push(customField(FIELD + name));
    return structural ?? FIELD + name;
  };
  const parser = new Parser({
    defaultRSS: 2,
    customFields: { feed: customFields, item: customFields } as never,
    xml2js: {
      attrNameProcessors: [(name: string) => name.toLowerCase()],
      tagNameProcessors: [
        (written: string) => {
          const before = names.get(written);
          const name = before ?? tagName(written);
          if (before === undefined) names.set(written, name);
          if (name === 'item' || name === 'entry') seen++;
          return name;
        },
      ],
    },
  });
  const feed = (await parser.parseString(text)) as unknown as ParsedFields & { items: ParsedFields[] };
  if (feed.items.length !== seen) throw new NeedsTolerance('Some entries stand outside the feed.');
  return { head: fieldsOf(feed), entries: feed.items.map(fieldsOf) };
}

function fieldsOf(parsed: ParsedFields): Fields {
  const elements: Element[] = [];
  for (const [key, nodes] of Object.entries(parsed)) {
    if (!key.startsWith(FIELD) || !Array.isArray(nodes)) continue;
    for (const node of nodes as XmlNode[]) elements.push(elementOf(key.slice(FIELD.length), node, 0));
  }
  return { attributes: (parsed.$ as Record<string, string> | undefined) ?? {}, elements };
}

/** Deeper than any group of fields; what lies below isn't read. */
const MAX_GROUP_DEPTH = 4;

function elementOf(name: string, node: XmlNode, depth: number): Element {
  if (typeof node === 'string') return { name, attributes: {}, text: node, children: [] };
  const children: Element[] = [];
  for (const [key, nodes] of Object.entries(node)) {
    if (key === '$' || key === '_' || !Array.isArray(nodes)) continue;
    if (TEXT_FIELDS.has(name)) throw new NeedsTolerance('Markup stands unescaped in a text.');
    if (!key.startsWith(FIELD) || depth >= MAX_GROUP_DEPTH) continue;
    for (const child of nodes as XmlNode[]) {
      children.push(elementOf(key.slice(FIELD.length), child, depth + 1));
    }
  }
  return { name, attributes: { ...node.$ }, text: node._ ?? '', children };
}
