import { expect, it, onTestFinished } from 'vitest';
import { openHomeChannels } from '../../src/jobs/home_channels.ts';
import { homeChannelFor } from '../../src/store/home_channels.ts';
import { openStore } from '../../src/store/open.ts';
import { T0 } from '../store/samples.ts';

const everything = { topics: [], regions: [] };
const home = { channelId: '100000000000000001', ...everything };
const other = { channelId: '100000000000000002', topics: ['strike' as const], regions: [] };

it('takes what can be used, names what can’t, and changes nothing while Discord can’t be asked', async () => {
  const { db, close } = await openStore('sqlite::memory:');
  onTestFinished(close);
  const errors: unknown[] = [];
  const logger = { error: (...args: unknown[]) => errors.push(args.at(-1)) };
  const open = (look: (id: string) => Promise<{ guildId: string } | { fault: string }>) =>
    openHomeChannels({ db, homes: [home, other], look, now: T0, logger: logger as never });

  await open(async (id) =>
    id === home.channelId ? { guildId: '1' } : { fault: 'is no announcement channel' },
  );
  expect(await homeChannelFor(db, everything)).toBe(home.channelId);
  expect(await homeChannelFor(db, other)).toBeNull();
  expect(errors).toEqual([`HOME_CHANNELS: ${other.channelId} is no announcement channel`]);

  await open(() => Promise.reject(new Error('unreachable')));
  expect(await homeChannelFor(db, everything)).toBe(home.channelId);
  expect(errors).toHaveLength(2);

  await openHomeChannels({
    db,
    homes: [],
    look: async () => ({ guildId: '1' }),
    now: T0,
    logger: logger as never,
  });
  expect(await homeChannelFor(db, everything)).toBeNull();
});
