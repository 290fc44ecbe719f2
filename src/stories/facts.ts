import { findNames } from '../reports/places.ts';
import type { DiplomacyKind, Qualifier, Toll, Topic, WeaponKind, WeaponUse } from '../reports/report.ts';
import { plainText, wordsOf } from '../reports/words.ts';
import { actorKey, countryKey, placeKey, sideKey } from './names.ts';
import { spokeAt } from './source.ts';
import type { Figure, Source, Story } from './story.ts';
import { townsOf } from './strike.ts';
import { protectedKinds } from './target_kinds.ts';
import { fold, mainClause, termsOf } from './terms.ts';
import { titleAttacker } from './title_attacker.ts';

/** A number of people over one or more reports, lowest and highest value. */
export interface Range {
  low: number;
  high: number;
}

export interface StrikeFacts {
  attacker: string | null;
  country: string | null;
  /** Keys of the places narrow enough to tell attacks apart, and of all places. */
  towns: Set<string>;
  day: number | null;
  killed: Range | null;
  injured: Range | null;
  launched: Map<WeaponKind, { count: number; qualifier: Qualifier }>;
  weapons: Set<WeaponKind>;
  targets: ReadonlySet<string>;
  /** What kinds of protected target those are. */
  targetKinds: ReadonlySet<string>;
}

export interface DiplomacyFacts {
  kinds: Set<DiplomacyKind>;
  /** Keys of states, organisations and people; officials stand for their states. */
  sides: Set<string>;
  place: string | null;
  placeCountry: string | null;
  day: number | null;
  topics: Set<string>;
}

/** What matching compares of a source or of a story, in one shape. */
export interface Facts {
  /** What it is foremost about. */
  focus: Topic | null;
  topics: ReadonlySet<Topic>;
  strike: StrikeFacts | null;
  diplomacy: DiplomacyFacts | null;
  /** Words of each disputed claim that a title tells. */
  claims: Set<string>[];
  /** Key of whose attack the title tells of in its main clause; null where none or several are. */
  titleAttacker: string | null;
  /** Folded titles and leads, a space at both ends: whether a place is mentioned at all. */
  text: string;
  /** Keys of the states, towns, groups and people that titles and leads name, with the states that they are of. */
  named: ReadonlySet<string>;
  /** Keys of those states among them that only their people are named of ("32 Cubans"): where it was isn't said by that. */
  byPeople: ReadonlySet<string>;
  /** First and last time at which one of its reports spoke. */
  firstAt: number;
  lastAt: number;
}

/** Of a long story the newest reports are heard. */
const MOST_HEARD = 20;
const DAY = 24 * 60 * 60_000;

export function factsOfSource(source: Source): Facts {
  return factsOf([source], {
    topics: source.topics,
    strike:
      source.strike &&
      strikeFacts(source.strike, (toll: Toll | null) => toll && { low: toll.count, high: toll.count }),
  });
}

export function factsOfStory(story: Story): Facts {
  return factsOf(story.sources.slice(-MOST_HEARD), {
    topics: story.topics,
    strike:
      story.strike &&
      strikeFacts(story.strike, (figure: Figure | null) => figure && { low: figure.low, high: figure.high }),
  });
}

function factsOf(
  sources: readonly Source[],
  known: { topics: readonly Topic[]; strike: StrikeFacts | null },
): Facts {
  const times = sources.map(spokeAt);
  return {
    focus: known.topics[0] ?? null,
    topics: new Set(known.topics),
    strike: known.strike,
    diplomacy: diplomacyFacts(sources),
    claims: sources.flatMap(titleClaims),
    titleAttacker: theOnly(sources.map(({ title }) => titleAttacker(mainClause(title)))),
    text: ` ${sources.map(({ title, lead }) => fold(`${title} ${lead}`)).join(' ')} `,
    named: union(sources.map((source) => namedBy(source).all)),
    byPeople: onlyByPeople(sources.map(namedBy)),
    firstAt: Math.min(...times),
    lastAt: Math.max(...times),
  };
}

const NONE: ReadonlySet<string> = new Set();

interface NamesOf {
  all: ReadonlySet<string>;
  /** Those that are named by something else than their people. */
  asPlaces: ReadonlySet<string>;
}

