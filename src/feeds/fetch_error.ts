import { CodingError, TooLargeError, TruncatedError } from './body.ts';
import type { FeedFailure } from './failure.ts';
import { RefusedAddressError } from './guard.ts';

/** What ended a fetch; thrown within the fetcher only. */
export class FetchError extends Error {
  readonly failure: FeedFailure;
  readonly retryAfterMs: number | null;
  constructor(failure: FeedFailure, what: string, retryAfterMs: number | null = null) {
    super(what);
    this.failure = failure;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The failure that an error of the network means. Errors wrap one another; the innermost known one tells. */
export function explain(error: unknown, maxBytes: number): FetchError {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    if (inner instanceof FetchError) return inner;
    if (inner instanceof RefusedAddressError) return new FetchError('refused_address', inner.message);
    if (inner instanceof TooLargeError) {
      return new FetchError('too_large', `The document has over ${maxBytes / 1_000_000} MB.`);
    }
    if (inner instanceof CodingError)
      return new FetchError('encoding', `Its compression is faulty: ${inner.message}`);
    if (inner instanceof TruncatedError) return new FetchError('truncated', inner.message);
    // undici's parser of HTTP names itself, and a code only sometimes.
    const code = (inner as NodeJS.ErrnoException).code ?? inner.name;
    const failure = NETWORK_FAILURES.find(([pattern]) => pattern.test(code));
    if (failure !== undefined) return new FetchError(failure[1], `${failure[2]} (${code}).`);
    // Happy Eyeballs: one error for each address that was tried.
    if (inner instanceof AggregateError && inner.errors.length > 0) return explain(inner.errors[0], maxBytes);
  }
  return new FetchError(
    'connection',
    `The connection failed: ${String((error as Error)?.message ?? error)}.`,
  );
}

const NETWORK_FAILURES: [RegExp, FeedFailure, string][] = [
  [/^(?:ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)$/, 'dns', 'The host name has no address'],
  [/^(?:UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/, 'timeout', 'The server can not be reached in time'],
  [
    /^(?:CERT_|ERR_TLS_|ERR_SSL_|EPROTO|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA)/,
    'tls',
    'No trusted connection comes about',
  ],
  [/^(?:HPE_|HTTPParserError|UND_ERR_HEADERS_OVERFLOW)/, 'bad_response', 'The answer is no proper HTTP'],
  [/^(?:UND_ERR_SOCKET|ECONN\w+|EHOST\w+|ENET\w+|EPIPE|EADDR\w+)$/, 'connection', 'The connection failed'],
];
