import type { Migration } from 'kysely/migration';
import { first } from './0001_first.ts';

/** Every migration by its name, in the order of their names. A released one is never changed or removed. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001_first': first,
};