/** A story's facts are made anew with each report; what a source names needn't be looked up again. */
const found = new WeakMap<Source, NamesOf>();

function namedBy(source: Source): NamesOf {
  const known = found.get(source);
  if (known) return known;
  const plain = plainText(`${source.title}. ${source.lead}`);
  const names = findNames(wordsOf(plain, 0, plain.length)).map(({ named }) => named);
  const keysOf = (some: typeof names): ReadonlySet<string> =>
    new Set(some.flatMap(({ name, country }) => [name, ...(country === null ? [] : [country])]).map(fold));
  const [all, asPlaces] = [keysOf(names), keysOf(names.filter(({ kind }) => kind !== 'people'))];
  // One set for both where they are the same: the window holds thousands.
  const named = { all, asPlaces: asPlaces.size === all.size ? all : asPlaces };
  found.set(source, named);
  return named;
}

function onlyByPeople(names: readonly NamesOf[]): ReadonlySet<string> {
  if (names.every(({ all, asPlaces }) => all === asPlaces)) return NONE;
  return union(names.map(({ all }) => all)).difference(union(names.map(({ asPlaces }) => asPlaces)));
}

function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return sets.length === 1 ? sets[0]! : new Set(sets.flatMap((set) => [...set]));
}

function theOnly(attackers: readonly (string | null)[]): string | null {
  const named = new Set(attackers.filter((attacker) => attacker !== null));
  return named.size === 1 ? [...named][0]! : null;
}

interface Attack<Count> {
  attacker: string | null;
  country: string | null;
  places: readonly string[];
  when: string | null;
  killed: Count;
  injured: Count;
  weapons: readonly WeaponUse[];
  targets: readonly string[];
}

/** Lands without forces of their own: "a Gaza strike" with no other place is one on it, whoever reads it as one by it. */
const WITHOUT_FORCES: ReadonlySet<string> = new Set(['gaza strip', 'west bank']);

function strikeFacts<Count>(attack: Attack<Count>, rangeOf: (count: Count) => Range | null): StrikeFacts {
  const place = attack.country ?? attack.places[0] ?? null;
  const country = place && countryKey(place);
  const attacker = attack.attacker && actorKey(attack.attacker);
  const isPlace = attacker !== null && WITHOUT_FORCES.has(attacker) && (country ?? attacker) === attacker;
  return {
    attacker: isPlace ? null : attacker,
    country: isPlace ? attacker : country,
    towns: townsOf(attack.places),
    day: dayOf(attack.when),
    killed: rangeOf(attack.killed),
    injured: rangeOf(attack.injured),
    launched: new Map(
      attack.weapons.flatMap(({ kind, launched, qualifier }) =>
        launched === null ? [] : [[kind, { count: launched, qualifier }]],
      ),
    ),
    weapons: new Set(attack.weapons.map(({ kind }) => kind)),
    targets: attack.targets.length === 0 ? NONE : new Set(attack.targets.flatMap(termsOf)),
    targetKinds: attack.targets.length === 0 ? NONE : new Set(protectedKinds(attack.targets)),
  };
}

/** Of all sources, not of the merged update: each wording of kind and sides helps to know the talks again. */
function diplomacyFacts(sources: readonly Source[]): DiplomacyFacts | null {
  const updates = sources.flatMap(({ diplomacy }) => diplomacy ?? []);
  if (updates.length === 0) return null;
  const place = updates.find((update) => update.place)?.place ?? null;
  return {
    kinds: new Set(updates.map(({ kind }) => kind)),
    sides: new Set(updates.flatMap(({ participants }) => participants.map(sideKey))),
    place: place && placeKey(place),
    placeCountry: place && countryKey(place),
    day: dayOf(updates.findLast(({ date }) => date)?.date ?? null),
    topics: new Set(updates.flatMap(({ topics }) => topics.flatMap(termsOf))),
  };
}

function titleClaims(source: Source): Set<string>[] {
  return source.disputes.flatMap(({ claim }, index) => {
    const inTitle = source.evidence.some((fact) => fact.in === 'title' && fact.field === `disputes.${index}`);
    return inTitle ? [new Set(termsOf(claim))] : [];
  });
}

function dayOf(date: string | null): number | null {
  const time = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? null : Math.floor(time / DAY);
}
