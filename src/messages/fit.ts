import type { Say } from '../languages/say.ts';
import { escapeText } from './escape.ts';

/**
 * Discord takes 4,000 characters and about 10,000 bytes of UTF-8 in all texts of one message. A text's weight holds
 * both: 2.5 for each UTF-16 unit (there are never fewer of them than code points), or its bytes where those are more,
 * so texts whose weights add up to 10,000 are within either limit. The rest is left for button labels.
 */
export const MESSAGE_WEIGHT = 9_500;

/** The weight of a text. Sums of weights never understate: a surrogate pair's four bytes are counted as six. */
export function weight(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
  }
  return Math.max(bytes, 2.5 * text.length);
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Escapes, masked links and mentions or timestamps: broken in the middle they would show as something else. */
const UNBREAKABLE = /\\.|\[(?:\\.|[^\]\\\n]){1,1000}\]\([^)\s]{1,1000}\)|<[^>\s]{1,100}>/gsu;

/**
 * Cuts Markdown to a weight, ending in "…" where something was left out. Never splits a grapheme, an escape, a masked
 * link or a mention; ends at a space where one is near. `most` is at least the weight of "…".
 */
export function cut(markdown: string, most: number): string {
  if (weight(markdown) <= most) return markdown;
  const tokens = markdown.matchAll(UNBREAKABLE);
  let token = tokens.next().value;
  let room = most - weight('…');
  let end = 0;
  let space = 0;
  for (const { index, segment } of graphemes.segment(markdown)) {
    room -= weight(segment);
    if (room < 0) break;
    const after = index + segment.length;
    while (token && token.index + token[0].length <= index) token = tokens.next().value;
    const inToken = token && token.index < after && after < token.index + token[0].length;
    if (inToken) continue;
    end = after;
    if (segment === ' ') space = index;
  }
  return `${markdown.slice(0, space > end * 0.6 ? space : end).trimEnd()}…`;
}

/** Text from outside as one escaped line of at most `units` UTF-16 units' weight; `otherwise` where nothing is left. */
export function line(text: string, units: number, otherwise = ''): string {
  return cut(escapeText(text), units * 2.5) || otherwise;
}

/** Room that is kept for "… and 12 more". */
const MORE_WEIGHT = 150;

/** How many of `entries`, from the first, fit into `room` (a weight) with two line breaks each; at most `most`. */
export function howManyFit(entries: readonly string[], room: number, most: number): number {
  let left = room;
  for (const [index, entry] of entries.entries()) {
    left -= weight(entry) + 5;
    const kept = index === entries.length - 1 ? 0 : MORE_WEIGHT;
    if (index >= most || left < kept) return index;
  }
  return entries.length;
}

/**
 * The first of `entries` that fit into `room` (a weight) and `most` (a number), and the words of `more` (at most 50
 * characters) for the number that was left out; `gap`, one or two line breaks, stands between them.
 */
export function firstThatFit(
  entries: readonly string[],
  room: number,
  most: number,
  say: Say,
  gap: '\n' | '\n\n' = '\n',
  more: (left: number) => string = (left) => say('list.and_more', { count: left }),
): string {
  const fit = howManyFit(entries, room, most);
  const left = entries.length - fit;
  return [...entries.slice(0, fit), ...(left > 0 ? [more(left)] : [])].join(gap);
}
