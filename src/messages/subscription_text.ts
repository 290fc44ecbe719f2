import type { Subscription } from '../alerts/subscription.ts';
import type { DigestSchedule } from '../digests/schedule.ts';
import { digestTimes } from '../digests/schedule_text.ts';
import type { Say } from '../languages/say.ts';
import { line } from './fit.ts';
import { listed } from './wording.ts';

type Options = Pick<
  Subscription,
  | 'kind'
  | 'guildId'
  | 'regions'
  | 'withinKm'
  | 'words'
  | 'minPublishers'
  | 'withoutKinds'
  | 'quiet'
  | 'maxPerHour'
  | 'pingRises'
  | 'postAs'
  | 'language'
  | 'spoilers'
  | 'followed'
>;

/** What a subscription has beyond the usual, in short pieces of Markdown; none where all is usual. */
export function optionTexts(subscription: Options, say: Say): string[] {
  const { kind, withinKm, words, minPublishers, withoutKinds, quiet, maxPerHour, pingRises } = subscription;
  const { language, spoilers } = subscription;
  const ofAlerts = [
    withinKm === null ? '' : say('option.within_km', { count: withinKm }),
    words === null ? '' : say('option.words', { words: line(words, 100) }),
    minPublishers > 1 ? say('option.min_publishers', { count: minPublishers }) : '',
    withoutKinds.length > 0
      ? say('option.without', {
          kinds: listed(
            withoutKinds.map((one) => say(`publishers.${one}`)),
            say,
          ),
        })
      : '',
    quiet === null
      ? ''
      : say('option.quiet', {
          from: line(quiet.from, 10),
          to: line(quiet.to, 10),
          timeZone: line(quiet.timeZone, 40),
        }),
    maxPerHour === 10 ? '' : say('option.max_per_hour', { count: maxPerHour }),
    pingRises ? say('option.ping_rises') : '',
    subscription.postAs === 'thread' ? say('option.thread') : '',
  ];
  return [
    ...(kind === 'alerts' ? ofAlerts : []),
    spoilers ? say('option.spoilers') : '',
    subscription.followed ? say('option.followed') : '',
    language === undefined || language === say.language ? '' : say.languageName(language),
  ].filter(Boolean);
}

/** `Alerts`, or `Daily digest at 08:00 Europe/Kyiv` with its days where it doesn't come on every one. */
export function whatText(
  subscription: Pick<Subscription, 'kind' | 'timeZone'> & DigestSchedule,
  say: Say,
): string {
  const { kind, timeZone, digestEvery = 'daily' } = subscription;
  if (kind === 'alerts') return say('subscription.alerts');
  const { days, at } = scheduleWords(subscription, say);
  return say('subscription.digest', {
    name: say(`digest.${digestEvery}`),
    days: digestEvery === 'daily' && !subscription.digestDays?.length ? null : days,
    at,
    timeZone: line(timeZone ?? 'UTC', 40),
  });
}

/** A digest's schedule in words, the zone apart: `{ days: 'every day', at: '08:00' }`, `{ days: 'every hour', at: ':30' }`. */
export function scheduleWords(schedule: DigestSchedule, say: Say): { days: string; at: string } {
  const { digestEvery = 'daily' } = schedule;
  const digestDays = schedule.digestDays?.length ? schedule.digestDays : digestEvery === 'weekly' ? [1] : [];
  const named = digestDays.map((day) => say(`weekday.${WEEKDAYS[day - 1] ?? 'monday'}`));
  const isRun = digestDays.length > 2 && digestDays.every((day, at) => day === (digestDays[0] ?? 0) + at);
  const [first, last] = [named[0] ?? '', named.at(-1) ?? ''];
  const days = isRun ? say('schedule.run', { first, last }) : say.listed(named);
  return {
    days: say(`schedule.${digestEvery}`, { days: days || null }),
    at: say.listed(digestTimes(schedule).map((time) => line(time, 20))),
  };
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
