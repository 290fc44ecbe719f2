import { buildDigest } from '../digests/build.ts';
import { dueWindow } from '../digests/window.ts';
import { digestMessages } from '../messages/digest.ts';
import { enqueuePost } from '../store/deliveries.ts';
import { lastDigestUntil, recordDigest } from '../store/digests.ts';
import { type Db, inTransaction } from '../store/open.ts';
import { storiesBetween } from '../store/stories.ts';
import { activeSubscriptions } from '../store/subscriptions.ts';

/** Alerts go first; a digest can wait the second. */
const DIGEST_URGENCY = -1;

/**
 * Owes every digest whose window has ended: the messages and the window's record in one transaction, so that a
 * window is told exactly once whatever crashes.
 * @returns how many digests became due
 */
export async function oweDigests(db: Db, now: number): Promise<number> {
  let owed = 0;
  for (const subscription of await activeSubscriptions(db, 'digest')) {
    const window = dueWindow(subscription, await lastDigestUntil(db, subscription.id), now);
    if (!window) continue;
    const stories = await storiesBetween(db, window);
    const digest = buildDigest(stories, window, subscription, subscription.timeZone ?? 'UTC');
    await inTransaction(db, async (tx) => {
      for (const body of digestMessages(digest, { roleId: subscription.roleId })) {
        await enqueuePost(tx, {
          subscriptionId: subscription.id,
          channelId: subscription.channelId,
          storyId: null,
          body,
          urgency: DIGEST_URGENCY,
          now,
        });
      }
      await recordDigest(tx, subscription.id, window, now);
    });
    owed += 1;
  }
  return owed;
}
