import { isOneState, isVerbObject } from './attack_grammar.ts';
import { BARE_VERBS, FIRE_BEFORE, HARM, LAUNCHES, NOUNS, VERBS } from './attack_words.ts';
import { attackersAt, defenderAt } from './attackers.ts';
import { type Passage, quantitiesOf } from './passage.ts';
import { phrase } from './phrases.ts';
import type { Mention } from './places.ts';
import { placesHit } from './places_hit.ts';
import { textBetween } from './sentences.ts';
import { isNoAttack, isSpokenOf } from './spoken_attacks.ts';
import { FACILITY } from './targets.ts';
import { weaponOf } from './weapon_words.ts';
import { wordSet } from './word_sets.ts';
import type { Word } from './words.ts';

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

const NOT_ATTACK_BEFORE = words(
  'labour labor hunger general rail train transport teachers teacher nurses nurse doctors doctor pilots pilot workers worker union lightning heart panic shark dog bear bird lion tiger leopard crocodile elephant wolf cyber verbal personal asthma ransomware hacking hacker student public-sector port dock sympathy school climate first rent bus metro postal tube smear preemptive-strike',
);
const NOT_ATTACK_NEXT = words(
  'deal deals action ballot price prices rate zone vote pact bargain balance accord agreement chord partner oil gold ad ads ads line lines by ban record records',
);
const UNREAL_VERB = words('to would could may might will should can not cannot never if shall wont ready');
const UNREAL_NOUN = words(
  'halt halting stop stopping stopped end ending pause pausing suspend suspended threat threats threatened threatening threaten threatens possible potential future planned avoid prevent preventing against deter risk fear fears feared fearing no without refrain cease halted postponed considers considering considered mulls mulling weighs weighing imminent anticipated warned warning condemn authorise authorize potential thwart thwarted foiled plotting plot plotted',
);

/** What an article about something else than war talks of when it says "strike" or "hit". */
const OTHER_SENSE = phrase(
  /\b(?:walkouts?|picket|pay (?:rise|dispute|offer|deal)|wage|wages|trade union|unions?|industrial action|hunger strike|on strike|strike action|strike ballot|striker|goalkeeper|midfielder|penalty|scored|wicket|batsman|innings|home run|box office|heart attack|panic attack|cyber ?attacks?|ransomware|shark|lightning|earthquake|hurricane|cyclone|tornado|typhoon|landslide|avalanche|crash(?:ed)?|collision)\b/i,
);

/** Nobody tells of more attacks in one sentence. */
const MOST = 12;

/** The attack mentions of a sentence, real ones only: no labour strike, no threat of one, no metaphor. */
export function findAttacks(passage: Passage): AttackMention[] {
  const found: AttackMention[] = [];
  const { words: sentence } = passage;
  if (!TRIGGERS.in(passage)) return [];
  if (
    OTHER_SENSE.in(passage) &&
    !/\b(?:missile|drone|airstrike|air strike|rocket|shelling|bomb)/i.test(passage.text)
  )
    return [];
  for (let i = 0; i < sentence.length && found.length < MOST; i++) {
    if (!TRIGGERS.has(sentence[i]) || !isAttackWord(sentence, i, passage) || isNoAttack(passage, i)) continue;
    const attackers = attackersAt(passage, i);
    found.push({
      passage,
      at: i,
      attackers,
      defender: defenderAt(passage, i),
      reference: isReference(sentence, i) || isSpokenOf(passage, i),
      places: placesHit(passage, i, attackers),
      recent: passage.age !== 'old' && !isBackground(sentence, i) && !isDatedLongAgo(passage, i),
    });
  }
  return found;
}

/** Every word that can tell of an attack. */
const TRIGGERS = wordSet([
  ...NOUNS,
  ...VERBS,
  ...LAUNCHES,
  ...HARM,
  ...BARE_VERBS,
  ...words(
    'breaks broke broken seized seizes captured captures grabbed fire shot came ablaze exploded detonated blew destroyed erupted went',
  ),
]);

const EXPLAINED_BY = wordSet(
  'after since following amid about over despite during condemned condemns condemn condemnation before response retaliation defend justify aftermath discuss discussed of wake like',
);

