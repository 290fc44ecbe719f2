import type { DiplomacyKind, DiplomacyUpdate, WeaponUse } from '../reports/report.ts';
import type { Figure, StoryStrike } from '../stories/story.ts';
import { listText, tollText, weaponText } from '../stories/wording.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

const KIND_TEXT: Record<DiplomacyKind, string> = {
  meeting: 'Meeting',
  talks: 'Talks',
  call: 'Call',
  agreement: 'Agreement',
  ceasefire: 'Ceasefire',
  sanctions: 'Sanctions',
  statement: 'Statement',
  prisoner_exchange: 'Prisoner exchange',
  vote: 'Vote',
  visit: 'Visit',
  mediation: 'Mediation',
  threat: 'Threat',
  aid: 'Aid',
  other: 'Diplomacy',
};

/**
 * An attack's facts in a sentence: `2 killed, 3 injured in Kyiv and Fastiv, Ukraine; 165 drones launched by Russia;
 * hit: medical clinic; power outage.` Where sources differ, each figure has its range.
 */
export function strikeSummary(strike: StoryStrike): string {
  const tolls = [figureText(strike.killed, 'killed'), figureText(strike.injured, 'injured')].filter(
    (text) => text !== null,
  );
  const places = strike.places.filter((place) => place !== strike.country);
  // "southern Lebanon" names its country.
  const isNamed =
    strike.country !== null && places.slice(0, 4).some((place) => place.includes(strike.country ?? ''));
  const where = [listText(places, 4), isNamed ? null : strike.country].filter(Boolean).join(', ');
  const source = tolls.length > 0 && strike.tollSource ? ` (${strike.tollSource})` : '';
  const weapons = weaponsText(strike.weapons);
  const attacker = strike.attacker ? ` by ${strike.attacker}` : '';
  return sentence([
    `${tolls.length > 0 ? tolls.join(', ') : 'Strike'}${where && ` in ${where}`}${source}`,
    weapons ? `${weapons}${attacker}` : attacker && `attack${attacker}`,
    strike.targets.length > 0 && `hit: ${listText(strike.targets, 4)}`,
    strike.effects.length > 0 && listText(strike.effects, 3),
  ]);
}

/** `165 drones and at least 9 missiles launched`; empty where no count is known. */
function weaponsText(weapons: readonly WeaponUse[]): string {
  const texts = weapons.map(weaponText).filter((text) => text !== null);
  const isPlain = texts.every((text) => / launched$/.test(text));
  if (!isPlain || texts.length === 0) return texts.join('; ');
  return `${listText(texts.map((text) => text.replace(/ launched$/, '')))} launched`;
}

/** A diplomacy update's facts in a sentence: `Meeting in Paris on 6 January: France, Ukraine; on security guarantees.` */
export function diplomacySummary(update: DiplomacyUpdate): string {
  const place = update.place ? ` in ${update.place}` : '';
  const date = dateText(update.date);
  const who = update.participants.length > 0 ? `: ${listText(update.participants, 6)}` : '';
  return sentence([
    `${KIND_TEXT[update.kind]}${place}${date ? ` on ${date}` : ''}${who}`,
    update.topics.length > 0 && `on ${listText(update.topics, 4)}`,
  ]);
}

/** `2 killed`; where sources differ with the range and who says what: `3 killed (1 to 3: governor 3, mayor 1)`. */
function figureText(figure: Figure | null, what: 'killed' | 'injured'): string | null {
  if (!figure) return null;
  if (figure.low >= figure.high) return tollText(figure.shown, what);
  const claims = figure.sayings
    .toSorted((a, b) => b.lastAt - a.lastAt)
    .flatMap(({ toll, saidBy }) => (saidBy.length > 0 ? `${saidBy[0]} ${toll.count}` : []))
    .slice(0, 3);
  const who = claims.length > 1 ? `: ${claims.join(', ')}` : ' by different sources';
  return `${tollText(figure.shown, what)} (${figure.low} to ${figure.high}${who})`;
}

function sentence(parts: (string | false | null)[]): string {
  return `${parts.filter(Boolean).join('; ')}.`;
}

/** `2026-01-05` as `5 January`; null for what is no ISO date. */
export function dateText(date: string | null): string | null {
  const [, month, day] = /^\d{4}-(\d{2})-(\d{2})$/.exec(date ?? '') ?? [];
  const name = MONTHS[Number(month) - 1];
  return name ? `${Number(day)} ${name}` : null;
}
