import type { AlertDecision } from '../alerts/alert.ts';
import { decideAlert, type Known } from '../alerts/decide.ts';
import { wants } from '../alerts/filters.ts';
import { tollOf } from '../alerts/rise.ts';
import type { Subscription } from '../alerts/subscription.ts';
import { storyCard } from '../messages/card.ts';
import { followChanges } from '../messages/follow.ts';
import { joinedCard } from '../messages/joined.ts';
import { riseReply } from '../messages/rise.ts';
import { recordDecision, wasSummarised } from '../store/decisions.ts';
import { cardOf, cardTimes, enqueueEdit, enqueuePost, enqueueReply } from '../store/deliveries.ts';
import { followsOf } from '../store/follows.ts';
import { moveToStory } from '../store/joined_stories.ts';
import { mutingChannels } from '../store/mutes.ts';
import type { Db } from '../store/open.ts';
import { activeSubscriptions } from '../store/subscriptions.ts';
import { setToldToll, toldToll } from '../store/told_tolls.ts';
import { isMaterial } from '../stories/changes.ts';
import type { Story, StoryChange } from '../stories/story.ts';

const HOUR = 60 * 60_000;

/** Owes what subscriptions and followers are told of stories, within the transaction of one poll. */
export interface Alerts {
  /**
   * Decides for every subscription what to do about a story's changes, records why, and owes what was decided, with
   * the messages to those who follow the story.
   * @returns how many deliveries became due
   */
  decide(story: Story, changes: readonly StoryChange[]): Promise<number>;
  /**
   * Hands what was told of a story over to the one that it was joined to, before that one is decided on. A channel
   * that has both cards keeps the other's right; this one's becomes the way to it.
   */
  join(from: Story, into: Story): Promise<void>;
}

type Card = NonNullable<Awaited<ReturnType<typeof cardOf>>>;

/**
 * Reads the subscriptions once for a whole poll: all of them, or those of the servers `guildIds` alone.
 * @param tx the poll's transaction: what it owes shows in what is decided later in it
 * @param at Unix milliseconds
 */
export async function openAlerts(
  tx: Db,
  at: number,
  guildIds: readonly string[] | null = null,
): Promise<Alerts> {
  const subscriptions = (await activeSubscriptions(tx, 'alerts')).filter(
    ({ guildId }) => guildIds === null || (guildId !== null && guildIds.includes(guildId)),
  );
  const recent = new Map<number, number[]>();

  async function recentCards({ id }: Subscription): Promise<number[]> {
    const known = recent.get(id) ?? (await cardTimes(tx, id, at - HOUR));
    recent.set(id, known);
    return known;
  }

  /** Only what the decision can rest on is read: most stories are not wanted by most subscriptions. */
  async function known(
    subscription: Subscription,
    story: Story,
    posted: boolean,
    muted: boolean,
  ): Promise<Known> {
    const { channelId } = subscription;
    const isCandidate = !posted && !muted && wants(subscription, story).yes;
    return {
      posted,
      muted,
      summarised: isCandidate && (await wasSummarised(tx, channelId, story.id)),
      told: posted || isCandidate ? await toldToll(tx, channelId, story.id) : null,
      recentCards: isCandidate ? await recentCards(subscription) : [],
    };
  }

  async function post(subscription: Subscription, story: Story): Promise<void> {
    (await recentCards(subscription)).push(at);
    await oweCard(tx, subscription, story, at);
  }

  async function edit(
    subscription: Subscription,
    story: Story,
    card: Card,
    decision: AlertDecision & { action: 'edit' },
  ): Promise<number> {
    const { channelId, roleId } = subscription;
    const { postId } = card;
    // An edit never pings: the role was called when the card was posted.
    await enqueueEdit(tx, {
      postId,
      body: storyCard(story, { roleId: null }),
      postBody: storyCard(story, { roleId }),
      urgency: story.gravity.score,
      now: at,
    });
    // A card that has not left yet tells the newest toll by itself.
    const isNews = card.status !== 'waiting';
    if (!isNews) await setToldToll(tx, channelId, story.id, tollOf(story), at);
    const { rise, until } = decision;
    if (rise === null || until !== null || !isNews) return 1;
    await setToldToll(tx, channelId, story.id, tollOf(story), at);
    await enqueueReply(tx, {
      postId,
      body: riseReply(story, rise.lines, { roleId: rise.ping ? roleId : null }),
      urgency: story.gravity.score,
      now: at,
    });
    return 2;
  }

  return {
    async decide(story, changes) {
      let owed = 0;
      const muting = await mutingChannels(tx, story.id);
      const postedNow = new Set<string>();
      for (const subscription of subscriptions) {
        const { channelId } = subscription;
        const card = await cardOf(tx, channelId, story.id);
        // Another source that changes nothing leaves a card as it is, but may be the first to be told of here.
        if (changes.length === 0 && card !== null) continue;
        const decision: AlertDecision = postedNow.has(channelId)
          ? { action: 'silent', reason: 'another subscription of this channel has just posted it' }
          : decideAlert(
              subscription,
              story,
              changes,
              await known(subscription, story, card !== null, muting.has(channelId)),
              at,
            );
        await recordDecision(tx, {
          subscriptionId: subscription.id,
          storyId: story.id,
          action: decision.action,
          reason: decision.reason,
          at,
          heldUntil: 'until' in decision ? decision.until : null,
        });
        if (decision.action === 'post') {
          postedNow.add(channelId);
          await post(subscription, story);
          owed += 1;
        } else if (decision.action === 'edit' && card) {
          owed += await edit(subscription, story, card, decision);
        }
      }
      return owed + (await tellFollowers(tx, story, changes, at));
    },

    async join(from, into) {
      for (const { postId } of await moveToStory(tx, from.id, into.id)) {
        const body = joinedCard(from.headline, into);
        await enqueueEdit(tx, { postId, body, urgency: into.gravity.score, now: at });
      }
    },
  };
}

/** Owes a subscription's channel the card of a story, and remembers the toll that it tells. */
export async function oweCard(db: Db, subscription: Subscription, story: Story, now: number): Promise<void> {
  const { channelId, roleId } = subscription;
  await enqueuePost(db, {
    subscriptionId: subscription.id,
    channelId,
    storyId: story.id,
    body: storyCard(story, { roleId }),
    urgency: story.gravity.score,
    now,
  });
  await setToldToll(db, channelId, story.id, tollOf(story), now);
}

async function tellFollowers(
  db: Db,
  story: Story,
  changes: readonly StoryChange[],
  now: number,
): Promise<number> {
  const moved = changes.filter(isMaterial);
  if (moved.length === 0) return 0;
  const follows = await followsOf(db, story.id);
  for (const { channelId } of follows) {
    // Without the story's id: each change is a message of its own, not a card that is kept right.
    await enqueuePost(db, {
      subscriptionId: null,
      channelId,
      storyId: null,
      body: followChanges(story, moved),
      urgency: story.gravity.score,
      now,
    });
  }
  return follows.length;
}
