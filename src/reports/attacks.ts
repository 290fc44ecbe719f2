import type { Passage } from './passage.ts';
import type { Mention } from './places.ts';
import type { WeaponKind } from './report.ts';
import { keyOf, type Word } from './words.ts';

/** One mention of a physical armed attack in a sentence. */
export interface AttackMention {
  passage: Passage;
  /** The word that tells of the attack. */
  at: number;
  /** Country or group that attacks, by its lexicon name; null where the sentence doesn't say. */
  attackers: string[];
  /** Who was attacked, where the sentence tells it by who fended it off. */
  defender: string | null;
  /** Only spoken of ("after US strikes", "since the attack"), not told as news. */
  reference: boolean;
  /** Names of places hit, as mentions. */
  places: Mention[];
  /** Happened, in the last days as far as the sentence tells. */
  recent: boolean;
}

const words = (list: string) => new Set(list.split(/\s+/));

const NOUNS = words(
  'strike strikes airstrike airstrikes attack attacks shelling bombardment bombing bombings barrage barrages raid raids assault assaults onslaught salvo salvos ambush gunfire blast blasts explosion explosions airstrikes bombardments crossfire bombers bomber detonation kamikazes',
);
const VERBS = words(
  'struck hit hits bombed bombs shelled pounded pounds pummelled pummeled attacked bombarded ambushed stormed raided torched detonated strikes attacks targets targeted pounding striking hitting shelling bombing attacking bombarding',
);
/** Verbs that need a weapon or an attack behind them ("launched 165 drones"). */
const LAUNCHES = words(
  'launched fired unleashed launches fires fire dropped lobbed hurled rained firing launching deployed sent threw used intercepted downed repelled carried conducted',
);
const FIRE_BEFORE = words(
  'artillery rocket tank mortar missile sniper gun machine opened open heavy drone tank under',
);
const HARM = words('killed kills kill killing wounded wounding injured injuring dead died dies martyred');

const WEAPON_WORDS: Record<string, WeaponKind> = {};
for (const [kind, list] of [
  ['drone', 'drone drones uav uavs unmanned shahed shaheds quadcopter quadcopters'],
  ['missile', 'missile missiles oreshnik iskander kinzhal kalibr'],
  ['rocket', 'rocket rockets katyusha grad projectile projectiles'],
  ['artillery', 'artillery shelling shells mortar mortars shelled howitzer shell'],
  ['airstrike', 'airstrike airstrikes warplane warplanes jets'],
  ['gunfire', 'gunfire gunmen gunman shot shooting rifles sniper'],
  ['explosive', 'explosive explosives grenade grenades mine landmine ied ieds roadside suicide dynamite'],
  ['bomb', 'bomb bombs bombed bombing'],
] as const)
  for (const word of words(list)) WEAPON_WORDS[word] = kind;

/** The kind of weapon that a word names; null where it names none. */
export function weaponOf(sentence: readonly Word[], at: number): WeaponKind | null {
  const word = sentence[at]!;
  const before = sentence[at - 1]?.key ?? '';
  const next = sentence[at + 1]?.key ?? '';
  if (
    /^(?:strikes?|raids?|attacks?|bombardments?|bombing)$/.test(word.key) &&
    (before === 'air' || before === 'aerial')
  )
    return 'airstrike';
  if (word.key === 'bombed') return null;
  if (/^bombs?$|^bombing$/.test(word.key)) {
    if (/^(?:suicide|car|roadside|truck|vehicle|petrol|pipe|parcel|vest)$/.test(before)) return 'explosive';
    return /^(?:glide|guided|aerial|cluster|bunker|dropped|air)$/.test(before) ||
      word.key === 'bombs' ||
      next === 'dropped'
      ? 'bomb'
      : 'explosive';
  }
  if (word.key === 'fire') return /^(?:gun|opened|open|sniper|machine)$/.test(before) ? 'gunfire' : null;
  if (word.key === 'shell' || word.key === 'mine' || word.key === 'suicide' || word.key === 'roadside')
    return next === 'bomb' || next === 'bomber' || next === 'blast' ? 'explosive' : null;
  if (word.key === 'shot')
    return next === 'down' || before === 'moon' || before === 'long' ? null : 'gunfire';
  if (word.key === 'shooting') return next === 'down' ? null : 'gunfire';
  if (word.key === 'jets') return before === 'fighter' || before === 'war' ? 'airstrike' : null;
  if (word.key === 'warplanes' || word.key === 'warplane') return 'airstrike';
  if (word.key === 'unmanned') return next === 'aerial' ? 'drone' : null;
  return WEAPON_WORDS[word.key] ?? null;
}

