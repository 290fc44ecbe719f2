import { HARM, HOSTILE, LAUNCHES, NOUNS, VERBS } from './attack_words.ts';
import { isPersonWord } from './counted.ts';
import type { Passage } from './passage.ts';
import { lookUp, type Mention } from './places.ts';
import { wordSet } from './word_sets.ts';
import { keyOf, type Word } from './words.ts';

/**
 * The names of a sentence that can be who attacks by the word at `at`: states, their capitals and people where
 * arms or the attack itself follow, armed groups, and a leader whose own attack it is called. Left out are those
 * who only say where ("in Syria"), who stands behind another ("Iran-backed") or of what land somebody is.
 */
export function belligerentsOf(passage: Passage, at: number): Mention[] {
  return passage.names.filter((name) => canAttack(passage, name, at) && !isLocated(passage, name, at));
}

/** Whether a name can be who attacks by the word at `at`, wherever it stands ("by Russia", "from Iran"). */
export function canAttack(passage: Passage, name: Mention, at: number): boolean {
  return isActor(passage, name, at) && !isPrivate(passage, name, at);
}

/** The country or group; in a civil war "Sudan's army" is a party and not the country. */
export function nameIn(passage: Passage, name: Mention): string {
  const { words } = passage;
  const force = words[name.to]?.text === "'s" ? words[name.to + 1] : words[name.to];
  if (name.named.country && /^(?:army|military|junta)$/.test(force?.key ?? '')) {
    const army = lookUp(`${name.named.country} ${force!.key}`);
    if (army?.kind === 'group') return army.name;
  }
  return name.named.kind === 'group' ? name.named.name : (name.named.country ?? name.named.name);
}

/** Lands from which groups fire: "rockets from Lebanon" doesn't say that Lebanon fired them. */
export function isHost(name: Mention): boolean {
  return (
    name.named.kind !== 'group' &&
    /^(?:Lebanon|Yemen|Gaza Strip|West Bank|Palestine|Syria|Iraq)$/.test(name.named.country ?? '')
  );
}

/** Only words that describe an attack or a force stand between. */
export function onlyModifiers(words: readonly Word[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!MODIFIERS.has(words[i]) && words[i]!.kind !== 'number') return false;
  return true;
}

