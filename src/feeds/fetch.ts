import { createHash } from 'node:crypto';
import { Agent, type Dispatcher } from 'undici';
import { CodingError, readBody, TooLargeError, TruncatedError } from './body.ts';
import { type FeedFailure, failureMessage } from './failure.ts';
import { guardedConnector, RefusedAddressError, type Resolve } from './guard.ts';
import { createHostQueue, type HostLimits } from './host_queue.ts';

const HOME_PAGE = 'https://github.com/sitrep-bot/sitrep';
const MAX_REDIRECTS = 5;
const MAX_RETRY_AFTER_MS = 24 * 3_600_000;
const MAX_FRESH_MS = 24 * 3_600_000;
/** An answer that hasn't brought this much after this time (as a share of the time-out) is held back on purpose. */
const SLOW_BYTES = 4_096;
const SLOW_SHARE = 0.45;
const DEFAULTS = { timeoutMs: 20_000, maxBytes: 5_000_000, concurrency: 2, spacingMs: 250 };
const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5';

export interface FetchRequest {
  url: string;
  /** Validators of the last answer, as the outcome gave them. */
  etag: string | null;
  lastModified: string | null;
  bodyHash: string | null;
  /** Whether a member gave the address: such a one may name only the usual ports and no password. */
  byMember?: boolean;
}

interface Fetched {
  etag: string | null;
  lastModified: string | null;
  /** SHA-256 of the decompressed body, in hex; of the last body where this answer has none. */
  bodyHash: string | null;
  finalUrl: string;
  /** Where the feed has moved for good: set only when every redirect of the chain was permanent. */
  permanentUrl: string | null;
  /** For how long the server says that its answer holds (Cache-Control, else Expires), at most a day; null where it doesn't. */
  freshForMs: number | null;
}

export type FetchOutcome =
  | ({ kind: 'changed'; document: Uint8Array; contentType: string | null } & Fetched)
  | ({ kind: 'unchanged' } & Fetched)
  | {
      kind: 'failed';
      code: FeedFailure;
      /** What is wrong and what to do about it, for a person. */
      message: string;
      /** How long the server wants to be left alone, at most a day. */
      retryAfterMs: number | null;
    };

export interface FetcherOptions extends Partial<HostLimits> {
  /** The version of Sitrep, for the User-Agent. */
  version?: string;
  /** Hosts (`host` or `host:port`) that may be read although their address isn't public. */
  allowHosts: readonly string[];
  /** Asks for a host's addresses; by default the system does. */
  resolve?: Resolve;
  /** For one fetch with all redirects and the whole body; 20 s by default. */
  timeoutMs?: number;
  /** Of the decompressed body; 5 MB by default. */
  maxBytes?: number;
}

export interface Fetcher {
  /** Fetches one document; what goes wrong is an outcome, never a rejection. */
  fetch(request: FetchRequest, signal?: AbortSignal): Promise<FetchOutcome>;
  /** Breaks off what is being fetched and closes the connections. */
  close(): Promise<void>;
}

