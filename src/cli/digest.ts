import { parseArgs } from 'node:util';
import { parseDate } from '../articles/date.ts';
import { readOwnConfig } from '../config.ts';
import { buildDigest } from '../digests/build.ts';
import { digestText } from '../digests/text.ts';
import { openStore } from '../store/open.ts';
import { storiesBetween } from '../store/stories.ts';
import { type Command, UsageError } from './command.ts';

const topics = ['strike', 'diplomacy'] as const;

/** `digest`: the digest of a window of the store, as text or JSON. */
export const digest: Command = async (args, { write }) => {
  const { values } = parseArgs({
    args,
    options: {
      since: { type: 'string' },
      until: { type: 'string' },
      topic: { type: 'string' },
      format: { type: 'string', default: 'text' },
    },
  });
  const window = { since: moment('--since', values.since), until: moment('--until', values.until) };
  if (window.since >= window.until) throw new UsageError('--since must be before --until.');
  const topic = topics.find((name) => name === values.topic);
  if (values.topic !== undefined && !topic) throw new UsageError(`--topic is one of ${topics.join(', ')}.`);
  if (values.format !== 'text' && values.format !== 'json') throw new UsageError('--format is text or json.');

  const store = await openStore(readOwnConfig().databaseUrl);
  try {
    const filters = { topics: topic ? [topic] : [], regions: [], minGravity: 0 };
    const built = buildDigest(await storiesBetween(store.db, window), window, filters, 'UTC');
    await write(values.format === 'json' ? built : `${digestText(built)}\n`);
  } finally {
    await store.close();
  }
  return 0;
};

function moment(option: string, value: string | undefined): number {
  if (value === undefined) {
    throw new UsageError(`${option} is missing; write a date such as 2026-01-31 or 2026-01-31T08:00Z.`);
  }
  const time = parseDate(value);
  if (time === null)
    throw new UsageError(`${option}: can't read "${value}" as a date; write 2026-01-31T08:00Z.`);
  return time;
}
