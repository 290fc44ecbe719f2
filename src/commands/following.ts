import { isPlain } from '../alerts/home_channel.ts';
import type { Followed, Subscription, Wish } from '../alerts/subscription.ts';
import type { Say } from '../languages/say.ts';
import { homeChannelFor } from '../store/home_channels.ts';
import type { Db } from '../store/open.ts';
import type { CommandContext } from './command.ts';

/** What came of asking Discord that a channel follow another. */
export type FollowOutcome =
  | { kind: 'followed'; webhookId: string }
  /** It can't follow any: a thread, a forum or an announcement channel, or Discord says no. */
  | { kind: 'unfit' }
  /** The bot lacks Manage Webhooks in the channel. */
  | { kind: 'permission' }
  /** The channel has as many webhooks as Discord allows. */
  | { kind: 'full' };

/** How a subscription is served from now on, and what its member is told of that. */
export interface Serving {
  /** Null where it is posted to directly. */
  followed: Followed | null;
  /** A sentence; null where there is nothing to say. */
  said: string | null;
}

/**
 * Has a wish's channel follow the home channel for just what is wished, where there is one; otherwise it is to be posted
 * to directly. It is asked before anything is stored: asked again after a crash, it comes to the same.
 */
export async function askToFollow({ db, follow }: CommandContext, wish: Wish, say: Say): Promise<Serving> {
  const homeId = await homeFor(db, wish);
  if (homeId === null) return { followed: null, said: null };
  const outcome = await follow(homeId, wish.channelId);
  const channel = `<#${wish.channelId}>`;
  switch (outcome.kind) {
    case 'followed':
      return {
        followed: { channelId: homeId, webhookId: outcome.webhookId },
        said: say('serving.followed', { channel }),
      };
    case 'permission':
      return { followed: null, said: say('serving.permission', { channel }) };
    case 'full':
      return { followed: null, said: say('serving.full', { channel }) };
    case 'unfit':
      return { followed: null, said: null };
  }
}

/** The home channel that serves a wish; null where it is posted to directly. */
export async function homeFor(db: Db, wish: Wish): Promise<string | null> {
  return isPlain(wish) ? homeChannelFor(db, wish) : null;
}

/**
 * Ends the following of a subscription that has one, in Discord alone.
 * @returns a sentence for the member where Discord doesn't let the bot; null where all is well
 */
export async function endFollowing(
  { unfollow }: CommandContext,
  { followed, channelId }: Pick<Subscription, 'followed' | 'channelId'>,
  say: Say,
): Promise<string | null> {
  if (!followed || (await unfollow(followed.webhookId))) return null;
  return say('serving.not_ended', { channel: `<#${channelId}>` });
}
