import { hash } from 'node:crypto';
import type { FeedEntry } from '../articles/article.ts';

/** 48 bits: among the entries of one feed, two never share them. */
const LENGTH = 8;

/** A fingerprint of what a feed says of an entry, dates aside (those alone are no change): 8 characters of base64url. */
export function fingerprint({ publishedAt: _published, updatedAt: _updated, ...entry }: FeedEntry): string {
  return hash('sha1', JSON.stringify(entry), 'base64url').slice(0, LENGTH);
}
