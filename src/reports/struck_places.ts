import type { AttackMention } from './attacks.ts';
import { textBetween } from './attribution.ts';
import type { Casualties } from './casualties.ts';
import { type Passage, prominenceOf } from './passage.ts';
import type { Mention } from './places.ts';
import type { StrikeStands } from './strike.ts';

/** The country in which the main attack hit; null where the article doesn't tell. */
export function mainCountry(
  own: readonly AttackMention[],
  victims: readonly Casualties[],
  passages: readonly Passage[],
  parties: readonly string[],
  stands: StrikeStands,
): string | null {
  const scores = new Map<string, { score: number; passage: Passage }>();
  const vote = (country: string | null, passage: Passage, weight: number) => {
    if (!country) return;
    const known = scores.get(country) ?? { score: 0, passage };
    known.score += weight;
    if (known.passage.in === 'title' && passage.in === 'text') known.passage = passage;
    scores.set(country, known);
  };
  for (const attack of own) {
    if (attack.defender && attack.defender !== null)
      vote(attack.defender, attack.passage, prominenceOf(attack.passage) * 2);
    const direct = (place: Mention) => place.from > attack.at && place.from - attack.at <= 4;
    for (const place of attack.places) {
      // On the attackers' own soil only where a town or region of it is named as hit (occupied land).
      const home = parties.includes(place.named.country ?? '');
      if (home && (place.named.kind === 'country' || place.named.capital)) continue;
      const weight = (direct(place) ? 2 : 1) * (place.named.capital ? 0.8 : 1) * (home ? 0.4 : 1);
      vote(place.named.country, attack.passage, prominenceOf(attack.passage) * weight);
    }
  }
  for (const victim of victims) {
    if (victim.outside) continue;
    for (const { named, from, behind } of victim.passage.names) {
      if (behind) continue;
      const located = /^(?:in|near|at|of)$/.test(victim.passage.words[from - 1]?.key ?? '');
      if (located && (named.kind === 'town' || named.kind === 'region'))
        vote(named.country, victim.passage, prominenceOf(victim.passage));
    }
  }
  const attacked = new Set(own.map((attack) => attack.passage));
  for (const passage of attacked) {
    for (const { named, to } of passage.names) {
      const office = passage.words.slice(to, to + 4).some((word) => OFFICE.test(word.key));
      const state = named.kind === 'country' || named.kind === 'people';
      const airspace = passage.words[to]?.key === 'airspace';
      if (state && airspace && !parties.includes(named.country ?? ''))
        vote(named.country, passage, prominenceOf(passage));
      if (state && office && !parties.includes(named.country ?? ''))
        vote(named.country, passage, prominenceOf(passage) * 0.5);
    }
  }
  if (scores.size === 0) {
    for (const passage of passages) {
      if (!attacked.has(passage) && passage.order > 0) continue;
      for (const name of passage.names) {
        const said =
          name.named.kind === 'leader' || name.named.kind === 'organisation' || name.named.kind === 'body';
        if (!said && !parties.includes(name.named.country ?? ''))
          vote(name.named.country, passage, prominenceOf(passage));
      }
    }
  }
  // Nothing in the article tells: then the land that it was written in, where that isn't the attackers'.
  if (scores.size === 0 && own.length + victims.length > 0) {
    const first = passages.find((passage) => passage.written.length > 0);
    const country = first?.written[0]?.named.country ?? null;
    if (first && !parties.includes(country ?? '')) vote(country, first, 1);
  }
  const best = [...scores].sort((a, b) => b[1].score - a[1].score)[0];
  if (!best) return null;
  stands.set('country', best[1].passage);
  return best[0];
}

/** Offices that speak for the land that was hit. */
const OFFICE =
  /^(?:authorities|officials?|police|emergency|rescue|medics|health|hospital|ambulance|governor|interior|air|rescuers|services)$/;

const REGION_WORD = /^(?:region|province|oblast|district|governorate|prefecture|county|state|refugee)$/;

