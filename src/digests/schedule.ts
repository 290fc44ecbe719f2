import { Temporal } from 'temporal-polyfill';
import type { Subscription } from '../alerts/subscription.ts';

/** When a digest comes: what a subscription says about it. */
export type DigestSchedule = Pick<Subscription, 'digestTime' | 'timeZone' | 'digestEvery' | 'digestDays'>;

/** A weekly digest that names no day comes on Mondays. */
const MONDAY = 1;

/** No schedule has longer between two of its times: a week, a zone that skips a day, and a day to spare. */
const LONGEST_DAYS = 9;
const LONGEST_MS = LONGEST_DAYS * 24 * 3_600_000;

/**
 * The newest time of a schedule at or before `now`, in Unix milliseconds; null for a subscription without a digest
 * time. A wall-clock time that the clocks skip comes when they have moved on, one that they repeat at its first
 * passing; an hourly digest comes in each hour of the clocks, and in both of one that they repeat.
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
  if (schedule.digestEvery === 'hourly') return hourlyTimes(schedule, here, time.minute);
  const times: number[] = [];
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

/** The nearest one on either side. */
function hourlyTimes(schedule: DigestSchedule, here: Temporal.ZonedDateTime, minute: number): number[] {
  const now = here.epochMilliseconds;
  const nearest = (isOnItsSide: (time: number) => boolean, minutes: number) => {
    for (let at = here; Math.abs(at.epochMilliseconds - now) < LONGEST_MS; at = at.add({ minutes })) {
      const time = at.with({ minute, second: 0, millisecond: 0 });
      if (isOnItsSide(time.epochMilliseconds) && isDay(schedule, time.dayOfWeek))
        return [time.epochMilliseconds];
    }
    return [];
  };
  // Where clocks are set by half an hour, there is an hour of which only a half passes.
  return [...nearest((time) => time <= now, -30), ...nearest((time) => time > now, 30)];
}

function isDay({ digestEvery, digestDays = [] }: DigestSchedule, weekday: number): boolean {
  if (digestEvery === 'weekly') return weekday === (digestDays[0] ?? MONDAY);
  return digestDays.length === 0 || digestDays.includes(weekday);
}
