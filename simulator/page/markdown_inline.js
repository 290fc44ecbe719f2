import { webAddress } from './dom.js';

/**
 * @typedef {| { type: 'text' | 'code', text: string }
 *   | { type: 'strong' | 'em' | 'underline' | 'strike' | 'spoiler', children: Inline[] }
 *   | { type: 'link', url: string, children: Inline[], masked: boolean }
 *   | { type: 'user' | 'role' | 'channel', id: string }
 *   | { type: 'everyone', name: string }
 *   | { type: 'command', name: string }
 *   | { type: 'emoji', name: string }
 *   | { type: 'time', seconds: number, style: string }} Inline
 */

/** Deeper nesting than anyone writes is shown as it is written, so that hostile text costs no stack. */
const MAX_DEPTH = 8;

/** A link's text that is longer is shown as written; bounds the search for its end. */
const MAX_LABEL = 1000;

/** The last second of a JavaScript date. */
const MAX_SECONDS = 8_640_000_000_000;

/** Longest marks first: `**` must not be read as two `*`. @type {[string, 'strong' | 'em' | 'underline' | 'strike' | 'spoiler'][]} */
const MARKS = [
  ['**', 'strong'],
  ['__', 'underline'],
  ['~~', 'strike'],
  ['||', 'spoiler'],
  ['*', 'em'],
  ['_', 'em'],
];

