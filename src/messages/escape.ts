/**
 * Code points without a glyph of their own, by which text can be hidden, split or turned around: controls, bidi
 * marks and isolates, zero-width characters, fillers, tags. Kept are the joiners where a script or an emoji
 * sequence needs them, and the emoji variation selector; there they stand between two visible characters.
 */
const JOINED =
  '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}' +
  '\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}' +
  '\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Mongolian}]';
const INVISIBLE = new RegExp(
  `(?!(?<=${JOINED})[\\u200C\\u200D](?=${JOINED})` +
    '|(?<=\\p{Extended_Pictographic}\\p{Emoji_Modifier}?\\uFE0F?)\\u200D(?=\\p{Extended_Pictographic})' +
    '|(?<=\\p{Extended_Pictographic})\\uFE0F)' +
    '[\\p{Default_Ignorable_Code_Point}\\uFFF9-\\uFFFB[\\p{Cc}--[\\t\\n\\v\\f\\r\\x85]]]',
  'gv',
);

/** White space of every kind, and what looks like it. */
const BLANK = /[\s\x85\u2800]+/gu;

/** Stacked marks beyond these four reach into other lines. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/**
 * What Discord's Markdown gives a meaning to. A line's first characters are taken along whatever stands before the
 * text later: an escape that was not needed shows the same.
 */
const MEANINGFUL = new RegExp(
  [
    '[\\\\*_~`|<>\\[\\]]', // emphasis, code, spoilers, quotes, links, mentions, emoji, timestamps
    '(?<=\\])\\(', // a masked link's target
    ':(?=//|[\\w+-]{1,64}:)', // bare URLs and emoji names
    '(?<=discord(?:app)?)\\.(?=\\w)', // invites, which need no scheme
    '^[#+-]', // headings, lists, subtext
    '(?<=^\\d+)[.)]', // numbered lists
    '@(?=everyone|here)',
  ].join('|'),
  'giu',
);

/** Text from outside on one line: white space of any kind is one space, and what can't be seen is gone; may be empty. */
export function visibleLine(text: string): string {
  return text
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(BLANK, ' ')
    .replace(/^[\p{M} ]+| $/gu, '')
    .replace(STACKED_MARKS, '$1');
}

/**
 * Makes one line of text from outside safe to stand anywhere in a message: it shows as it reads, pings nobody,
 * formats nothing, makes no link and hides nothing.
 *
 * White space of any kind, line breaks included, becomes one space; invisible characters go. Discord's Markdown takes
 * a backslash before any character that is neither letter, digit nor space as an escape; `@everyone` and `@here`,
 * which Discord looks for in the raw text, get a full-width at sign instead. The result may be empty, has no lone
 * surrogates, and is never to be escaped again.
 */
export function escapeText(text: string): string {
  return visibleLine(text).replace(MEANINGFUL, (found) => (found === '@' ? '＠' : `\\${found}`));
}
