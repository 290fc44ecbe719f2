import { wants } from '../alerts/filters.ts';
import type { Subscription } from '../alerts/subscription.ts';
import { buildDigest } from '../digests/build.ts';
import { storyCard } from '../messages/card.ts';
import type { SubscriptionAction } from '../messages/custom_id.ts';
import { digestMessages } from '../messages/digest.ts';
import type { MessageBody } from '../messages/message.ts';
import { notice } from '../messages/notice.ts';
import { enqueuePost } from '../store/deliveries.ts';
import { inTransaction } from '../store/open.ts';
import { latestStories, storiesBetween } from '../store/stories.ts';
import { removeSubscription, setSubscriptionStatus } from '../store/subscriptions.ts';
import { requireManager, requirePostable } from './access.ts';
import type { ButtonRequest, CommandContext, CommandRequest } from './command.ts';
import { nextDigestText } from './digest_schedule.ts';
import { describeFilters } from './filters.ts';

const DAY_MS = 86_400_000;

/** The newest stories that a test looks through for one that matches. */
const SEARCHED = 200;

/** A member waits for it: before what the jobs have queued. */
const TEST_URGENCY = 100;

/**
 * Pauses, resumes, tests or removes a subscription, and says in a sentence what was done.
 * @throws UserError where the member or the bot lacks a permission
 */
export async function actOnSubscription(
  request: CommandRequest | ButtonRequest,
  context: CommandContext,
  subscription: Subscription,
  action: SubscriptionAction,
): Promise<string> {
  requireManager(request, subscription.channelId);
  return actions[action](context, subscription);
}

const actions: Record<
  SubscriptionAction,
  (context: CommandContext, subscription: Subscription) => Promise<string>
> = {
  async pause({ db }, { id, channelId, status }) {
    if (status === 'paused') return `Subscription **#${id}** is paused already.`;
    await setSubscriptionStatus(db, id, 'paused', 'Paused by a member of this server.');
    return `Subscription **#${id}** is paused: nothing more comes to <#${channelId}> until it is resumed.`;
  },

  async resume(context, subscription) {
    const { id, channelId, status } = subscription;
    if (status === 'active')
      return `Subscription **#${id}** is running already. ${nextComing(subscription, context.now())}`;
    await requirePostable(context, channelId, subscription.roleId);
    await setSubscriptionStatus(context.db, id, 'active', null);
    return `Subscription **#${id}** runs again. ${nextComing(subscription, context.now())}`;
  },

  async test(context, subscription) {
    const { id, channelId } = subscription;
    await requirePostable(context, channelId, null);
    const bodies = await example(context, subscription);
    const now = context.now();
    await inTransaction(context.db, async (db) => {
      // Without the story's id: a test is not the card that alerts keep correct.
      for (const body of bodies) {
        await enqueuePost(db, {
          subscriptionId: id,
          channelId,
          storyId: null,
          body,
          urgency: TEST_URGENCY,
          now,
        });
      }
    });
    context.wakeDelivery();
    return `An example of subscription **#${id}** is on its way to <#${channelId}>. It mentions nobody.`;
  },

  async remove({ db }, { id, channelId }) {
    await removeSubscription(db, id);
    return `Subscription **#${id}** is removed: it sends nothing more to <#${channelId}>. What it posted stays.`;
  },
};

/** What a subscription sends next, and when where that is known. */
export function nextComing(subscription: Subscription, now: number): string {
  const { channelId } = subscription;
  const next = subscription.kind === 'alerts' ? null : nextDigestText(subscription, now);
  if (next === null) {
    return `From now on, each new story that matches is posted in <#${channelId}> as one card, which is corrected as its facts move.`;
  }
  return `Posted in <#${channelId}> ${next}`;
}

/** What the subscription would have sent last: its newest story's card, or the digest of the last day. */
async function example(context: CommandContext, subscription: Subscription): Promise<MessageBody[]> {
  if (subscription.kind === 'digest') {
    const until = context.now();
    const window = { since: until - DAY_MS, until };
    const stories = await storiesBetween(context.db, window);
    return digestMessages(buildDigest(stories, window, subscription, subscription.timeZone ?? 'UTC'), {
      roleId: null,
    });
  }
  const { stories } = await latestStories(context.db, { limit: SEARCHED, offset: 0 });
  const story = stories.find((story) => wants(subscription, story).yes);
  return [story ? storyCard(story, { roleId: null }) : sample(subscription)];
}

function sample(subscription: Subscription): MessageBody {
  return notice(
    'Test of this subscription',
    [
      `Alerts for ${describeFilters(subscription)} will be posted here. No story has matched yet, so there is no card to show.`,
    ],
    'info',
  );
}
