import { wants } from '../alerts/filters.ts';
import { type Subscription, wishOf } from '../alerts/subscription.ts';
import { buildDigest } from '../digests/build.ts';
import { type Say, speakIn } from '../languages/say.ts';
import { storyCard } from '../messages/card.ts';
import type { SubscriptionAction } from '../messages/custom_id.ts';
import { digestMessages } from '../messages/digest.ts';
import type { MessageBody } from '../messages/message.ts';
import { notice } from '../messages/notice.ts';
import { enqueuePost } from '../store/enqueue.ts';
import { inTransaction } from '../store/open.ts';
import { storiesBetween } from '../store/stories.ts';
import { latestStories } from '../store/story_lists.ts';
import { removeSubscription, setFollowed, setSubscriptionStatus } from '../store/subscriptions.ts';
import { requireManager, requirePostable } from './access.ts';
import { writeAudit } from './audit.ts';
import type { Asking, CommandContext } from './command.ts';
import { nextDigestText } from './digest_schedule.ts';
import { describeFilters } from './filters.ts';
import { askToFollow, endFollowing } from './following.ts';

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
  request: Asking,
  context: CommandContext,
  subscription: Subscription,
  action: SubscriptionAction,
): Promise<string> {
  requireManager(request, subscription.channelId);
  return actions[action](request, context, subscription);
}

const actions: Record<
  SubscriptionAction,
  (request: Asking, context: CommandContext, subscription: Subscription) => Promise<string>
> = {
  async pause(request, context, subscription) {
    const { say } = request;
    const { id, channelId, status } = subscription;
    if (status === 'paused') return say('subscription.paused_already', { id: `${id}` });
    const notEnded = await endFollowing(context, subscription, say);
    await inTransaction(context.db, async (db) => {
      await setSubscriptionStatus(db, id, 'paused', { key: 'pause.by_member' });
      await setFollowed(db, id, null);
    });
    await writeAudit(request, context, 'audit.paused', { id: `${id}`, channel: `<#${channelId}>` });
    return together(say('subscription.paused', { id: `${id}`, channel: `<#${channelId}>` }), notEnded);
  },

  async resume(request, context, subscription) {
    const { say } = request;
    const { id, channelId, status } = subscription;
    const next = nextComing(subscription, context.now(), say);
    if (status === 'active') return `${say('subscription.runs_already', { id: `${id}` })} ${next}`;
    await requirePostable(request, context, channelId, subscription.roleId);
    const { followed, said } = await askToFollow(context, wishOf(subscription), say);
    await inTransaction(context.db, async (db) => {
      await setSubscriptionStatus(db, id, 'active', null);
      await setFollowed(db, id, followed);
    });
    await writeAudit(request, context, 'audit.resumed', { id: `${id}`, channel: `<#${channelId}>` });
    return together(`${say('subscription.resumed', { id: `${id}` })} ${next}`, said);
  },

  async test(request, context, subscription) {
    const { id, channelId } = subscription;
    await requirePostable(request, context, channelId, null);
    // It may follow again: members ended it in Discord, or the bot was given Manage Webhooks.
    let said: string | null = null;
    if (subscription.status === 'active') {
      const serving = await askToFollow(context, wishOf(subscription), request.say);
      await setFollowed(context.db, id, serving.followed);
      said = serving.said;
    }
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
    return together(request.say('subscription.test_sent', { id: `${id}`, channel: `<#${channelId}>` }), said);
  },

  async remove(request, context, subscription) {
    const { id, channelId } = subscription;
    const notEnded = await endFollowing(context, subscription, request.say);
    await removeSubscription(context.db, id);
    await writeAudit(request, context, 'audit.removed', { id: `${id}`, channel: `<#${channelId}>` });
    return together(
      request.say('subscription.removed', { id: `${id}`, channel: `<#${channelId}>` }),
      notEnded,
    );
  },
};

function together(sentence: string, more: string | null): string {
  return more === null ? sentence : `${sentence} ${more}`;
}

/** What a subscription sends next, and when where that is known. */
export function nextComing(subscription: Subscription, now: number, say: Say): string {
  const channel = `<#${subscription.channelId}>`;
  const next = subscription.kind === 'alerts' ? null : nextDigestText(subscription, now, say);
  return next === null
    ? say('subscription.next_card', { channel })
    : say('subscription.next', { channel, next });
}

/** What the subscription would have sent last: its newest story's card, or the digest of the last day. */
async function example(context: CommandContext, subscription: Subscription): Promise<MessageBody[]> {
  const say = speakIn(subscription.language);
  if (subscription.kind === 'digest') {
    const until = context.now();
    const window = { since: until - DAY_MS, until };
    const stories = await storiesBetween(context.db, window);
    const digest = buildDigest(stories, window, subscription, subscription.timeZone ?? 'UTC', say);
    return digestMessages(digest, { roleId: null, covered: subscription.spoilers }, say);
  }
  const { stories } = await latestStories(context.db, { limit: SEARCHED, offset: 0 });
  const story = stories.find((story) => wants(subscription, story).yes);
  return [
    story
      ? storyCard(story, { roleId: null, covered: subscription.spoilers }, say)
      : notice(
          say('subscription.test_title'),
          [say('subscription.nothing_matched', { filters: describeFilters(subscription, say) })],
          'info',
          [],
          say,
        ),
  ];
}
