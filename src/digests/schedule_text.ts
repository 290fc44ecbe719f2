import { listText } from '../stories/wording.ts';
import type { DigestSchedule } from './schedule.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** A digest's schedule in words, the zone apart: `{ days: 'every day', at: '08:00' }`, `{ days: 'every hour', at: ':30' }`. */
export function scheduleText(schedule: DigestSchedule): { days: string; at: string } {
  const { digestTime, digestEvery = 'daily', digestDays = [] } = schedule;
  const time = digestTime ?? '08:00';
  const named = digestDays.flatMap((day) => DAYS[day - 1] ?? []);
  switch (digestEvery) {
    case 'hourly':
      return {
        days: named.length > 0 ? `every hour on ${daysText(named)}` : 'every hour',
        at: `:${time.slice(3)}`,
      };
    case 'twice_daily':
      return { days: everyDay(named), at: listText([time, halfDayOn(time)].sort()) };
    case 'weekly':
      return { days: `every ${named[0] ?? DAYS[0]}`, at: time };
    case 'daily':
      return { days: everyDay(named), at: time };
  }
}

/** The word for how often: `Daily digest`. */
export function digestName({ digestEvery = 'daily' }: DigestSchedule): string {
  return { hourly: 'Hourly', twice_daily: 'Twice-daily', daily: 'Daily', weekly: 'Weekly' }[digestEvery];
}

function everyDay(named: readonly string[]): string {
  return named.length === 0 ? 'every day' : `every ${daysText(named)}`;
}

function daysText(named: readonly string[]): string {
  const isRun = named.length > 2 && DAYS.join().includes(named.join());
  return isRun ? `${named[0]} to ${named.at(-1)}` : listText(named, 7);
}

function halfDayOn(time: string): string {
  const hour = (Number(time.slice(0, 2)) + 12) % 24;
  return `${String(hour).padStart(2, '0')}${time.slice(2)}`;
}
