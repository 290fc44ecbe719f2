import { hash } from 'node:crypto';
import { freshFor, header, statusError } from './answer.ts';
import { decodeBody } from './body.ts';
import { type Answer, type ExchangeBounds, exchange } from './exchange.ts';
import { type FeedFailure, failureMessage } from './failure.ts';
import { explain, FetchError } from './fetch_error.ts';
import { guardedConnector, type Resolve } from './guard.ts';
import { createHostQueue, type HostLimits } from './host_queue.ts';
import { Agent } from './undici.ts';

const HOME_PAGE = 'https://github.com/sitrep-bot/sitrep';
const MAX_REDIRECTS = 5;
/** An answer that hasn't brought this much after this time (as a share of the time-out) is held back on purpose. */
const SLOW_BYTES = 4_096;
const SLOW_SHARE = 0.4;
/** What a hub says about a form that it was sent, and what a header may say, is no longer. */
const MAX_ANSWER = 10_000;
const DEFAULTS = { timeoutMs: 20_000, maxBytes: 5_000_000, concurrency: 2, spacingMs: 250 };
/** Why a request is broken off: Sitrep stops (or its caller does), or the server is too slow. */
const STOPPED = new Error('stopped');
const LATE = new Error('late');
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
  /** The Link header (RFC 8288), where the answer has one. */
  linkHeader: string | null;
}

interface FetchFailed {
  kind: 'failed';
  code: FeedFailure;
  /** What is wrong and what to do about it, for a person. */
  message: string;
  /** How long the server wants to be left alone, at most a day. */
  retryAfterMs: number | null;
}

export type FetchOutcome =
  | ({ kind: 'changed'; document: Uint8Array; contentType: string | null } & Fetched)
  | ({ kind: 'unchanged' } & Fetched)
  | FetchFailed;

export interface FormRequest {
  url: string;
  form: URLSearchParams;
  /** As in {@link FetchRequest}. */
  byMember?: boolean;
}

export type FormOutcome = { kind: 'answered'; status: number; text: string } | FetchFailed;

