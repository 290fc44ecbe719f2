import type { DiplomacyKind, Qualifier, Toll, Topic, WeaponKind, WeaponUse } from '../reports/report.ts';
import { actorKey, countryKey, placeKey, sideKey } from './names.ts';
import { spokeAt } from './source.ts';
import type { Figure, Source, Story } from './story.ts';
import { townsOf } from './strike.ts';
import { fold, termsOf } from './terms.ts';

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
  targets: Set<string>;
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
  /** Folded titles and leads, a space at both ends: whether a place is mentioned at all. */
  text: string;
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
    text: ` ${sources.map(({ title, lead }) => fold(`${title} ${lead}`)).join(' ')} `,
    firstAt: Math.min(...times),
    lastAt: Math.max(...times),
  };
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

function strikeFacts<Count>(attack: Attack<Count>, rangeOf: (count: Count) => Range | null): StrikeFacts {
  const country = attack.country ?? attack.places[0] ?? null;
  return {
    attacker: attack.attacker && actorKey(attack.attacker),
    country: country && countryKey(country),
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
    targets: new Set(attack.targets.flatMap(termsOf)),
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
