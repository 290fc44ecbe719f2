import { Temporal } from 'temporal-polyfill';
import type { Subscription } from '../alerts/subscription.ts';
import type { DigestWindow } from './digest.ts';

/**
 * The daily window that is due: it ends at the newest passed wall-clock `digestTime` in the subscription's zone. A
 * time that the clocks skip comes when they have moved on; one that they repeat comes at its first passing. As a
 * window must end after the last one and begins where that ended, none is sent twice and nothing lies between two,
 * across restarts, clock jumps and edits of time or zone.
 * @param lastUntil end of the last window that was sent, or null
 * @returns null where none is due, or the subscription has no digest time
 * @throws RangeError where time or zone can't be read (they are checked when subscribing)
 */
export function dueWindow(
  subscription: Pick<Subscription, 'digestTime' | 'timeZone' | 'createdAt'>,
  lastUntil: number | null,
  now: number,
): DigestWindow | null {
  const { digestTime, timeZone, createdAt } = subscription;
  if (digestTime === null || timeZone === null) return null;
  const time = Temporal.PlainTime.from(digestTime);
  const at = (date: Temporal.PlainDate) =>
    date.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;

  // From tomorrow, as a zone that skips a whole day still has that day's instant behind it.
  let date = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .add({ days: 1 });
  while (at(date) > now) date = date.subtract({ days: 1 });
  const until = at(date);
  if (until <= createdAt || (lastUntil !== null && until <= lastUntil)) return null;
  return { since: lastUntil ?? at(date.subtract({ days: 1 })), until };
}
