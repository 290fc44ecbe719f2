import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Digest of title and text (16 hex characters), blind to white space: equal digests are one revision. */
export function revisionOf(title: string, text: string): string {
  const plain = (part: string) => part.replace(/\s+/g, ' ').trim();
  return digest(`${plain(title)}\n${plain(text)}`, 16);
}

/** The first `length` hex characters (at most 64) of a text's SHA-256. */
export function digest(text: string, length: number): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, length);
}
