import { nextDeliveryAt } from '../store/deliveries.ts';
import { nextFeedAt } from '../store/feeds.ts';
import type { Db } from '../store/open.ts';
import type { ShardState } from '../store/shards.ts';
import type { Route } from './server.ts';

/** A feed that has been due for longer than this means that polling has stopped. */
const POLL_LATE_MS = 10 * 60_000;

/** A message that has been due for longer than this means that nothing is sent. */
const SEND_LATE_MS = 15 * 60_000;

export interface HealthParts {
  db: Db;
  /** Unix milliseconds. */
  now(): number;
  /** The shards that this process has to do with. */
  shards(): Promise<readonly ShardState[]>;
}

/**
 * `/healthz`: 200 as long as this process answers. `/readyz`: 200 where it does its work, else 503; the reasons
 * stand in the body, one a line.
 */
export function healthRoutes({ db, now, shards }: HealthParts): Route[] {
  const type = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  return [
    { method: 'GET', path: '/healthz', answer: () => ({ status: 200, headers: type, body: 'ok\n' }) },
    {
      method: 'GET',
      path: '/readyz',
      async answer() {
        const reasons: string[] = [];
        try {
          reasons.push(...disconnected(await shards()));
          if (isLate(await nextFeedAt(db), POLL_LATE_MS)) reasons.push('feeds are not polled in time');
          if (isLate(await nextDeliveryAt(db), SEND_LATE_MS)) reasons.push('messages are not sent in time');
        } catch {
          reasons.push('the store does not answer');
        }
        return {
          status: reasons.length === 0 ? 200 : 503,
          headers: type,
          body: `${reasons.join('\n') || 'ok'}\n`,
        };
      },
    },
  ];

  function disconnected(own: readonly ShardState[]): string[] {
    const missing = own.filter(({ connected }) => !connected);
    if (missing.length === 0) return [];
    if (own[0]?.of === 1) return ['not connected to Discord'];
    return [`shards not connected to Discord: ${missing.map(({ id }) => id).join(', ')} of ${own[0]?.of}`];
  }

  function isLate(dueAt: number | null, allowedMs: number): boolean {
    return dueAt !== null && now() - dueAt > allowedMs;
  }
}
