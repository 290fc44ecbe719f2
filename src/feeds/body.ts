import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';

/** Thrown where a body, decompressed, is larger than it may be. */
export class TooLargeError extends Error {}
/** Thrown where a body is in a content coding that isn't known, or not in the one that it names. */
export class CodingError extends Error {}
/** Thrown where a body ends before its end. */
export class TruncatedError extends Error {}

/** No server compresses twice; more would only be there to cost time. */
const MAX_CODINGS = 2;

/**
 * Reads a response's body to its end, decompressed. `coding` is the Content-Encoding header. Counts what comes out
 * of decompression, so that a small answer can't become a large one; `progress` tells it on the way. Throws {@link TooLargeError},
 * {@link CodingError}, {@link TruncatedError}, or what the stream throws; the stream is destroyed then.
 */
export async function readBody(
  body: Readable,
  coding: string | undefined,
  maxBytes: number,
  progress: { bytes: number } = { bytes: 0 },
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const collect = async (decoded: AsyncIterable<Buffer>) => {
    for await (const chunk of decoded) {
      size += chunk.length;
      progress.bytes = size;
      if (size > maxBytes) throw new TooLargeError(`The body has over ${maxBytes} bytes.`);
      chunks.push(chunk);
    }
  };
  try {
    const { head, rest } = await peek(body);
    if (head.length === 0) return head;
    const streams: unknown[] = [rest, ...decoders(coding, head), collect];
    await pipeline(streams as Parameters<typeof pipeline>[0][]);
  } catch (error) {
    body.destroy();
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (
      /^(?:UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/.test(
        code,
      )
    ) {
      throw new TruncatedError('The connection closed in the middle of the document.');
    }
    if (code === 'Z_BUF_ERROR') throw new TruncatedError('The compressed body breaks off.');
    if (/^(?:Z_|ERR_+BROTLI|ERR_+ZSTD|ZSTD_|ERR_PADDING|ERR__ERROR_)/.test(code))
      throw new CodingError(String(error));
    throw error;
  }
  return Buffer.concat(chunks, size);
}

/** The streams that undo a Content-Encoding, in order. `head` are the body's first bytes. */
function decoders(coding: string | undefined, head: Buffer): Transform[] {
  const names = (coding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity' && name !== 'none');
  if (names.length > MAX_CODINGS) throw new CodingError(`It is compressed ${names.length} times.`);
  // Some servers name a coding and then don't use it.
  if (names.length === 1 && /^(?:x-)?gzip$/.test(names[0] ?? '') && !(head[0] === 0x1f && head[1] === 0x8b))
    return [];
  return names.reverse().map((name, index) => decoder(name, index === 0 ? head : null));
}

function decoder(name: string, head: Buffer | null): Transform {
  switch (name) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      // RFC 9110 8.4.1.2 means the zlib format; some servers send the bare stream.
      return head === null || ((head[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
    case 'br':
      return createBrotliDecompress();
    case 'zstd':
      return createZstdDecompress();
    default:
      throw new CodingError(`Its content coding "${name.slice(0, 40)}" isn't known.`);
  }
}

/** A stream's first chunk, and the whole stream again. */
async function peek(body: Readable): Promise<{ head: Buffer; rest: AsyncIterable<Buffer> }> {
  const iterator = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let first = await iterator.next();
  while (!first.done && first.value.length === 0) first = await iterator.next();
  if (first.done) return { head: Buffer.alloc(0), rest: (async function* () {})() };
  const head = first.value;
  return {
    head,
    rest: (async function* () {
      yield head;
      yield* { [Symbol.asyncIterator]: () => iterator };
    })(),
  };
}
