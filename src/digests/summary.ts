import type { Said, Say, Sentence } from '../languages/say.ts';
import type { DiplomacyUpdate, WeaponUse } from '../reports/report.ts';
import { talksSaid } from '../stories/changes.ts';
import { countryKey } from '../stories/names.ts';
import type { Figure, StoryStrike } from '../stories/story.ts';
import { fold } from '../stories/terms.ts';
import { listSaid, tollSaid, weaponSaid, weaponsCounted } from '../stories/wording.ts';

/**
 * An attack's facts in a sentence: `2 killed, 3 injured in Kyiv and Fastiv, Ukraine; 165 drones launched by Russia;
 * hit: medical clinic; power outage.` Where sources differ, each figure has its range. Empty where it would only say
 * again that there was a strike, and where.
 * @param headline what the reader has just read
 */
export function strikeSummary(strike: StoryStrike, headline: string, say: Say): string {
  const tolls = [figureSaid(strike.killed, 'killed'), figureSaid(strike.injured, 'injured')].filter(
    (said) => said !== null,
  );
  const places = strike.places.filter((place) => place !== strike.country);
  // "southern Lebanon" names its country.
  const isNamed =
    strike.country !== null && places.slice(0, 4).some((place) => place.includes(strike.country ?? ''));
  const where = [say.text(listSaid(places, 4)), isNamed ? null : strike.country].filter(Boolean).join(', ');
  const weapons = weaponsSaid(strike.weapons);
  const isBare =
    tolls.length === 0 && weapons.length === 0 && strike.targets.length === 0 && strike.effects.length === 0;
  const isSaid = [strike.attacker, ...places.slice(0, 4), strike.country].every(
    (name) => name === null || saysName(headline, name),
  );
  if (isBare && isSaid) return '';
  const what = tolls.length > 0 ? tolls.map(say.text).join(', ') : where && say('strike.strike');
  const source = tolls.length > 0 && strike.tollSource ? ` (${strike.tollSource})` : '';
  return sentence([
    `${where ? say('strike.where', { what, where }) : what}${source}`,
    byText(weapons.map(say.text).join('; '), strike.attacker, say),
    strike.targets.length > 0 && say('strike.hit', { targets: listSaid(strike.targets, 4) }),
    strike.effects.length > 0 && say.text(listSaid(strike.effects, 3)),
  ]);
}

function byText(weapons: string, attacker: string | null, say: Say): string {
  return attacker === null ? weapons : say('strike.by', { what: weapons || null, attacker });
}

/** Whether a text names it, or its people (`Israeli` for Israel). */
function saysName(text: string, name: string): boolean {
  const [folded, wanted] = [` ${fold(text)} `, fold(name)];
  const key = countryKey(name);
  return (
    folded.includes(` ${wanted}`) ||
    (key !== null &&
      fold(text)
        .split(' ')
        .some((word) => countryKey(word) === key))
  );
}

/** `165 drones and at least 9 missiles launched`; empty where no count is known. */
function weaponsSaid(weapons: readonly WeaponUse[]): Said[] {
  const counted = weapons.filter(
    ({ launched, intercepted, hit }) => (launched ?? intercepted ?? hit) !== null,
  );
  const launched = counted.flatMap((use) =>
    use.launched !== null && use.intercepted === null && use.hit === null
      ? [weaponsCounted(use, use.launched)]
      : [],
  );
  if (launched.length < counted.length) return counted.flatMap((use) => weaponSaid(use) ?? []);
  return launched.length > 0 ? [{ key: 'weapons.launched', values: { counted: listSaid(launched) } }] : [];
}

/** A diplomacy update's facts in a sentence: `Meeting in Paris on 6 January: France, Ukraine; on security guarantees.` */
export function diplomacySummary(update: DiplomacyUpdate, say: Say): string {
  const { participants, topics } = update;
  const what = talksSaid(update);
  return sentence([
    participants.length > 0
      ? say('changed.named', { what, names: listSaid(participants, 6) })
      : say.text(what),
    topics.length > 0 && say('talks.about', { topics: listSaid(topics, 4) }),
  ]);
}

/** `2 killed`; where sources differ with the range and who says what: `3 killed (1 to 3: governor 3, mayor 1)`. */
function figureSaid(figure: Figure | null, what: 'killed' | 'injured'): Sentence | null {
  if (!figure) return null;
  const toll = tollSaid(figure.shown, what);
  if (figure.low >= figure.high) return toll;
  const claims = figure.sayings
    .toSorted((a, b) => b.lastAt - a.lastAt)
    .flatMap(({ toll, saidBy }) => (saidBy.length > 0 ? `${saidBy[0]} ${toll.count}` : []))
    .slice(0, 3);
  const who = claims.length > 1 ? claims.join(', ') : null;
  return { key: 'strike.range', values: { toll, low: figure.low, high: figure.high, who } };
}

function sentence(parts: (string | false | null)[]): string {
  const text = parts.filter(Boolean).join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
