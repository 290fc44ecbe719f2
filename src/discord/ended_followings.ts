import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, DiscordAPIError, Events } from 'discord.js';
import type { Logger } from 'pino';
import { speakIn } from '../languages/say.ts';
import { notice } from '../messages/notice.ts';
import { enqueuePost } from '../store/enqueue.ts';
import { followingChannels, replaceFollowed, type Served, servedIn } from '../store/followings.ts';
import { type Db, inTransaction } from '../store/open.ts';
import { followersIn } from './follow.ts';

/** Between two looks, and before the first, so that what the bot ends itself is stored by then. */
const APART_MS = 2_000;

/** It is an answer to what members did, before what the jobs have queued. */
const NOTICE_URGENCY = 100;

/**
 * Notices by itself where members end a following in Discord: what followed is posted to directly from then on, and told so
 * once. Discord says that a channel's webhooks changed, not how (https://docs.discord.com/developers/events/gateway-events#webhooks-update);
 * what changed while no session stood goes unsaid. So a channel is looked at when its webhooks change, and all are that
 * follow when a session begins: one at a time, which takes half a request a second.
 */
export function watchFollowings(
  client: Client,
  { db, now, wakeDelivery }: { db: Db; now(): number; wakeDelivery(): void },
  logger: Logger,
): void {
  const waiting = new Set<string>();
  let looking = false;

  async function lookAtAll(): Promise<void> {
    if (looking) return;
    looking = true;
    while (waiting.size > 0) {
      await sleep(APART_MS, undefined, { ref: false });
      // Once it has left, what waits is for the session that begins next.
      if (client.token === null) waiting.clear();
      for (const channelId of [...waiting].slice(0, 1)) {
        waiting.delete(channelId);
        await look(client as Client<true>, channelId).catch((error: unknown) =>
          logger.error({ err: error, channelId }, 'what a channel follows could not be looked at'),
        );
      }
    }
    looking = false;
  }

  async function look(ready: Client<true>, channelId: string): Promise<void> {
    const served = await servedIn(db, channelId);
    if (served.length === 0) return;
    const followers = await followersOrNull(ready, channelId);
    if (followers === null) return;
    for (const subscription of served) {
      const { channelId: homeId, webhookId } = subscription.followed;
      const present = followers.filter((follower) => follower.homeId === homeId);
      if (present.some((follower) => follower.webhookId === webhookId)) continue;
      await leave(subscription, present[0]?.webhookId ?? null);
    }
  }

  /** It follows by another webhook, or by none. */
  async function leave(subscription: Served, webhookId: string | null): Promise<void> {
    const { id, channelId, language } = subscription;
    const say = speakIn(language);
    const isTold = await inTransaction(db, async (db) => {
      if (!(await replaceFollowed(db, subscription, webhookId)) || webhookId !== null) return false;
      await enqueuePost(db, {
        subscriptionId: id,
        channelId,
        storyId: null,
        body: notice(
          say('notice.unfollowed_title'),
          [say('notice.unfollowed', { id: `${id}` })],
          'info',
          [],
          say,
        ),
        urgency: NOTICE_URGENCY,
        now: now(),
      });
      return true;
    });
    if (!isTold) return;
    logger.info({ channelId, subscription: id }, 'a following was ended in Discord; posting directly');
    wakeDelivery();
  }

  client.on(Events.WebhooksUpdate, ({ id }) => {
    waiting.add(id);
    void lookAtAll();
  });
  client.on(Events.ShardReady, (shard) => {
    const isHere = (guildId: string) => client.guilds.cache.get(guildId)?.shardId === shard;
    followingChannels(db).then(
      (channels) => {
        for (const { guildId, channelId } of channels) if (isHere(guildId)) waiting.add(channelId);
        void lookAtAll();
      },
      (error: unknown) => logger.error({ err: error }, 'what channels follow could not be looked at'),
    );
  });
}

/** What a channel follows; null where the bot may not know. @throws what can't be answered now */
async function followersOrNull(client: Client<true>, channelId: string) {
  try {
    return await followersIn(client, channelId);
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status < 500) return null;
    throw error;
  }
}
