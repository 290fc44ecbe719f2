import { Client, Events, type Guild, type ThreadChannel } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { pauseLostChannels } from '../../src/discord/lost_channels.ts';
import { addSubscription, listSubscriptions } from '../../src/store/subscriptions.ts';
import { sampleSubscription } from '../messages/samples.ts';
import { emptyStore, held, readableLog } from './room.ts';

describe('channels that are gone', () => {
  it.each([
    ['a server that the bot was removed from', Events.GuildDelete, 'g1', ['paused', 'paused', 'active']],
    ['a deleted thread', Events.ThreadDelete, 'c2', ['active', 'paused', 'active']],
  ] as const)('%s', async (_case, event, id, expected) => {
    const db = await emptyStore();
    for (const [guildId, channelId] of [
      ['g1', 'c1'],
      ['g1', 'c2'],
      ['g2', 'c3'],
    ] as const) {
      await addSubscription(db, { ...sampleSubscription, guildId, channelId });
    }
    const client = new Client({ intents: [] });
    pauseLostChannels(client, db, readableLog().logger);
    client.emit(event as 'guildDelete', { id } as Guild & ThreadChannel);
    const statuses = async () => {
      const all = [...(await listSubscriptions(db, 'g1')), ...(await listSubscriptions(db, 'g2'))];
      return all.map(({ status }) => status);
    };
    await expect.poll(statuses).toEqual(expected);
  });

  it('logs it where the store fails, and lives', async () => {
    const store = held(await emptyStore());
    store.fault = new Error('the disk is full');
    const { lines, logger } = readableLog();
    const client = new Client({ intents: [] });
    pauseLostChannels(client, store.db, logger);
    client.emit(Events.GuildDelete, { id: 'g1' } as Guild);
    await expect.poll(() => lines).toMatchObject([{ level: 50, err: { message: 'the disk is full' } }]);
  });
});