const MODIFIERS = wordSet(
  /^(?:'s|'|"|,|-|and|or|air|aerial|overnight|drone|drones|missile|missiles|rocket|rockets|ballistic|massive|large|scale|deadly|combined|military|army|forces?|fresh|new|early|morning|night|nightly|mass|joint|retaliatory|recent|latest|daily|heavy|targeted|precision|bomb|suicide|artillery|tank|tanks|deadliest|biggest|major|pre|dawn|daytime|intense|more|two|three|several|series|of|wave|waves|barrage|double|tap|cross|border|ground|gun|long|range|surprise|repeated|state|led|troops|soldiers|settlers?|navy|naval|warplanes?|aircraft|planes?|helicopters?|jets?|fighter|security|backed|militants?|fighters|gunmen|rebels|cruise|hypersonic|powerful|rare|separate|fire|strikes?|attacks?|coalition|alliance|special|elite|regime|junta|government|administration|defence|defense|occupation|guided|glide|kamikaze|unprovoked|indiscriminate|illegal|alleged|suspected|reported|apparent|renewed|ongoing|first|second|third|another|unprecedented|brutal|stark|huge|terrorist|group|militia|has|have|had|also|again|reportedly|repeatedly|have|jihadists?|insurgents?|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/,
);

function isActor(passage: Passage, name: Mention, at: number): boolean {
  const { kind, capital, country } = name.named;
  if (name.behind || kind === 'region' || kind === 'organisation') return false;
  // No army stands behind them: their groups have names of their own, and an "airstrike" of theirs is one on them.
  if (country === 'Palestine') return false;
  if (kind !== 'group' && (country === 'Gaza Strip' || country === 'West Bank')) return false;
  if (kind === 'town') return capital;
  // "the Thailand-Cambodia border", "the Russia-Ukraine war": two sides of one thing; "US-Israeli" are allies.
  const { words, names } = passage;
  const paired =
    (words[name.to]?.glued &&
      names.some((other) => other.from === name.to && other.named.kind === 'country')) ||
    (words[name.from]!.glued &&
      names.some((other) => other.to === name.from && other.named.kind === 'country'));
  if (kind === 'country' && paired && !isAbbreviated(name)) return false;
  if (kind === 'leader') return country !== null && isOwnAttack(passage, name, at);
  // "Palestinians" are many people, seldom an army.
  if (kind === 'people') return !/(?:ans|ians|is)$/.test(keyOf(name.text)) && isArmedHead(passage, name, at);
  return true;
}

/** "Trump's strikes on", "Trump bombs": a leader stands for the state where the attack is called the leader's. */
function isOwnAttack({ words, names }: Passage, name: Mention, at: number): boolean {
  if (name.to > at) return false;
  const owned = words[name.to]?.text === "'s" || words[name.to]?.key === 'administration';
  if (owned) {
    // "Trump's Venezuela strike"
    const aim = names.find(({ from }) => from === name.to + 1);
    return onlyModifiers(words, aim?.to ?? name.to + 1, at) && at - name.to < 8;
  }
  return name.to === at && VERBS_OF_LEADERS.has(words[at]);
}

/** A state's name that serves as its adjective too: "US strikes". */
export function isAbbreviated({ text }: Mention): boolean {
  return /^(?:US|U\.S\.?|UK|U\.K\.?|UAE|USA)$/.test(text);
}

const VERBS_OF_LEADERS = wordSet(
  /^(?:bombs|bombed|bombing|attacks|attacked|strikes|struck|invades|invaded|launches|launched)$/,
);

/** "Russian drones", "an Israeli air strike": arms, a force or the attack follow what land they are of. */
function isArmedHead({ words }: Passage, name: Mention, at: number): boolean {
  for (let i = name.to; i < words.length && i < name.to + 6; i++) {
    const word = words[i]!;
    if (i === at || ARMED.has(word)) return true;
    // "American, British and Israeli jets"
    const listed = i === name.to && (word.text === ',' || word.key === 'and');
    if (listed && words[i + 1]?.capital) continue;
    if (word.kind === 'mark' && !/^[-"'/]$/.test(word.text)) return false;
    if (isPersonWord(word.key) || ENDS_PHRASE.has(word) || HARM.has(word.key)) return false;
  }
  return false;
}

const ARMED = wordSet(
  /^(?:forces?|army|military|troops?|soldiers?|jets?|warplanes?|aircraft|planes?|drones?|uavs?|missiles?|rockets?|helicopters?|gunships?|navy|naval|marines|artillery|tanks?|warships?|gunboats?|commandos?|airstrikes?|strikes?|attacks?|raids?|fire|gunfire|shelling|bombardments?|bombings?|bombs?|shells?|intelligence|spies|operatives|regime|government|junta|defen[cs]e|invasion|offensive|assaults?|bombers?|snipers?|barrages?|aggression|operations?|coalition|occupation|settlers|ministry|shahed|himars|atacms|iskander|kinzhal)$/,
);
const ENDS_PHRASE = wordSet(
  /^(?:in|on|at|by|for|from|of|to|with|as|after|when|while|and|or|is|was|were|are|has|had|said|says|that|which|who)$/,
);

/** "a Palestinian gunman", "US prosecutors", "Haitian gangs": people of that land, not the land. */
function isPrivate({ words }: Passage, name: Mention, at: number): boolean {
  const { kind } = name.named;
  if (kind === 'group' || kind === 'body' || kind === 'leader') return false;
  if (BACKED.has(words[name.to])) return false;
  for (let i = name.to; i < words.length && i < name.to + 3; i++) {
    const word = words[i]!;
    if (word.kind === 'number' || (word.kind === 'mark' && !/^(?:'s|-)$/.test(word.text))) return false;
    if (i === at || ENDS_PHRASE.has(word)) return false;
    if (PRIVATE.has(word)) return true;
    if (VERBS.has(word.key) || HOSTILE.has(word) || LAUNCHES.has(word.key) || NOUNS.has(word.key))
      return false;
  }
  return false;
}

const BACKED = wordSet('backed led');
const PRIVATE = wordSet(
  /^(?:gunm[ae]n|attackers?|assailants?|militias?|man|men|woman|teen|teens|teenagers?|youths?|boy|gangs?|bandits|protesters?|villagers|refugees|nationals?|citizens?|civilians?|people|mob|militants?|rebels?|insurgents?|jihadists?|separatists|traffickers|smugglers|worshippers|children|residents|journalists?|officials?|police|authorities|media|opposition|extremists?|guerrillas?|prosecutors?|investigators?|courts?|judges?|lawmakers?|senators?|diplomats?|students?|experts?|scientists?|companies|company|embassy|consulate|workers?|doctors?|medics|farmers?|house|home|residence|homes|houses)$/,
);

/** "in Syria", "near Kyiv", "northern Israel's": where, not who; but "in US strikes on" is whose they were. */
function isLocated({ words, names }: Passage, name: Mention, at: number): boolean {
  const { kind } = name.named;
  if (kind !== 'country' && kind !== 'town') return false;
  const before = words[name.from - 1];
  if (QUARTER.has(before)) return true;
  // "Iran's Isfahan" is a town.
  if (words[name.to]?.text === "'s")
    return names.some(
      (place) =>
        place.from === name.to + 1 &&
        place.named.country === name.named.country &&
        /^(?:town|region)$/.test(place.named.kind),
    );
  // "in Buluan, Philippines, killing": the land of a place; "between Armenia and Iran": as the one before.
  const joined = names.find(({ to }) => to === name.from - 1);
  if (
    before?.key === ',' &&
    words[name.from - 2]?.capital &&
    /^[,.;]?$/.test(words[name.to]?.text ?? '') &&
    joined?.named.kind !== 'country'
  )
    return true;
  if (before?.key === 'and' && joined && words[joined.from - 1]?.key === 'between') return true;
  if (!LOCATING.has(before)) return false;
  return !(kind === 'country' && isOwnerOfAttack({ words, names }, name, at));
}

/** Nothing but words of the attack, or its aim ("US Venezuela strike"), stands between the state and the attack. */
function isOwnerOfAttack(
  { words, names }: Pick<Passage, 'words' | 'names'>,
  name: Mention,
  at: number,
): boolean {
  const aim = names.find(({ from, named }) => from === name.to && named.kind === 'country');
  const from = aim?.to ?? name.to;
  if (from > at || at - from > 4 || !NOUNS.has(words[at]!.key)) return false;
  return (
    onlyModifiers(words, from, at) &&
    words.slice(from, at).every((word) => word.kind !== 'mark' || word.text === '-')
  );
}

const LOCATING = wordSet(
  /^(?:in|on|at|near|across|from|against|over|inside|into|to|outside|around|through|throughout|between|toward|towards|within)$/,
);

/** Which part of a land: what follows is a place. */
export const QUARTER = wordSet(
  /^(?:[nsew]|n[ew]|s[ew]|(?:north|south|east|west)(?:ern)?|(?:north|south)(?:east|west)(?:ern)?|central|occupied|mainland)$/,
);
