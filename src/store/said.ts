import type { Said } from '../languages/say.ts';

/** What is kept to be said later, for a text column: a text as it is, anything else as JSON. */
export function saidColumn(said: Said): string {
  return typeof said === 'string' ? said : JSON.stringify(said);
}

/** What a text column keeps to be said. What only looks like JSON is a text. */
export function toSaid(column: string): Said {
  if (!/^[{[]/.test(column)) return column;
  try {
    const said: unknown = JSON.parse(column);
    const isKept = Array.isArray(said) || (typeof said === 'object' && said !== null && 'key' in said);
    return isKept ? (said as Said) : column;
  } catch {
    return column;
  }
}
