import { BoundedParser } from '../articles/bounded_parser.ts';
import { escapeHtml } from '../articles/text.ts';
import type { Element, Fields, RawFeed } from './element.ts';
import { liftTexts } from './lifted_texts.ts';
import { TEXT_FIELDS } from './names.ts';

/** HTML elements without content that people write unclosed into feeds. */
const VOID_HTML = new Set(['br', 'hr', 'img', 'input', 'meta', 'wbr', 'col', 'embed']);
/** Texts that hold HTML; an opening `<link>` in one of these is the HTML's, in a title it is the entry's. */
const HTML_FIELDS = new Set(
  'description summary content encoded content:encoded atom:content atom:summary xhtml:body body fullitem'.split(
    ' ',
  ),
);
/** Opening tags that no HTML has: where one comes, the text before it was left unclosed. */
const NEVER_HTML = /^(?:guid|pubdate|content:encoded|dc:\w+|dcterms:\w+|lastbuilddate|published|updated)$/;

interface Frame {
  element: Element;
  /** Its markup is part of its text. */
  holdsText: boolean;
  /** Its text with its markup, as HTML; null while it holds none. */
  html: string | null;
  /** Elements of its own name that are open within it. */
  namesakes: number;
}

/**
 * Reads a feed from anything that resembles one: bare `&`, unclosed or upper-case tags, entries outside the
 * channel, a document cut off. `text` begins with the root element; `nameOf` is from `elementNames`. Gives what
 * was complete, and whether the document's end was missing. Never throws.
 */
export function readTolerant(
  text: string,
  nameOf: (name: string) => string,
): RawFeed & { truncated: boolean } {
  const { document, restore } = liftTexts(text);
  const head: Fields = { attributes: {}, elements: [] };
  const entries: Fields[] = [];
  let fields = head;
  const frames: Frame[] = [];
  let rootClosed = false;
  let atom = false;
  let closedEntry = false;
  let ended = false;

  const close = (depth: number) => {
    for (const frame of frames.splice(depth).reverse()) {
      if (frame.html !== null) frame.element.text = frame.html;
    }
  };
  const open = (element: Element) => {
    const owner = frames.at(-1)?.element.children ?? fields.elements;
    owner.push(element);
    const holdsText = TEXT_FIELDS.has(element.name);
    frames.push({ element, holdsText, html: null, namesakes: 0 });
  };

  const parser = new BoundedParser(
    {
      onopentag(written, attributes) {
        const name = nameOf(written);
        const top = frames.at(-1);
        // Atom's entries aren't called items: one that stands in a text is of some other vocabulary.
        if (isEntry(name) && !(atom && name === 'item' && top?.holdsText)) {
          close(0);
          fields = { attributes, elements: [] };
          entries.push(fields);
          return;
        }
        if (isRoot(name) && frames.length === 0) {
          if (fields === head) Object.assign(head.attributes, attributes);
          atom ||= name === 'feed';
          return;
        }
        if (top?.holdsText) {
          if (!endsText(top.element.name, name)) {
            if (name === top.element.name) top.namesakes++;
            top.html = `${top.html ?? escapeHtml(top.element.text)}<${localName(written)}>`;
            return;
          }
          close(frames.length - 1);
        }
        open({ name, attributes, text: '', children: [] });
      },
      ontext(data) {
        const top = frames.at(-1);
        if (top === undefined) return;
        const said = restore(data);
        top.element.text += said;
        if (top.html !== null) top.html += escapeHtml(said);
      },
      onclosetag(written) {
        // The parser closes what the document left open: no sign that it was complete.
        if (ended) return;
        const name = nameOf(written);
        if (isEntry(name) && !(atom && name === 'item')) {
          close(0);
          fields = head;
          closedEntry = true;
          return;
        }
        if (isRoot(name)) {
          close(0);
          fields = head;
          if (name !== 'channel') rootClosed = true;
          return;
        }
        const top = frames.at(-1);
        if (top?.holdsText && (name !== top.element.name || top.namesakes > 0)) {
          if (name === top.element.name) top.namesakes--;
          top.html = `${top.html ?? escapeHtml(top.element.text)}</${localName(written)}>`;
          return;
        }
        const depth = frames.findLastIndex((frame) => frame.element.name === name);
        if (depth >= 0) close(depth);
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true, decodeEntities: true },
    VOID_HTML,
  );
  parser.write(document);
  ended = true;
  parser.end();

  // An entry document's root is its entry.
  rootClosed ||=
    fields === head && entries.length === 1 && head.elements.length === 0 && !atom && closedEntry;
  if (!rootClosed) {
    // A field that the end cut in two would be taken for a whole one: another link, another id.
    const cut = frames[0]?.element;
    fields.elements = fields.elements.filter((element) => element !== cut);
    // An entry that lost its id and link is listed, but as nothing: by its title it would come again as another.
    if (fields !== head && !fields.elements.some(({ name }) => IDENTIFYING.has(name))) fields.elements = [];
  }
  return { head, entries, truncated: !rootClosed };
}

const IDENTIFYING = new Set(['guid', 'id', 'link']);
const isEntry = (name: string) => name === 'item' || name === 'entry';
const localName = (written: string) => written.slice(written.indexOf(':') + 1);
const isRoot = (name: string) => /^(?:rss|rdf:rdf|rdf|feed|channel)$/.test(name);

function endsText(openName: string, name: string): boolean {
  if (name === openName) return !HTML_FIELDS.has(openName);
  if (NEVER_HTML.test(name)) return true;
  return !HTML_FIELDS.has(openName) && TEXT_FIELDS.has(name);
}
