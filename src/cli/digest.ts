import { readOwnConfig } from '../config.ts';
import { buildDigest } from '../digests/build.ts';
import { digestText } from '../digests/text.ts';
import type { Topic } from '../reports/report.ts';
import { openStore } from '../store/open.ts';
import { storiesBetween } from '../store/stories.ts';
import { type CommandIo, type ExitCode, UsageError } from './command.ts';

export interface DigestOptions {
  /** Unix milliseconds. */
  since: number;
  until: number;
  topic?: Topic;
  format: 'text' | 'json';
}

/** The digest of a window of the store, as text or JSON. */
export async function digest(options: DigestOptions, { write }: CommandIo): Promise<ExitCode> {
  const { since, until, topic, format } = options;
  if (since >= until) throw new UsageError('--since must be before --until.');
  const store = await openStore(readOwnConfig().databaseUrl);
  try {
    const filters = { topics: topic ? [topic] : [], regions: [], minGravity: 0 };
    const window = { since, until };
    const built = buildDigest(await storiesBetween(store.db, window), window, filters, 'UTC');
    await write(format === 'json' ? built : `${digestText(built)}\n`);
  } finally {
    await store.close();
  }
  return 0;
}