const ANGLED =
  /<(?:@!?(?<user>\d{1,20})|@&(?<role>\d{1,20})|#(?<channel>\d{1,20})|t:(?<time>-?\d{1,13})(?::(?<style>[tTdDfFR]))?|a?:(?<emoji>\w{2,32}):\d{1,20}|\/(?<command>[-\w ]{1,100}):\d{1,20}|(?<url>https?:\/\/[^\s<>]+))>/y;
const BARE_URL = /https?:\/\/[^\s<\]]*[^\s<.,:;!?"'\]*_~|]/iy;
const EVERYONE = /@(everyone|here)\b/y;
const MASK_TARGET =
  /\((?:<(https?:\/\/[^\s<>]+)>|(https?:\/\/(?:[^\s()]|\([^\s()]*\))+))(?: +"[^"\n]*")?\)/iy;
const WORD = /[\p{L}\p{N}_]/u;

/**
 * Reads what stands within a line or paragraph. Any text gives nodes; unclosed marks stay text; links are
 * http or https only.
 * @param {string} text
 * @param {number} [depth]
 * @returns {Inline[]}
 */
export function parseInline(text, depth = 0) {
  /** @type {Inline[]} */
  const nodes = [];
  /** Marks without a closing one in the rest of the text: not searched for again, so that time stays linear. @type {Set<string>} */
  const unclosed = new Set();
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const found = depth < MAX_DEPTH ? nodeAt(text, at, depth, unclosed) : null;
    if (!found) {
      plain += text[at];
      at += 1;
    } else if (found.node.type === 'text') {
      plain += found.node.text;
      at = found.end;
    } else {
      if (plain) nodes.push({ type: 'text', text: plain });
      plain = '';
      nodes.push(found.node);
      at = found.end;
    }
  }
  if (plain) nodes.push({ type: 'text', text: plain });
  return nodes;
}

/**
 * @param {string} text
 * @param {number} at
 * @param {number} depth
 * @param {Set<string>} unclosed
 * @returns {{ node: Inline, end: number } | null}
 */
function nodeAt(text, at, depth, unclosed) {
  switch (text[at]) {
    case '\\':
      return /[!-/:-@[-`{-~]/.test(text[at + 1] ?? '')
        ? { node: { type: 'text', text: /** @type {string} */ (text[at + 1]) }, end: at + 2 }
        : null;
    case '`':
      return codeAt(text, at, unclosed);
    case '<':
      return angledAt(text, at);
    case '[':
      return maskedLinkAt(text, at, depth);
    case 'h':
    case 'H':
      return bareUrlAt(text, at);
    case '@': {
      const found = matchAt(EVERYONE, text, at);
      return found ? { node: { type: 'everyone', name: found[0] }, end: at + found[0].length } : null;
    }
    case '*':
    case '_':
    case '~':
    case '|':
      return markedAt(text, at, depth, unclosed);
    default:
      return null;
  }
}

/** @param {RegExp} pattern sticky @param {string} text @param {number} at */
function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** @param {string} text @param {number} at @param {Set<string>} unclosed @returns {{ node: Inline, end: number } | null} */
function codeAt(text, at, unclosed) {
  const ticks = /** @type {RegExpExecArray} */ (matchAt(/`+/y, text, at))[0];
  const end = unclosed.has(ticks) ? -1 : codeEnd(text, at, ticks);
  if (end === -1) {
    unclosed.add(ticks);
    return { node: { type: 'text', text: ticks }, end: at + ticks.length };
  }
  const inside = text.slice(at + ticks.length, end - ticks.length);
  return { node: { type: 'code', text: ticks.length > 1 ? inside.trim() : inside }, end };
}

/** Where the code that opens at `at` ends, or -1. @param {string} text @param {number} at @param {string} ticks */
function codeEnd(text, at, ticks) {
  let from = at + ticks.length;
  for (;;) {
    const close = text.indexOf(ticks, from);
    if (close === -1) return -1;
    let after = close + ticks.length;
    if (text[after] !== '`' && close > at + ticks.length) return after;
    while (text[after] === '`') after += 1;
    from = after;
  }
}

/** @param {string} text @param {number} at @returns {{ node: Inline, end: number } | null} */
function angledAt(text, at) {
  const found = matchAt(ANGLED, text, at);
  const part = found?.groups;
  if (!found || !part) return null;
  const end = at + found[0].length;
  if (part.user) return { node: { type: 'user', id: part.user }, end };
  if (part.role) return { node: { type: 'role', id: part.role }, end };
  if (part.channel) return { node: { type: 'channel', id: part.channel }, end };
  if (part.emoji) return { node: { type: 'emoji', name: part.emoji }, end };
  if (part.command) return { node: { type: 'command', name: part.command }, end };
  if (part.time) {
    const seconds = Number(part.time);
    if (Math.abs(seconds) > MAX_SECONDS) return null;
    return { node: { type: 'time', seconds, style: part.style ?? 'f' }, end };
  }
  const url = webAddress(part.url ?? '');
  return url ? { node: bareLink(url, part.url ?? ''), end } : null;
}

/** @param {string} url @param {string} written the address as the text has it @returns {Inline} */
function bareLink(url, written) {
  return { type: 'link', url, children: [{ type: 'text', text: written }], masked: false };
}

/** @param {string} text @param {number} at @returns {{ node: Inline, end: number } | null} */
function bareUrlAt(text, at) {
  if (at > 0 && WORD.test(/** @type {string} */ (text[at - 1]))) return null;
  const found = matchAt(BARE_URL, text, at);
  if (!found) return null;
  let address = found[0];
  // A bracket that was opened before the address closes after it.
  while (address.endsWith(')') && address.split(')').length > address.split('(').length) {
    address = address.slice(0, -1);
  }
  const url = webAddress(address);
  return url ? { node: bareLink(url, address), end: at + address.length } : null;
}

/**
 * `[text](https://…)`. A text that itself looks like an address stays as written, as in Discord: it could
 * pretend to lead elsewhere.
 * @param {string} text
 * @param {number} at
 * @param {number} depth
 * @returns {{ node: Inline, end: number } | null}
 */
function maskedLinkAt(text, at, depth) {
  const close = bracketEnd(text, at + 1);
  if (close === -1) return null;
  const label = text.slice(at + 1, close);
  const target = matchAt(MASK_TARGET, text, close + 1);
  const url = target && webAddress(target[1] ?? target[2] ?? '');
  if (!target || !url || !label.trim() || /https?:\/\//i.test(label)) return null;
  return {
    node: { type: 'link', url, children: parseInline(label, depth + 1), masked: true },
    end: close + 1 + target[0].length,
  };
}

/**
 * Where the square bracket that was opened just before `from` closes, or -1.
 * @param {string} text
 * @param {number} from
 */
function bracketEnd(text, from) {
  const last = Math.min(text.length, from + MAX_LABEL);
  let open = 1;
  for (let at = from; at < last; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '[') open += 1;
    else if (text[at] === ']') open -= 1;
    if (open === 0) return at;
  }
  return -1;
}

/** @param {string} text @param {number} at @param {number} depth @param {Set<string>} unclosed @returns {{ node: Inline, end: number } | null} */
function markedAt(text, at, depth, unclosed) {
  for (const [mark, type] of MARKS) {
    if (!text.startsWith(mark, at)) continue;
    const from = at + mark.length;
    if (mark === '*' && /\s/.test(text[from] ?? ' ')) continue;
    if (mark === '_' && WORD.test(text[at - 1] ?? ' ')) continue;
    const close = closeOf(text, from, mark, unclosed);
    if (close === -1) continue;
    return {
      node: { type, children: parseInline(text.slice(from, close), depth + 1) },
      end: close + mark.length,
    };
  }
  return null;
}

/**
 * Where the mark that was opened just before `from` closes: not escaped, not within code, not empty.
 * @param {string} text
 * @param {number} from
 * @param {string} mark
 * @param {Set<string>} unclosed
 * @returns {number} -1 where it doesn't.
 */
function closeOf(text, from, mark, unclosed) {
  if (unclosed.has(mark)) return -1;
  let at = from;
  while (at < text.length) {
    if (text[at] === '\\') {
      at += 2;
    } else if (text[at] === '`') {
      const ticks = /** @type {RegExpExecArray} */ (matchAt(/`+/y, text, at))[0];
      const end = unclosed.has(ticks) ? -1 : codeEnd(text, at, ticks);
      if (end === -1) unclosed.add(ticks);
      at = end === -1 ? at + ticks.length : end;
    } else if (text.startsWith(mark, at) && at > from && closes(text, at, mark)) {
      return at;
    } else {
      // A single mark never closes in the middle of a double one: `*a **b** c*`.
      at += mark.length === 1 && text[at] === mark && text[at + 1] === mark ? 2 : 1;
    }
  }
  unclosed.add(mark);
  return -1;
}

/** @param {string} text @param {number} at @param {string} mark */
function closes(text, at, mark) {
  const next = text[at + mark.length] ?? ' ';
  if (mark === '_') return next !== '_' && !WORD.test(next);
  if (mark === '*') return next !== '*' && !/\s/.test(text[at - 1] ?? ' ');
  return next !== mark[0];
}
