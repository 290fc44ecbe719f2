import { type APIApplicationCommandStringOption, ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { AlertFilters } from '../alerts/subscription.ts';
import type { Say } from '../languages/say.ts';
import { countryOf, lookUp, suggestPlaces } from '../reports/places.ts';
import type { Topic } from '../reports/report.ts';
import type { Choice, CommandRequest } from './command.ts';
import { nearest } from './nearest.ts';
import { quoted, requireLength, UserError } from './user_error.ts';

const REGIONS_LIMIT = 10;

export const topicOption: APIApplicationCommandStringOption = {
  type: ApplicationCommandOptionType.String,
  name: 'topic',
  description: 'Strikes, diplomacy, or both when left out',
  choices: [
    { name: 'Strikes', value: 'strike' },
    { name: 'Diplomacy', value: 'diplomacy' },
  ],
};

export const regionOption: APIApplicationCommandStringOption = {
  type: ApplicationCommandOptionType.String,
  name: 'region',
  description: 'A country or place; several with commas; everywhere when left out',
  autocomplete: true,
  max_length: 200,
};

/**
 * The topics and regions that a command was given.
 * @throws UserError where a place isn't known or there are too many
 */
export function readFilters(request: CommandRequest): Pick<AlertFilters, 'topics' | 'regions'> {
  const { topic, region } = request.options;
  return { topics: topic === undefined ? [] : [topic as Topic], regions: readRegions(String(region ?? '')) };
}

/**
 * The places in a comma-separated list, each once, in the spelling that is known.
 * @throws UserError `unknown_region`, `too_many_regions`, `too_long`
 */
export function readRegions(typed: string): string[] {
  const parts = requireLength(typed, 200)
    .split(',')
    .flatMap((part) => part.trim() || []);
  const regions = [...new Set(parts.map(readRegion))];
  if (regions.length <= REGIONS_LIMIT) return regions;
  throw new UserError('too_many_regions', 'error.too_many_regions', { most: REGIONS_LIMIT });
}

function readRegion(typed: string): string {
  const country = countryOf(typed);
  if (country === null) throw unknownRegion(typed);
  const named = lookUp(typed);
  if (named?.kind === 'town' || named?.kind === 'region') return named.name;
  if (named) return country;
  // "kharkiv oblast": known by what it contains, shown as it was typed but for capitals and what Markdown could read.
  return typed
    .replace(/[^\p{L}\p{M}\p{N} '’.-]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?<=^|[ -])\p{Ll}/gu, (letter) => letter.toUpperCase());
}

function unknownRegion(typed: string): UserError {
  const candidates = suggestPlaces([...typed].slice(0, 1).join(''), 500);
  const [suggestion] = [...suggestPlaces(typed, 1), ...nearest(typed, candidates, 1)];
  return new UserError('unknown_region', 'error.unknown_region', {
    typed: quoted(typed),
    suggestion: suggestion ?? null,
  });
}

/** Places for the last one of a comma-separated list that is being typed; those before it are kept. */
export function completeRegions(typed: string): Choice[] {
  const cut = typed.lastIndexOf(',') + 1;
  const before = typed
    .slice(0, cut)
    .split(',')
    .flatMap((part) => part.trim() || []);
  return suggestPlaces(typed.slice(cut).trim(), 25)
    .map((place) => [...before, place].join(', '))
    .filter((value) => value.length <= 100)
    .map((value) => ({ name: value, value }));
}

/** The filters in words, e.g. `Strikes · Ukraine, Sudan · gravity 40 or more`. */
export function describeFilters(filters: AlertFilters, say: Say): string {
  const [topic] = filters.topics.length === 1 ? filters.topics : [];
  return [
    topic === undefined ? say('topics.both') : say(`topics.${topic}`),
    filters.regions.length === 0 ? say('filters.everywhere') : filters.regions.join(', '),
    ...(filters.minGravity > 0 ? [say('filters.gravity', { gravity: filters.minGravity })] : []),
  ].join(' · ');
}
