import { isMaterial } from '../stories/changes.ts';
import type { Story, StoryChange } from '../stories/story.ts';
import { listText } from '../stories/wording.ts';
import type { AlertDecision } from './alert.ts';
import { wants } from './filters.ts';
import type { Subscription } from './subscription.ts';

const HOUR = 60 * 60_000;
/** An older story is no alert. */
const NEWS_FOR = 24 * HOUR;

/**
 * What to do about a story for one subscription. A card that is posted is kept right whatever the filters say by
 * then; a new one is posted only for an open story of the last 24 hours that the filters want.
 * @param changes what moved with the report at hand
 * @param posted whether the story has a card, sent or owed, in the subscription's channel
 */
export function decideAlert(
  subscription: Subscription,
  story: Story,
  changes: readonly StoryChange[],
  posted: boolean,
  now: number,
): AlertDecision {
  const silent = (reason: string): AlertDecision => ({ action: 'silent', reason });
  if (subscription.kind !== 'alerts') return silent('this subscription is for a digest');
  if (subscription.status === 'paused') {
    return silent(`paused${subscription.pausedReason ? `: ${subscription.pausedReason}` : ''}`);
  }
  if (posted) {
    const moved = changes.filter(isMaterial);
    return moved.length > 0
      ? { action: 'edit', reason: listText(moved.map(changeText), 3) }
      : silent('nothing on its card moved');
  }
  if (story.closedAt !== null) return silent('the story is closed');
  const age = now - story.openedAt;
  if (age > NEWS_FOR) {
    return silent(`opened ${Math.floor(age / HOUR)} hours ago; new cards are for the last 24 hours`);
  }
  const { yes, reason } = wants(subscription, story);
  return { action: yes ? 'post' : 'silent', reason };
}

function changeText({ before, after }: StoryChange): string {
  return before === null ? after : `${after} (was ${before})`;
}
