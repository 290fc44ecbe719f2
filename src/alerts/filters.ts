import type { Said, Sentence } from '../languages/say.ts';
import { countryOf, lookUp } from '../reports/places.ts';
import { actorKey, countryKey, placeKey } from '../stories/names.ts';
import type { Story } from '../stories/story.ts';
import { distanceKm, type Location } from './distance.ts';
import type { AlertFilters, FinerFilters } from './subscription.ts';
import { hasWords, readWords, searchable, textsOf } from './words.ts';

/** What is known of a place beside its name. */
export interface Whereabouts {
  /** Null where they aren't known. */
  location: Location | null;
  /** The oblast, governorate or the like that it lies in, or null. */
  region: string | null;
  country: string | null;
}

/**
 * Whether filters let a story through, with the reason in words for `/why`. A region that is a country matches
 * whatever happened or was talked of there; one that is an oblast or the like matches itself and the towns in it; a
 * town matches itself and, with `withinKm`, what lies within that distance.
 * @param whereabouts of a place by its name; the lexicon's where absent
 */
export function wants(
  filters: AlertFilters & Partial<FinerFilters>,
  story: Story,
  whereabouts: (place: string) => Whereabouts = whereaboutsOf,
): { yes: boolean; reason: Said } {
  const { topics, regions, minGravity, withinKm = null, words = null } = filters;
  const no = (key: Sentence['key'], values: Sentence['values']) => ({ yes: false, reason: { key, values } });
  if (topics.length > 0 && !topics.some((topic) => story.topics.includes(topic))) {
    return no('reason.topics', { topics: topicsSaid(story.topics), wanted: topicsSaid(topics) });
  }
  const region = regions.find((name) => liesIn(story, name, withinKm, whereabouts));
  if (regions.length > 0 && region === undefined) {
    return no('reason.elsewhere', { km: withinKm, regions: { anyOf: regions } });
  }
  if (words !== null && !storyHasWords(story, words)) return no('reason.words', { words });
  const gravity = story.gravity.score;
  if (gravity < minGravity) return no('reason.gravity', { gravity, least: minGravity });
  const lacking = publishersLacking(filters, story);
  if (lacking !== null) return { yes: false, reason: lacking };
  const values = { topics: topicsSaid(story.topics), region: region ?? null, gravity };
  return { yes: true, reason: { key: 'reason.wanted', values } };
}

function topicsSaid(topics: Story['topics']): Said {
  return topics.map((topic): Sentence => ({ key: `topic.${topic}` }));
}

function storyHasWords(story: Story, words: string): boolean {
  const read = readWords(words);
  return 'query' in read && hasWords(read.query, searchable(textsOf(story)));
}

/** Why a story has too few publishers that count; null where it has enough. */
function publishersLacking(
  { minPublishers = 1, withoutKinds = [] }: Partial<FinerFilters>,
  { publishers }: Story,
): Said | null {
  const counted = publishers.filter(({ kind }) => !withoutKinds.includes(kind)).length;
  if (counted >= minPublishers || publishers.length === 0) return null;
  const kinds = { anyOf: withoutKinds.map((kind): Sentence => ({ key: `publishers.${kind}` })) };
  if (counted === 0) return { key: 'reason.kinds', values: { kinds: kinds.anyOf } };
  const left = withoutKinds.length > 0 ? kinds : null;
  return { key: 'reason.publishers', values: { counted, least: minPublishers, kinds: left } };
}

function liesIn(
  story: Story,
  region: string,
  withinKm: number | null,
  whereabouts: (place: string) => Whereabouts,
): boolean {
  const { strike, diplomacy } = story;
  const places = [...(strike?.places ?? []), ...(diplomacy?.place ? [diplomacy.place] : [])];
  const country = countryNamed(region);
  if (country === null) {
    const key = placeKey(region);
    if (key === '') return false;
    const isNear = nearnessTo(region, withinKm, whereabouts);
    return places.some((place) => placeKey(place) === key || isNear(place, strike?.country ?? null));
  }
  const countries = [...(strike?.country ? [strike.country] : []), ...places];
  return (
    countries.some((name) => countryKey(name) === country) ||
    (diplomacy?.participants.some((name) => sideCountry(name) === country) ?? false)
  );
}

/**
 * Keys of everywhere that a story is: its countries and those that take part, its places, and the regions that those lie
 * in. A story is in a region where it has one of the region's {@link keysOfRegion}: what `wants` says without distances.
 */
export function keysOfStory({ strike, diplomacy }: Pick<Story, 'strike' | 'diplomacy'>): string[] {
  const places = [...(strike?.places ?? []), ...(diplomacy?.place ? [diplomacy.place] : [])];
  const countries = [strike?.country ?? null, ...places].map((name) => name && countryKey(name));
  const sides = diplomacy?.participants.map(sideCountry) ?? [];
  const regions = places.map((place) => whereaboutsOf(place).region);
  return [
    ...new Set([
      ...[...countries, ...sides].flatMap((key) => (key ? `land ${key}` : [])),
      ...places.map((place) => `at ${placeKey(place)}`),
      ...regions.flatMap((region) => (region === null ? [] : `in ${placeKey(region)}`)),
    ]),
  ];
}

/** The keys that mean a region, as it was typed: a country, an oblast with what lies in it, or a town. */
export function keysOfRegion(region: string): string[] {
  const country = countryNamed(region);
  if (country !== null) return [`land ${country}`];
  const key = placeKey(region);
  return isRegionName(region) ? [`at ${key}`, `in ${key}`] : [`at ${key}`];
}

/** Whether a place lies in a region or, with `withinKm`, near it. A namesake of another country than the story's does not. */
function nearnessTo(
  region: string,
  withinKm: number | null,
  whereabouts: (place: string) => Whereabouts,
): (place: string, country: string | null) => boolean {
  const centre = withinKm === null ? null : whereabouts(region).location;
  const key = isRegionName(region) ? placeKey(region) : null;
  const home = countryKey(region);
  return (place, country) => {
    const there = whereabouts(place);
    const land = there.country === null ? null : countryKey(there.country);
    if (land !== null && country !== null && land !== countryKey(country)) return false;
    const isIn = key !== null && there.region !== null && placeKey(there.region) === key;
    if (isIn && (home === null || land === null || home === land)) return true;
    if (centre === null || there.location === null || withinKm === null) return false;
    return distanceKm(centre, there.location) <= withinKm;
  };
}

/** Whether a name means an oblast or the like: "Kharkiv Oblast" is one, the city of Kharkiv is none. */
function isRegionName(name: string): boolean {
  return lookUp(name)?.kind !== 'town';
}

/** The key of the country that a region is a name of ("UK", "Ukrainian"); null for towns and regions. */
function countryNamed(region: string): string | null {
  const kind = lookUp(region)?.kind;
  return kind === 'country' || kind === 'people' ? countryKey(region) : null;
}

/** An official takes part for a country. */
function sideCountry(name: string): string | null {
  return countryKey(lookUp(name)?.country ?? countryOf(name) ?? actorKey(name));
}

/** What lexicon and gazetteer know of a place's whereabouts. */
export function whereaboutsOf(place: string): Whereabouts {
  const { latitude, longitude, region = null, country = null } = lookUp(place) ?? {};
  const location = latitude === undefined || longitude === undefined ? null : { latitude, longitude };
  return { location, region, country };
}
