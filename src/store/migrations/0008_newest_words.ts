import type { Migration } from 'kysely/migration';
import { createNewestIndex } from '../full_text.ts';

/** Search in PostgreSQL reads the newest hits without reading all others. SQLite's full text is in that order by itself. */
export const newestWords: Migration = { up: createNewestIndex };
