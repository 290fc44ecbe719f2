import type { DiplomacyKind } from '../reports/report.ts';
import { isOneClaim } from './conflict.ts';
import type { DiplomacyFacts, Facts, Range, StrikeFacts } from './facts.ts';
import { overlap } from './terms.ts';

/** How far facts speak for one event: 0 where none agree, around 0.6 and more where they alone would do. */
export interface Agreement {
  score: number;
  /** In words a person can read. */
  reasons: string[];
}

const HALF_DAY = 12 * 60 * 60_000;

/** People meeting, by any name, is one group; each other kind is its own. */
const MEETING = new Set<DiplomacyKind>(['meeting', 'talks', 'visit', 'mediation']);

/** How far the facts of two reports (or of a report and a story) agree. Order of the two doesn't matter. */
export function agreementOf(a: Facts, b: Facts): Agreement {
  const found: [weight: number, reason: string][] = [];
  const about = (topic: 'strike' | 'diplomacy') => a.focus === topic && b.focus === topic;
  if (a.strike && b.strike && about('strike')) found.push(...attackAgreement(a.strike, b.strike, a, b));
  if (a.diplomacy && b.diplomacy && about('diplomacy'))
    found.push(...talksAgreement(a.diplomacy, b.diplomacy));
  if (isOneClaim(a, b)) found.push([0.3, 'same disputed claim']);
  return {
    score: found.reduce((sum, [weight]) => sum + weight, 0),
    reasons: found.filter(([weight]) => weight > 0.05).map(([, reason]) => reason),
  };
}

function* attackAgreement(
  a: StrikeFacts,
  b: StrikeFacts,
  inA: Facts,
  inB: Facts,
): Generator<[number, string]> {
  const towns = [...a.towns].filter((town) => b.towns.has(town));
  if (towns.length > 0) yield [0.32, `same place: ${towns.join(', ')}`];
  else if (a.country && a.country === b.country) yield [0.1, `same country: ${a.country}`];
  if (a.attacker && a.attacker === b.attacker) yield [0.08, `same attacker: ${a.attacker}`];
  if (a.day !== null && b.day !== null) yield [a.day === b.day ? 0.1 : 0.04, 'same day'];
  else if (Math.abs(inA.lastAt - inB.lastAt) <= HALF_DAY) yield [0.06, 'told within hours'];
  // A sum over many places is no town's toll.
  if (!isSumOf(inA, b) && !isSumOf(inB, a)) yield [tollWeight(a.killed, b.killed), 'same number killed'];
  yield [tollWeight(a.injured, b.injured) * 0.7, 'same number injured'];
  for (const [kind, { count }] of a.launched) {
    const other = b.launched.get(kind)?.count;
    if (other === undefined || Math.min(count, other) < 5) continue;
    const isClose = Math.abs(other - count) <= 0.05 * Math.max(other, count);
    if (isClose) yield [other === count ? 0.3 : 0.25, `about as many ${kind}s: ${count} and ${other}`];
  }
  if (!a.weapons.isDisjointFrom(b.weapons)) yield [0.04, 'same weapon'];
  yield [
    0.12 * Math.max(overlap(a.targets, b.targets), overlap(a.targetKinds, b.targetKinds)),
    'same target',
  ];
}

const MANY_PLACES = / (?:across|throughout|nationwide|countrywide|multiple|several) /;

/** Whether a report tells of many places, and the other attack is on one. */
function isSumOf(facts: Facts, { towns }: StrikeFacts): boolean {
  return towns.size === 1 && MANY_PLACES.test(facts.text);
}

/** Equal numbers say more the larger they are; a number that no other report gives nothing. */
function tollWeight(a: Range | null, b: Range | null): number {
  if (!a || !b || a.low > b.high || b.low > a.high || Math.min(a.high, b.high) === 0) return 0;
  return Math.min(a.high, b.high) >= 3 ? 0.16 : 0.1;
}

function* talksAgreement(a: DiplomacyFacts, b: DiplomacyFacts): Generator<[number, string]> {
  if (a.place && a.place === b.place) yield [0.2, `same place: ${a.place}`];
  if (a.day !== null && b.day !== null) yield [a.day === b.day ? 0.1 : 0.04, 'same day'];
  const kind = [...a.kinds].find((kind) => b.kinds.has(kind));
  const bothMeet = !a.kinds.isDisjointFrom(MEETING) && !b.kinds.isDisjointFrom(MEETING);
  if (kind) yield [0.08, `same kind: ${kind}`];
  else if (bothMeet) yield [0.05, 'both tell of a meeting'];
  else yield [-0.08, 'other kinds'];
  const sides = [...a.sides].filter((side) => b.sides.has(side));
  if (sides.length > 0) {
    const share = sides.length / Math.min(a.sides.size, b.sides.size);
    yield [Math.min(0.2, 0.08 * sides.length) * share, `same participants: ${sides.join(', ')}`];
  }
  const host = hostOf(a, b) ?? hostOf(b, a);
  if (host) yield [0.12, `${host} is the host`];
  yield [0.1 * overlap(a.topics, b.topics), 'same matter'];
}

/** The country of the one's place, where the other names it among its sides and the one doesn't: it mediates. */
function hostOf(a: DiplomacyFacts, b: DiplomacyFacts): string | null {
  const { place, placeCountry } = a;
  const isHost = placeCountry !== null && place !== placeCountry && b.place === null;
  return isHost && b.sides.has(placeCountry) && !a.sides.has(placeCountry) ? placeCountry : null;
}
