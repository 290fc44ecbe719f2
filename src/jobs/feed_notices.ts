import { speakIn } from '../languages/say.ts';
import { escapeText } from '../messages/escape.ts';
import { faultText } from '../messages/fault.ts';
import { notice } from '../messages/notice.ts';
import { enqueuePost } from '../store/enqueue.ts';
import { saveFeedState } from '../store/feeds.ts';
import { guildsOfFeed, untoldFailures } from '../store/guild_feeds.ts';
import { type Db, inTransaction } from '../store/open.ts';
import { listSubscriptions } from '../store/subscriptions.ts';

/** A feed that fails for less is usually well again before anybody has read of it. */
const TOLD_AFTER_MS = 24 * 3_600_000;
/** Before whatever news there is, nobody needs to hear of a feed. */
const URGENCY = 0;

/**
 * Owes every server whose feed has failed for a day one message, in the channel of its oldest running subscription;
 * once for each failure, until the feed is well again. A server without subscriptions sees it in `/feeds status`.
 * @returns how many deliveries became due
 */
export async function oweFeedNotices(db: Db, now: number): Promise<number> {
  let owed = 0;
  for (const { feed, failure } of await untoldFailures(db, now - TOLD_AFTER_MS)) {
    if (failure === null) continue;
    await inTransaction(db, async (tx) => {
      for (const guildId of await guildsOfFeed(tx, feed.id)) {
        const [subscription] = (await listSubscriptions(tx, guildId)).filter(
          ({ status }) => status === 'active',
        );
        if (subscription === undefined) continue;
        const say = speakIn(subscription.language);
        const when = `<t:${Math.floor(failure.since / 1_000)}:R>`;
        const fault = escapeText(faultText(failure, say));
        const body = notice(
          say('notice.feed_title'),
          [say('notice.feed_fails', { title: escapeText(feed.title), when, fault }), say('notice.feed_hint')],
          'warning',
          [],
          say,
        );
        const { id, channelId } = subscription;
        await enqueuePost(tx, { subscriptionId: id, channelId, storyId: null, body, urgency: URGENCY, now });
        owed += 1;
      }
      await saveFeedState(tx, feed.id, { toldAt: now });
    });
  }
  return owed;
}
