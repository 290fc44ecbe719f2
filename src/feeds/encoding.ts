import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** How far into a document its declaration is looked for. */
const DECLARATION_BYTES = 1024;
/** How much of a document is looked at to guess its encoding. */
const GUESS_BYTES = 64 * 1024;
/** So many multi-byte sequences that are valid UTF-8 don't come about by chance. */
const SURE_OF_UTF8 = 4;

/** What documents call one encoding and are in fact written in its superset (WHATWG Encoding, section 4.2). */
const SUPERSETS: Record<string, string> = {
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
  'iso-8859-1': 'windows-1252',
  iso8859_1: 'windows-1252',
  latin1: 'windows-1252',
  'iso-8859-9': 'windows-1254',
  'iso-8859-11': 'windows-874',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'x-gbk': 'gb18030',
  'x-sjis': 'shift_jis',
  'koi8-ru': 'koi8-u',
  'ks_c_5601-1987': 'euc-kr',
  big5: 'big5-hkscs',
};

/**
 * The text of a document. Its encoding is told by a byte order mark, else by the XML declaration, else by the
 * Content-Type, else guessed; a document that is plainly UTF-8 is read as that whatever it says. Bytes that mean
 * nothing become U+FFFD. Gives the name of an encoding that isn't known where nothing else tells what it is.
 */
export function decodeDocument(
  bytes: Uint8Array,
  contentType: string | null,
): { text: string; encoding: string } | { unknownEncoding: string } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marked = byteOrderMark(buffer);
  if (marked !== null) return { text: iconv.decode(buffer, marked), encoding: marked };

  const named = [declaredEncoding(buffer), contentTypeEncoding(contentType)].filter(
    // A declaration that can be read byte by byte stands in no document of two- or four-byte units.
    (name) => name !== null && !/^(?:utf-?(?:16|32)|ucs-?[24]|iso-10646)/.test(name),
  ) as string[];
  const known = named.map((name) => SUPERSETS[name] ?? name).find((name) => iconv.encodingExists(name));
  const valid = isUtf8(buffer);
  if (valid && (known === undefined || plainlyUtf8(buffer))) {
    return { text: buffer.toString('utf8'), encoding: 'utf-8' };
  }
  if (known !== undefined && (valid || !/^utf-?8$/.test(known))) {
    return { text: iconv.decode(buffer, known), encoding: known };
  }
  if (named[0] !== undefined && known === undefined && !valid) return { unknownEncoding: named[0] };
  const guess = guessEncoding(buffer);
  return { text: iconv.decode(buffer, guess), encoding: guess };
}

function byteOrderMark(buffer: Buffer): string | null {
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return 'utf-8';
  if (buffer[0] === 0xff && buffer[1] === 0xfe) {
    return buffer.length >= 4 && buffer[2] === 0 && buffer[3] === 0 ? 'utf-32le' : 'utf-16le';
  }
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return 'utf-16be';
  // No mark, but ASCII in every second byte.
  if (buffer[0] === 0x3c && buffer[1] === 0 && buffer[2] !== 0) return 'utf-16le';
  if (buffer[0] === 0 && buffer[1] === 0x3c) return 'utf-16be';
  return null;
}

function declaredEncoding(buffer: Buffer): string | null {
  const head = buffer.subarray(0, DECLARATION_BYTES).toString('latin1');
  return normalName(/<\?xml\s[^>]*?encoding\s*=\s*["']\s*([\w.:-]+)/i.exec(head)?.[1]);
}

function contentTypeEncoding(contentType: string | null): string | null {
  return normalName(/charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(contentType ?? '')?.[1]);
}

function normalName(name: string | undefined): string | null {
  return name === undefined ? null : name.toLowerCase();
}

/** Of valid UTF-8: pure ASCII, or too many sequences for chance. */
function plainlyUtf8(buffer: Buffer): boolean {
  if (isAscii(buffer)) return true;
  let sequences = 0;
  for (let index = 0; index < buffer.length; index++) {
    if (buffer[index]! >= 0xc2 && ++sequences >= SURE_OF_UTF8) return true;
  }
  return false;
}

/** Told by which high bytes are common; anything that isn't plainly Cyrillic or Chinese is taken as Western. */
function guessEncoding(buffer: Buffer): string {
  const sample = buffer.subarray(0, GUESS_BYTES);
  let high = 0;
  let letters = 0;
  let lowerHalf = 0;
  let upperHalf = 0;
  for (const byte of sample) {
    if ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)) letters++;
    if (byte < 0x80) continue;
    high++;
    if (byte >= 0xe0) upperHalf++;
    else if (byte >= 0xc0) lowerHalf++;
  }
  // Mostly broken UTF-8 (a sequence cut in two, one stray byte) is still UTF-8.
  const asUtf8 = sample.toString('utf8');
  const broken = asUtf8.split('\ufffd').length - 1;
  if (broken * 10 < high) return 'utf-8';
  if (high * 10 < letters) return 'windows-1252';
  if (gb18030Pairs(sample) > 0.95) return 'gb18030';
  if (upperHalf + lowerHalf < high * 0.8) return 'windows-1252';
  // Lower-case letters, by far the commoner, lie in the upper half of windows-1251 and in the lower of KOI8.
  return upperHalf >= lowerHalf ? 'windows-1251' : 'koi8-u';
}

/** Which share of the high bytes stands in pairs of GB 2312's rows of common characters. */
function gb18030Pairs(sample: Buffer): number {
  let high = 0;
  let paired = 0;
  for (let index = 0; index < sample.length; index++) {
    const byte = sample[index]!;
    if (byte < 0x80) continue;
    const next = sample[index + 1] ?? 0;
    const common = ((byte >= 0xb0 && byte <= 0xd7) || (byte >= 0xa1 && byte <= 0xa3)) && next >= 0xa1;
    high += common ? 2 : 1;
    if (common) {
      paired += 2;
      index++;
    }
  }
  return high === 0 ? 0 : paired / high;
}
