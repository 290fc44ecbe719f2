import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../simulator/simulator.ts';
import { inEnglish } from '../../src/languages/say.ts';
import { setHomeChannels } from '../../src/store/home_channels.ts';
import type { Db } from '../../src/store/open.ts';
import { addSubscription, getSubscription, setFollowed } from '../../src/store/subscriptions.ts';
import { sampleSubscription } from '../messages/samples.ts';
import { connect, emptyStore, simulate } from './room.ts';

/** Some channels that follow a home channel, each by a subscription; the bot may manage the webhooks of those named. */
async function room(mayManage: readonly string[], following: readonly string[]) {
  const simulator = await simulate();
  const db = await emptyStore();
  const home = simulator.channelId('announcements');
  const guildId = simulator.world.guild.id;
  await setHomeChannels(db, [{ channelId: home, guildId, topics: [], regions: [] }], 0);
  for (const name of mayManage) {
    const channel = simulator.world.channels.find((one) => one.name === name);
    const allow = PermissionFlagsBits.ManageWebhooks;
    channel?.overwrites.push({ id: simulator.world.botId, type: OverwriteType.Member, allow, deny: 0n });
  }
  const ids: number[] = [];
  for (const name of following) ids.push(await subscribed(simulator, db, home, name));
  return { simulator, db, home, ids };
}

async function subscribed(simulator: Simulator, db: Db, home: string, name: string): Promise<number> {
  const channelId = simulator.channelId(name);
  const guildId = simulator.world.guild.id;
  const { id } = await addSubscription(db, { ...sampleSubscription, guildId, channelId });
  simulator.follow(home, channelId);
  const [follower] = simulator.follows(channelId);
  await setFollowed(db, id, { channelId: home, webhookId: follower?.webhookId as string });
  return id;
}

/** Which channels were told that they are posted to directly, by name. */
async function told(simulator: Simulator, db: Db): Promise<string[]> {
  const owed = await db.selectFrom('deliveries').selectAll().orderBy('id').execute();
  return owed
    .filter(({ body }) => String(body).includes(inEnglish('notice.unfollowed_title')))
    .map((row) => simulator.world.channels.find(({ id }) => id === row.channel_id)?.name ?? '');
}

const end = (simulator: Simulator, name: string) => {
  for (const { webhookId } of simulator.follows(simulator.channelId(name))) simulator.unfollow(webhookId);
};

describe('a following that members end in Discord', () => {
  it('is noticed at once, and its channel told so once', async () => {
    const { simulator, db, ids } = await room(['general', 'strikes'], ['general', 'strikes']);
    let woken = 0;
    await connect(simulator, db, {
      wakeDelivery: () => {
        woken++;
      },
    });
    end(simulator, 'strikes');
    await expect.poll(() => told(simulator, db)).toEqual(['strikes']);
    await expect.poll(() => woken).toBe(1);
    expect(await getSubscription(db, ids[1] as number)).not.toHaveProperty('followed');
    expect(await getSubscription(db, ids[0] as number)).toHaveProperty('followed');
    end(simulator, 'general');
    await expect.poll(() => told(simulator, db)).toEqual(['strikes', 'general']);
  });

  it('is noticed when the bot comes back', async () => {
    const { simulator, db } = await room(['general'], ['general']);
    end(simulator, 'general');
    await connect(simulator, db);
    await expect.poll(() => told(simulator, db)).toEqual(['general']);
  });

  it('changes nothing where it goes on by another webhook, or where the bot may not look', async () => {
    const following = ['strikes', 'diplomacy', 'general'];
    const { simulator, db, home, ids } = await room(['diplomacy', 'general'], following);
    for (const name of following) end(simulator, name);
    simulator.follow(home, simulator.channelId('diplomacy'));
    await connect(simulator, db);
    // The last that is looked at.
    await expect.poll(() => told(simulator, db)).toEqual(['general']);
    const [unseen, renewed] = await Promise.all(ids.map((id) => getSubscription(db, id)));
    expect(unseen).toHaveProperty('followed');
    const [follower] = simulator.follows(simulator.channelId('diplomacy'));
    expect(renewed).toMatchObject({ followed: { channelId: home, webhookId: follower?.webhookId } });
  });
});
