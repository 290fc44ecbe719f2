import Parser from 'rss-parser';
import type { Element, Fields, RawFeed } from './element.ts';
import { liftTexts } from './lifted_texts.ts';
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
  const keys = new Map<string, string>();
  const fields: Known = new Map();
  const keyOf = (written: string): string => {
    const name = nameOf(written);
    const structural = STRUCTURE[name];
    if (structural !== undefined) return structural;
    const key = FIELD + name;
    if (FIELDS.has(name) && !fields.has(key)) customFields.push(customField(key));
    fields.set(key, name);
    return key;
  };
  const parser = new Parser({
    defaultRSS: 2,
    customFields: { feed: customFields, item: customFields } as never,
    xml2js: {
      attrNameProcessors: [(name: string) => name.toLowerCase()],
      tagNameProcessors: [
        (written: string) => {
          const before = keys.get(written);
          const key = before ?? keyOf(written);
          if (before === undefined) keys.set(written, key);
          if (key === 'item' || key === 'entry') seen++;
          return key;
        },
      ],
    },
  });
  const { document, restore } = liftTexts(text);
  const feed = (await parser.parseString(document)) as unknown as ParsedFields & { items: ParsedFields[] };
  if (feed.items.length !== seen) throw new NeedsTolerance('Some entries stand outside the feed.');
  const read = [...fields].filter(([, name]) => FIELDS.has(name));
  const fieldsOf = (parsed: ParsedFields): Fields => {
    const elements: Element[] = [];
    for (const [key, name] of read) {
      const nodes = parsed[key];
      if (!Array.isArray(nodes)) continue;
      for (const node of nodes as XmlNode[]) elements.push(elementOf(name, node, 0, fields, restore));
    }
    return { attributes: (parsed.$ as Record<string, string> | undefined) ?? {}, elements };
  };
  return { head: fieldsOf(feed), entries: feed.items.map(fieldsOf) };
}

/** The names of fields, by the keys under which rss-parser gives them. */
type Known = Map<string, string>;
type Restore = (text: string) => string;

/** Deeper than any group of fields; what lies below isn't read. */
const MAX_GROUP_DEPTH = 4;
const NO_CHILDREN: Element[] = [];

function elementOf(name: string, node: XmlNode, depth: number, fields: Known, restore: Restore): Element {
  if (typeof node === 'string') return { name, attributes: {}, text: restore(node), children: NO_CHILDREN };
  let children = NO_CHILDREN;
  for (const key in node) {
    if (key === '$' || key === '_') continue;
    const nodes = node[key];
    if (!Array.isArray(nodes)) continue;
    if (TEXT_FIELDS.has(name)) throw new NeedsTolerance('Markup stands unescaped in a text.');
    const child = fields.get(key);
    if (child === undefined || depth >= MAX_GROUP_DEPTH) continue;
    if (children === NO_CHILDREN) children = [];
    for (const one of nodes as XmlNode[]) children.push(elementOf(child, one, depth + 1, fields, restore));
  }
  return { name, attributes: node.$ ?? {}, text: restore(node._ ?? ''), children };
}
