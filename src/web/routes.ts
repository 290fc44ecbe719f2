import type { Hubs } from '../jobs/hubs.ts';
import type { Drawer } from '../pictures/draw.ts';
import type { Db } from '../store/open.ts';
import type { ShardState } from '../store/shards.ts';
import { digestRoutes } from './digest_routes.ts';
import { healthRoutes } from './health.ts';
import { hubRoutes } from './hub.ts';
import type { Route } from './server.ts';

export interface WebParts {
  db: Db;
  now(): number;
  shards(): Promise<readonly ShardState[]>;
  metrics: { route: Route } | null;
  /** Null where the server isn't reached from outside, as `publicUrl` is then. */
  hubs: Hubs | null;
  publicUrl: string | null;
  draw: Drawer['draw'];
}

/** Every route of the bot's web server. */
export function webRoutes({ db, now, shards, metrics, hubs, publicUrl, draw }: WebParts): Route[] {
  return [
    ...healthRoutes({ db, now, shards }),
    ...(metrics ? [metrics.route] : []),
    ...(hubs ? hubRoutes(hubs) : []),
    ...(publicUrl === null ? [] : digestRoutes({ db, publicUrl, draw })),
  ];
}