export interface FetcherOptions extends Partial<HostLimits> {
  /** The Accept header; by default what feeds are. */
  accept?: string;
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
  /** Sends a form, under the same bounds and guard; redirects aren't followed. Any status is an answer. */
  send(request: FormRequest): Promise<FormOutcome>;
  /** Breaks off what is being fetched and closes the connections. */
  close(): Promise<void>;
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
    const end = new AbortController();
    const stop = () => end.abort(STOPPED);
    const stops = [closing.signal, ...(signal === undefined ? [] : [signal])];
    for (const one of stops) {
      if (one.aborted) stop();
      one.addEventListener('abort', stop);
    }
    try {
      return await follow(request, end);
    } catch (error) {
      return failed(error, end.signal);
    } finally {
      for (const one of stops) one.removeEventListener('abort', stop);
    }
  }

  async function send({ url, form, byMember }: FormRequest): Promise<FormOutcome> {
    const end = new AbortController();
    const stop = () => end.abort(STOPPED);
    closing.signal.addEventListener('abort', stop);
    const timer = setTimeout(() => end.abort(LATE), timeoutMs);
    try {
      const { origin, pathname, search, host } = webUrl(url, freeUrls(byMember));
      const leave = await queue.enter(host, end.signal);
      try {
        const headers = { 'user-agent': userAgent, 'content-type': 'application/x-www-form-urlencoded' };
        const { status, body } = await exchange(
          agent,
          { origin, path: pathname + search, method: 'POST', body: form.toString(), headers },
          { maxBytes: MAX_ANSWER, signal: end.signal, wants: () => true },
        );
        return { kind: 'answered', status, text: body.toString('utf8') };
      } finally {
        leave();
      }
    } catch (error) {
      return failed(error, end.signal);
    } finally {
      clearTimeout(timer);
      closing.signal.removeEventListener('abort', stop);
    }
  }

  function failed(error: unknown, { aborted, reason }: AbortSignal): FetchFailed {
    const { failure, message, retryAfterMs } = aborted
      ? reason === LATE
        ? new FetchError(
            'timeout',
            `It didn't answer in full within ${timeoutMs / 1000} s, or far too slowly.`,
          )
        : new FetchError('aborted', 'The fetch was broken off.')
      : explain(error, maxBytes);
    return { kind: 'failed', code: failure, message: failureMessage(failure, message), retryAfterMs };
  }

  /** Whether an address may name any port: an operator's, or one that the operator allows. */
  const freeUrls = (byMember: boolean | undefined) => (one: URL) =>
    byMember !== true || allowed.has(one.host) || allowed.has(one.hostname);

  async function follow(request: FetchRequest, end: AbortController): Promise<FetchOutcome> {
    const isFree = freeUrls(request.byMember);
    let url = webUrl(request.url, isFree);
    let permanent = true;
    const { signal } = end;
    let timer: NodeJS.Timeout | undefined;
    let slow: NodeJS.Timeout | undefined;
    let bytes = 0;
    const headers = headersFor(request, userAgent, options.accept ?? ACCEPT);
    const bounds: ExchangeBounds = {
      ...{ maxBytes, signal, wants: isDocument },
      onBytes: (more) => {
        bytes += more;
      },
    };
    try {
      for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
        // Waiting for one's turn is not the server's time.
        const leave = await queue.enter(url.host, signal);
        timer ??= setTimeout(() => end.abort(LATE), timeoutMs);
        slow ??= setTimeout(() => bytes < SLOW_BYTES && end.abort(LATE), timeoutMs * SLOW_SHARE);
        try {
          const { origin, pathname, search } = url;
          const sent = { origin, path: pathname + search, method: 'GET', headers } as const;
          const answer = await exchange(agent, sent, bounds);
          const location = header(answer, 'location');
          if (!isRedirect(answer.status) || location === null) {
            return await outcomeOf(answer, request, url, redirects > 0 && permanent);
          }
          permanent &&= answer.status === 301 || answer.status === 308;
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

  async function outcomeOf(
    answer: Answer,
    request: FetchRequest,
    url: URL,
    moved: boolean,
  ): Promise<FetchOutcome> {
    const fetched: Fetched = {
      etag: header(answer, 'etag'),
      lastModified: header(answer, 'last-modified'),
      bodyHash: request.bodyHash,
      finalUrl: url.href,
      permanentUrl: moved ? url.href : null,
      freshForMs: freshFor(answer),
      linkHeader: header(answer, 'link')?.slice(0, MAX_ANSWER) ?? null,
    };
    if (answer.status === 304) {
      const { etag, lastModified } = fetched;
      return {
        kind: 'unchanged',
        ...fetched,
        etag: etag ?? request.etag,
        lastModified: lastModified ?? request.lastModified,
      };
    }
    if (!isDocument(answer.status)) throw statusError(answer);
    const document = await decodeBody(answer.body, header(answer, 'content-encoding'), maxBytes);
    if (document.toString('latin1', 0, 1024).trim() === '' && document.toString('latin1').trim() === '') {
      throw new FetchError('empty', 'The document is empty.');
    }
    const bodyHash = hash('sha256', document);
    if (bodyHash === request.bodyHash) return { kind: 'unchanged', ...fetched };
    return { kind: 'changed', document, contentType: header(answer, 'content-type'), ...fetched, bodyHash };
  }

  return {
    fetch,
    send,
    async close() {
      closing.abort();
      await agent.destroy();
    },
  };
}

function headersFor(request: FetchRequest, userAgent: string, accept: string): Record<string, string> {
  return {
    'user-agent': userAgent,
    accept,
    'accept-encoding': 'gzip, deflate, br, zstd',
    ...(request.etag !== null && headerSafe(request.etag) && { 'if-none-match': request.etag }),
    ...(request.lastModified !== null &&
      headerSafe(request.lastModified) && { 'if-modified-since': request.lastModified }),
  };
}

const isDocument = (status: number) => status >= 200 && status <= 299;
const isRedirect = (status: number) => [301, 302, 303, 307, 308].includes(status);

/** What a server once sent may hold bytes that no request may. */
const headerSafe = (value: string) => /^[\t\u0020-\u007e]+$/.test(value);

function webUrl(address: string, isFree: (url: URL) => boolean, base?: URL): URL {
  const url = URL.parse(address, base?.href);
  if (url === null) throw new FetchError('bad_url', `"${address.slice(0, 200)}" is no address.`);
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
