import { type AttackMention, otherClause } from './attacks.ts';
import { speakersOf, textBetween } from './attribution.ts';
import type { Casualties } from './casualties.ts';
import type { Passage } from './passage.ts';
import { lookUp, type Mention } from './places.ts';
import type { StrikeReport, Toll, WeaponKind } from './report.ts';
import { findEffects, findTargets } from './targets.ts';
import { readWeapons } from './weapons.ts';

/** Where the fields of a strike report stand: by evidence path below `strike.`. */
export type StrikeStands = Map<string, Passage>;

/** Reads the main attack of an article: the one of its title and lead. */
export function readStrike(
  passages: readonly Passage[],
  attacks: readonly AttackMention[],
  casualties: readonly Casualties[],
): { strike: StrikeReport; stands: StrikeStands } {
  const stands: StrikeStands = new Map();
  const recent = attacks.filter((attack) => attack.recent);
  const attacker = mainAttacker(passages, recent, stands);
  const parties = attacker?.split(' and ') ?? [];
  const own = recent.filter(
    (attack) => attack.attackers.length === 0 || attack.attackers.some((each) => parties.includes(each)),
  );
  const told = new Set(own.filter((attack) => attack.attackers.length > 0).map((attack) => attack.passage));
  const otherSide = new Set(
    recent
      .filter((attack) => !own.includes(attack) && !told.has(attack.passage))
      .map((attack) => attack.passage),
  );
  const mine = own.filter((attack) => !otherSide.has(attack.passage) || attack.attackers.length > 0);
  const victims = casualties.filter((each) => !isOtherSides(each, recent, parties));
  const country = mainCountry(mine, victims, passages, parties, stands);
  const places = placesOf(mine, victims, passages, country, parties, stands);
  const tolls = victims.filter((each) => !isElsewhere(each, country, parties));
  const killed = pickToll(
    tolls.filter((each) => each.harm === 'killed' && !(each.fighters && isMilitant(attacker))),
    places,
  );
  const injured = pickToll(
    tolls.filter((each) => each.harm === 'injured'),
    places,
  );
  if (killed) stands.set('killed', killed.passage);
  if (injured) stands.set('injured', injured.passage);
  const when = whenOf(mine, killed?.passage ?? null, stands);
  const attacked = passagesOf(mine, victims).filter((passage) => !otherSide.has(passage));
  const { weapons, stands: weaponStands } = readWeapons(
    attacked.filter((passage) => passage.order <= 6),
    passages.filter((passage) => isOwnCount(passage, parties, otherSide)),
  );
  for (const [kind, passage] of weaponStands) stands.set(`weapons.${kind satisfies WeaponKind}`, passage);
  const targets = findTargets(attacked);
  targets.forEach(({ passage }, index) => {
    stands.set(`targets.${index}`, passage);
  });
  const effects = findEffects(
    passages.filter(
      (passage) =>
        passage.age !== 'old' && !otherSide.has(passage) && (mine.length === 0 || nearAttack(passage, mine)),
    ),
  );
  effects.forEach(({ passage }, index) => {
    stands.set(`effects.${index}`, passage);
  });
  const tollSource = sourceOf(killed ?? injured, stands);
  return {
    strike: {
      attacker,
      country,
      places,
      when,
      killed: killed?.toll ?? null,
      injured: injured?.toll ?? null,
      weapons,
      targets: targets.map(({ target }) => target),
      effects: effects.map(({ effect }) => effect),
      tollSource,
    },
    stands,
  };
}

function weightOf(passage: Passage): number {
  return passage.order === -1
    ? 4
    : passage.order === 0
      ? 4
      : passage.order === 1
        ? 2
        : passage.order <= 3
          ? 1
          : 0.3;
}

