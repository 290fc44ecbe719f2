import type { StrikeReport, WeaponUse } from '../reports/report.ts';
import { figureOf } from './figure.ts';
import { actorKey, countryKey, isWidePlace, placeKey, samePhrase, samePlace, union } from './names.ts';
import { saidAt } from './source.ts';
import type { Source, StoryStrike } from './story.ts';

const MOST_PLACES = 20;
const MOST_PHRASES = 12;
const DAY = 24 * 60 * 60_000;

interface StrikeSource extends Source {
  strike: StrikeReport;
}

/**
 * The strike that a story's sources report, or null where none does. Sources that tell of another attack in
 * passing (another country, attacker or day than the first) add nothing.
 * @param sources oldest first
 * @param independent ids of the publishers whose text is their own
 */
export function mergeStrikes(
  sources: readonly Source[],
  independent: ReadonlySet<string>,
): StoryStrike | null {
  const all = sources.filter((source): source is StrikeSource => source.strike !== null);
  const main = all.find((source) => source.topics[0] === 'strike') ?? all[0];
  if (!main) return null;
  const told = all.filter((source) => source === main || isOneAttack(main.strike, source.strike));
  const newestFirst = told.toSorted((a, b) => saidAt(b) - saidAt(a) || (a.articleId < b.articleId ? -1 : 1));

  const killed = figureOf(told, 'killed', independent);
  const injured = figureOf(told, 'injured', independent);
  const led = killed?.shown ?? injured?.shown;
  const leader = newestFirst.find(
    ({ strike }) => strike.tollSource && (killed ? strike.killed : strike.injured)?.count === led?.count,
  );
  return {
    attacker: mostSaid(told, ({ strike }) => strike.attacker, actorKey),
    country: mostSaid(
      told,
      ({ strike }) => strike.country,
      (name) => countryKey(name) ?? name,
    ),
    places: told.reduce(
      (places: string[], { strike }) => union(places, strike.places, samePlace, MOST_PLACES),
      [],
    ),
    when: mostSaid(
      told,
      ({ strike }) => strike.when,
      (day) => day,
    ),
    killed,
    injured,
    missing: figureOf(told, 'missing', independent),
    weapons: mergeWeapons(newestFirst.map(({ strike }) => strike.weapons)),
    targets: told.reduce(
      (known: string[], { strike }) => union(known, strike.targets, samePhrase, MOST_PHRASES),
      [],
    ),
    effects: told.reduce(
      (known: string[], { strike }) => union(known, strike.effects, samePhrase, MOST_PHRASES),
      [],
    ),
    tollSource: leader?.strike.tollSource ?? null,
  };
}

/** Whether two strike reports can be of one attack, by who attacked, where and when; tolls are left aside. */
export function isOneAttack(a: StrikeReport, b: StrikeReport): boolean {
  if (a.attacker && b.attacker && actorKey(a.attacker) !== actorKey(b.attacker)) return false;
  const [here, there] = [townsOf(a.places), townsOf(b.places)];
  const sharesTown = [...here].some((town) => there.has(town));
  if (here.size > 0 && there.size > 0 && !sharesTown) return false;
  if (a.country && b.country && !sharesTown && countryKey(a.country) !== countryKey(b.country)) return false;
  return !a.when || !b.when || Math.abs(Date.parse(a.when) - Date.parse(b.when)) <= DAY;
}

/** Keys of the places that are narrow enough to tell one attack from another. */
export function townsOf(places: readonly string[]): Set<string> {
  return new Set(places.filter((place) => !isWidePlace(place)).map(placeKey));
}

/** The value that most sources give; the earliest of those that tie. */
function mostSaid(
  sources: readonly StrikeSource[],
  pick: (source: StrikeSource) => string | null,
  keyOf: (value: string) => string,
): string | null {
  const votes = new Map<string, { value: string; count: number }>();
  for (const source of sources) {
    const value = pick(source);
    if (value === null) continue;
    const vote = votes.get(keyOf(value)) ?? { value, count: 0 };
    vote.count += 1;
    votes.set(keyOf(value), vote);
  }
  return [...votes.values()].sort((a, b) => b.count - a.count)[0]?.value ?? null;
}

/**
 * One entry a kind. The newest number launched leads; a rounder newer one ("more than 160") doesn't replace the
 * exact one that it fits; what it leaves open is filled from older sources that don't contradict it.
 */
function mergeWeapons(newestFirst: readonly WeaponUse[][]): WeaponUse[] {
  const kinds = [...new Set(newestFirst.toReversed().flatMap((uses) => uses.map(({ kind }) => kind)))];
  return kinds.map((kind) => {
    const uses = newestFirst.flatMap((all) => all.find((use) => use.kind === kind) ?? []);
    const newest = uses.find(({ launched }) => launched !== null) ?? uses.find(isCounted) ?? uses[0];
    if (!newest) return { kind, launched: null, intercepted: null, hit: null, qualifier: 'exact' };
    const base = uses.find((use) => use.qualifier === 'exact' && fits(newest, use)) ?? newest;
    const agreeing = uses.filter(({ launched }) => launched === null || launched === base.launched);
    const within = (count: number | null) => count !== null && count <= (base.launched ?? count);
    return {
      ...base,
      intercepted: base.intercepted ?? agreeing.find((use) => within(use.intercepted))?.intercepted ?? null,
      hit: base.hit ?? agreeing.find((use) => within(use.hit))?.hit ?? null,
    };
  });
}

function isCounted(use: WeaponUse): boolean {
  return use.intercepted !== null || use.hit !== null;
}

/** Whether a round number is another way to say an exact one. */
function fits(round: WeaponUse, exact: WeaponUse): boolean {
  if (round.qualifier === 'exact' || round.launched === null || exact.launched === null) return false;
  const ratio = exact.launched / Math.max(1, round.launched);
  return round.qualifier === 'up_to'
    ? ratio <= 1 && ratio > 0.9
    : ratio < 1.1 && ratio >= (round.qualifier === 'about' ? 0.9 : 1);
}
