import type { Answer } from './exchange.ts';
import type { FeedFailure } from './failure.ts';
import { FetchError } from './fetch_error.ts';

const MAX_RETRY_AFTER_MS = 24 * 3_600_000;
const MAX_FRESH_MS = 24 * 3_600_000;

/** An answer's header; of several of one name the first, of links all. */
export function header(answer: Answer, name: string): string | null {
  const value = answer.headers[name];
  return (Array.isArray(value) ? (name === 'link' ? value.join(', ') : value[0]) : value) ?? null;
}

/** What an answer that isn't a document means. */
export function statusError(answer: Answer): FetchError {
  const status = answer.status;
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
  return new FetchError(code, `The server answered ${status}.`, retryAfter(header(answer, 'retry-after')));
}

/** For how many ms an answer holds (RFC 9111 section 4.2.1, as far as it concerns a private cache that asks again anyway), null where it doesn't say. */
export function freshFor(answer: Answer): number | null {
  const control = header(answer, 'cache-control')?.toLowerCase() ?? '';
  if (/\bno-(?:store|cache)\b/.test(control)) return 0;
  const age = /\bmax-age\s*=\s*"?(\d{1,9})/.exec(control)?.[1];
  if (age !== undefined) {
    const spent = Number(/^\d{1,9}$/.exec(header(answer, 'age') ?? '')?.[0] ?? 0);
    return Math.min(Math.max(0, Number(age) - spent) * 1000, MAX_FRESH_MS);
  }
  const expires = header(answer, 'expires');
  if (expires === null) return null;
  // Against the server's own clock, where it tells it.
  const wait = Date.parse(expires) - Date.parse(header(answer, 'date') ?? new Date().toUTCString());
  return Number.isFinite(wait) ? Math.min(Math.max(0, wait), MAX_FRESH_MS) : 0;
}

/** RFC 9110 section 10.2.3: seconds, or a date. */
function retryAfter(value: string | null): number | null {
  if (value === null) return null;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(wait) ? Math.min(Math.max(0, wait), MAX_RETRY_AFTER_MS) : null;
}
