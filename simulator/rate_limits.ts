import { createHash } from 'node:crypto';

/** So many requests in so many milliseconds. */
export interface Limit {
  limit: number;
  windowMs: number;
}

/** What a request's bucket says after it was counted; `retryAfterMs` is null where the request may pass. */
interface Count {
  headers: Record<string, string>;
  retryAfterMs: number | null;
  global: boolean;
}

const GLOBAL: Limit = { limit: 50, windowMs: 1_000 };

interface Window {
  startedAt: number;
  used: number;
}

/**
 * Discord's rate limits (https://docs.discord.com/developers/topics/rate-limits): one bucket a route and major
 * parameter, and 50 requests a second in all. A window starts with its first request.
 */
export class RateLimits {
  readonly #now: () => number;
  readonly #windows = new Map<string, Window>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Counts a request of `route` (its method and template) on `major` (channel, guild or webhook).
   * @param at when it came, in Unix milliseconds
   */
  count(route: string, major: string, { limit, windowMs }: Limit, at = this.#now()): Count {
    const bucket = createHash('sha1').update(route).digest('hex').slice(0, 32);
    const { used, leftMs } = this.#use(`${bucket} ${major}`, { limit, windowMs }, at);
    const headers: Record<string, string> = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - used)),
      'x-ratelimit-reset': seconds(at + leftMs),
      'x-ratelimit-reset-after': seconds(leftMs),
      'x-ratelimit-bucket': bucket,
    };
    if (used <= limit) return { headers, retryAfterMs: null, global: false };
    Object.assign(headers, { 'retry-after': String(Math.ceil(leftMs / 1000)), 'x-ratelimit-scope': 'user' });
    return { headers, retryAfterMs: leftMs, global: false };
  }

  /** Counts a request against the limit of all routes; interaction endpoints are not to be counted. */
  countGlobal(at = this.#now()): Count {
    const { used, leftMs } = this.#use('global', GLOBAL, at);
    if (used <= GLOBAL.limit) return { headers: {}, retryAfterMs: null, global: true };
    const headers = {
      'retry-after': String(Math.ceil(leftMs / 1000)),
      'x-ratelimit-global': 'true',
      'x-ratelimit-scope': 'global',
    };
    return { headers, retryAfterMs: leftMs, global: true };
  }

  #use(key: string, { limit, windowMs }: Limit, now: number): { used: number; leftMs: number } {
    let window = this.#windows.get(key);
    if (!window || now - window.startedAt >= windowMs) {
      window = { startedAt: now, used: 0 };
      this.#windows.set(key, window);
    }
    // A refused request takes nothing from the next window.
    window.used = Math.min(window.used + 1, limit + 1);
    return { used: window.used, leftMs: window.startedAt + windowMs - now };
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