/** Thrown inside this file only. */
class FetchError extends Error {
  readonly failure: FeedFailure;
  readonly retryAfterMs: number | null;
  constructor(failure: FeedFailure, what: string, retryAfterMs: number | null = null) {
    super(what);
    this.failure = failure;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * A fetcher of feeds (and pages) over kept-alive connections: polite (conditional requests, a few at a time and
 * some way apart for each host), bounded in time and size, and kept out of private networks.
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { timeoutMs, maxBytes, concurrency, spacingMs } = { ...DEFAULTS, ...options };
  const agent = new Agent({
    connect: guardedConnector(options.allowHosts, options.resolve),
    connections: concurrency,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    maxHeaderSize: 32_768,
    // One clock for all of it, below.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const allowed = new Set(options.allowHosts);
  const queue = createHostQueue({ concurrency, spacingMs });
  const closing = new AbortController();
  const userAgent = `Sitrep${options.version === undefined ? '' : `/${options.version}`} (+${HOME_PAGE})`;

  async function fetch(request: FetchRequest, signal?: AbortSignal): Promise<FetchOutcome> {
    const stop = AbortSignal.any([closing.signal, ...(signal === undefined ? [] : [signal])]);
    const clock = new AbortController();
    try {
      return await follow(request, stop, clock);
    } catch (error) {
      const failure = stop.aborted
        ? new FetchError('aborted', 'The fetch was broken off.')
        : clock.signal.aborted
          ? new FetchError(
              'timeout',
              `It didn't answer in full within ${timeoutMs / 1000} s, or far too slowly.`,
            )
          : explain(error, maxBytes);
      return {
        kind: 'failed',
        code: failure.failure,
        message: failureMessage(failure.failure, failure.message),
        retryAfterMs: failure.retryAfterMs,
      };
    }
  }

  async function follow(
    request: FetchRequest,
    stop: AbortSignal,
    clock: AbortController,
  ): Promise<FetchOutcome> {
    const isFree = (one: URL) =>
      request.byMember !== true || allowed.has(one.host) || allowed.has(one.hostname);
    let url = webUrl(request.url, isFree);
    let permanent = true;
    const signal = AbortSignal.any([stop, clock.signal]);
    let timer: NodeJS.Timeout | undefined;
    let slow: NodeJS.Timeout | undefined;
    const progress = { bytes: 0 };
    try {
      for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
        // Waiting for one's turn is not the server's time.
        const leave = await queue.enter(url.host, signal);
        timer ??= setTimeout(() => clock.abort(), timeoutMs);
        slow ??= setTimeout(() => progress.bytes < SLOW_BYTES && clock.abort(), timeoutMs * SLOW_SHARE);
        try {
          const response = await agent.request({
            origin: url.origin,
            path: url.pathname + url.search,
            method: 'GET',
            headers: headersFor(request, userAgent),
            signal,
          });
          const location = header(response, 'location');
          if (![301, 302, 303, 307, 308].includes(response.statusCode) || location === null) {
            return await finish(response, request, url, redirects > 0 && permanent, progress);
          }
          await discard(response);
          permanent &&= response.statusCode === 301 || response.statusCode === 308;
          url = webUrl(location, isFree, url);
        } finally {
          leave();
        }
      }
    } finally {
      clearTimeout(timer);
      clearTimeout(slow);
    }
    throw new FetchError('too_many_redirects', `It redirects more than ${MAX_REDIRECTS} times.`);
  }

  async function finish(
    response: Dispatcher.ResponseData,
    request: FetchRequest,
    url: URL,
    moved: boolean,
    progress: { bytes: number },
  ): Promise<FetchOutcome> {
    const fetched: Fetched = {
      etag: header(response, 'etag'),
      lastModified: header(response, 'last-modified'),
      bodyHash: request.bodyHash,
      finalUrl: url.href,
      permanentUrl: moved ? url.href : null,
      freshForMs: freshFor(response),
    };
    if (response.statusCode === 304) {
      await discard(response);
      const { etag, lastModified } = fetched;
      return {
        kind: 'unchanged',
        ...fetched,
        etag: etag ?? request.etag,
        lastModified: lastModified ?? request.lastModified,
      };
    }
    if (response.statusCode < 200 || response.statusCode > 299) {
      await discard(response);
      throw statusError(response);
    }
    const document = await readBody(
      response.body,
      header(response, 'content-encoding') ?? undefined,
      maxBytes,
      progress,
    );
    if (document.toString('latin1', 0, 1024).trim() === '' && document.toString('latin1').trim() === '') {
      throw new FetchError('empty', 'The document is empty.');
    }
    const bodyHash = createHash('sha256').update(document).digest('hex');
    if (bodyHash === request.bodyHash) return { kind: 'unchanged', ...fetched };
    return { kind: 'changed', document, contentType: header(response, 'content-type'), ...fetched, bodyHash };
  }

  return {
    fetch,
    async close() {
      closing.abort();
      await agent.destroy();
    },
  };
}

function headersFor(request: FetchRequest, userAgent: string): Record<string, string> {
  return {
    'user-agent': userAgent,
    accept: ACCEPT,
    'accept-encoding': 'gzip, deflate, br, zstd',
    ...(request.etag !== null && headerSafe(request.etag) && { 'if-none-match': request.etag }),
    ...(request.lastModified !== null &&
      headerSafe(request.lastModified) && { 'if-modified-since': request.lastModified }),
  };
}

/** What a server once sent may hold bytes that no request may. */
const headerSafe = (value: string) => /^[\t\u0020-\u007e]+$/.test(value);

function webUrl(address: string, isFree: (url: URL) => boolean, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) {
    throw new FetchError('bad_url', `"${address.slice(0, 200)}" is no address.`);
  }
  const url = new URL(address, base?.href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new FetchError('bad_url', `It leads to "${url.href.slice(0, 200)}".`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new FetchError('bad_url', 'It holds a user name or a password.');
  }
  // `URL` drops the port that its scheme has anyway.
  if (!isFree(url) && !/^(?:|80|443)$/.test(url.port)) {
    throw new FetchError('bad_url', `It names port ${url.port}.`);
  }
  return url;
}

function header(response: Dispatcher.ResponseData, name: string): string | null {
  const value = response.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** A body that nobody reads would hold its connection. */
async function discard(response: Dispatcher.ResponseData): Promise<void> {
  await response.body.dump({ limit: 65_536 });
}

function statusError(response: Dispatcher.ResponseData): FetchError {
  const status = response.statusCode;
  const named: Record<number, FeedFailure> = {
    401: 'http_403',
    402: 'http_403',
    403: 'http_403',
    404: 'http_404',
    410: 'http_410',
    429: 'http_429',
    451: 'http_403',
  };
  const code = named[status] ?? (status >= 500 ? 'http_5xx' : 'http_status');
  return new FetchError(code, `The server answered ${status}.`, retryAfter(header(response, 'retry-after')));
}

/** RFC 9111 section 4.2.1, as far as it concerns a private cache that asks again anyway. */
function freshFor(response: Dispatcher.ResponseData): number | null {
  const control = header(response, 'cache-control')?.toLowerCase() ?? '';
  if (/\bno-(?:store|cache)\b/.test(control)) return 0;
  const age = /\bmax-age\s*=\s*"?(\d{1,9})/.exec(control)?.[1];
  if (age !== undefined) {
    const spent = Number(/^\d{1,9}$/.exec(header(response, 'age') ?? '')?.[0] ?? 0);
    return Math.min(Math.max(0, Number(age) - spent) * 1000, MAX_FRESH_MS);
  }
  const expires = header(response, 'expires');
  if (expires === null) return null;
  // Against the server's own clock, where it tells it.
  const wait = Date.parse(expires) - Date.parse(header(response, 'date') ?? new Date().toUTCString());
  return Number.isFinite(wait) ? Math.min(Math.max(0, wait), MAX_FRESH_MS) : 0;
}

/** RFC 9110 section 10.2.3: seconds, or a date. */
function retryAfter(value: string | null): number | null {
  if (value === null) return null;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(wait) ? Math.min(Math.max(0, wait), MAX_RETRY_AFTER_MS) : null;
}

/** The failure that an error of the network means. Errors wrap one another; the innermost known one tells. */
function explain(error: unknown, maxBytes: number): FetchError {
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