/** Towns and regions hit in the main attack, as the text writes them, in reading order, at most six. */
export function placesOf(
  own: readonly AttackMention[],
  victims: readonly Casualties[],
  passages: readonly Passage[],
  country: string | null,
  parties: readonly string[],
  stands: StrikeStands,
): string[] {
  const found = new Map<string, { text: string; passage: Passage; order: number }>();
  const add = (key: string, text: string, passage: Passage) => {
    const known = found.get(key);
    if (!known) found.set(key, { text, passage, order: passage.order });
    else if (known.passage.in === 'title' && passage.in === 'text') known.passage = passage;
  };
  const addMention = (place: Mention, passage: Passage) => {
    if (place.named.kind !== 'town' && place.named.kind !== 'region') return;
    if (country && place.named.country !== country) return;
    if (!country && place.named.country && parties.includes(place.named.country)) return;
    if (isOffice(passage, place)) return;
    const behind = passage.words[place.to];
    const whole =
      behind && REGION_WORD.test(behind.key)
        ? textBetween(passage, place.from, place.to + (behind.key === 'refugee' ? 2 : 1))
        : place.text;
    add(whole === place.text ? place.named.name : whole, whole, passage);
  };
  const attacked = new Set<Passage>();
  for (const attack of own) {
    if (attack.passage.order > 14) continue;
    attacked.add(attack.passage);
    for (const place of attack.places) addMention(place, attack.passage);
  }
  for (const victim of victims) {
    if (victim.outside || victim.passage.order > 14) continue;
    attacked.add(victim.passage);
    for (const name of victim.passage.names) {
      const before = victim.passage.words[name.from - 1]?.key ?? '';
      if (name.behind) continue;
      if (/^(?:in|near|at|on|of|outside|around)$/.test(before) || name.named.kind === 'region')
        addMention(name, victim.passage);
    }
  }
  for (const passage of attacked) {
    for (const name of unknownPlaces(passage)) add(name, name, passage);
    if (
      country &&
      /\bthe capital\b(?! of)|\b(?:its|his|their|country's) capital\b|\bcapital(?:,| city\b)/i.test(
        passage.text,
      )
    ) {
      const named = passages
        .flatMap((each) => each.names)
        .find((name) => name.named.capital && name.named.country === country);
      if (named) add(named.named.name, named.text, passage);
    }
  }
  if (found.size === 0)
    for (const attack of own) for (const place of attack.places) addMention(place, attack.passage);
  if (found.size === 0) addDamaged(passages, own, country, addMention);
  if (found.size === 0) addQuarter(own, country, add);
  const ordered = [...found.values()].sort((a, b) => a.order - b.order).slice(0, 6);
  ordered.forEach(({ passage }, index) => {
    stands.set(`places.${index}`, passage);
  });
  return ordered.map(({ text }) => text);
}

const DAMAGE =
  /\b(?:damag(?:e|ed|ing)|destroy(?:ed|ing)|hit|struck|targeted|blasts?|explosions?|killed|murdered|wounded|exploded|attacked|ablaze|debris|fell|fallen|fragments|drones? attacks?)\b/i;

/** No attack word has a place by it: then where damage is told of, early in the article. */
function addDamaged(
  passages: readonly Passage[],
  own: readonly AttackMention[],
  country: string | null,
  add: (place: Mention, passage: Passage) => void,
): void {
  if (own.length === 0 || !country) return;
  for (const passage of passages) {
    if (passage.order > 10 || passage.age === 'old' || !DAMAGE.test(passage.text)) continue;
    for (const name of passage.names) {
      const located = /^(?:in|near|at|of|outside|around|southern|northern|eastern|western|central)$/.test(
        passage.words[name.from - 1]?.key ?? '',
      );
      const capital = name.named.capital && passage.order > 4;
      if (located && name.named.country === country && !capital && !name.behind) add(name, passage);
    }
  }
}

/** "northern Russia": a quarter of the country, where nothing nearer is named. */
function addQuarter(
  own: readonly AttackMention[],
  country: string | null,
  add: (key: string, text: string, passage: Passage) => void,
): void {
  for (const { passage } of own) {
    if (passage.order > 6) continue;
    for (const name of passage.names) {
      const before = passage.words[name.from - 1]?.key ?? '';
      if (name.named.kind !== 'country' || name.named.name !== country) continue;
      if (!/^(?:north|south|east|west|central)(?:ern)?$|^(?:north|south)(?:east|west)(?:ern)?$/.test(before))
        continue;
      const text = textBetween(passage, name.from - 1, name.to);
      add(text, text, passage);
    }
  }
}

/** "the Kyiv regional governor", "Lviv mayor": an office's place, not a place hit. */
function isOffice(passage: Passage, place: Mention): boolean {
  const ahead = passage.words.slice(Math.max(0, place.from - 4), place.from).map((word) => word.key);
  const of = ahead.lastIndexOf('of');
  if (of > 0 && /^(?:governor|mayor|head|chief|administration|officials?|authorities)$/.test(ahead[of - 1]!))
    return true;
  const behind = passage.words.slice(place.to, place.to + 3).map((word) => word.key);
  return (
    behind.some((key) =>
      /^(?:governor|mayor|officials?|spokesman|spokesperson|chief|head|authorities|administration|times|police)$/.test(
        key,
      ),
    ) && !behind.includes(',')
  );
}

const SETTLEMENT =
  /^(?:village|town|city|suburb|neighbourhood|neighborhood|settlement|hamlet|port|district|area)$/;

/** Names that no lexicon has, told to be places: "the village of Terenivka", "Abu Falah village". */
function unknownPlaces(passage: Passage): string[] {
  const { words, names } = passage;
  const found: string[] = [];
  for (let i = 0; i < words.length; i++) {
    if (!SETTLEMENT.test(words[i]!.key)) continue;
    let from = -1;
    if (words[i + 1]?.key === 'of' && words[i + 2]?.capital) from = i + 2;
    if (from < 0) continue;
    let to = from + 1;
    while (to < words.length && to < from + 3 && words[to]!.capital) to++;
    if (names.some((name) => name.from < to && name.to > from)) continue;
    if (passage.times.some((time) => time.from < to && time.to > from)) continue;
    found.push(textBetween(passage, from, to));
  }
  return found;
}
