import type { Subscription } from '../alerts/subscription.ts';
import type { DigestWindow } from './digest.ts';
import { type DigestSchedule, newestTime } from './schedule.ts';

const HOUR = 3_600_000;

/** A window missed by so long isn't sent any more: what it held is told in the next one. */
const LONGEST_LATE = 12 * HOUR;

/** A digest that leaves so long after its time says that it is late. */
const LATE_AFTER = HOUR / 4;

/** So far back a window reaches at most, however long nothing was sent. */
const LONGEST_WINDOW = 31 * 24 * HOUR;

/**
 * The window that is due: it ends at the newest passed time of the subscription's schedule. As a window must end after
 * the last one and begins where that ended, none is sent twice and nothing lies between two, across restarts, clock
 * jumps and edits of time or zone. One that was missed by 12 hours or more is folded into the next; a window reaches
 * back 31 days at most.
 * @param lastUntil end of the last window that was sent, or null
 * @returns null where none is due, or the subscription has no digest time
 * @throws RangeError where time or zone can't be read (they are checked when subscribing)
 */
export function dueWindow(
  subscription: DigestSchedule & Pick<Subscription, 'createdAt'>,
  lastUntil: number | null,
  now: number,
): DigestWindow | null {
  return windowAt(newestTimes(subscription, now), subscription.createdAt, lastUntil, now);
}

/** The newest time of a schedule at or before `now`, and the one before that; null and throws as `newestTime`. */
export function newestTimes(schedule: DigestSchedule, now: number): { until: number; before: number } | null {
  const until = newestTime(schedule, now);
  if (until === null) return null;
  return { until, before: newestTime(schedule, until - 1) ?? until - 24 * HOUR };
}

/** `dueWindow`, of a schedule whose newest times are known already. */
export function windowAt(
  times: { until: number; before: number } | null,
  createdAt: number,
  lastUntil: number | null,
  now: number,
): DigestWindow | null {
  if (times === null || now - times.until >= LONGEST_LATE) return null;
  const { until, before } = times;
  if (until <= createdAt || (lastUntil !== null && until <= lastUntil)) return null;
  return { since: Math.max(lastUntil ?? before, until - LONGEST_WINDOW), until };
}

/** Whether a window's digest leaves so late that its readers should know. */
export function isLate({ until }: DigestWindow, now: number): boolean {
  return now - until >= LATE_AFTER;
}
