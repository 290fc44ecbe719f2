import { notice } from '../messages/notice.ts';
import { enqueuePost } from '../store/deliveries.ts';
import { type Db, inTransaction } from '../store/open.ts';
import { getSubscription, pauseChannel } from '../store/subscriptions.ts';

/** A notice is no alert, but its server waits for nothing else from that channel. */
const NOTICE_URGENCY = 0;

/**
 * Pauses a channel's active subscriptions, and owes its server's admins one message about it where the bot can
 * still write. Nothing is owed where nothing was active: they were told before.
 * @param reason how to mend it, in the bot's own words
 * @returns the ids of the paused subscriptions
 */
export async function pauseAndTell(
  db: Db,
  channelId: string,
  reason: string,
  noticeChannel: ((guildId: string, channelId: string) => string | null) | undefined,
  now: number,
): Promise<number[]> {
  return inTransaction(db, async (db) => {
    const paused = await pauseChannel(db, channelId, reason);
    const first = paused[0] === undefined ? null : await getSubscription(db, paused[0]);
    const place = first?.guildId ? noticeChannel?.(first.guildId, channelId) : null;
    if (!place) return paused;
    const which = paused.map((id) => `**#${id}**`).join(', ');
    await enqueuePost(db, {
      subscriptionId: null,
      channelId: place,
      storyId: null,
      body: notice(
        'Alerts are paused',
        [
          `Nothing more comes to <#${channelId}> for now (${paused.length > 1 ? 'subscriptions' : 'subscription'} ${which}). Nothing was deleted.`,
          reason,
        ],
        'error',
      ),
      urgency: NOTICE_URGENCY,
      now,
    });
    return paused;
  });
}
