import type { AttackMention } from './attacks.ts';
import { speakersOf } from './attribution.ts';
import { isAbbreviated } from './belligerents.ts';
import type { Casualties } from './casualties.ts';
import { isPersonWord } from './counted.ts';
import { isLocated } from './find_towns.ts';
import { type Passage, prominenceOf } from './passage.ts';
import type { Mention } from './places.ts';
import { isElsewhere } from './places_hit.ts';
import { textBetween } from './sentences.ts';
import type { StrikeStands } from './strike.ts';
import { wordSet } from './word_sets.ts';

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
      const occupied = attack.passage.words[place.from - 1]?.key === 'occupied';
      const home = parties.includes(place.named.country ?? '') && !occupied;
      if (home && (place.named.kind === 'country' || place.named.capital)) continue;
      const adjective = place.named.kind === 'people';
      const weight =
        (adjective ? 0.5 : direct(place) ? 2 : 1) * (place.named.capital ? 0.8 : 1) * (home ? 0.4 : 1);
      vote(place.named.country, attack.passage, prominenceOf(attack.passage) * weight);
    }
  }
  for (const victim of victims) {
    if (victim.outside) continue;
    for (const name of victim.passage.names) {
      const { named, from, behind } = name;
      if (behind || isElsewhere(victim.passage.words, name, victim.at)) continue;
      if (isLocated(victim.passage.words, from) && (named.kind === 'town' || named.kind === 'region'))
        vote(named.country, victim.passage, prominenceOf(victim.passage));
    }
  }
  const attacked = new Set(own.map((attack) => attack.passage));
  for (const passage of attacked) {
    for (const { named, to } of passage.names) {
      const office = passage.words.slice(to, to + 4).some((word) => OFFICE.has(word));
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
      if (passage.age === 'old' || !DAMAGE.test(passage.text)) continue;
      for (const name of passage.names) {
        const { named, from, behind } = name;
        if (!behind && PLACE.test(named.kind) && isLocated(passage.words, from) && !isOwner(passage, name))
          vote(named.country, passage, prominenceOf(passage));
      }
    }
  }
  if (scores.size === 0) {
    for (const passage of passages) {
      for (const { named } of passage.written) vote(named.country, passage, 2);
      // What the whole article is about, where it has no better clue.
      for (const { named, behind } of passage.names)
        if (
          passage.in === 'text' &&
          !behind &&
          PLACE.test(named.kind) &&
          !parties.includes(named.country ?? '')
        )
          vote(named.country, passage, 0.5);
      if (!attacked.has(passage) && passage.order > 0) continue;
      for (const name of passage.names) {
        if (!parties.includes(name.named.country ?? '') && saysWhere(passage, name))
          vote(name.named.country, passage, prominenceOf(passage));
      }
    }
  }
  // Who counts the dead of another's attack, and not just its own citizens abroad, counts them at home.
  if (scores.size === 0) {
    for (const { passage, outside } of victims) {
      if (outside) continue;
      for (const { names, text } of speakersOf(passage))
        for (const { named } of names)
          if (
            /^(?:country|people|town)$/.test(named.kind) &&
            !ARMY.test(text) &&
            !parties.includes(named.country ?? '') &&
            !isNational(passage, named.country)
          )
            vote(named.country, passage, prominenceOf(passage));
    }
  }
  const best = [...scores].sort((a, b) => b[1].score - a[1].score)[0];
  if (!best) return null;
  stands.set('country', best[1].passage);
  return best[0];
}

const ARMY = /\b(?:military|army|command|forces|navy|troops)\b/i;

/** A name that tells of a place in whatever words, where no attack word has one by it. */
function saysWhere(passage: Passage, name: Mention): boolean {
  const { named, from, to, behind } = name;
  const { words } = passage;
  if (isOwner(passage, name)) return false;
  if (behind || !/^(?:country|people|town|region)$/.test(named.kind)) return false;
  if (speakersOf(passage).some((speaker) => speaker.from <= from && speaker.to >= to)) return false;
  if (named.kind === 'people') return passage.in === 'text' && !isPersonWord(words[to]?.key ?? '');
  const ahead = words.slice(Math.max(0, from - 5), from);
  if (
    ahead.some(({ key }) =>
      /^(?:visit|visits|meet|meets|talks|summit|ahead|war|sea|against|to|as)$/.test(key),
    )
  )
    return false;
  return (
    passage.in === 'text' ||
    LOCATED.has(ahead.at(-1)) ||
    words[to]?.text === "'s" ||
    (named.kind !== 'country' && words[to]?.kind !== 'word')
  );
}

/** "killed in US military operation": whose it was, not where. */
function isOwner({ words }: Passage, name: Mention): boolean {
  const next = words[name.to];
  return (
    isAbbreviated(name) &&
    next?.kind === 'word' &&
    !/^(?:and|as|after|in|on|by|when|while|for|to|with|is|was|says?|said)$/.test(next.key)
  );
}

const LOCATED = wordSet(
  /^(?:in|at|near|on|across|over|inside|(?:north|south|east|west)(?:ern)?|(?:north|south)(?:east|west)(?:ern)?|central|occupied)$/,
);

/** "32 Cuban officers", "32 of its citizens": the dead are told to be of that land, which need not be where they died. */
function isNational({ names, words, text }: Passage, country: string | null): boolean {
  return (
    names.some(
      ({ named, to }) =>
        named.country === country && named.kind === 'people' && isPersonWord(words[to]?.key ?? ''),
    ) || /\b(?:its|their) (?:own )?(?:citizens|nationals|soldiers|troops|officers)\b/i.test(text)
  );
}