function mainAttacker(
  passages: readonly Passage[],
  recent: readonly AttackMention[],
  stands: StrikeStands,
): string | null {
  const scores = new Map<string, { score: number; passage: Passage }>();
  const vote = (name: string, passage: Passage, weight: number) => {
    const known = scores.get(name) ?? { score: 0, passage };
    known.score += weight;
    if (known.passage.in === 'title' && passage.in === 'text') known.passage = passage;
    scores.set(name, known);
  };
  const counted = new Set<string>();
  for (const attack of recent) {
    if (attack.attackers.length === 0) continue;
    const name = attack.attackers.join(' and ');
    const once = `${name} ${attack.passage.in}${attack.passage.order}`;
    vote(
      name,
      attack.passage,
      (counted.has(once) ? 0.2 : weightOf(attack.passage)) * (attack.reference ? 0.4 : 1),
    );
    counted.add(once);
  }
  for (const passage of passages) {
    const claim = /\bclaim(?:ed|s|ing)? (?:responsibility|credit)\b/.exec(passage.text);
    const group =
      claim &&
      passage.names.find((name) => name.named.kind === 'group' && name.to <= wordAt(passage, claim.index));
    if (group) vote(group.named.name, passage, weightOf(passage) * 2);
  }
  const best = [...scores].sort((a, b) => b[1].score - a[1].score)[0];
  const militants = byMilitants(passages, recent);
  if (militants && militants.weight > (best?.[1].score ?? 0)) {
    if (militants.group) stands.set('attacker', militants.group.passage);
    return militants.group?.name ?? null;
  }
  if (!best) return null;
  stands.set('attacker', best[1].passage);
  return best[0];
}

/** "Militants raided an army base": the attackers are named by no name there, but the article may name their group. */
function byMilitants(
  passages: readonly Passage[],
  recent: readonly AttackMention[],
): { weight: number; group: { name: string; passage: Passage } | null } | null {
  let weight = 0;
  const counted = new Set<Passage>();
  for (const { passage, at, attackers } of recent) {
    if (attackers.length > 0 || counted.has(passage)) continue;
    const before = passage.words.slice(Math.max(0, at - 8), at);
    if (
      !before.some((word) =>
        /^(?:militants?|insurgents?|rebels?|gunmen|jihadists?|extremists?|bombers?)$/.test(word.key),
      )
    )
      continue;
    counted.add(passage);
    weight += weightOf(passage);
  }
  if (weight === 0) return null;
  const groups = new Map<string, { count: number; passage: Passage }>();
  for (const passage of passages) {
    for (const { named } of passage.names) {
      if (named.kind !== 'group') continue;
      const known = groups.get(named.name) ?? { count: 0, passage };
      known.count++;
      groups.set(named.name, known);
    }
  }
  const most = [...groups].sort((a, b) => b[1].count - a[1].count)[0];
  return { weight, group: most ? { name: most[0], passage: most[1].passage } : null };
}

function wordAt(passage: Passage, offset: number): number {
  return passage.words.findIndex((word) => word.start >= passage.start + offset);
}

