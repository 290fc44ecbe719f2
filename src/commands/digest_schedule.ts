import { type APIApplicationCommandBasicOption, ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { DigestEvery, Subscription } from '../alerts/subscription.ts';
import { nextTime } from '../digests/schedule.ts';
import { scheduleText } from '../digests/schedule_text.ts';
import type { CommandRequest } from './command.ts';
import { quoted, requireLength, UserError } from './user_error.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** How often a digest comes, and on which days. */
export const scheduleOptions: APIApplicationCommandBasicOption[] = [
  {
    type: ApplicationCommandOptionType.String,
    name: 'every',
    description: 'How often; once a day when left out',
    choices: [
      { name: 'hour', value: 'hourly' },
      { name: 'half day', value: 'twice_daily' },
      { name: 'day', value: 'daily' },
      { name: 'week', value: 'weekly' },
    ],
  },
  {
    type: ApplicationCommandOptionType.String,
    name: 'days',
    description: 'On which days, such as Mon-Fri or Sat, Sun; every day when left out',
    max_length: 60,
  },
];

/** What the options say; a daily digest on every day has neither field. */
export function readSchedule({ options }: CommandRequest): Pick<Subscription, 'digestEvery' | 'digestDays'> {
  const every = String(options.every ?? 'daily') as DigestEvery;
  const days = options.days === undefined ? [] : readDays(String(options.days));
  if (every === 'weekly' && days.length > 1) {
    throw new UserError(
      'bad_days',
      'A weekly digest comes on one day. Name one, or choose **every: day** to have it on several.',
    );
  }
  return {
    ...(every === 'daily' ? {} : { digestEvery: every }),
    ...(days.length === 0 || days.length === 7 ? {} : { digestDays: days }),
  };
}

/**
 * Weekdays as people write them (`Mon-Fri`, `Sat, Sun`, `weekdays`, `monday and friday`), 1 to 7 ascending.
 * @throws UserError `bad_days`
 */
export function readDays(typed: string): number[] {
  const text = requireLength('The days', typed, 60)
    .toLowerCase()
    .replace(/\bweekdays\b/g, 'mon-fri')
    .replace(/\bweekends?\b/g, 'sat-sun')
    .replace(/\b(?:every day|daily|all)\b/g, 'mon-sun');
  const days = new Set<number>();
  for (const part of text.split(/\s*(?:,|;|\band\b|&|\+)\s*|\s+(?![-–—]|to\b)(?<![-–—]\s*|to )/)) {
    if (part.trim() === '') continue;
    const [from, to = from, ...more] = part.split(/\s*(?:[-–—]|\bto\b)\s*/).map(dayOf);
    if (!from || !to || more.length > 0) {
      throw new UserError(
        'bad_days',
        `I can’t read ${quoted(part.trim())} as days of the week. Write them such as **Mon-Fri** or **Sat, Sun**.`,
      );
    }
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === to) break;
    }
  }
  return [...days].sort((a, b) => a - b);
}

function dayOf(word: string): number | null {
  const name = word.trim().replace(/\.$/, '');
  const at = WEEKDAYS.findIndex((day) => name.startsWith(day));
  const isDay = at >= 0 && /^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|\w+day)s?$/.test(name);
  return isDay ? at + 1 : null;
}

/** `every day at **08:00** (Europe/Kyiv). The next one comes …`; null for a subscription without a digest time. */
export function nextDigestText(subscription: Subscription, now: number): string | null {
  const { timeZone } = subscription;
  const time = nextTime(subscription, now);
  if (time === null) return null;
  const { days, at } = scheduleText(subscription);
  const next = Math.floor(time / 1_000);
  return `${days} at **${at}** (${timeZone}). The next one comes <t:${next}:F>, <t:${next}:R>.`;
}
