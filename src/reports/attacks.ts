import { isVerbObject, otherClause } from './attack_grammar.ts';
import { BARE_VERBS, FIRE_BEFORE, HARM, LAUNCHES, NOUNS, VERBS } from './attack_words.ts';
import { attackersAt, defenderAt } from './attackers.ts';
import type { Passage } from './passage.ts';
import type { Mention } from './places.ts';
import { weaponOf } from './weapon_words.ts';
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
      recent: passage.age !== 'old' && !isBackground(sentence, i),
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
  ...BARE_VERBS,
  ...words(
    'seized seizes captured captures grabbed fire shot came ablaze exploded detonated blew destroyed erupted went',
  ),
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

function isAttackWord(sentence: readonly Word[], at: number, passage: Passage): boolean {
  const word = sentence[at]!;
  if (word.kind !== 'word' || !TRIGGERS.has(word.key)) return false;
  const before = sentence[at - 1]?.key ?? '';
  const next = sentence[at + 1]?.key ?? '';
  if (BARE_VERBS.has(word.key) && isBareVerb(passage, at)) return true;
  // "special forces seized the port": taken by arms.
  if (TAKEN.test(word.key)) return FORCES.test(before) && isVerbObject(passage, at + 1);
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

/** "Turkish jets bomb a camp", "the army shells a town": forces before it, something struck behind it. */
function isBareVerb(passage: Passage, at: number): boolean {
  const before = passage.words[at - 1];
  if (!before || !isVerbObject(passage, at + 1)) return false;
  return (
    FORCES.test(before.key) ||
    passage.names.some(
      (name) =>
        name.to === at &&
        (name.named.kind === 'country' || name.named.kind === 'group' || name.named.kind === 'body'),
    )
  );
}

const TAKEN = /^(?:seized|seizes|captured|captures|stormed|grabbed)$/;

const FORCES =
  /^(?:army|military|forces|jets|warplanes|planes|aircraft|troops|soldiers|settlers|rebels|drones|helicopters|militants|fighters|gunmen|insurgents|jihadists|militia|navy|artillery|junta|guerrillas|terrorists)$/;

/** A raid or shooting of this kind is the police's, not a war's. */
const POLICE = /\b(?:immigration|police|ice agents?|fbi|drugs?|customs|officers|homeland)\b/i;

const ARMS =
  /\b(?:missiles?|drones?|rockets?|shells?|shelling|bombs?|bombing|airstrikes?|air strikes?|artillery|military|army|troops|forces|militia|operatives|militants?|gunmen|warplanes?|insurgents?|rebels?|soldiers?|attacks?|explosives?|fighters|terrorists?|mortars?|guerrillas?|subversives?|paramilitar(?:y|ies)|death squads?|commandos?|dynamite|grenades?|car bomb|machine ?guns?|hooded|cartels?|hitmen|jihadists?)\b/i;

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

const STATES_OWN =
  /^(?:claims?|allegations?|accusations?|reports?|forces?|army|troops|military|ministry|government|drones?|missiles?|demands?|offensive|attacks?|strikes?|war|invasion|air|defen[cs]e|foreign|allies|envoys?|version|assertions?)$/;

/** Places behind the attack word ("strikes on Kyiv"), before a passive ("Kyiv was hit") or anywhere where it happened. */
function placesHit(passage: Passage, at: number, attackers: readonly string[]): Mention[] {
  const { words: sentence } = passage;
  return passage.names.filter((name) => {
    if (name.named.kind !== 'town' && name.named.kind !== 'region' && name.named.kind !== 'country')
      return false;
    if (Math.abs(name.from - at) > 30 || name.behind) return false;
    const before = sentence[name.from - 1]?.key ?? '';
    // "Moscow's claim", "Kyiv's forces": the state's, not the town's.
    const owner = sentence[name.to]?.text === "'s" && !STATES_OWN.test(sentence[name.to + 1]?.key ?? '');
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
    // "the ministry in Moscow": where somebody sits who speaks.
    const seat =
      /^(?:ministry|ministries|government|officials?|embassy|diplomats?|parliament|spokes\w+)$/.test(
        sentence[name.from - 2]?.key ?? '',
      );
    if (meeting || before === 'to' || (before === 'in' && seat)) return false;
    // "killed in the war against Iran": whose war it is, not where they were.
    if (/^(?:against|with|on|in)$/.test(before) && sentence[name.from - 2]?.key === 'war') return false;
    if (sentence[name.to]?.key === 'war' || sentence[name.to + 1]?.key === 'war') return false;
    if (name.to <= at && name.from > 3 && otherClause(sentence, name.to, at)) return false;
    if (before === 'from') return false;
    if (name.named.capital && !located && !owner)
      return /^(?:was|were|region|hit)$/.test(sentence[name.to]?.key ?? '');
    if (name.named.kind === 'country' && attackers.includes(name.named.name)) return false;
    if (name.named.kind === 'country')
      return located || (owner && name.from > at) || (before === ',' && isWithin(passage, name));
    return true;
  });
}

/** "Port Sudan, Sudan": the country behind a place of its own. */
function isWithin(passage: Passage, country: Mention): boolean {
  return passage.names.some(
    (name) =>
      name.to === country.from - 1 &&
      name.named.country === country.named.name &&
      name.named.kind !== 'people',
  );
}
