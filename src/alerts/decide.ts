import type { Said, Sentence } from '../languages/say.ts';
import { isMaterial } from '../stories/changes.ts';
import type { Story, StoryChange } from '../stories/story.ts';
import { listSaid } from '../stories/wording.ts';
import type { AlertDecision, Rise } from './alert.ts';
import { wants } from './filters.ts';
import { quietUntil } from './quiet.ts';
import { risesOf, type ToldToll } from './rise.ts';
import type { QuietHours, Subscription } from './subscription.ts';

const HOUR = 60 * 60_000;
/** An older story is no alert. */
export const NEWS_FOR = 24 * HOUR;

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
  if (subscription.kind !== 'alerts') return silent('digest');
  if (subscription.status === 'paused') {
    return silent('paused', { why: subscription.pausedReason });
  }
  return known.posted
    ? decideEdit(subscription, story, changes, known, now)
    : decidePost(subscription, story, known, now);
}

type Why = Extract<Sentence['key'], `reason.${string}`> extends `reason.${infer Name}` ? Name : never;

function silent(why: Why, values?: Sentence['values']): AlertDecision {
  return { action: 'silent', reason: { key: `reason.${why}`, values } };
}

function decideEdit(
  { quiet, pingRises, roleId }: Subscription,
  story: Story,
  changes: readonly StoryChange[],
  { muted, told }: Known,
  now: number,
): AlertDecision {
  const moved = changes.filter(isMaterial);
  if (moved.length === 0) return silent('unmoved');
  const what = listSaid(moved.map(changeSaid), 3);
  const lines = told === null ? [] : risesOf(told, story);
  const edit = (rise: Rise | null, reason: Said, until: number | null = null): AlertDecision => ({
    action: 'edit',
    reason,
    rise,
    until,
  });
  if (lines.length === 0) return edit(null, what);
  if (muted) return edit(null, { key: 'reason.muted_reply', values: { what } });
  const until = quietUntil(quiet, now);
  const rise = { lines, ping: pingRises && roleId !== null };
  if (until === null || quiet === null) return edit(rise, { key: 'reason.reply', values: { what } });
  return edit(rise, { key: 'reason.reply_waits', values: { what, quiet: quietSaid(quiet) } }, until);
}

function decidePost(subscription: Subscription, story: Story, known: Known, now: number): AlertDecision {
  if (known.muted) return silent('muted');
  if (story.closedAt !== null) return silent('closed');
  const age = now - story.openedAt;
  if (age > NEWS_FOR) {
    return silent('opened', { hours: Math.floor(age / HOUR) });
  }
  const isOld = story.sources.every(({ publishedAt, seenAt }) => now - (publishedAt ?? seenAt) > NEWS_FOR);
  if (isOld && story.sources.length > 0) {
    return silent('old');
  }
  const { yes, reason } = wants(subscription, story);
  if (!yes) return { action: 'silent', reason };
  if (known.summarised && risesOf(known.told ?? { killed: 0, injured: 0 }, story).length === 0) {
    return silent('summarised');
  }
  const { quiet, maxPerHour } = subscription;
  const until = quietUntil(quiet, now);
  const hold = (cause: Sentence, until: number): AlertDecision => ({
    action: 'hold',
    reason: { key: 'reason.held', values: { what: reason, cause } },
    until,
  });
  if (until !== null && quiet !== null) return hold(quietSaid(quiet), until);
  const lastHour = known.recentCards.filter((at) => at > now - HOUR);
  const leaves = lastHour.at(-maxPerHour);
  if (leaves !== undefined) {
    return hold({ key: 'option.max_per_hour', values: { count: maxPerHour } }, leaves + HOUR);
  }
  return { action: 'post', reason };
}

function quietSaid({ to, timeZone }: QuietHours): Sentence {
  return { key: 'reason.quiet', values: { to, timeZone } };
}

function changeSaid({ before, after }: StoryChange): Said {
  return before === null ? after : { key: 'reason.was', values: { now: after, was: before } };
}
