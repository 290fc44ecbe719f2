import { countryOf, lookUp } from '../reports/places.ts';
import { actorKey, countryKey, placeKey } from '../stories/names.ts';
import type { Story } from '../stories/story.ts';
import { listText } from '../stories/wording.ts';
import type { AlertFilters } from './subscription.ts';

/**
 * Whether filters let a story through, with the reason in words for `/why`. A region that is a country matches
 * whatever happened or was talked of there; a narrower one matches only itself.
 */
export function wants(filters: AlertFilters, story: Story): { yes: boolean; reason: string } {
  const { topics, regions, minGravity } = filters;
  if (topics.length > 0 && !topics.some((topic) => story.topics.includes(topic))) {
    return { yes: false, reason: `about ${listText(story.topics)}, and you asked for ${listText(topics)}` };
  }
  const region = regions.find((name) => liesIn(story, name));
  if (regions.length > 0 && region === undefined) return { yes: false, reason: `not in ${listOr(regions)}` };
  const gravity = story.gravity.score;
  if (gravity < minGravity) return { yes: false, reason: `gravity ${gravity} is below your ${minGravity}` };
  const where = region === undefined ? '' : ` in ${region}`;
  return { yes: true, reason: `${listText(story.topics)}${where}, gravity ${gravity}` };
}

function liesIn(story: Story, region: string): boolean {
  const { strike, diplomacy } = story;
  const places = [...(strike?.places ?? []), ...(diplomacy?.place ? [diplomacy.place] : [])];
  const country = countryNamed(region);
  if (country === null) {
    const key = placeKey(region);
    return key !== '' && places.some((place) => placeKey(place) === key);
  }
  const countries = [...(strike?.country ? [strike.country] : []), ...places];
  return (
    countries.some((name) => countryKey(name) === country) ||
    (diplomacy?.participants.some((name) => sideCountry(name) === country) ?? false)
  );
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

function listOr(names: readonly string[]): string {
  return listText(names).replace(/ and (?=[^,]*$)/, ' or ');
}