function mainCountry(
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
      vote(attack.defender, attack.passage, weightOf(attack.passage) * 2);
    const direct = (place: Mention) => place.from > attack.at && place.from - attack.at <= 4;
    for (const place of attack.places) {
      // On the attackers' own soil only where a town or region of it is named as hit (occupied land).
      const home = parties.includes(place.named.country ?? '');
      if (home && (place.named.kind === 'country' || place.named.capital)) continue;
      const weight = (direct(place) ? 2 : 1) * (place.named.capital ? 0.8 : 1) * (home ? 0.4 : 1);
      vote(place.named.country, attack.passage, weightOf(attack.passage) * weight);
    }
  }
  for (const victim of victims) {
    if (victim.outside) continue;
    for (const { named, from } of victim.passage.names) {
      const located = /^(?:in|near|at|of)$/.test(victim.passage.words[from - 1]?.key ?? '');
      if (located && (named.kind === 'town' || named.kind === 'region'))
        vote(named.country, victim.passage, weightOf(victim.passage));
    }
  }
  const attacked = new Set(own.map((attack) => attack.passage));
  for (const passage of attacked) {
    for (const { named, to } of passage.names) {
      const office = passage.words.slice(to, to + 4).some((word) => OFFICE.test(word.key));
      const state = named.kind === 'country' || named.kind === 'people';
      if (state && office && !parties.includes(named.country ?? ''))
        vote(named.country, passage, weightOf(passage) * 0.5);
    }
  }
  if (scores.size === 0) {
    for (const passage of passages) {
      if (!attacked.has(passage) && passage.order > 0) continue;
      for (const name of passage.names) {
        const said =
          name.named.kind === 'leader' || name.named.kind === 'organisation' || name.named.kind === 'body';
        if (!said && !parties.includes(name.named.country ?? ''))
          vote(name.named.country, passage, weightOf(passage));
      }
    }
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

function placesOf(
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
  const ordered = [...found.values()].sort((a, b) => a.order - b.order).slice(0, 6);
  ordered.forEach(({ passage }, index) => {
    stands.set(`places.${index}`, passage);
  });
  return ordered.map(({ text }) => text);
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

function isOtherSides(
  each: Casualties,
  recent: readonly AttackMention[],
  parties: readonly string[],
): boolean {
  if (each.outside) return true;
  if (parties.length === 0) return false;
  const here = recent.filter((attack) => attack.passage === each.passage && attack.attackers.length > 0);
  if (here.length === 0) return false;
  const nearest = here.sort((a, b) => Math.abs(a.at - each.at) - Math.abs(b.at - each.at))[0]!;
  return !nearest.attackers.some((name) => parties.includes(name));
}

/** Killed on the attackers' own soil: another attack, told beside this one. */
function isElsewhere(each: Casualties, country: string | null, parties: readonly string[]): boolean {
  if (!country) return false;
  const places = each.passage.names.filter(
    (name) =>
      (name.named.kind === 'town' || name.named.kind === 'region' || name.named.kind === 'country') &&
      /^(?:in|near|on|of)$/.test(each.passage.words[name.from - 1]?.key ?? ''),
  );
  return (
    places.length > 0 &&
    places.every((name) => name.named.country !== country) &&
    places.some((name) => parties.includes(name.named.country ?? ''))
  );
}

function isMilitant(attacker: string | null): boolean {
  return attacker !== null && lookUp(attacker)?.kind === 'group';
}

interface Picked {
  toll: Toll;
  passage: Passage;
  source: Casualties;
}

/**
 * The toll of the whole attack. The first number told is taken; a later one overtakes it where it is called the
 * toll or stands for the sum of those before; parts told place by place with no total are added up.
 */
function pickToll(tolls: readonly Casualties[], places: readonly string[]): Picked | null {
  const inText = tolls.filter((each) => each.passage.in === 'text');
  const title = tolls.find((each) => each.passage.in === 'title');
  const first = inText[0] ?? title;
  if (!first) return null;
  const picked = (each: Casualties, count = each.toll.count): Picked => ({
    toll: { count, qualifier: each.toll.qualifier },
    passage: each.passage,
    source: each,
  });
  if (title && title.toll.count === first.toll.count) return picked(first === title ? title : first);
  const total = inText.find((each) => each.total && each.passage.order <= 12);
  if (total && total.toll.count >= first.toll.count) return picked(total);
  if (title && title !== first && title.toll.count > first.toll.count) {
    const same = inText.find((each) => each.toll.count === title.toll.count);
    return picked(same ?? title);
  }
  if (title && title !== first && title.toll.count === first.toll.count) return picked(first);
  let sum = first.toll.count;
  let parts = 1;
  for (const each of inText.slice(1)) {
    if (parts > 1 && each.toll.count === sum && each.quantity.said !== 'article') return picked(each);
    if (each.further || (each.passage === first.passage && isPart(first, places))) {
      sum += each.toll.count;
      parts++;
    }
  }
  if (parts > 1 && isPart(first, places)) return picked(first, sum);
  const strong = inText.find((each) => each.quantity.said !== 'article');
  if (first.quantity.said === 'article' && strong && strong.passage.order <= 3 && strong.toll.count > 1)
    return picked(strong);
  return picked(first);
}

/** The number is told of one place among several, so that others may come on top. */
function isPart(each: Casualties, places: readonly string[]): boolean {
  if (each.total || places.length < 2) return false;
  const { passage } = each;
  return (
    passage.names.some((name) => name.named.kind === 'town' && Math.abs(name.from - each.at) < 12) ||
    /\bthe capital\b/i.test(passage.text)
  );
}

function whenOf(own: readonly AttackMention[], killed: Passage | null, stands: StrikeStands): string | null {
  let night: { date: string; passage: Passage } | null = null;
  const mentions = [...own].filter((attack) => attack.passage.order <= 8 || attack.passage === killed);
  mentions.sort((a, b) => textFirst(a.passage) - textFirst(b.passage));
  for (const reach of [14, 40]) {
    for (const { passage, at } of mentions) {
      const times = passage.times.filter(
        (time) =>
          time.date !== null &&
          time.offset !== null &&
          time.offset <= 1 &&
          time.offset >= -8 &&
          Math.abs(time.from - at) <= reach &&
          !(time.to < at && time.from > 3 && otherClause(passage.words, time.to, at)),
      );
      times.sort((a, b) => Math.abs(a.from - at) - Math.abs(b.from - at));
      const day = times.find((time) => time.kind === 'day');
      if (day) {
        stands.set('when', passage);
        return day.date;
      }
      if (times[0] && !night) night = { date: times[0].date!, passage };
    }
    if (night && reach === 40) break;
  }
  if (!night) return null;
  stands.set('when', night.passage);
  return night.date;
}

function textFirst(passage: Passage): number {
  return passage.in === 'title' ? 4.5 : passage.order;
}

/** The sentences that tell of the attack or of its victims, in reading order. */
function passagesOf(own: readonly AttackMention[], victims: readonly Casualties[]): Passage[] {
  const set = new Set([
    ...own.map((attack) => attack.passage),
    ...victims.filter((each) => !each.outside).map((each) => each.passage),
  ]);
  return [...set].sort((a, b) => a.order - b.order);
}

function isOwnCount(passage: Passage, parties: readonly string[], otherSide: ReadonlySet<Passage>): boolean {
  if (passage.age === 'old' || otherSide.has(passage)) return false;
  if (parties.length === 0) return true;
  // "Russian air defences downed 132 Ukrainian drones": the drones' owner says whose attack it is.
  for (let i = 0; i < passage.words.length; i++) {
    if (!/^(?:drones?|missiles?|uavs?|rockets?)$/.test(passage.words[i]!.key)) continue;
    const owner = passage.names.find(
      (name) =>
        name.to <= i && i - name.to <= 2 && (name.named.kind === 'people' || name.named.kind === 'group'),
    );
    if (
      owner &&
      !parties.includes(owner.named.kind === 'group' ? owner.named.name : (owner.named.country ?? ''))
    )
      return false;
  }
  return true;
}

function nearAttack(passage: Passage, own: readonly AttackMention[]): boolean {
  return own.some((attack) => Math.abs(attack.passage.order - passage.order) <= 6);
}

function sourceOf(picked: Picked | null, stands: StrikeStands): string | null {
  if (!picked) return null;
  const speakers = speakersOf(picked.passage);
  const speaker = speakers.sort(
    (a, b) => Math.abs(a.verb - picked.source.at) - Math.abs(b.verb - picked.source.at),
  )[0];
  if (!speaker) return null;
  stands.set('tollSource', picked.passage);
  return speaker.text;
}
