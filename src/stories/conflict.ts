import type { DiplomacyFacts, Facts, Range, StrikeFacts } from './facts.ts';
import { overlap } from './terms.ts';

const HOUR = 60 * 60_000;
/** Where a day isn't told, reports of one attack come within this time of one another. */
const ATTACK_SPAN = 40 * HOUR;
const TALKS_SPAN = 96 * HOUR;
/** A night's attack is dated by the evening or by the morning. */
const AT_NIGHT = / (?:overnight|night|nighttime|dawn|predawn|midnight|early) /;
const ONE_CLAIM = 0.5;

/**
 * Why two sets of facts can't be of one event, however alike their words are; null where they can.
 */
export function conflictOf(a: Facts, b: Facts): string | null {
  const apart = a.firstAt > b.lastAt ? a.firstAt - b.lastAt : b.firstAt > a.lastAt ? b.firstAt - a.lastAt : 0;
  if (a.focus === 'strike' || b.focus === 'strike') {
    const fault = a.strike && b.strike ? attackConflict(a.strike, b.strike, a, b) : null;
    if (fault) return fault;
    if (!isSameDayKnown(a.strike, b.strike) && apart > ATTACK_SPAN) return 'too far apart in time';
  }
  if (a.focus === 'diplomacy' && b.focus === 'diplomacy') {
    const fault = a.diplomacy && b.diplomacy ? talksConflict(a.diplomacy, b.diplomacy) : null;
    if (fault) return fault;
  }
  return apart > TALKS_SPAN ? 'too far apart in time' : null;
}

/** Whether both are about one disputed claim that their titles tell: such reports are of either topic. */
export function isOneClaim(a: Facts, b: Facts): boolean {
  return a.claims.some((claim) => b.claims.some((other) => overlap(claim, other) >= ONE_CLAIM));
}

function attackConflict(a: StrikeFacts, b: StrikeFacts, inA: Facts, inB: Facts): string | null {
  const [first, second] = [inA.titleAttacker, inB.titleAttacker];
  if (first && second && !isOneForce(first, second)) return `${first} attacked here, ${second} there`;
  const sharesTown = !a.towns.isDisjointFrom(b.towns);
  if (a.attacker && b.attacker && !isOneForce(a.attacker, b.attacker)) {
    // Who attacked is misread more often than where: where both hit one country and name both sides, likeness decides.
    const isDoubtful = !sharesTown && a.country !== null && a.country === b.country;
    if (!isDoubtful || !bothName(inA, inB, a.attacker, b.attacker))
      return `${a.attacker} attacked here, ${b.attacker} there`;
  }
  if (!sharesTown && a.country && b.country && a.country !== b.country) {
    const isSure = !inA.byPeople.has(a.country) && !inB.byPeople.has(b.country);
    if (isSure && !bothName(inA, inB, a.country, b.country)) return 'another country';
  }
  if (
    !sharesTown &&
    a.towns.size > 0 &&
    b.towns.size > 0 &&
    !mentions(inA, b.towns) &&
    !mentions(inB, a.towns)
  ) {
    return 'another place';
  }
  if (a.day !== null && b.day !== null && a.day !== b.day) {
    const oneNight = Math.abs(a.day - b.day) === 1 && (AT_NIGHT.test(inA.text) || AT_NIGHT.test(inB.text));
    if (!oneNight) return "another day's attack";
  }
  if (contradicts(a.killed, b.killed, sharesTown)) return 'tolls of two events: killed';
  if (contradicts(a.injured, b.injured, sharesTown)) return 'tolls of two events: injured';
  for (const [kind, use] of a.launched) {
    const other = b.launched.get(kind);
    if (other && isOtherBarrage(use, other)) return `another number of ${kind}s`;
  }
  return null;
}

/** An army is its state's ("Myanmar", "Myanmar military"). */
function isOneForce(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);
}

function bothName(a: Facts, b: Facts, ...keys: string[]): boolean {
  return keys.every((key) => a.named.has(key) && b.named.has(key));
}

/** A town's toll may rise a long way; without a town in common only a close one is the same event's. */
function contradicts(a: Range | null, b: Range | null, sharesTown: boolean): boolean {
  if (!a || !b || (a.low <= b.high && b.low <= a.high)) return false;
  const [less, more] = a.high < b.low ? [a.high, b.low] : [b.high, a.low];
  return sharesTown ? more - less >= 8 && more > 4 * less : more - less >= 2 && more >= 2 * less;
}

type Launched = StrikeFacts['launched'] extends Map<unknown, infer Use> ? Use : never;

function isOtherBarrage(a: Launched, b: Launched): boolean {
  const [less, more] = a.count <= b.count ? [a, b] : [b, a];
  if (less.qualifier === 'at_least' || more.qualifier === 'up_to') return more.count > 3 * less.count;
  return more.count - less.count > 3 && more.count > 1.25 * less.count;
}

function mentions(facts: Facts, towns: ReadonlySet<string>): boolean {
  return [...towns].some((town) => facts.text.includes(` ${town} `));
}

function isSameDayKnown(a: StrikeFacts | null, b: StrikeFacts | null): boolean {
  return a?.day != null && b?.day != null;
}

function talksConflict(a: DiplomacyFacts, b: DiplomacyFacts): string | null {
  if (a.place && b.place && a.place !== b.place) {
    const isCountryOfOther = a.place === b.placeCountry || b.place === a.placeCountry;
    if (!isCountryOfOther) return 'another place of talks';
  }
  if (a.day !== null && b.day !== null && Math.abs(a.day - b.day) > 2) return "another day's talks";
  if (a.sides.size > 1 && b.sides.size > 1 && a.sides.isDisjointFrom(b.sides)) return 'other participants';
  return null;
}
