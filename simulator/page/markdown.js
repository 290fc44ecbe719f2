import { parseInline } from './markdown_inline.js';

/** @import { Inline } from './markdown_inline.js' */

/**
 * @typedef {{ children: Inline[], list: List | null }} ListEntry
 * @typedef {{ type: 'list', ordered: boolean, start: number, entries: ListEntry[] }} List
 * @typedef {| { type: 'paragraph', children: Inline[] }
 *   | { type: 'heading', level: number, children: Inline[] }
 *   | { type: 'subtext', children: Inline[] }
 *   | { type: 'quote', children: Block[] }
 *   | { type: 'codeblock', language: string | null, text: string }
 *   | List} Block
 */

const HEADING = /^(#{1,3}) +(.*\S.*)$/;
const SUBTEXT = /^-# +(.*\S.*)$/;
const LIST_ENTRY = /^( *)([-*]|\d{1,9}\.) +(.*\S.*)$/;
const FENCE_LANGUAGE = /^([\w+#.-]{1,20})\n/;

/**
 * Reads Discord's markdown (headings, subtext, quotes, lists, code blocks and what stands in them) into a
 * tree. Any text gives a tree; what isn't markdown is text.
 * @param {string} text
 * @param {boolean} [insideQuote] Discord doesn't nest quotes.
 * @returns {Block[]}
 */
export function parseMarkdown(text, insideQuote = false) {
  /** @type {Block[]} */
  const blocks = [];
  /** @type {string[]} */
  let paragraph = [];
  const flush = () => {
    if (paragraph.some((line) => line.trim() !== '')) {
      blocks.push({ type: 'paragraph', children: parseInline(paragraph.join('\n')) });
    }
    paragraph = [];
  };

  let at = 0;
  while (at < text.length) {
    const line = lineAt(text, at);
    const heading = HEADING.exec(line);
    const subtext = SUBTEXT.exec(line);
    const fence = fenceIn(text, at, line);
    if (!insideQuote && line.startsWith('>>> ')) {
      flush();
      blocks.push({ type: 'quote', children: parseMarkdown(text.slice(at + 4), true) });
      return blocks;
    }
    if (!insideQuote && line.startsWith('> ')) {
      flush();
      const quoted = linesWhile(text, at, (next) => next.startsWith('> '));
      blocks.push({
        type: 'quote',
        children: parseMarkdown(quoted.lines.map((l) => l.slice(2)).join('\n'), true),
      });
      at = quoted.end;
    } else if (fence) {
      if (fence.start > at) paragraph.push(text.slice(at, fence.start));
      flush();
      blocks.push({ type: 'codeblock', language: fence.language, text: fence.text });
      at = text[fence.end] === '\n' ? fence.end + 1 : fence.end;
    } else if (heading) {
      flush();
      blocks.push({
        type: 'heading',
        level: /** @type {string} */ (heading[1]).length,
        children: parseInline(heading[2] ?? ''),
      });
      at += line.length + 1;
    } else if (subtext) {
      flush();
      blocks.push({ type: 'subtext', children: parseInline(subtext[1] ?? '') });
      at += line.length + 1;
    } else if (LIST_ENTRY.test(line)) {
      flush();
      const listed = linesWhile(text, at, (next) => LIST_ENTRY.test(next) || /^ {2,}\S/.test(next));
      blocks.push(...parseLists(listed.lines));
      at = listed.end;
    } else {
      paragraph.push(line);
      at += line.length + 1;
    }
  }
  flush();
  return blocks;
}

/** @param {string} text @param {number} at @returns {string} */
function lineAt(text, at) {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.slice(at) : text.slice(at, end);
}

/**
 * @param {string} text
 * @param {number} at
 * @param {(line: string) => boolean} belongs
 */
function linesWhile(text, at, belongs) {
  const lines = [];
  let end = at;
  while (end < text.length) {
    const line = lineAt(text, end);
    if (!belongs(line)) break;
    lines.push(line);
    end += line.length + 1;
  }
  return { lines, end: Math.min(end, text.length) };
}

/**
 * The code block that opens in this line and closes anywhere after it.
 * @param {string} text
 * @param {number} at
 * @param {string} line
 */
function fenceIn(text, at, line) {
  const column = line.indexOf('```');
  if (column === -1 || line[column - 1] === '\\') return null;
  const start = at + column;
  const close = text.indexOf('```', start + 4);
  if (close === -1) return null;
  const inside = text.slice(start + 3, close);
  const language = FENCE_LANGUAGE.exec(inside);
  const code = language ? inside.slice(language[0].length) : inside;
  return {
    start,
    end: close + 3,
    language: language?.[1] ?? null,
    text: code.replace(/^\n+|\n+$/g, ''),
  };
}

/**
 * Nests by indentation; a change between bullets and numbers at the outermost level starts another list.
 * @param {string[]} lines
 * @returns {List[]}
 */
function parseLists(lines) {
  /** @type {List[]} */
  const lists = [];
  /** @type {{ indent: number, list: List }[]} */
  const open = [];
  /** @type {{ entry: ListEntry, text: string } | null} */
  let last = null;
  for (const line of lines) {
    const found = LIST_ENTRY.exec(line);
    if (!found) {
      if (last) {
        last.text += `\n${line.trim()}`;
        last.entry.children = parseInline(last.text);
      }
      continue;
    }
    const indent = /** @type {string} */ (found[1]).length;
    const marker = /** @type {string} */ (found[2]);
    const ordered = marker.endsWith('.');
    while (open.length > 0 && indent < /** @type {{ indent: number }} */ (open.at(-1)).indent) open.pop();
    let level = open.at(-1);
    if (
      !level ||
      (indent > level.indent && open.length < 6) ||
      (open.length === 1 && level.list.ordered !== ordered)
    ) {
      /** @type {List} */
      const list = { type: 'list', ordered, start: ordered ? Number.parseInt(marker, 10) : 1, entries: [] };
      const parent = level && indent > level.indent ? level.list.entries.at(-1) : null;
      if (parent) {
        parent.list = list;
      } else {
        lists.push(list);
        open.length = 0;
      }
      level = { indent, list };
      open.push(level);
    }
    const text = /** @type {string} */ (found[3]);
    const entry = { children: parseInline(text), list: null };
    level.list.entries.push(entry);
    last = { entry, text };
  }
  return lists;
}
