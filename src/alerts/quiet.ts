import { Temporal } from 'temporal-polyfill';
import type { Language } from '../languages/language.ts';
import type { QuietHours } from './subscription.ts';

/** Where most who read a language are; English is read everywhere. */
export const ZONES: Readonly<Record<Language, string>> = {
  en: 'UTC',
  uk: 'Europe/Kyiv',
  fr: 'Europe/Paris',
  de: 'Europe/Berlin',
  es: 'Europe/Madrid',
  pl: 'Europe/Warsaw',
};

/** The quiet hours of direct messages to a member who named none: nobody is to be woken unasked. */
export function usualNight(language: Language, timeZone = ZONES[language]): QuietHours {
  return { from: '22:00', to: '07:00', timeZone };
}

/**
 * When the quiet hours in which `now` lies end, in Unix milliseconds; null outside of them. A time that the clocks
 * skip ends them when the clocks have moved on, one that they repeat at its first passing.
 * @throws RangeError where times or zone can't be read (they are checked when subscribing)
 */
export function quietUntil(quiet: QuietHours | null, now: number): number | null {
  if (quiet === null) return null;
  const { timeZone } = quiet;
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime();
  const from = Temporal.PlainTime.from(quiet.from);
  const to = Temporal.PlainTime.from(quiet.to);
  const isBefore = (a: Temporal.PlainTime, b: Temporal.PlainTime) => Temporal.PlainTime.compare(a, b) < 0;
  const overnight = !isBefore(from, to);
  const isAfterStart = !isBefore(time, from);
  const isBeforeEnd = isBefore(time, to);
  if (overnight ? !isAfterStart && !isBeforeEnd : !isAfterStart || !isBeforeEnd) return null;
  const days = overnight && isAfterStart ? 1 : 0;
  const until = local.toPlainDate().add({ days }).toZonedDateTime({ timeZone, plainTime: to });
  return until.epochMilliseconds > now ? until.epochMilliseconds : null;
}