const NOT_ATTACK_BEFORE = words(
  'labour labor hunger general rail train transport teachers teacher nurses nurse doctors doctor pilots pilot workers worker union lightning heart panic shark dog bear bird cyber verbal personal asthma ransomware hacking hacker student public-sector port dock sympathy school climate first rent bus metro postal tube smear preemptive-strike',
);
const NOT_ATTACK_NEXT = words(
  'deal deals action ballot price prices rate zone vote pact bargain balance accord agreement chord partner oil gold ad ads ads line lines by ban record records',
);
const UNREAL_VERB = words('to would could may might will should can not cannot never if shall wont ready');
const UNREAL_NOUN = words(
  'halt halting stop stopping stopped end ending pause pausing suspend suspended threat threats threatened threatening threaten possible potential future planned avoid prevent preventing against deter risk fear fears feared fearing no without refrain cease halted postponed considering mulling imminent anticipated warned warning condemn authorise authorize potential thwart thwarted foiled plotting plot plotted',
);

/** What an article about something else than war talks of when it says "strike" or "hit". */
const OTHER_SENSE =
  /\b(?:walkouts?|picket|pay (?:rise|dispute|offer|deal)|wage|wages|trade union|unions?|industrial action|hunger strike|on strike|strike action|strike ballot|striker|goalkeeper|midfielder|penalty|scored|wicket|batsman|innings|home run|box office|heart attack|panic attack|cyber ?attacks?|ransomware|shark|lightning|earthquake|hurricane|cyclone|tornado|typhoon|landslide|avalanche|crash(?:ed)?|collision)\b/i;

/** The attack mentions of a sentence, real ones only: no labour strike, no threat of one, no metaphor. */
export function findAttacks(passage: Passage): AttackMention[] {
  const found: AttackMention[] = [];
  const { words: sentence } = passage;
  if (
    OTHER_SENSE.test(passage.text) &&
    !/\b(?:missile|drone|airstrike|air strike|rocket|shelling|bomb)/i.test(passage.text)
  )
    return [];
  for (let i = 0; i < sentence.length; i++) {
    if (!isAttackWord(sentence, i, passage)) continue;
    const attackers = attackersAt(passage, i);
    found.push({
      passage,
      at: i,
      attackers,
      defender: defenderAt(passage, i),
      reference: isReference(sentence, i),
      places: placesHit(passage, i, attackers),
      recent: passage.age !== 'old',
    });
  }
  return found;
}

/** Every word that can tell of an attack. */
const TRIGGERS = new Set([
  ...NOUNS,
  ...VERBS,
  ...LAUNCHES,
  ...HARM,
  ...words('fire shot came ablaze exploded detonated blew destroyed erupted went'),
]);

/** "after US-Israeli strikes", "days since the attack": it dates or explains something else. */
function isReference(sentence: readonly Word[], at: number): boolean {
  for (let i = at - 1; i >= 0 && i >= at - 7; i--) {
    const key = sentence[i]!.key;
    if (
      /^(?:after|since|following|amid|about|over|despite|during|condemned|condemns|condemn|condemnation|before|response|retaliation|defend|justify|aftermath|discuss|discussed|of|wake|like)$/.test(
        key,
      ) &&
      (key !== 'of' ||
        /^(?:wake|aftermath|risk|possibility|spectre|news|prospect|threat|context|light|because|victims|anniversary|impact|day|wave)$/.test(
          sentence[i - 1]?.key ?? '',
        ))
    )
      return key !== 'of' || sentence[i - 1]!.key !== 'wave';
    if (sentence[i]!.kind === 'mark' || VERBS.has(key) || LAUNCHES.has(key) || HARM.has(key)) return false;
  }
  return false;
}

const FENDING = /^(?:intercepted|downed|repelled|shot|intercepts|intercepting)$/;

/** "Kuwait intercepts hostile drones": who fends off is the one attacked. */
function defenderAt(passage: Passage, at: number): string | null {
  if (!FENDING.test(passage.words[at]!.key)) return null;
  const name = passage.names.filter((each) => each.to <= at && at - each.to <= 5 && isActor(each)).at(-1);
  return name && !crossesClause(passage.words, name.to, at) ? nameOf(name) : null;
}

