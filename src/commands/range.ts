import { type APIApplicationCommandBasicOption, ApplicationCommandOptionType } from 'discord-api-types/v10';
import { wants } from '../alerts/filters.ts';
import type { AlertFilters } from '../alerts/subscription.ts';
import type { DigestWindow } from '../digests/digest.ts';
import type { Say } from '../languages/say.ts';
import { digestStories } from '../store/digests.ts';
import type { Story } from '../stories/story.ts';
import type { CommandContext, CommandRequest } from './command.ts';
import { describeFilters, readFilters } from './filters.ts';

const DAY = 86_400_000;
const DAYS = [1, 2, 7, 14, 30];

/** How many days back a picture reaches. */
export const rangeOption: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.Integer,
  name: 'days',
  description: 'How many days back; 7 when left out',
  choices: DAYS.map((days) => ({ name: days === 1 ? '1 day' : `${days} days`, value: days })),
};

/** What a picture is of: a range that ends now, and filters. */
export interface Range {
  window: DigestWindow;
  filters: AlertFilters;
  /** `Strikes · Ukraine · 7 days`. */
  title: string;
  /** The range as a button carries it. */
  arg: string;
}

/** @throws UserError where a place isn't known */
export function readRange(request: CommandRequest, now: number): Range {
  const days = DAYS.find((count) => count === request.options.days) ?? 7;
  return rangeOf(days, { ...readFilters(request), minGravity: 0 }, now, request.say);
}

/** The range that a button carries, ending now; what it doesn't carry is as usual. */
export function rangeOfArg(arg: string, now: number, say: Say): Range {
  const [days = '', topic = '', ...regions] = arg.split('|');
  const topics = (['strike', 'diplomacy'] as const).filter((name) => name === topic);
  const known = DAYS.find((count) => count === Number(days)) ?? 7;
  return rangeOf(known, { topics, regions: regions.filter(Boolean), minGravity: 0 }, now, say);
}

function rangeOf(days: number, filters: AlertFilters, now: number, say: Say): Range {
  return {
    window: { since: now - days * DAY, until: now },
    filters,
    title: `${describeFilters(filters, say)} · ${say('count.days', { count: days })}`,
    arg: [days, filters.topics[0] ?? '', ...filters.regions].join('|'),
  };
}

/** The stories of a range, at most the 5,000 gravest. */
export async function storiesOf({ db }: CommandContext, { window, filters }: Range): Promise<Story[]> {
  const stories = await digestStories(db, window, filters);
  return stories.filter((story) => wants(filters, story).yes);
}
