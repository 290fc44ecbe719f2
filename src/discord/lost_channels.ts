import { type Client, Events } from 'discord.js';
import type { Logger } from 'pino';
import { inEnglish, type Said } from '../languages/say.ts';
import type { Db } from '../store/open.ts';
import { listSubscriptions, pauseChannel } from '../store/subscriptions.ts';

/**
 * Pauses the subscriptions of channels that are gone for the bot: deleted, or in a server that it was removed
 * from. Nothing is deleted; an outage of a server is none of this.
 */
export function pauseLostChannels(client: Client, db: Db, logger: Logger): void {
  async function pause(reason: Said, lost: () => Promise<readonly string[]>): Promise<void> {
    try {
      for (const channelId of new Set(await lost())) {
        const paused = await pauseChannel(db, channelId, reason);
        if (paused.length > 0)
          logger.info({ channelId, paused }, `subscriptions paused: ${inEnglish.text(reason)}`);
      }
    } catch (error) {
      logger.error({ err: error }, 'the subscriptions of a lost channel could not be paused');
    }
  }

  client.on(Events.ChannelDelete, ({ id }) => pause({ key: 'delivery.channel_deleted' }, async () => [id]));
  client.on(Events.ThreadDelete, ({ id }) => pause({ key: 'delivery.thread_deleted' }, async () => [id]));
  client.on(Events.GuildDelete, ({ id }) =>
    pause({ key: 'delivery.removed' }, async () =>
      (await listSubscriptions(db, id)).map(({ channelId }) => channelId),
    ),
  );
}