function isAttackWord(sentence: readonly Word[], at: number, passage: Passage): boolean {
  const word = sentence[at]!;
  if (word.kind !== 'word' || !TRIGGERS.has(word.key)) return false;
  const before = sentence[at - 1]?.key ?? '';
  const next = sentence[at + 1]?.key ?? '';
  const noun =
    NOUNS.has(word.key) || (word.key === 'fire' && (FIRE_BEFORE.has(before) || isActorBefore(passage, at)));
  if (noun || VERBS.has(word.key)) {
    if (NOT_ATTACK_BEFORE.has(before) || NOT_ATTACK_NEXT.has(next)) return false;
    if (/^(?:raids?|raided|shootings)$/.test(word.key) && POLICE.test(passage.text)) return false;
    if (before === 'to' && /^continu/.test(sentence[at - 2]?.key ?? '')) return true;
    if (UNREAL_VERB.has(before) && !noun) return false;
    if (/^(?:strikes?|attacks?|targets)$/.test(word.key) && UNREAL_VERB.has(before)) return false;
    if (noun)
      for (let i = Math.max(0, at - 4); i < at; i++) if (UNREAL_NOUN.has(sentence[i]!.key)) return false;
    if (
      /^(?:targets|hit|hits|hitting|targeted|stormed|used|blast|explosion|blasts|explosions)$/.test(word.key)
    )
      return isArmed(passage, at);
    if (
      /^(?:struck|striking|strikes)$/.test(word.key) &&
      /^(?:by|a|an|the)$/.test(next) &&
      !isArmed(passage, at)
    )
      return false;
    return true;
  }
  if (LAUNCHES.has(word.key) && !UNREAL_VERB.has(before)) {
    for (let i = at + 1; i < sentence.length && i < at + 12; i++) {
      if (sentence[i]!.kind === 'mark' && sentence[i]!.text !== ',') break;
      const kind = weaponOf(sentence, i);
      if (kind && kind !== 'gunfire') return !(word.key === 'used' && sentence[i + 1]?.key === 'to');
    }
    if (/^(?:launched|fired|intercepted|downed)$/.test(word.key)) {
      for (let i = Math.max(0, at - 4); i < at; i++) {
        const kind = weaponOf(sentence, i);
        if (kind === 'drone' || kind === 'missile' || kind === 'rocket') return true;
      }
    }
    return false;
  }
  if (word.key === 'shot' && (next === 'dead' || next === 'and' || next === 'down'))
    return next !== 'down' || isArmed(passage, at);
  if (
    /^(?:exploded|detonated|blew|destroyed|erupted|went)$/.test(word.key) &&
    (word.key !== 'went' || next === 'off')
  )
    return isExplosive(passage, at);
  if (word.key === 'ablaze') return isExplosive(passage, at);
  if (word.key === 'came' && next === 'under')
    return /^(?:attack|fire|bombardment|shelling)$/.test(sentence[at + 2]?.key ?? '');
  if (HARM.has(word.key))
    return (
      isArmed(passage, at) ||
      (before === 'was' || before === 'were'
        ? next === 'by' && isActorAfter(passage, at)
        : isActorBefore(passage, at))
    );
  return false;
}

/** A raid or shooting of this kind is the police's, not a war's. */
const POLICE = /\b(?:immigration|police|ice agents?|fbi|drugs?|customs|officers|homeland)\b/i;

const ARMS =
  /\b(?:missiles?|drones?|rockets?|shells?|shelling|bombs?|bombing|airstrikes?|air strikes?|artillery|military|army|troops|forces|militia|operatives|militants?|gunmen|warplanes?|insurgents?|rebels?|soldiers?|attacks?|explosives?|fighters|terrorists?|mortars?)\b/i;

function isArmed(passage: Passage, at: number): boolean {
  const from = passage.words[Math.max(0, at - 16)]!.start - passage.start;
  const to = passage.words[Math.min(passage.words.length - 1, at + 16)]!.end - passage.start;
  return ARMS.test(passage.text.slice(from, to));
}

/** Something that explodes or flies stands beside the word. */
function isExplosive(passage: Passage, at: number): boolean {
  for (let i = Math.max(0, at - 9); i < Math.min(passage.words.length, at + 8); i++) {
    const kind = weaponOf(passage.words, i);
    if (kind && kind !== 'gunfire') return true;
    if (/^(?:bombers?|grenades?|mines?|landmines?|warplanes?)$/.test(passage.words[i]!.key)) return true;
  }
  return false;
}

