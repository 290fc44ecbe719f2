import { countryKey, isWidePlace, placeKey } from '../stories/names.ts';
import type { Story, StoryStrike } from '../stories/story.ts';

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
  let sum = 0;
  for (const group of Map.groupBy(
    attacks,
    ({ strike, day }) => `${day} ${countryOfAttack(strike)}`,
  ).values()) {
    const counted: Set<string>[] = [];
    let inTowns = 0;
    let total = 0;
    for (const { strike, count } of group.toSorted((a, b) => b.count - a.count)) {
      const towns = new Set(strike.places.filter((place) => !isWidePlace(place)).map(placeKey));
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

function countryOfAttack({ country, places }: StoryStrike): string {
  const name = country ?? places[0] ?? '';
  return countryKey(name) ?? name;
}

/** The UTC day on which a story opened stands for an attack's that nobody dated. */
function dayOf(story: Story): string {
  return new Date(story.openedAt).toISOString().slice(0, 10);
}
