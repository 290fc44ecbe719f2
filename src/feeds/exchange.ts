import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { TooLargeError, TruncatedError } from './body.ts';

/** How much is read of an answer that is thrown away: closing a connection costs more than this. */
const MAX_UNWANTED = 65_536;

/** One answer to one request, redirects as they come. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** As it came, before its content coding is undone; empty where it isn't wanted. */
  body: Buffer;
}

export interface ExchangeBounds {
  /** Of the body as it comes. */
  maxBytes: number;
  /** Breaks the exchange off with its reason. */
  signal: AbortSignal;
  /** Whether the body of an answer with this status is wanted. */
  wants: (status: number) => boolean;
  /** Told of every piece of a wanted body. */
  onBytes?: (bytes: number) => void;
}

/**
 * Sends a request and reads its answer to the end, so that the connection is free for the next one. Goes by undici's
 * dispatcher itself: a stream for every answer would cost as much as all the rest of a poll that finds nothing new.
 * Rejects with {@link TooLargeError}, {@link TruncatedError}, the signal's reason, or what undici found.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  { maxBytes, signal, wants, onBytes }: ExchangeBounds,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    let controller: Dispatcher.DispatchController | null = null;
    let answer: Answer | null = null;
    let wanted = false;
    let size = 0;
    const chunks: Buffer[] = [];
    const onAbort = () => {
      controller?.abort(signal.reason);
      reject(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    dispatcher.dispatch(request, {
      onRequestStart(started) {
        controller = started;
        if (signal.aborted) started.abort(signal.reason);
      },
      onResponseStart(_, status, headers) {
        // What comes before the answer (RFC 9110 section 15.2) says nothing to a poll.
        if (status < 200) return;
        answer = { status, headers, body: Buffer.alloc(0) };
        wanted = wants(status);
      },
      onResponseData(started, chunk) {
        size += chunk.length;
        if (!wanted) {
          if (size > MAX_UNWANTED) started.abort(new Error('The rest is not wanted.'));
          return;
        }
        onBytes?.(chunk.length);
        if (size > maxBytes) started.abort(new TooLargeError(`The body has over ${maxBytes} bytes.`));
        else chunks.push(chunk);
      },
      onResponseEnd() {
        signal.removeEventListener('abort', onAbort);
        if (answer !== null) resolve({ ...answer, body: Buffer.concat(chunks, wanted ? size : 0) });
      },
      onResponseError(_, error) {
        signal.removeEventListener('abort', onAbort);
        if (answer !== null && !wanted) resolve(answer);
        else reject(answer !== null && breaksOff(error) ? new TruncatedError(CUT) : error);
      },
    });
  });
}

const CUT = 'The connection closed in the middle of the document.';

/** Whether the error is that a connection ended before the answer did. */
function breaksOff(error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return /^(?:UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|ECONNRESET|EPIPE)$/.test(code ?? '');
}
