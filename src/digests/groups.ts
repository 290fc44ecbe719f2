import { actorKey } from '../stories/names.ts';
import type { Story } from '../stories/story.ts';
import { countryOf, remembering, townOf } from './figures.ts';

/** A story with those that tell of the same attack, or only react to it. */
export interface StoryGroup {
  lead: Story;
  /** The gravest first. */
  also: Story[];
}

/** A toll of so many is the same attack's where all else agrees; of fewer there may be two in a day. */
const TELLING = 3;
const TWO_DAYS = 36 * 3_600_000;

/**
 * Attacks as a reader counts them: a story joins a graver one of the same country and attacker within a day and a half
 * where it tells the same toll, or none and no place of its own while no other attack there could be meant. What can't
 * be told to be the same stays apart.
 * @param stories the gravest first
 */
export function groupsOf(stories: readonly Story[]): StoryGroup[] {
  const groups: StoryGroup[] = [];
  const index = new Map<string, StoryGroup[]>();
  for (const story of stories) {
    const country = story.strike?.country ? countryOf(story.strike.country) : '';
    const group = country === '' ? undefined : groupFor(story, country, index);
    if (group) {
      group.also.push(story);
      continue;
    }
    const opened = { lead: story, also: [] };
    groups.push(opened);
    for (const key of [country, ...tellingKeys(story, country)]) {
      const known = index.get(key);
      if (known) known.push(opened);
      else index.set(key, [opened]);
    }
  }
  return groups;
}

/** What a group is found by beside its country: its toll and its towns, where somebody is named as the attacker. */
function tellingKeys(story: Story, country: string): string[] {
  if (!story.strike?.attacker) return [];
  return [tollKey(story, country), ...[...townsOf(story)].map((town) => `${country} in ${town}`)];
}

function tollKey(story: Story, country: string): string {
  return `${country} ${tollOf(story).killed}`;
}

function groupFor(
  story: Story,
  country: string,
  index: ReadonlyMap<string, StoryGroup[]>,
): StoryGroup | undefined {
  const near = (key: string, isIt: (lead: Story) => boolean) =>
    index.get(key)?.find(({ lead }) => isNear(lead, story) && isIt(lead));
  const { killed, injured } = tollOf(story);
  if (killed >= TELLING) return near(tollKey(story, country), (lead) => hasSameToll(lead, story));
  if (killed + injured > 0 || story.strike?.weapons.some((use) => use.launched !== null)) return undefined;
  const towns = townsOf(story);
  const [town] = towns;
  if (town !== undefined) return near(`${country} in ${town}`, (lead) => towns.isSubsetOf(townsOf(lead)));
  const [first, ...others] = index.get(country) ?? [];
  if (!first || (story.strike?.attacker ? others.some(({ lead }) => isNear(lead, story)) : others.length > 0))
    return undefined;
  return isNear(first.lead, story) ? first : undefined;
}

/** Of one attacker, as far as both say who it was, and of one night. */
function isNear(lead: Story, story: Story): boolean {
  const [a, b] = [lead.strike, story.strike];
  if (!a?.attacker || !b || Math.abs(lead.openedAt - story.openedAt) > TWO_DAYS) return false;
  if (a.when !== null && b.when !== null && a.when !== b.when) return false;
  return b.attacker === null || attackerOf(a.attacker) === attackerOf(b.attacker);
}

function hasSameToll(lead: Story, story: Story): boolean {
  const [told, again] = [tollOf(lead), tollOf(story)];
  if (told.killed < TELLING || told.killed !== again.killed || !story.strike?.attacker) return false;
  if (again.injured > 0 && again.injured !== told.injured) return false;
  const [there, here] = [townsOf(lead), townsOf(story)];
  return there.size === 0 || here.size === 0 || !there.isDisjointFrom(here);
}

function tollOf({ strike }: Story) {
  return { killed: strike?.killed?.shown.count ?? 0, injured: strike?.injured?.shown.count ?? 0 };
}

/** Regions are too wide to tell one attack from another. */
function townsOf({ strike }: Story): Set<string> {
  return new Set(strike?.places.flatMap((place) => townOf(place) || []) ?? []);
}

const attackerOf = remembering(actorKey);