function isActorBefore(passage: Passage, at: number): boolean {
  return passage.names.some(
    (name) =>
      name.to >= at - 1 && name.to <= at && (name.named.kind === 'people' || name.named.kind === 'group'),
  );
}

function isActorAfter(passage: Passage, at: number): boolean {
  return passage.names.some((name) => name.from > at && name.from <= at + 4);
}

/** Who attacks, in the names that the lexicon prints: both of "US-Israeli strikes". */
function attackersAt(passage: Passage, at: number): string[] {
  const { words: sentence, names } = passage;
  const actors = names.filter(isActor);
  // "Russian overnight strikes", "Israel's attack", "US-Israeli strikes": right before, adjectives between.
  const participle =
    /^(?:killed|wounded|injured|dead|martyred)$/.test(sentence[at]!.key) &&
    !/^(?:a|an|the|at|more|some|over|up|his|her|two|three|four|five|six|seven|eight|nine|ten|\d.*)$/.test(
      sentence[at + 1]?.key ?? '',
    );
  const fends = FENDING.test(sentence[at]!.key);
  const before =
    participle || fends
      ? ownerOfWeapon(passage, at, actors)
      : actors
          .filter((name) => name.to <= at && at - name.to <= 7 && onlyModifiers(sentence, name.to, at))
          .at(-1);
  if (before) {
    const joint = actors.find(
      (name) => name.to === before.from || (name.to === before.from - 1 && sentence[name.to]!.key === 'and'),
    );
    return joint && joint !== before ? [nameOf(joint), nameOf(before)] : [nameOf(before)];
  }
  // "accused Ukraine of killing 24 in a drone strike"
  const accused = sentence.findIndex((word) => /^(?:accused|accuses|accusing)$/.test(word.key));
  if (accused >= 0 && accused < at) {
    const blamed = actors.find((name) => name.from > accused && name.from <= accused + 3);
    if (blamed) return [nameOf(blamed)];
  }
  // "by Russian troops", "from Iran": behind it.
  for (let i = at + 1; i < sentence.length && i < at + 14; i++) {
    const key = sentence[i]!.key;
    if (
      key === 'by' ||
      (key === 'from' &&
        (fends || LAUNCHES.has(sentence[at]!.key) || /^(?:launched|fired)$/.test(sentence[i - 1]?.key ?? '')))
    ) {
      if (
        /^(?:condemned|denounced|criticised|rejected|denied|reported|verified|confirmed|seen)$/.test(
          sentence[i - 1]?.key ?? '',
        )
      )
        break;
      const by = actors.find((name) => name.from > i && name.from <= i + 5);
      if (by) return [nameOf(by)];
    }
  }
  // The subject: "Russia launched ...", "Israel's military pounded ...": nearest actor before with no other clause between.
  if (VERBS.has(sentence[at]!.key) || LAUNCHES.has(sentence[at]!.key) || HARM.has(sentence[at]!.key)) {
    // "damaged in strikes": a noun, and no subject's deed.
    if (
      /^(?:in|of|after|by|from|air|the|with|during|new|amid)$/.test(sentence[at - 1]?.key ?? '') &&
      NOUNS.has(sentence[at]!.key)
    )
      return [];
    if (participle || fends || /^(?:was|were|been|being|be)$/.test(sentence[at - 1]?.key ?? '')) return [];
    const subject = actors
      .filter((name) => name.to <= at && at - name.to <= 14 && !crossesClause(sentence, name.to, at))
      .find(
        (name) => !/^(?:in|on|at|of|near|across|from|against|over)$/.test(sentence[name.from - 1]?.key ?? ''),
      );
    // "Sudan's paramilitary Rapid Support Forces": the last of the chain.
    const owned =
      subject && sentence[subject.to]?.text === "'s"
        ? actors.find((name) => name.from > subject.to && name.from <= subject.to + 3 && name.to <= at)
        : undefined;
    if (owned) return [nameOf(owned)];
    if (subject && subject.named.kind !== 'leader') return [nameOf(subject)];
  }
  return [];
}

/** "intercepted an Iranian missile", "shot down Ukrainian drones": whose weapon it was. */
function ownerOfWeapon(passage: Passage, at: number, actors: readonly Mention[]): Mention | undefined {
  return actors.find((name) => {
    if (name.from <= at || name.from > at + 10) return false;
    for (let i = name.to; i < name.to + 3 && i < passage.words.length; i++)
      if (weaponOf(passage.words, i)) return true;
    return false;
  });
}

