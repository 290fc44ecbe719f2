import { hash } from 'node:crypto';
import type { FeedEntry } from '../articles/article.ts';

/** 48 bits: among the entries of one feed, two never share them. */
const LENGTH = 8;
/** Between two fields; no feed document holds it when it is read. */
const END = '\u0000';

/** A fingerprint of what a feed says of an entry, dates and picture aside (those alone are no change): 8 characters of base64url. */
export function fingerprint({ id, link, title, summary, content, authors }: FeedEntry): string {
  const said = [id, link, title, summary, content, ...authors].map((field) => field ?? '').join(END);
  return hash('sha1', said, 'base64url').slice(0, LENGTH);
}
