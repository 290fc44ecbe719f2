import { countryOf, lookUp } from '../reports/places.ts';
import { fold } from './terms.ts';

const REGION_WORD = /\b(?:oblast|region|province|governorate|district|county|strip|valley|front|border|sea)$/;
const DIRECTION =
  /^(?:(?:north|south)?(?:east|west)?ern|north|south|east|west|central|across|northeast|southeast)\b/;
const FOLLOWERS =
  /(?: (?:air|ground|armed|naval|defence|defense|foreign|occupation|settlers?|drone|missile|forces?|army|military|troops|navy|government|officials?|ministry|rebels|militants|fighters|movement|group|authorities|president|leader))+$/;

/** What makes two spellings of a place equal ("Kiev", "the city of Kyiv", "Kyiv region"); empty for an empty name. */
export function placeKey(place: string): string {
  const named = lookUp(place);
  if (named && named.kind !== 'region') return fold(named.name);
  const bare = fold(place)
    .replace(/^(?:the |(?:city|town|village|port) of )+/, '')
    .replace(/ (?:city|town|village|port|area|oblast|region|province|governorate|district|county)$/, '');
  return fold(lookUp(bare)?.name ?? bare);
}

/** Whether a place is a country, a region, a sea or a direction: too wide to tell one attack from another. */
export function isWidePlace(place: string): boolean {
  const kind = lookUp(place)?.kind;
  if (kind === 'town') return false;
  const folded = fold(place);
  return kind !== undefined || REGION_WORD.test(folded) || DIRECTION.test(folded);
}

/** Whether a place is the capital of its country. */
export function isCapital(place: string): boolean {
  return lookUp(place)?.capital === true;
}

/**
 * What makes two names of an actor equal: a country for it, its capital, its people and its bodies ("Kremlin",
 * "Russian forces"); an armed group for itself; otherwise the name as folded.
 */
export function actorKey(name: string): string {
  const folded = fold(name).replace(/^the /, '');
  const bare = folded.replace(FOLLOWERS, '');
  const named = lookUp(name) ?? lookUp(folded) ?? lookUp(bare);
  if (!named) return bare;
  const standsForItself =
    named.kind === 'group' ||
    named.kind === 'leader' ||
    named.kind === 'organisation' ||
    named.country === null;
  return fold(standsForItself ? named.name : (named.country as string));
}

/** The key of the state that an actor speaks for, or its own: a leader stands for the country here. */
export function sideKey(name: string): string {
  const named = lookUp(name);
  return named?.kind === 'leader' && named.country ? fold(named.country) : actorKey(name);
}

/** Whether two names mean one actor: the same key, or one is the other's shorter form ("Macron"). */
export function sameActor(a: string, b: string): boolean {
  const [first, second] = [actorKey(a), actorKey(b)];
  return first === second || isPartOf(first, second) || isPartOf(second, first);
}

/** The key of the country that a place or country name means, or null where it isn't known. */
export function countryKey(name: string): string | null {
  const country = countryOf(name) ?? countryOf(fold(name).replace(DIRECTION, '').trim());
  return country === null ? null : fold(country);
}

export function samePlace(a: string, b: string): boolean {
  return placeKey(a) === placeKey(b);
}

/** Whether two short phrases name one thing: the words of one are all in the other. */
export function samePhrase(a: string, b: string): boolean {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  const [small, large] = first.size <= second.size ? [first, second] : [second, first];
  return small.size > 0 && small.isSubsetOf(large);
}

/** Adds to `known` each name that it doesn't have under `same`, in order, up to `limit` in all. */
export function union(
  known: readonly string[],
  more: readonly string[],
  same: (a: string, b: string) => boolean,
  limit: number,
): string[] {
  const all = [...known];
  for (const name of more) {
    if (all.length >= limit) break;
    if (name.trim() !== '' && !all.some((other) => same(other, name))) all.push(name);
  }
  return all;
}

function isPartOf(part: string, whole: string): boolean {
  if (part.length < 4 || part.length >= whole.length) return false;
  const words = new Set(whole.split(' '));
  return part.split(' ').every((word) => words.has(word));
}

function wordsOf(phrase: string): Set<string> {
  return new Set(
    fold(phrase)
      .split(' ')
      .filter(
        (word) =>
          word !== '' && !/^(?:a|an|the|of|in|at|private|local|civilian|ukrainian|russian)$/.test(word),
      )
      .map((word) => word.replace(/(?<=\w{3})s$/, '')),
  );
}
