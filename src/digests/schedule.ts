import { Temporal } from 'temporal-polyfill';
import type { Subscription } from '../alerts/subscription.ts';

/** When a digest comes: what a subscription says about it. */
export type DigestSchedule = Pick<Subscription, 'digestTime' | 'timeZone' | 'digestEvery' | 'digestDays'>;

/** A weekly digest that names no day comes on Mondays. */
const MONDAY = 1;

/** No schedule has longer between two of its times: a week, a zone that skips a day, and a day to spare. */
const LONGEST_DAYS = 9;

/**
 * The newest time of a schedule at or before `now`, in Unix milliseconds; null for a subscription without a digest
 * time. A wall-clock time that the clocks skip comes when they have moved on, one that they repeat at its first
 * passing; an hourly digest comes each hour that passes, whatever the clocks show.
 * @throws RangeError where time or zone can't be read
 */
export function newestTime(schedule: DigestSchedule, now: number): number | null {
  return timesAround(schedule, now)?.findLast((time) => time <= now) ?? null;
}

/** The first time of a schedule after `now`; null and throws as `newestTime`. */
export function nextTime(schedule: DigestSchedule, now: number): number | null {
  return timesAround(schedule, now)?.find((time) => time > now) ?? null;
}

/** At least one time of the schedule on either side of `now`, ascending. */
function timesAround(schedule: DigestSchedule, now: number): number[] | null {
  const { digestTime, timeZone } = schedule;
  if (digestTime === null || timeZone === null) return null;
  const time = Temporal.PlainTime.from(digestTime);
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const times: number[] = [];
  if (schedule.digestEvery === 'hourly') {
    for (let hours = -24 * LONGEST_DAYS; hours <= 24 * LONGEST_DAYS; hours++) {
      // Nearest first would be cheaper only for schedules without days; those stop at the hours beside now.
      if (!schedule.digestDays?.length && Math.abs(hours) > 2) continue;
      const full = here.with({ minute: time.minute, second: 0, millisecond: 0 }).add({ hours });
      if (isDay(schedule, full.dayOfWeek)) times.push(full.epochMilliseconds);
    }
    return times;
  }
  const clocks = schedule.digestEvery === 'twice_daily' ? [time, time.add({ hours: 12 })] : [time];
  const today = here.toPlainDate();
  for (let days = -LONGEST_DAYS; days <= LONGEST_DAYS; days++) {
    const date = today.add({ days });
    if (!isDay(schedule, date.dayOfWeek)) continue;
    for (const plainTime of clocks)
      times.push(date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds);
  }
  return times.sort((a, b) => a - b);
}

function isDay({ digestEvery, digestDays = [] }: DigestSchedule, weekday: number): boolean {
  if (digestEvery === 'weekly') return weekday === (digestDays[0] ?? MONDAY);
  return digestDays.length === 0 || digestDays.includes(weekday);
}
