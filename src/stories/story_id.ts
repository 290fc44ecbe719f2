import { sha256 } from '@noble/hashes/sha2.js';

/** Crockford's base 32: no letter that reads as a digit or as another letter. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SHORTEST = 6;

/**
 * A story's id from its first article's: six characters, longer where those are taken.
 * @param taken whether another story has the id
 */
export function storyIdOf(articleId: string, taken: (id: string) => boolean): string {
  const digits = [...sha256(new TextEncoder().encode(articleId))].map((byte) => DIGITS[byte & 31]).join('');
  let length = SHORTEST;
  while (length < digits.length && taken(digits.slice(0, length))) length += 1;
  return digits.slice(0, length);
}
