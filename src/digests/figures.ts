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
      ? [{ strike: story.strike, count, day: story.strike.when ?? dayOf(story) }]
      : [];
  });
  const townOf = remembering((place) => (isWidePlace(place) ? null : placeKey(place)));
  const countryOf = remembering((name) => countryKey(name) ?? name);
  let sum = 0;
  for (const group of Map.groupBy(
    attacks,
    ({ strike, day }) => `${day} ${countryOf(strike.country ?? strike.places[0] ?? '')}`,
  ).values()) {
    const counted: Set<string>[] = [];
    let inTowns = 0;
    let total = 0;
    for (const { strike, count } of group.toSorted((a, b) => b.count - a.count)) {
      const towns = new Set(strike.places.flatMap((place) => townOf(place) ?? []));
      if (towns.size === 0) {
        total = Math.max(total, count);
      } else if (!counted.some((known) => towns.isSubsetOf(known))) {
        counted.push(towns);
        inTowns += count;
      }
    }
    sum += Math.max(inTowns, total);
  }
  return sum;
}

/** A function of names that looks each up once: ten thousand stories name a few hundred places. */
export function remembering<Value>(lookUp: (name: string) => Value): (name: string) => Value {
  const known = new Map<string, Value>();
  return (name) => {
    const value = known.get(name);
    if (value !== undefined) return value;
    const found = lookUp(name);
    known.set(name, found);
    return found;
  };
}

/** The UTC day on which a story opened stands for an attack's that nobody dated. */
function dayOf(story: Story): string {
  return new Date(story.openedAt).toISOString().slice(0, 10);
}
