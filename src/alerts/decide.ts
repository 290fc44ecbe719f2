import { isMaterial } from '../stories/changes.ts';
import type { Story, StoryChange } from '../stories/story.ts';
import { listText } from '../stories/wording.ts';
import type { AlertDecision } from './alert.ts';
import { wants } from './filters.ts';
import { quietUntil } from './quiet.ts';
import { risesOf, type ToldToll } from './rise.ts';
import type { QuietHours, Subscription } from './subscription.ts';

const HOUR = 60 * 60_000;
/** An older story is no alert. */
const NEWS_FOR = 24 * HOUR;

/** What a subscription's channel has been told so far. */
export interface Known {
  /** Whether the story has a card, sent or owed, in the channel. */
  posted: boolean;
  /** Whether it was told there in a message with others that had been held back. */
  summarised: boolean;
  /** Whether the channel wants no more of it. */
  muted: boolean;
  /** Its toll as the channel was last notified of it; null where it never was. */
  told: ToldToll | null;
  /** When the subscription's newest cards were owed, oldest first, in Unix milliseconds; those of the last hour at least. */
  recentCards: readonly number[];
}

/**
 * What to do about a story for one subscription. A card that is posted is kept right whatever the filters say by
 * then, in quiet hours too, since an edit makes no sound; what would make one (a new card, a reply to a card whose
 * toll rose materially) is held back in quiet hours and beyond the subscription's cards an hour. A new card is posted
 * only for an open story of the last 24 hours that the filters want.
 * @param changes what moved with the report at hand
 */
export function decideAlert(
  subscription: Subscription,
  story: Story,
  changes: readonly StoryChange[],
  known: Known,
  now: number,
): AlertDecision {
  if (subscription.kind !== 'alerts') return silent('this subscription is for a digest');
  if (subscription.status === 'paused') {
    return silent(`paused${subscription.pausedReason ? `: ${subscription.pausedReason}` : ''}`);
  }
  return known.posted
    ? decideEdit(subscription, story, changes, known, now)
    : decidePost(subscription, story, known, now);
}

function silent(reason: string): AlertDecision {
  return { action: 'silent', reason };
}

function decideEdit(
  { quiet, pingRises, roleId }: Subscription,
  story: Story,
  changes: readonly StoryChange[],
  { muted, told }: Known,
  now: number,
): AlertDecision {
  const moved = changes.filter(isMaterial);
  if (moved.length === 0) return silent('nothing on its card moved');
  const reason = listText(moved.map(changeText), 3);
  const lines = told === null ? [] : risesOf(told, story);
  if (lines.length === 0) return { action: 'edit', reason, rise: null, until: null };
  if (muted)
    return { action: 'edit', reason: `${reason}; no reply, as it is muted here`, rise: null, until: null };
  const until = quietUntil(quiet, now);
  const how =
    until === null ? 'with a reply, as the toll rose materially' : `its reply waits: ${quietText(quiet)}`;
  return {
    action: 'edit',
    reason: `${reason}; ${how}`,
    rise: { lines, ping: pingRises && roleId !== null },
    until,
  };
}

function decidePost(subscription: Subscription, story: Story, known: Known, now: number): AlertDecision {
  if (known.muted) return silent('muted in this channel');
  if (story.closedAt !== null) return silent('the story is closed');
  const age = now - story.openedAt;
  if (age > NEWS_FOR) {
    return silent(`opened ${Math.floor(age / HOUR)} hours ago; new cards are for the last 24 hours`);
  }
  const isOld = story.sources.every(({ publishedAt, seenAt }) => now - (publishedAt ?? seenAt) > NEWS_FOR);
  if (isOld && story.sources.length > 0) {
    return silent('its newest report is over 24 hours old; new cards are for the last 24 hours');
  }
  const { yes, reason } = wants(subscription, story);
  if (!yes) return silent(reason);
  if (known.summarised && risesOf(known.told ?? { killed: 0, injured: 0 }, story).length === 0) {
    return silent('told in a message with others, and its toll has not risen materially since');
  }
  const { quiet, maxPerHour } = subscription;
  const until = quietUntil(quiet, now);
  if (until !== null) return { action: 'hold', reason: `${reason}; held back: ${quietText(quiet)}`, until };
  const lastHour = known.recentCards.filter((at) => at > now - HOUR);
  const leaves = lastHour.at(-maxPerHour);
  if (leaves !== undefined) {
    return {
      action: 'hold',
      reason: `${reason}; held back: at most ${maxPerHour} new ${maxPerHour === 1 ? 'card' : 'cards'} an hour`,
      until: leaves + HOUR,
    };
  }
  return { action: 'post', reason };
}

function quietText(quiet: QuietHours | null): string {
  return quiet === null ? 'no quiet hours' : `quiet until ${quiet.to} (${quiet.timeZone})`;
}

function changeText({ before, after }: StoryChange): string {
  return before === null ? after : `${after} (was ${before})`;
}