/** Offices that speak for the land that was hit. */
const OFFICE = wordSet(
  /^(?:authorities|officials?|police|emergency|rescue|medics|health|hospital|ambulance|governor|interior|air|rescuers|services)$/,
);

const REGION_WORD = wordSet(
  /^(?:region|province|oblast|district|governorate|prefecture|county|state|refugee)$/,
);

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
      behind && REGION_WORD.has(behind)
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
      if (name.behind || isElsewhere(victim.passage.words, name, victim.at)) continue;
      if (isLocated(victim.passage.words, name.from) || name.named.kind === 'region')
        addMention(name, victim.passage);
    }
  }
  for (const passage of attacked) {
    for (const name of unknownPlaces(passage)) add(name, name, passage);
    if (
      country &&
      /\b(?:the|this) capital\b(?! of)|\b(?:its|his|their|country's) capital\b|\bcapital(?:,| city\b)/i.test(
        passage.text,
      )
    ) {
      const named = passages
        .flatMap((each) => [...each.written, ...each.names])
        .find((name) => name.named.capital && name.named.country === country);
      if (named) add(named.named.name, named.text, passage);
    }
  }
  if (found.size === 0)
    for (const attack of own) for (const place of attack.places) addMention(place, attack.passage);
  if (found.size === 0) addDamaged(passages, country, addMention);
  if (found.size === 0) addQuarter(own, country, add);
  const ordered = [...found.values()].sort((a, b) => a.order - b.order).slice(0, 6);
  ordered.forEach(({ passage }, index) => {
    stands.set(`places.${index}`, passage);
  });
  return ordered.map(({ text }) => text);
}

const PLACE = /^(?:town|region|country)$/;

const DAMAGE =
  /\b(?:kidnap\w*|abduct\w*|murder|murders|massacred?|assassinat\w+|shot|shooting|died|deaths?|crime|bombs?|bombed|ambush\w*|clash\w*|explosives?|dynamit\w+|damag(?:e|ed|ing)|destroy(?:ed|ing)|hit|struck|targeted|blasts?|explosions?|killed|murdered|wounded|exploded|attacked|ablaze|debris|fell|fallen|fragments|drones? attacks?)\b/i;

/** "A Lima restaurant", "Bogota airport": what stands in the place before it. */
const FACILITY = wordSet(
  /^(?:restaurants?|streets?|avenues?|hotels?|airport|suburbs?|neighbou?rhoods?|districts?|university|stations?|park|square|church|mosque|hospitals?|buildings?|prison|bank|shops?|market|school|homes?|houses?|residences?)$/,
);

/** No attack word has a place by it: then where damage is told of, early in the article. */
function addDamaged(
  passages: readonly Passage[],
  country: string | null,
  add: (place: Mention, passage: Passage) => void,
): void {
  if (!country) return;
  for (const passage of passages) {
    if (passage.order > 10 || passage.age === 'old' || !DAMAGE.test(passage.text)) continue;
    for (const name of passage.names) {
      if (name.behind || name.named.country !== country) continue;
      if (isLocated(passage.words, name.from) || FACILITY.has(passage.words[name.to])) add(name, passage);
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

const SETTLEMENT = wordSet(
  /^(?:village|town|city|suburb|neighbou?rhood|settlement|hamlet|port|district|area|municipality|canton|jurisdiction|province|township)$/,
);
/** "The X area" is called so without being called X. */
const NAMED_BEFORE = wordSet(
  /^(?:village|town|neighbou?rhood|hamlet|district|municipality|canton|jurisdiction|province|township)$/,
);
const NO_NAME = wordSet(
  /^(?:the|a|an|this|that|same|each|every|any|some|another|other|whole|entire|small|large|nearby|remote|poor|border|capital|business|financial|commercial|residential|downtown|rural|federal|school|central|northern|southern|eastern|western|mountain|fishing|mining|industrial|its|his|her|their|our|and|or|of|in|near|at|to|from|by|for|with|was|were|is|are|who|which|main|first|second|third|local|jungle|neighboring|several|two|three)$/,
);

/** Names that no lexicon has, told to be places: "the village of Terenivka", "in the Bancario neighbourhood". */
function unknownPlaces(passage: Passage): string[] {
  const { words, names } = passage;
  const found: string[] = [];
  if (!SETTLEMENT.in(passage)) return found;
  for (let i = 0; i < words.length; i++) {
    if (!SETTLEMENT.has(words[i])) continue;
    let from = i;
    let to = i;
    if (words[i + 1]?.key === 'of' && words[i + 2]?.capital && !NO_NAME.has(words[i + 2])) {
      from = i + 2;
      to = from + 1;
      while (to < words.length && to < from + 3 && words[to]!.capital && !NO_NAME.has(words[to])) to++;
    } else if (NAMED_BEFORE.has(words[i])) {
      while (from > 0 && i - from < 4 && words[from - 1]!.capital && !NO_NAME.has(words[from - 1])) from--;
      if (from === i || !isLocated(words, from)) continue;
    }
    if (from === to || names.some((name) => name.from < to && name.to > from)) continue;
    if (passage.times.some((time) => time.from < to && time.to > from)) continue;
    found.push(textBetween(passage, from, to));
  }
  return found;
}
