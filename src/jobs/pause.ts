import { type Said, speakIn } from '../languages/say.ts';
import { escapeText } from '../messages/escape.ts';
import { notice } from '../messages/notice.ts';
import { enqueuePost } from '../store/enqueue.ts';
import { type Db, inTransaction } from '../store/open.ts';
import { getSubscription, listSubscriptions, pauseChannel } from '../store/subscriptions.ts';

/**
 * Where a server's admins are told of a channel that the bot can't write to; null where nowhere can be written, undefined
 * where this process doesn't see the server: then it is the channel of its oldest running subscription.
 */
export type NoticeChannel = (guildId: string, channelId: string) => string | null | undefined;

/** A notice is no alert, but its server waits for nothing else from that channel. */
const NOTICE_URGENCY = 0;

/**
 * Pauses a channel's active subscriptions, and owes its server's admins one message about it where the bot can
 * still write. Nothing is owed where nothing was active: they were told before.
 * @param reason what is wrong and how to mend it
 * @returns the ids of the paused subscriptions
 */
export async function pauseAndTell(
  db: Db,
  channelId: string,
  reason: Said,
  noticeChannel: NoticeChannel | undefined,
  now: number,
): Promise<number[]> {
  return inTransaction(db, async (db) => {
    const paused = await pauseChannel(db, channelId, reason);
    const first = paused[0] === undefined ? null : await getSubscription(db, paused[0]);
    const place = first?.guildId && noticeChannel ? await placeIn(db, first.guildId) : null;
    if (!place) return paused;
    const say = speakIn(first?.language);
    const which = say.listed(paused.map((id) => `**#${id}**`));
    await enqueuePost(db, {
      subscriptionId: null,
      channelId: place,
      storyId: null,
      body: notice(
        say('notice.paused_title'),
        [say('notice.paused', { channel: `<#${channelId}>`, which }), escapeText(say.text(reason))],
        'error',
        [],
        say,
      ),
      urgency: NOTICE_URGENCY,
      now,
    });
    return paused;
  });

  async function placeIn(db: Db, guildId: string): Promise<string | null> {
    const seen = noticeChannel?.(guildId, channelId);
    if (seen !== undefined) return seen;
    const running = (await listSubscriptions(db, guildId)).find(({ status }) => status === 'active');
    return running?.channelId ?? null;
  }
}