function isActor(name: Mention): boolean {
  return (
    !name.behind &&
    // "Palestinians" are many people, seldom an army.
    !(name.named.kind === 'people' && /(?:ans|ians|is)$/.test(keyOf(name.text))) &&
    name.named.kind !== 'region' &&
    name.named.kind !== 'organisation' &&
    (name.named.kind !== 'town' || name.named.capital) &&
    name.named.kind !== 'leader'
  );
}

function nameOf(name: Mention): string {
  return name.named.kind === 'group' ? name.named.name : (name.named.country ?? name.named.name);
}

const MODIFIERS =
  /^(?:'s|'|,|and|or|air|aerial|overnight|drone|drones|missile|missiles|rocket|ballistic|massive|large|scale|deadly|combined|military|army|forces?|fresh|new|early|morning|night|nightly|mass|joint|retaliatory|recent|latest|daily|heavy|targeted|precision|bomb|suicide|artillery|tank|deadliest|biggest|major|pre|dawn|daytime|intense|more|two|three|several|series|of|wave|waves|barrage|overnight|double|tap|cross|border|ground|gun|long|range|surprise|repeated|state|led|troops|soldiers|settlers?|navy|warplanes|jets|fighter|security|backed|militants?|fighters|gunmen|rebels|cruise|hypersonic|powerful|rare|separate|fire|strikes?|attacks?|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/;

function onlyModifiers(sentence: readonly Word[], from: number, to: number): boolean {
  for (let i = from; i < to; i++)
    if (!MODIFIERS.test(sentence[i]!.key) && sentence[i]!.kind !== 'number') return false;
  return true;
}

/** A conjunction parts the two: what stands before it belongs to something else. */
export function otherClause(sentence: readonly Word[], from: number, to: number): boolean {
  for (let i = from; i < to; i++)
    if (/^(?:as|while|after|but|even|when)$/.test(sentence[i]!.key)) return true;
  return false;
}

function crossesClause(sentence: readonly Word[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const key = sentence[i]!.key;
    // "the army said it struck": who says it does it.
    if (/^(?:said|says)$/.test(key) && sentence[i + 1]?.key === 'it') continue;
    if (
      /^(?:said|says|told|that|which|who|while|but|after|when|as|because|since|before|reported|accused)$/.test(
        key,
      )
    )
      return true;
  }
  return false;
}

/** Places behind the attack word ("strikes on Kyiv"), before a passive ("Kyiv was hit") or anywhere where it happened. */
function placesHit(passage: Passage, at: number, attackers: readonly string[]): Mention[] {
  const { words: sentence } = passage;
  return passage.names.filter((name) => {
    if (name.named.kind !== 'town' && name.named.kind !== 'region' && name.named.kind !== 'country')
      return false;
    if (Math.abs(name.from - at) > 30 || name.behind) return false;
    const before = sentence[name.from - 1]?.key ?? '';
    const owner = sentence[name.to]?.text === "'s";
    const located =
      /^(?:in|on|at|near|against|of|across|around|over|outside|into|hit|struck|attacked|bombed|shelled|pounded|pounds|hits|strikes|targeting|targeted|hitting|striking|throughout|capital|village|town|port|within|inside|region|city|toward|towards)$/.test(
        before,
      ) ||
      (/^(?:southern|northern|eastern|western|central|the|north|south|east|west|northeastern|northwestern|southeastern|southwestern|occupied)$/.test(
        before,
      ) &&
        /^(?:in|on|at|near|against|of|across|around|over|outside|into|hit|struck|throughout|targeting|targeted)$/.test(
          sentence[name.from - 2]?.key ?? '',
        ));
    const meeting = sentence
      .slice(Math.max(0, name.from - 4), name.from)
      .some((word) =>
        /^(?:meet|meeting|talks|summit|negotiations|gathered|gather|told|visit|visiting)$/.test(word.key),
      );
    if (meeting || before === 'to') return false;
    if (name.to <= at && name.from > 3 && otherClause(sentence, name.to, at)) return false;
    if (before === 'from') return false;
    if (name.named.capital && !located && !owner)
      return /^(?:was|were|region|hit)$/.test(sentence[name.to]?.key ?? '');
    if (name.named.kind === 'country' && attackers.includes(name.named.name)) return false;
    if (name.named.kind === 'country') return located || (owner && name.from > at);
    return true;
  });
}
