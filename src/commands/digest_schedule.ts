import { type APIApplicationCommandBasicOption, ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { DigestEvery, Subscription } from '../alerts/subscription.ts';
import { nextTime } from '../digests/schedule.ts';
import { inEnglish, type Say } from '../languages/say.ts';
import { scheduleWords } from '../messages/subscription_text.ts';
import type { CommandRequest } from './command.ts';
import { folded, typedWords, weekdayOf } from './typed_words.ts';
import { quoted, requireLength, UserError } from './user_error.ts';

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
export function readSchedule({
  options,
  say,
}: CommandRequest): Pick<Subscription, 'digestEvery' | 'digestDays'> {
  const every = String(options.every ?? 'daily') as DigestEvery;
  const days = options.days === undefined ? [] : readDays(String(options.days), say);
  if (every === 'weekly' && days.length > 1) {
    throw new UserError('bad_days', 'error.one_day');
  }
  return {
    ...(every === 'daily' ? {} : { digestEvery: every }),
    ...(days.length === 0 || days.length === 7 ? {} : { digestDays: days }),
  };
}

/**
 * Weekdays as people write them in their language or in English (`Mon-Fri`, `Sa, So`, `weekdays`, `lundi et jeudi`), 1
 * to 7 ascending.
 * @throws UserError `bad_days`
 */
export function readDays(typed: string, say: Say = inEnglish): number[] {
  const text = requireLength(typed, 60);
  if (typedWords('typed.every_day', say).includes(folded(text))) return [1, 2, 3, 4, 5, 6, 7];
  const days = new Set<number>();
  for (const part of partsOf(text, say)) {
    const [from, to = from, ...more] = part.split(/\s*[-–—]\s*/).map((word) => weekdayOf(word, say));
    if (!from || !to || more.length > 0) {
      throw new UserError('bad_days', 'error.bad_days', { typed: quoted(part) });
    }
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === to) break;
    }
  }
  return [...days].sort((a, b) => a - b);
}

/** Single days and spans with a dash, whatever words and marks stood between them. */
function partsOf(text: string, say: Say): string[] {
  const [mon = '', , , , fri = '', sat = '', sun = ''] = inEnglish.weekdays('short');
  const meaning = new Map<string, string>();
  for (const word of typedWords('typed.and', say)) meaning.set(word, ',');
  for (const word of typedWords('typed.to', say)) meaning.set(word, '-');
  for (const word of typedWords('typed.weekdays', say)) meaning.set(word, `${mon}-${fri}`);
  for (const word of typedWords('typed.weekend', say)) meaning.set(word, `${sat}-${sun}`);
  return text
    .replace(/[,;&+]/g, ' , ')
    .trim()
    .split(/\s+/)
    .map((word) => meaning.get(folded(word)) ?? word)
    .join(' ')
    .split(/\s*,\s*|\s+(?![-–—])(?<![-–—]\s*)/)
    .filter((part) => part !== '');
}

/** `every day at **08:00** (Europe/Kyiv). The next one comes …`; null for a subscription without a digest time. */
export function nextDigestText(subscription: Subscription, now: number, say: Say): string | null {
  const { timeZone } = subscription;
  const time = nextTime(subscription, now);
  if (time === null) return null;
  const next = Math.floor(time / 1_000);
  return say('subscription.next_digest', {
    ...scheduleWords(subscription, say),
    timeZone,
    on: `<t:${next}:F>`,
    in: `<t:${next}:R>`,
  });
}
