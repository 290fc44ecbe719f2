import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';

/** Thrown where a body, decompressed, is larger than it may be. */
export class TooLargeError extends Error {}
/** Thrown where a body is in a content coding that isn't known, or not in the one that it names. */
export class CodingError extends Error {}
/** Thrown where a body ends before its end. */
export class TruncatedError extends Error {}

/** No server compresses twice; more would only be there to cost time. */
const MAX_CODINGS = 2;

/**
 * A body without its content coding. `coding` is the Content-Encoding header. Stops where more than `maxBytes` would
 * come out, so that a small answer can't become a large one. Throws {@link TooLargeError}, {@link CodingError} or
 * {@link TruncatedError}.
 */
export async function decodeBody(body: Buffer, coding: string | null, maxBytes: number): Promise<Buffer> {
  if (coding === null || body.length === 0) return body;
  const names = coding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity' && name !== 'none');
  if (names.length > MAX_CODINGS) throw new CodingError(`It is compressed ${names.length} times.`);
  let decoded = body;
  for (const [index, name] of names.reverse().entries()) {
    // Some servers name a coding and then don't use it.
    if (index === 0 && names.length === 1 && isGzip(name) && !(body[0] === 0x1f && body[1] === 0x8b)) break;
    decoded = await decompress(name, decoded, maxBytes);
  }
  return decoded;
}

const isGzip = (name: string) => /^(?:x-)?gzip$/.test(name);

type Decompress = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;
const GUNZIP: Decompress = promisify(gunzip);
const INFLATE: Decompress = promisify(inflate);
const INFLATE_RAW: Decompress = promisify(inflateRaw);
const BROTLI: Decompress = promisify(brotliDecompress);
const ZSTD: Decompress = promisify(zstdDecompress);

async function decompress(name: string, body: Buffer, maxBytes: number): Promise<Buffer> {
  try {
    return await decoder(name, body)(body, { maxOutputLength: maxBytes });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new TooLargeError(`The body has over ${maxBytes} bytes.`);
    if (code === 'Z_BUF_ERROR') throw new TruncatedError('The compressed body breaks off.');
    if (/^(?:Z_|ERR_+BROTLI|ERR_+ZSTD|ZSTD_|ERR_PADDING|ERR__ERROR_)/.test(code))
      throw new CodingError(String(error));
    throw error;
  }
}

function decoder(name: string, body: Buffer): Decompress {
  switch (name) {
    case 'gzip':
    case 'x-gzip':
      return GUNZIP;
    case 'deflate':
      // RFC 9110 8.4.1.2 means the zlib format; some servers send the bare stream.
      return ((body[0] ?? 0) & 0x0f) === 8 ? INFLATE : INFLATE_RAW;
    case 'br':
      return BROTLI;
    case 'zstd':
      return ZSTD;
    default:
      throw new CodingError(`Its content coding "${name.slice(0, 40)}" isn't known.`);
  }
}
