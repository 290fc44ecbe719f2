import { wants } from '../alerts/filters.ts';
import { quietUntil } from '../alerts/quiet.ts';
import { risesOf, tollOf } from '../alerts/rise.ts';
import type { Subscription } from '../alerts/subscription.ts';
import { type Said, speakIn } from '../languages/say.ts';
import { type Risen, summaryMessage } from '../messages/summary.ts';
import { cardOf } from '../store/cards.ts';
import {
  type Decision,
  dropHeld,
  recordDecision,
  subscriptionsWithDue,
  takeHeld,
} from '../store/decisions.ts';
import { enqueuePost } from '../store/enqueue.ts';
import { mutingChannels } from '../store/mutes.ts';
import { type Db, inTransaction } from '../store/open.ts';
import { getStory } from '../store/stories.ts';
import { getSubscription } from '../store/subscriptions.ts';
import { setToldToll, toldToll } from '../store/told_tolls.ts';
import type { Story } from '../stories/story.ts';
import { oweCard } from './alerts.ts';

/**
 * Owes what subscriptions held back and what is due now, after quiet hours or after an hour with many cards: one
 * message each, or the card itself where it is a single story. What was held and what becomes of it are one
 * transaction: nothing is told twice, whatever crashes.
 * @returns how many messages became due
 */
export async function oweSummaries(db: Db, now: number): Promise<number> {
  let owed = 0;
  for (const id of await subscriptionsWithDue(db, now)) {
    if (await inTransaction(db, (tx) => oweSummary(tx, id, now))) owed += 1;
  }
  return owed;
}

async function oweSummary(db: Db, subscriptionId: number, now: number): Promise<boolean> {
  const subscription = await getSubscription(db, subscriptionId);
  if (subscription === null || subscription.status === 'paused') {
    await dropHeld(db, [subscriptionId]);
    return false;
  }
  // Cards over the hour's limit may fall due in quiet hours: they wait for their end.
  if (quietUntil(subscription.quiet, now) !== null) return false;

  const held = await takeHeld(db, subscriptionId);
  const stories: Story[] = [];
  const risen: Risen[] = [];
  for (const decision of held) {
    const found = await stillDue(db, subscription, decision, now);
    if (found === null) continue;
    if (found.lines === null) stories.push(found.story);
    else risen.push({ story: found.story, lines: found.lines });
  }
  const note = (story: Story, action: 'post' | 'summary', reason: Said) =>
    recordDecision(db, { subscriptionId, storyId: story.id, action, reason, at: now });
  const [only] = stories;
  if (stories.length === 1 && risen.length === 0 && only) {
    await oweCard(db, subscription, only, now);
    await note(only, 'post', { key: 'reason.only_held' });
    return true;
  }
  if (stories.length + risen.length === 0) return false;

  await enqueuePost(db, {
    subscriptionId,
    channelId: subscription.channelId,
    storyId: null,
    body: summaryMessage(
      stories,
      risen,
      { roleId: subscription.roleId, covered: subscription.spoilers },
      speakIn(subscription.language),
    ),
    urgency: Math.max(
      ...[...stories, ...risen.map(({ story }) => story)].map(({ gravity }) => gravity.score),
    ),
    now,
  });
  for (const story of stories) await note(story, 'summary', { key: 'reason.with_others' });
  for (const { story } of risen) await note(story, 'summary', { key: 'reason.rise_with_others' });
  for (const story of [...stories, ...risen.map(({ story }) => story)]) {
    await setToldToll(db, subscription.channelId, story.id, tollOf(story), now);
  }
  return true;
}

/** What is left to tell of what was held back: a new story (`lines` null) or a toll's rise; null where nothing is. */
async function stillDue(
  db: Db,
  subscription: Subscription,
  { storyId, action }: Decision,
  now: number,
): Promise<{ story: Story; lines: Said[] | null } | null> {
  const { id: subscriptionId, channelId } = subscription;
  const story = await getStory(db, storyId);
  if (story === null) return null;
  const drop = async (reason: Said) => {
    await recordDecision(db, { subscriptionId, storyId, action: 'silent', reason, at: now });
    return null;
  };
  if ((await mutingChannels(db, storyId)).has(channelId)) return drop({ key: 'reason.muted' });
  if (action === 'edit') {
    const lines = risesOf((await toldToll(db, channelId, storyId)) ?? tollOf(story), story);
    return lines.length > 0 ? { story, lines } : drop({ key: 'reason.rise_told' });
  }
  if ((await cardOf(db, channelId, storyId)) !== null) return drop({ key: 'reason.has_card' });
  const { yes, reason } = wants(subscription, story);
  return yes ? { story, lines: null } : drop(reason);
}
