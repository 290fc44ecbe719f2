import { type APIApplicationCommandBasicOption, ApplicationCommandOptionType } from 'discord-api-types/v10';
import { whereaboutsOf } from '../alerts/filters.ts';
import {
  type AlertManners,
  type FinerFilters,
  type QuietHours,
  USUAL_OPTIONS,
} from '../alerts/subscription.ts';
import { readWords, WORDS_LIMIT } from '../alerts/words.ts';
import { inEnglish, type Say, type Sentence } from '../languages/say.ts';
import { escapeText } from '../messages/escape.ts';
import type { CommandRequest } from './command.ts';
import { readTimeOfDay } from './time_of_day.ts';
import { readTimeZone } from './time_zone.ts';
import { folded, typedWords } from './typed_words.ts';
import { quoted, requireLength, UserError } from './user_error.ts';

const FARTHEST_KM = 1_000;
const MOST_PUBLISHERS = 10;
const MOST_AN_HOUR = 60;

/** What narrows alerts beyond topic, region and gravity. */
export const finerOptions: APIApplicationCommandBasicOption[] = [
  {
    type: ApplicationCommandOptionType.Integer,
    name: 'within-km',
    description: 'Also what happens within so many kilometres of the region’s towns',
    min_value: 1,
    max_value: FARTHEST_KM,
  },
  {
    type: ApplicationCommandOptionType.String,
    name: 'words',
    description: 'Only stories with these: drone* (port OR "power plant") NOT exercise',
    max_length: WORDS_LIMIT,
  },
  {
    type: ApplicationCommandOptionType.Integer,
    name: 'min-publishers',
    description: 'Only what so many independent publishers tell; 1 when left out',
    min_value: 1,
    max_value: MOST_PUBLISHERS,
  },
  {
    type: ApplicationCommandOptionType.Boolean,
    name: 'without-state-media',
    description: 'Leave out what only state media tell',
  },
];

/** How loud alerts may be. */
export const mannerOptions: APIApplicationCommandBasicOption[] = [
  {
    type: ApplicationCommandOptionType.String,
    name: 'quiet',
    description: 'Nothing new between these hours, such as 22:00-07:00; a summary follows',
    max_length: 40,
  },
  {
    type: ApplicationCommandOptionType.String,
    name: 'timezone',
    description: 'The time zone of the quiet hours, by city or offset; UTC when left out',
    autocomplete: true,
    max_length: 64,
  },
  {
    type: ApplicationCommandOptionType.Integer,
    name: 'max-per-hour',
    description: 'New cards an hour at most, the rest in one message; 10 when left out',
    min_value: 1,
    max_value: MOST_AN_HOUR,
  },
];

/** How each story is posted. */
export const postAsOption: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.String,
  name: 'post-as',
  description: 'A card, or a card with a thread that tells each change; forums always have threads',
  choices: [
    { name: 'Card', value: 'card' },
    { name: 'Card with a thread', value: 'thread' },
  ],
};

/** Whether a rise of the toll calls the role again. */
export const pingOption: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.Boolean,
  name: 'ping-rises',
  description: 'Mention the role again when a toll rises materially',
};

/**
 * What the options of a subscription for alerts say; the usual where they say nothing.
 * @param regions as they were read
 * @throws UserError `bad_words`, `bad_quiet_hours`, `bad_time`, `unknown_time_zone`, `no_distance`, `no_role`
 */
export function readAlertOptions(
  { options, say }: CommandRequest,
  regions: readonly string[],
): FinerFilters & AlertManners {
  const pingRises = options['ping-rises'] === true;
  if (pingRises && options.role === undefined) {
    throw new UserError('no_role', 'error.no_role');
  }
  return {
    withinKm: readDistance(options['within-km'], regions),
    words: options.words === undefined ? null : readWordsOption(String(options.words)),
    minPublishers: Number(options['min-publishers'] ?? USUAL_OPTIONS.minPublishers),
    withoutKinds: options['without-state-media'] === true ? ['state_media'] : [],
    quiet:
      options.quiet === undefined || isOff(String(options.quiet), say)
        ? null
        : readQuiet(String(options.quiet), String(options.timezone ?? 'UTC'), say),
    maxPerHour: Number(options['max-per-hour'] ?? USUAL_OPTIONS.maxPerHour),
    pingRises,
    postAs: options['post-as'] === 'thread' ? 'thread' : USUAL_OPTIONS.postAs,
  };
}

function readDistance(
  given: string | number | boolean | undefined,
  regions: readonly string[],
): number | null {
  if (given === undefined) return null;
  if (regions.some((region) => whereaboutsOf(region).location !== null)) return Number(given);
  throw regions.length === 0
    ? new UserError('no_distance', 'error.no_distance')
    : new UserError('no_distance', 'error.no_distance_from', { regions: regions.map(escapeText).join(', ') });
}

/** @throws UserError `bad_words`, `too_long` */
export function readWordsOption(typed: string): string {
  const words = requireLength(typed.replace(/\s+/g, ' '), WORDS_LIMIT);
  const read = readWords(words);
  if ('query' in read) return words;
  throw new UserError('bad_words', 'error.bad_words', {
    typed: quoted(words),
    fault: escaped(read.fault),
  });
}

/** With what was typed safe to be repeated. */
function escaped({ key, values = {} }: Sentence): Sentence {
  const safe = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? escapeText(value) : value,
  ]);
  return { key, values: Object.fromEntries(safe) };
}

/**
 * When quiet begins and ends, as people write it.
 * @throws UserError `bad_quiet_hours`, `bad_time`, `unknown_time_zone`
 */
export function readQuiet(typed: string, timeZone: string, say: Say = inEnglish): QuietHours {
  const text = requireLength(typed, 40);
  const until = typedWords('typed.to', say);
  const dashed = text.split(/\s+/).map((word) => (until.includes(folded(word)) ? '-' : word));
  const [, from, to] = /^(.+?)\s*[-–—]\s*(.+)$/.exec(dashed.join(' ')) ?? [];
  if (from === undefined || to === undefined) throw badQuietHours(text);
  const quiet = { from: readTimeOfDay(from), to: readTimeOfDay(to), timeZone: readTimeZone(timeZone) };
  if (quiet.from === quiet.to) throw badQuietHours(text);
  return quiet;
}

/** Whether somebody writes that they want none. */
function isOff(typed: string, say: Say): boolean {
  return typed.trim() === '-' || typedWords('typed.off', say).includes(folded(typed));
}

function badQuietHours(typed: string): UserError {
  return new UserError('bad_quiet_hours', 'error.bad_quiet_hours', { typed: quoted(typed) });
}
