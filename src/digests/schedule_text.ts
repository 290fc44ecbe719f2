import type { DigestSchedule } from './schedule.ts';

/** The wall-clock times of a digest in a day, `:30` for one that comes every hour. */
export function digestTimes({ digestTime, digestEvery = 'daily' }: DigestSchedule): string[] {
  const time = digestTime ?? '08:00';
  if (digestEvery === 'hourly') return [`:${time.slice(3)}`];
  return digestEvery === 'twice_daily' ? [time, halfDayOn(time)].sort() : [time];
}

function halfDayOn(time: string): string {
  const hour = (Number(time.slice(0, 2)) + 12) % 24;
  return `${String(hour).padStart(2, '0')}${time.slice(2)}`;
}
