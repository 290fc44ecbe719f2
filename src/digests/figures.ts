import { countryKey, isWidePlace, placeKey } from '../stories/names.ts';
import type { Story } from '../stories/story.ts';

/**
 * A figure over several attacks, never a total and its parts: of one country and day, a toll without a town (an
 * overnight total) stands beside the sum of the attacks in towns, and only the larger counts; an attack whose towns
 * all lie within another's counts as part of that.
 */
export function sumOf(stories: readonly Story[], figure: 'killed' | 'injured'): number {
  const attacks = stories.flatMap((story) => {
    const count = story.strike?.[figure]?.shown.count ?? 0;
    return story.strike && count > 0
      ? [{ strike: story.strike, count, day: story.strike.when ?? dayOf(story.openedAt) }]
      : [];
  });
  let sum = 0;
  for (const group of Map.groupBy(
    attacks,
    ({ strike, day }) => `${day} ${countryOf(strike.country ?? strike.places[0] ?? '')}`,
  ).values()) {
    const counted: Set<string>[] = [];
    const known = new Set<string>();
    let inTowns = 0;
    let total = 0;
    for (const { strike, count } of group.toSorted((a, b) => b.count - a.count)) {
      const names = strike.places.flatMap((place) => townOf(place) || []);
      const key = names.join(';');
      if (key === '') total = Math.max(total, count);
      if (key === '' || known.has(key)) continue;
      known.add(key);
      const towns = new Set(names);
      if (counted.some((other) => towns.isSubsetOf(other))) continue;
      counted.push(towns);
      inTowns += count;
    }
    sum += Math.max(inTowns, total);
  }
  return sum;
}

/** Beyond so many names all are forgotten, so that what is remembered stays small. */
const MOST_REMEMBERED = 10_000;

/** A function that looks each name up once: ten thousand stories name a few hundred places. */
export function remembering<Name, Value>(lookUp: (name: Name) => Value): (name: Name) => Value {
  const known = new Map<Name, Value>();
  return (name) => {
    const value = known.get(name);
    if (value !== undefined) return value;
    const found = lookUp(name);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(name, found);
    return found;
  };
}

const DAY = 86_400_000;
const isoDay = remembering((day: number) => new Date(day * DAY).toISOString().slice(0, 10));

/** The UTC day of a time, ISO 8601: it stands for an attack's that nobody dated. */
export function dayOf(at: number): string {
  return isoDay(Math.floor(at / DAY));
}

/** A town's key, empty for what is wider; names mean the same in every digest. */
export const townOf = remembering((place: string) => (isWidePlace(place) ? '' : placeKey(place)));
/** A country's key, or the name itself where no country is known by it. */
export const countryOf = remembering((name: string) => countryKey(name) ?? name);
