import type { Migration } from 'kysely/migration';
import { first } from './0001_first.ts';
import { aliases } from './0002_aliases.ts';
import { feeds } from './0003_feeds.ts';
import { alerts } from './0004_alerts.ts';
import { delivery } from './0005_delivery.ts';
import { digests } from './0006_digests.ts';

/** Every migration by its name, in the order of their names. A released one is never changed or removed. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001_first': first,
  '0002_aliases': aliases,
  '0003_feeds': feeds,
  '0006_digests': digests,
  '0004_alerts': alerts,
  '0005_delivery': delivery,
};
