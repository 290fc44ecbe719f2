import type { Subscription, Wish } from '../alerts/subscription.ts';
import type { Say } from '../languages/say.ts';
import type { MessageBody } from '../messages/message.ts';
import { notice } from '../messages/notice.ts';
import { optionTexts, whatText } from '../messages/subscription_text.ts';
import { inTransaction } from '../store/open.ts';
import { addSubscription, setFollowed } from '../store/subscriptions.ts';
import { ownSubscriptions, requireManager, requirePostable } from './access.ts';
import { writeAudit } from './audit.ts';
import type { Asking, CommandContext } from './command.ts';
import { describeFilters } from './filters.ts';
import { askToFollow } from './following.ts';
import { nextComing } from './subscription_actions.ts';
import { UserError } from './user_error.ts';

/** Subscriptions that one server may have, or one member by direct message. */
const SUBSCRIPTIONS_LIMIT = 50;

/**
 * Makes a subscription and says what it will do.
 * @throws UserError where the member or the bot lacks a permission, or there is such a one or too many already
 */
export async function subscribeTo(
  request: Asking,
  context: CommandContext,
  asked: Wish,
): Promise<MessageBody> {
  const wish = await requireChannelFor(request, context, asked);
  await requireRoom(request, context, wish);
  const { followed, said } = await askToFollow(context, wish, request.say);
  // Checked and stored as one, so that two members who subscribe at once don't make the same one twice.
  const subscription = await inTransaction(context.db, async (db) => {
    await requireRoom(request, { ...context, db }, wish);
    const added = await addSubscription(db, wish);
    await setFollowed(db, added.id, followed);
    return added;
  });
  const { id, channelId } = subscription;
  await writeAudit(request, context, 'audit.subscribed', { id: `${id}`, channel: `<#${channelId}>` });
  context.wakeDelivery();
  return confirmation(subscription, context.now(), said, request.say);
}

/** @throws UserError where there is such a one or too many already */
async function requireRoom(request: Asking, context: CommandContext, wish: Wish): Promise<void> {
  const present = await requireNew(request, context, wish, null);
  if (present < SUBSCRIPTIONS_LIMIT) return;
  throw new UserError('too_many_subscriptions', 'error.too_many_subscriptions', {
    count: present,
    most: SUBSCRIPTIONS_LIMIT,
  });
}

/**
 * The wish as it can be granted in its channel: alerts in a forum are threads, whether they were asked for or not.
 * @throws UserError where the member or the bot lacks a permission, or `no_threads` where the channel can have none
 */
export async function requireChannelFor(
  request: Asking,
  context: CommandContext,
  asked: Wish,
): Promise<Wish> {
  const { channelId, roleId, kind, guildId } = asked;
  const threads = guildId === null ? 'never' : context.threadsIn(channelId);
  if (kind === 'alerts' && asked.postAs === 'thread' && threads === 'never') {
    throw new UserError('no_threads', 'error.no_threads', { channel: `<#${channelId}>` });
  }
  const wish: Wish = kind === 'alerts' && threads === 'always' ? { ...asked, postAs: 'thread' } : asked;
  requireManager(request, channelId);
  await requirePostable(request, context, channelId, roleId, wish.postAs);
  return wish;
}

/**
 * How many subscriptions there are, none of which asks for the same.
 * @param self one that may be the same, or null
 * @throws UserError `duplicate_subscription`
 */
export async function requireNew(
  request: Asking,
  context: CommandContext,
  wish: Wish,
  self: number | null,
): Promise<number> {
  const present = await ownSubscriptions(request, context);
  const twin = present.find((other) => other.id !== self && sameWish(other, wish));
  if (!twin) return present.length;
  throw new UserError('duplicate_subscription', 'error.duplicate_subscription', {
    channel: `<#${twin.channelId}>`,
    id: `${twin.id}`,
    isPaused: twin.status === 'paused',
  });
}

function sameWish(a: Wish, b: Wish): boolean {
  const essence = (wish: Wish) =>
    JSON.stringify([
      wish.kind,
      wish.channelId,
      [...wish.topics].sort(),
      wish.regions.map((region) => region.toLowerCase()).sort(),
      wish.minGravity,
      wish.digestTime,
      wish.timeZone,
      wish.digestEvery ?? 'daily',
      wish.digestDays ?? [],
      wish.kind === 'digest' ? (wish.language ?? 'en') : null,
      wish.withinKm,
      wish.words,
      wish.minPublishers,
      wish.withoutKinds,
      wish.quiet,
    ]);
  return essence(a) === essence(b);
}

/** What a subscription lets through and how it comes, in a line of Markdown. */
export function wishText(wish: Wish, say: Say): string {
  return [describeFilters(wish, say), ...optionTexts(wish, say)].join(' · ');
}

function confirmation(
  subscription: Subscription,
  now: number,
  serving: string | null,
  say: Say,
): MessageBody {
  const { id, roleId } = subscription;
  return notice(
    say('subscription.done_title', { what: whatText(subscription, say) }),
    [
      wishText(subscription, say),
      nextComing(subscription, now, say),
      ...(serving === null ? [] : [serving]),
      ...(roleId === null ? [] : [say('subscription.mentions', { role: `<@&${roleId}>` })]),
      `-# ${say('subscription.hint', { id: `${id}` })}`,
    ],
    'success',
    [],
    say,
  );
}