/** "after US-Israeli strikes", "days since the attack": it dates or explains something else. */
function isReference(sentence: readonly Word[], at: number): boolean {
  for (let i = at - 1; i >= 0 && i >= at - 7; i--) {
    const key = sentence[i]!.key;
    if (
      EXPLAINED_BY.has(sentence[i]) &&
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

/** "the first since the start of the strikes": long under way by then. */
function isBackground(sentence: readonly Word[], at: number): boolean {
  for (let i = at - 1; i >= 0 && i >= at - 9; i--) {
    if (sentence[i]!.kind === 'mark') return false;
    if (sentence[i]!.key === 'since')
      return (
        /^(?:the|a)$/.test(sentence[i + 1]?.key ?? '') &&
        /^(?:start|beginning|outbreak|launch|onset)$/.test(sentence[i + 2]?.key ?? '')
      );
  }
  return false;
}

const STRUCK_UP = /^(?:tone|note|chord|deal|deals|pose|balance|bargain|pact)$/;

/** "the 2017 mosque attack": long ago by its own date. */
function isDatedLongAgo({ times }: Passage, at: number): boolean {
  return times.some(({ kind, to }) => kind === 'past' && to <= at && at - to <= 3);
}

function isAttackWord(sentence: readonly Word[], at: number, passage: Passage): boolean {
  const word = sentence[at]!;
  if (word.kind !== 'word') return false;
  const before = sentence[at - 1]?.key ?? '';
  const next = sentence[at + 1]?.key ?? '';
  if (BARE_VERBS.has(word.key) && isBareVerb(passage, at)) return true;
  // "the army broke the siege of El Obeid": by arms, and no aid ship.
  if (BROKEN.has(word))
    return (
      !UNREAL_VERB.has(before) &&
      sentence.slice(at + 1, at + 5).some(({ key }) => key === 'siege') &&
      isArmed(passage, at)
    );
  // "special forces seized the port": taken by arms.
  if (TAKEN.has(word))
    return (
      (FORCES.test(before) && (next === 'and' || isVerbObject(passage, at + 1))) || isCapture(passage, at)
    );
  if (OPERATION.has(word)) return isDeadlyOperation(passage, at);
  const noun =
    NOUNS.has(word.key) || (word.key === 'fire' && (FIRE_BEFORE.has(before) || isGunfire(passage, at)));
  if (noun || VERBS.has(word.key)) {
    if (NOT_ATTACK_BEFORE.has(before)) return false;
    if (NOT_ATTACK_NEXT.has(next) && !(next === 'oil' && FACILITY.has(sentence[at + 2]))) return false;
    // "200 attack drones", "a strike aircraft": what it is built for.
    if (/^(?:attack|strike)$/.test(word.key) && CRAFT.test(next)) return false;
    // "struck a conciliatory note"
    if (
      /^(?:strikes?|struck|striking)$/.test(word.key) &&
      sentence.slice(at + 1, at + 4).some(({ key }) => STRUCK_UP.test(key))
    )
      return false;
    if (/^(?:raids?|raided|shootings)$/.test(word.key) && POLICE.test(passage.text)) return false;
    if (before === 'to' && /^continu/.test(sentence[at - 2]?.key ?? '')) return true;
    if (UNREAL_VERB.has(before) && !noun) return false;
    if (/^(?:strikes?|attacks?|targets)$/.test(word.key) && UNREAL_VERB.has(before)) return false;
    // "legitimate targets": what may be struck.
    if (word.key === 'targets' && !isVerbObject(passage, at + 1)) return false;
    if (noun)
      for (let i = Math.max(0, at - 4); i < at; i++) if (UNREAL_NOUN.has(sentence[i]!.key)) return false;
    if (
      /^(?:targets|hit|hits|hitting|targeted|stormed|used|blast|explosion|blasts|explosions)$/.test(word.key)
    )
      return isArmed(passage, at) || (/^hits?$/.test(word.key) && isStateHitting(passage, at));
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
      isKilling(passage, at) ||
      (before === 'was' || before === 'were'
        ? next === 'by' && isActorAfter(passage, at)
        : !/^(?:dead|died|dies)$/.test(word.key) && isActorBefore(passage, at))
    );
  return false;
}

/** "Turkish jets bomb a camp", "the army shells a town": forces before it, something struck behind it. */
function isBareVerb(passage: Passage, at: number): boolean {
  const before = passage.words[at - 1];
  if (!before || !isVerbObject(passage, at + 1) || isOneState(passage, at)) return false;
  return (
    FORCES.test(before.key) ||
    passage.names.some(
      (name) =>
        name.to === at &&
        (name.named.kind === 'country' || name.named.kind === 'group' || name.named.kind === 'body'),
    )
  );
}

/** "Russia hits power plant": a state or group right before the verb, and a facility that it can only hit by arms. */
function isStateHitting({ words, names }: Passage, at: number): boolean {
  const actor = names.some(({ named, to }) => to === at && /^(?:country|group|body)$/.test(named.kind));
  if (!actor || words.some(({ key }) => PENALTY.test(key))) return false;
  for (let i = at + 1; i < words.length && i < at + 6 && words[i]!.kind === 'word'; i++) {
    if (/^(?:out|back|by|with|as|over|for|new|at)$/.test(words[i]!.key)) return false;
    if (FACILITY.has(words[i]) || /^(?:energy|power|oil|gas)$/.test(words[i]!.key)) return true;
  }
  return false;
}

const PENALTY =
  /^(?:sanctions?|sanctioned|tariffs?|taxe?s?|fines?|fined|embargo|ban|bans|curbs|lawsuits?|charges|output|milestones?|record|records|targets?|goals?|exports?|imports?|prices?)$/;

/** "US captures Maduro": a leader taken by another state. */
function isCapture({ words, names }: Passage, at: number): boolean {
  if (words[at]!.key.startsWith('storm')) return false;
  const state = names.some(
    ({ named, to }) => to === at && /^(?:country|people|group|body)$/.test(named.kind),
  );
  return state && names.some(({ named, from }) => from > at && from <= at + 3 && named.kind === 'leader');
}

const CRAFT = /^(?:drones?|uavs?|helicopters?|aircraft|planes?|jets?|submarines?)$/;

const OPERATION = wordSet('operation operations');
const BROKEN = wordSet(/^(?:breaks|broken?)$/);
const TAKEN = wordSet(/^(?:seized|seizes|captured|captures|stormed|grabbed)$/);

const FORCES =
  /^(?:army|military|forces|jets|warplanes|planes|aircraft|troops|soldiers|settlers|rebels|drones|helicopters|militants|fighters|gunmen|insurgents|jihadists|militia|navy|artillery|junta|guerrillas|terrorists)$/;

/** A raid or shooting of this kind is the police's, not a war's. */
const POLICE = /\b(?:immigration|police|ice agents?|fbi|drugs?|customs|officers|homeland)\b/i;

const ARMS =
  /\b(?:missiles?|drones?|rockets?|shells?|shelling|bombs?|bombing|airstrikes?|air strikes?|artillery|military|army|troops|forces|militia|operatives|militants?|gunmen|warplanes?|insurgents?|rebels?|soldiers?|attacks?|explosives?|fighters|terrorists?|mortars?|guerrillas?|subversives?|paramilitar(?:y|ies)|death squads?|commandos?|dynamite|grenades?|car bomb|machine ?guns?|hooded|cartels?|hitmen|jihadists?)\b/i;

function isArmed(passage: Passage, at: number): boolean {
  const near = textBetween(passage, Math.max(0, at - 16), Math.min(passage.words.length, at + 17));
  return ARMS.test(near);
}

/** "12 killed in US military operation": a state's, and people were harmed in it. */
function isDeadlyOperation(passage: Passage, at: number): boolean {
  const { words, names } = passage;
  const own =
    words[at - 1]?.key === 'military' || names.some(({ to, named }) => to === at && named.kind !== 'people');
  return own && words.some((word) => HARM.has(word.key));
}

/** "US kills four people": a state right before the verb and people behind it. */
function isKilling(passage: Passage, at: number): boolean {
  return (
    /^(?:kills|killed|wounds|wounded|injures|injured)$/.test(passage.words[at]!.key) &&
    passage.names.some((name) => name.to === at && /^(?:country|body|group)$/.test(name.named.kind)) &&
    quantitiesOf(passage).some(
      ({ from, counts }) => from > at && from <= at + 2 && (counts === 'people' || counts === 'unsaid'),
    )
  );
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

/** "killed by Israeli fire", "Israeli fire kills two", and not "the Swiss fire". */
function isGunfire(passage: Passage, at: number): boolean {
  const owner = passage.names.find(
    (name) => name.to === at && (name.named.kind === 'people' || name.named.kind === 'group'),
  );
  if (!owner) return false;
  return (
    /^(?:by|from|under|in|with)$/.test(passage.words[owner.from - 1]?.key ?? '') ||
    /^(?:kills?|killed|wounds?|wounded|injures?|injured|on|at|hits?|hit|across|leaves|left)$/.test(
      passage.words[at + 1]?.key ?? '',
    )
  );
}

function isActorAfter(passage: Passage, at: number): boolean {
  return passage.names.some((name) => name.from > at && name.from <= at + 4);
}
