import { Temporal } from 'temporal-polyfill';
import type { Choice } from './command.ts';
import { quoted, requireLength, UserError } from './user_error.ts';

/**
 * A wall-clock time as people write it (`8`, `08:00`, `8.30`, `20h15`, `8 pm`) as `HH:MM`.
 * @throws UserError `bad_time`
 */
export function readTimeOfDay(typed: string): string {
  const text = requireLength(typed, 16);
  const match = /^(\d{1,2})(?:[:.h](\d{2})|h)?\s*(am|pm)?$/i.exec(text);
  const half = match?.[3]?.toLowerCase();
  const clock = Number(match?.[1]);
  const minute = Number(match?.[2] ?? 0);
  const fits = match && minute < 60 && (half ? clock >= 1 && clock <= 12 : clock < 24);
  if (!fits) {
    throw new UserError('bad_time', 'error.bad_time', { typed: quoted(text) });
  }
  const hour = half ? (clock % 12) + (half === 'pm' ? 12 : 0) : clock;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** The full hours that begin with what has been typed. */
export function suggestTimes(typed: string): Choice[] {
  const wanted = typed.trim();
  return Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)
    .filter((time) => time.startsWith(wanted) || (/^\d$/.test(wanted) && time.startsWith(`0${wanted}`)))
    .map((time) => ({ name: time, value: time }));
}

/** The last midnight in a time zone, in Unix milliseconds, at or before `now`. */
export function lastMidnight(timeZone: string, now: number): number {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).startOfDay()
    .epochMilliseconds;
}
