import { whereaboutsOf } from '../alerts/filters.ts';
import { townsOf } from '../reports/gazetteer.ts';
import type { Topic } from '../reports/report.ts';
import { keyOf } from '../reports/words.ts';
import type { DigestStory } from './digest.ts';

/** A place on the map, with the gravest that happened there. */
export interface Site {
  name: string;
  topic: Topic;
  /** 0 to 100. */
  gravity: number;
  latitude: number;
  longitude: number;
}

const MOST_SITES = 60;

/**
 * Where a digest's stories happened, the gravest first, each place once a topic; what no gazetteer places is left
 * out, and so is what is known by its country alone: a mark in the middle of it would lie. Of an attack on several towns
 * each is a site.
 */
export function sitesOf(strikes: readonly DigestStory[], diplomacy: readonly DigestStory[]): Site[] {
  const sites = new Map<string, Site>();
  for (const [topic, stories] of [
    ['strike', strikes],
    ['diplomacy', diplomacy],
  ] as const) {
    for (const { places, country, gravity } of stories) {
      for (const name of places) {
        if (name === country) continue;
        const location = whereaboutsOf(name).location ?? townsOf(keyOf(name), country)[0];
        if (!location) continue;
        const { latitude, longitude } = location;
        const key = `${topic} ${latitude} ${longitude}`;
        if ((sites.get(key)?.gravity ?? -1) < gravity)
          sites.set(key, { name, topic, gravity, latitude, longitude });
      }
    }
  }
  return [...sites.values()].sort((a, b) => b.gravity - a.gravity).slice(0, MOST_SITES);
}
