import type { WeaponUse } from '../reports/report.ts';
import type { Source, Story } from '../stories/story.ts';
import type { DigestBarrage, DigestWindow } from './digest.ts';
import { countryOf, dayOf } from './figures.ts';

/** Who may speak for a side's forces, as sentences name them. */
const OFFICIAL =
  /\b(?:air force|air defen[cs]e(?: forces?)?|general staff|armed forces|defen[cs]e (?:ministry|forces?)|ministry of defen[cs]e|military administration|military|army|navy|governor|interior ministry|emergency service|president)\b/i;

/** A total of more than a night or day: its parts were told before. */
const OF_A_PERIOD =
  /\b(?:(?:this|last|past|previous|that) (?:week|month|year|season|winter|summer)|(?:over|in|during|within|for) the (?:past|last)|(?:a|per|each|every) (?:week|month|year)|since|so far|in total since|weekly|monthly|(?:two|three|four|five|six|seven|several|\d+) (?:days|nights|weeks|months))\b/i;

/** Windows up to this are of one night or day, whose figures are told again and again as they grow. */
const ONE_DAY = 36 * 3_600_000;

interface Claim {
  country: string;
  key: string;
  day: string;
  weapons: DigestBarrage['weapons'];
  /** Of all kinds: what was launched, or else intercepted. */
  size: number;
  official: boolean;
  saidBy: string;
  storyId: string;
  saidAt: number;
}

/**
 * What was launched against each country and intercepted. Of each country and day one source's figures count: an
 * official's before others', then the most complete; so a total never stands beside its parts, nor one night's
 * figures beside newer ones of that night. The country with the most comes first.
 */
export function barragesOf(stories: readonly Story[], window: DigestWindow): DigestBarrage[] {
  const claims = stories.flatMap((story) => story.sources.flatMap((source) => claimOf(story, source) ?? []));
  const isOneDay = window.until - window.since <= ONE_DAY;
  const barrages: DigestBarrage[] = [];
  for (const ofCountry of Map.groupBy(claims, ({ key }) => key).values()) {
    const days = Map.groupBy(ofCountry, ({ day }) => (isOneDay ? '' : day));
    const told: Claim[] = [];
    for (const ofDay of [...days.values()].map(bestClaim).sort((a, b) => (a.day < b.day ? -1 : 1))) {
      // A night that two sources date differently is one night.
      if (!told.some((other) => isSameNight(other, ofDay))) told.push(ofDay);
    }
    barrages.push(rollUp(told));
  }
  return barrages.sort((a, b) => sizeOf(b.weapons) - sizeOf(a.weapons) || (a.country < b.country ? -1 : 1));
}

function claimOf(story: Story, source: Source): Claim | null {
  const strike = source.strike;
  const country = strike?.country ?? story.strike?.country;
  const weapons = strike?.weapons.filter(isCounted) ?? [];
  if (!strike || !country || weapons.length === 0) return null;
  const sentences = source.evidence
    .filter(({ field }) => field.startsWith('strike.weapons'))
    .map(({ sentence }) => sentence);
  if (sentences.some((sentence) => OF_A_PERIOD.test(sentence))) return null;
  const named = sentences.map((sentence) => OFFICIAL.exec(sentence)?.[0]).find(Boolean);
  const saidAt = source.publishedAt ?? source.seenAt;
  return {
    country,
    key: countryOf(country),
    day: strike.when ?? dayOf(saidAt),
    weapons: weapons.map(({ hit: _, ...counts }) => counts),
    size: sizeOf(weapons),
    official: named !== undefined || source.publisher.kind === 'official',
    saidBy: named ?? source.publisher.name,
    storyId: story.id,
    saidAt,
  };
}

/** Exact or about: "up to 100" and "at least 3" are no figure to add. */
function isCounted(use: WeaponUse): boolean {
  return (use.launched ?? use.intercepted) !== null && use.qualifier !== 'up_to';
}

function bestClaim(claims: Claim[]): Claim {
  const rank = (a: Claim, b: Claim) =>
    Number(b.official) - Number(a.official) || b.size - a.size || b.saidAt - a.saidAt;
  return claims.reduce((best, claim) => (rank(best, claim) > 0 ? claim : best));
}

function isSameNight(a: Claim, b: Claim): boolean {
  const dayApart = Math.abs(Date.parse(a.day) - Date.parse(b.day)) <= 86_400_000;
  const texts = [a, b].map(({ weapons }) => weapons.map((each) => Object.values(each).join(' ')).sort());
  return dayApart && texts[0]?.join() === texts[1]?.join();
}

function rollUp(claims: readonly Claim[]): DigestBarrage {
  const kinds = Map.groupBy(
    claims.flatMap(({ weapons }) => weapons),
    ({ kind }) => kind,
  );
  const sum = (counts: (number | null)[]) =>
    counts.every((count) => count === null)
      ? null
      : counts.reduce<number>((all, count) => all + (count ?? 0), 0);
  return {
    country: claims[0]!.country,
    weapons: [...kinds].map(([kind, uses]) => ({
      kind,
      qualifier: uses.find(({ qualifier }) => qualifier !== 'exact')?.qualifier ?? 'exact',
      launched: sum(uses.map(({ launched }) => launched)),
      intercepted: sum(uses.map(({ intercepted }) => intercepted)),
    })),
    saidBy: [...new Set(claims.map(({ saidBy }) => saidBy))],
    days: claims.map(({ day }) => day),
    storyIds: [...new Set(claims.map(({ storyId }) => storyId))],
  };
}

function sizeOf(weapons: readonly { launched: number | null; intercepted: number | null }[]): number {
  return weapons.reduce((all, { launched, intercepted }) => all + (launched ?? intercepted ?? 0), 0);
}
