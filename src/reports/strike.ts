import { otherClause } from './attack_grammar.ts';
import type { AttackMention } from './attacks.ts';
import { nameIn } from './belligerents.ts';
import type { Casualties } from './casualties.ts';
import { mainAttacker } from './main_attacker.ts';
import type { Passage } from './passage.ts';
import { lookUp } from './places.ts';
import type { StrikeReport, WeaponKind } from './report.ts';
import { mainCountry, placesOf } from './struck_places.ts';
import { findEffects, findTargets } from './targets.ts';
import { type Source, sourceOf, tollSourceOf } from './toll_source.ts';
import { isElsewhere, isOtherSides, pickToll } from './tolls.ts';
import { readWeapons } from './weapons.ts';
import { wordSet } from './word_sets.ts';

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
  const hurt = tolls.filter((each) => each.harm === 'injured');
  // Who gives the toll gives both figures in one breath.
  const beside = hurt.find(
    (each) => each.passage === killed?.passage && each.passage.in === 'text' && !each.further,
  );
  const whole = pickToll(hurt, places);
  const injured =
    beside && whole && !whole.source.total && beside.toll.count > whole.toll.count
      ? { toll: beside.toll, passage: beside.passage, source: beside }
      : whole;
  const missing = pickToll(
    tolls.filter((each) => each.harm === 'missing'),
    places,
  );
  if (killed) stands.set('killed', killed.passage);
  if (injured) stands.set('injured', injured.passage);
  if (missing) stands.set('missing', missing.passage);
  const when = whenOf(mine, killed?.passage ?? null, stands);
  const attacked = passagesOf(mine, victims).filter((passage) => !otherSide.has(passage));
  const {
    weapons,
    stands: weaponStands,
    told: weaponsTold,
  } = readWeapons(
    attacked.filter((passage) => passage.order <= 6),
    passages.filter((passage) => isOwnCount(passage, parties, otherSide)),
    (passage, at) => {
      // "Hezbollah opened fire": told of the other side without an attack word of its own.
      const opener = passage.names.find(
        ({ to }) => to === at - 1 && /^open(?:ed|s)$/.test(passage.words[at - 1]!.key),
      );
      if (opener && parties.length > 0 && !parties.includes(nameIn(passage, opener))) return true;
      const near = attacks
        .filter((attack) => attack.passage === passage && attack.attackers.length > 0)
        .sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
      return near !== undefined && !near.attackers.some((each) => parties.includes(each));
    },
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
  const source = tollSourceOf(killed ?? injured, passages);
  if (source) stands.set('tollSource', source.passage);
  const saidBy: Record<string, string> = {};
  const credit = (figure: string, by: Source | null) => {
    if (!by) return;
    saidBy[figure] = by.text;
    stands.set(`saidBy.${figure}`, by.passage);
  };
  credit('killed', tollSourceOf(killed, passages));
  credit('injured', tollSourceOf(injured, passages));
  credit('missing', tollSourceOf(missing, passages));
  for (const { kind, fate, passage, quantity } of weaponsTold)
    credit(`weapons.${kind}.${fate}`, sourceOf(passage, quantity, quantity.from, passages));
  return {
    strike: {
      attacker,
      country,
      places,
      when,
      killed: killed?.toll ?? null,
      injured: injured?.toll ?? null,
      missing: missing?.toll ?? null,
      weapons,
      targets: targets.map(({ target }) => target),
      effects: effects.map(({ effect }) => effect),
      tollSource: source?.text ?? null,
      saidBy,
    },
    stands,
  };
}

function isMilitant(attacker: string | null): boolean {
  return attacker !== null && lookUp(attacker)?.kind === 'group' && !/(?:army|military)$/.test(attacker);
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

const FLYING = wordSet(/^(?:drones?|missiles?|uavs?|rockets?)$/);

function isOwnCount(passage: Passage, parties: readonly string[], otherSide: ReadonlySet<Passage>): boolean {
  if (passage.age === 'old' || otherSide.has(passage)) return false;
  if (parties.length === 0) return true;
  // "Russian air defences downed 132 Ukrainian drones": the drones' owner says whose attack it is.
  for (let i = 0; FLYING.in(passage) && i < passage.words.length; i++) {
    if (!FLYING.has(passage.words[i])) continue;
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
