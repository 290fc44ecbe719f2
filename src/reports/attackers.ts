import { crossesClause, FENDING, isFending, isNoun, isPassive, verbBefore } from './attack_grammar.ts';
import { HARM, LAUNCHES, VERBS } from './attack_words.ts';
import type { Passage } from './passage.ts';
import { lookUp, type Mention } from './places.ts';
import { weaponOf } from './weapon_words.ts';
import { keyOf, type Word } from './words.ts';

const LOCATING =
  /^(?:in|on|at|near|across|from|against|over|inside|into|to|outside|around|through|throughout|between|toward|towards|within)$/;

/** "Kuwait intercepts hostile drones": who fends off is the one attacked. */
export function defenderAt(passage: Passage, at: number): string | null {
  if (!FENDING.test(passage.words[at]!.key)) return null;
  const name = passage.names.filter((each) => each.to <= at && at - each.to <= 5 && isActor(each)).at(-1);
  return name && !crossesClause(passage.words, name.to, at) ? nameIn(passage, name) : null;
}

/**
 * Who attacks by the attack word at `at`, in the names that the lexicon prints, both of "US-Israeli strikes". Read
 * as grammar has it: whose attack it is, who stands behind "by", who is the verb's subject, whose weapon it was.
 */
export function attackersAt(passage: Passage, at: number): string[] {
  const { words: sentence } = passage;
  const actors = passage.names.filter(
    (name) => isActor(name) && !isLocated(passage, name) && !isPrivate(passage, name),
  );
  const fends = isFending(passage, at);
  const noun = isNoun(passage, at);
  const passive = !noun && isPassive(passage, at);
  const accused = accusedBefore(passage, actors, at);
  if (accused) return [nameIn(passage, accused)];
  if (fends || passive) {
    const owner =
      ownerOfWeapon(passage, at, actors) ?? (fends ? ownerOfWeapon(passage, -1, actors, at) : undefined);
    const by = behindBy(passage, actors, at, fends);
    return by.length > 0 && !fends ? by : owner ? [nameIn(passage, owner)] : by;
  }
  const before = actors
    .filter((name) => name.to <= at && at - name.to <= 7 && onlyModifiers(sentence, name.to, at))
    .at(-1);
  if (before && !(noun && isTarget(passage, before, at))) return withPartner(passage, actors, before);
  const by = behindBy(passage, actors, at, false);
  if (by.length > 0) return by;
  if (/^(?:ablaze|exploded|explodes|detonated|erupted|went|came)$/.test(sentence[at]!.key)) {
    // What burns or blows up is no attacker, and whoever "came under attack" least of all.
  } else if (!noun) {
    const subject = subjectOf(passage, actors, at);
    if (subject) return withPartner(passage, actors, subject);
  } else {
    // "Israel has stepped up its strikes", "Moscow launched a wave of attacks": the verb's subject.
    const verb = verbBefore(sentence, at);
    const subject = verb >= 0 ? subjectOf(passage, actors, verb) : null;
    if (subject) return withPartner(passage, actors, subject);
  }
  // "Ukrainian drones set a depot ablaze": whose weapon it was, wherever it stands near.
  const owner = ownerOfWeapon(passage, at - 14, actors, at + 12);
  if (owner) return [nameIn(passage, owner)];
  // "M23 fighters took the town after an assault": the group that the sentence is about.
  const about = actors.find(
    (name) =>
      name.named.kind === 'group' && name.to <= at && name.from <= 2 && !crossesClause(sentence, name.to, at),
  );
  return about &&
    noun &&
    !/^(?:targets?|positions?|leaders?|commanders?|sites?|members?|official)$/.test(
      sentence[about.to]?.key ?? '',
    )
    ? [nameIn(passage, about)]
    : [];
}

/** "accused Ukraine of killing 24 in a drone strike", "blames Israel for the attack". */
function accusedBefore(passage: Passage, actors: readonly Mention[], at: number): Mention | undefined {
  const { words: sentence } = passage;
  for (let i = at - 1; i >= 0 && i > at - 24; i--) {
    if (!/^(?:accused|accuses|accusing|blamed|blames|blaming)$/.test(sentence[i]!.key)) continue;
    const blamed = actors.find((name) => name.from > i && name.from <= i + 3 && name.to <= at);
    return blamed;
  }
  return undefined;
}

/** "by Russian troops", "from Iran", "blamed on the RSF": behind the attack word. */
function behindBy(passage: Passage, actors: readonly Mention[], at: number, fends: boolean): string[] {
  const { words: sentence } = passage;
  const launched = LAUNCHES.has(sentence[at]!.key);
  for (let i = at + 1; i < sentence.length && i < at + 16; i++) {
    const key = sentence[i]!.key;
    const before = sentence[i - 1]!.key;
    if (sentence[i]!.text === ';') break;
    const blamed = (key === 'on' || key === 'to') && /^(?:blamed|attributed|pinned)$/.test(before);
    const from =
      key === 'from' && (fends || launched || /^(?:launched|fired|drones?|missiles?|rockets?)$/.test(before));
    if (key !== 'by' && !from && !blamed) continue;
    if (
      /^(?:condemned|denounced|criticised|criticized|rejected|denied|reported|verified|confirmed|seen|followed|caused|posted|published|said|shared|released|issued|visited|hosted|mediated|brokered|backed|supported|damaged)$/.test(
        before,
      )
    )
      continue;
    const by = passage.names
      .filter((name) => isActor(name) && !isPrivate(passage, name) && !(from && isHost(name)))
      .find((name) => name.from > i && name.from <= i + 5 && !hasMark(sentence, i + 1, name.from));
    if (by) return withPartner(passage, actors, generic(passage, by));
  }
  return [];
}

/** Lands from which groups fire: "rockets from Lebanon" doesn't say that Lebanon fired them. */
function isHost(name: Mention): boolean {
  return (
    name.named.kind !== 'group' &&
    /^(?:Lebanon|Yemen|Gaza Strip|West Bank|Palestine|Syria|Iraq)$/.test(name.named.country ?? '')
  );
}

function hasMark(sentence: readonly Word[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (sentence[i]!.kind === 'mark' && sentence[i]!.text !== '-') return true;
  return false;
}

/** The nearest actor before the verb with no other clause between. */
function subjectOf(passage: Passage, actors: readonly Mention[], at: number): Mention | null {
  const { words: sentence } = passage;
  const near = actors.filter(
    (name) => name.to <= at && at - name.to <= 16 && !crossesClause(sentence, name.to, at),
  );
  const ordering = /^(?:ordered|orders|ordering|authorised|authorized|announced)$/.test(sentence[at]!.key);
  const leader = ordering
    ? passage.names.find((name) => name.named.kind === 'leader' && name.to <= at && at - name.to <= 4)
    : undefined;
  const subject = near.find(
    (name) => !/^(?:of)$/.test(sentence[name.from - 1]?.key ?? '') || isForceOf(sentence, name),
  );
  if (!subject) return leader ?? null;
  // "Sudan's paramilitary Rapid Support Forces": the last of the chain.
  const owned =
    sentence[subject.to]?.text === "'s"
      ? near.find((name) => name.from > subject.to && name.from <= subject.to + 3)
      : undefined;
  return owned ?? generic(passage, subject);
}

function isForceOf(sentence: readonly Word[], name: Mention): boolean {
  return /^(?:forces|army|military|navy|fighters|militants|members|soldiers|troops|gunmen)$/.test(
    sentence[name.from - 2]?.key ?? '',
  );
}

/** "Somali group al Shabaab", "Lebanon's Hezbollah": the group and not the land that it is of. */
function generic(passage: Passage, name: Mention): Mention {
  if (name.named.kind === 'group') return name;
  for (const next of passage.names) {
    if (next.named.kind !== 'group' || next.behind || next.from < name.to || next.from > name.to + 4)
      continue;
    if (
      passage.words
        .slice(name.to, next.from)
        .every((word) =>
          /^(?:'s|militant|armed|islamist|jihadist|paramilitary|rebel|group|militia|movement|of|the|from|fighters|militants|rebels|faction|extremist|terrorist|shiite|sunni|based|backed)$/.test(
            word.key,
          ),
        )
    )
      return next;
  }
  return name;
}

/** Both of "US-Israeli", "Israel and the United States", "US, Israeli". */
function withPartner(passage: Passage, actors: readonly Mention[], one: Mention): string[] {
  const { words: sentence } = passage;
  const joint = actors.find(
    (name) =>
      name !== one &&
      name.named.kind !== 'town' &&
      name.to <= one.from &&
      sentence.slice(name.to, one.from).every((word) => /^(?:and|the|,|\/)$/.test(word.key)) &&
      one.from - name.to <= 2,
  );
  const names = joint ? [nameIn(passage, joint), nameIn(passage, one)] : [nameIn(passage, one)];
  return [...new Set(names)];
}

/** "the Venezuela strike", "Kyiv attack": a bare place before the noun is where it hit; "the US strike" is whose. */
function isTarget(passage: Passage, name: Mention, at: number): boolean {
  if (name.to !== at) return false;
  if (name.named.kind === 'town') return true;
  if (name.named.kind !== 'country' || /^(?:US|U\.S\.?|UK|U\.K\.?|UAE|USA)$/.test(name.text)) return false;
  return !/^(?:on|against|in|across|near|kill|kills|killed|hit|hits|leave|leaves|left|wound|target|targets)$/.test(
    passage.words[at + 1]?.key ?? '',
  );
}

/** "intercepted an Iranian missile", "shot down Ukrainian drones": whose weapon it was. */
function ownerOfWeapon(
  passage: Passage,
  after: number,
  actors: readonly Mention[],
  before = after + 11,
): Mention | undefined {
  return actors.find((name) => {
    if (name.from <= after || name.from >= before || name.named.kind === 'town') return false;
    for (let i = name.to; i < name.to + 4 && i < passage.words.length; i++) {
      const word = passage.words[i]!;
      if (
        word.kind === 'mark' ||
        VERBS.has(word.key) ||
        LAUNCHES.has(word.key) ||
        HARM.has(word.key) ||
        /^(?:shot|destroyed|says?|said|and|after|in|on|by|with|as|when|from|at|to|ablaze|of|over|against|is|was|were|are)$/.test(
          word.key,
        )
      )
        return false;
      if (weaponOf(passage.words, i))
        return !/^(?:defen[cs]es?|systems?|operators?|interceptors?)$/.test(passage.words[i + 1]?.key ?? '');
    }
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
    name.named.kind !== 'leader' &&
    // No army stands behind it: its groups have names of their own.
    name.named.country !== 'Palestine'
  );
}

/** "a Palestinian gunman", "Haitian gangs", "Syrian rebels": people of that land, not the land. */
function isPrivate(passage: Passage, name: Mention): boolean {
  return (
    name.named.kind !== 'group' &&
    name.named.kind !== 'body' &&
    passage.words
      .slice(name.to, name.to + 3)
      .some((word) =>
        /^(?:gunm[ae]n|attackers?|assailants?|militias?|man|men|woman|teen|teens|teenagers?|youths?|boy|gangs?|bandits|protesters?|villagers|refugees|nationals?|citizens?|civilians?|people|mob|militants?|rebels?|insurgents?|jihadists?|separatists|traffickers|smugglers|worshippers|children|residents|journalists?|officials?|police|authorities|media|opposition|extremists?|guerrillas?)$/.test(
          word.key,
        ),
      ) &&
    !/^(?:backed|led)$/.test(passage.words[name.to]?.key ?? '')
  );
}

/** "in Syria", "near Kyiv": where, not who; "of Ukraine" too, but for "forces of". */
function isLocated(passage: Passage, name: Mention): boolean {
  if (name.named.kind !== 'country' && name.named.kind !== 'town') return false;
  if (passage.words[name.to]?.text === "'s") return false;
  return LOCATING.test(passage.words[name.from - 1]?.key ?? '');
}

/** The country or group; in a civil war "Sudan's army" is a party and not the country. */
function nameIn(passage: Passage, name: Mention): string {
  const { words } = passage;
  const force = words[name.to]?.text === "'s" ? words[name.to + 1] : words[name.to];
  if (name.named.country && /^(?:army|military|junta)$/.test(force?.key ?? '')) {
    const army = lookUp(`${name.named.country} ${force!.key}`);
    if (army?.kind === 'group') return army.name;
  }
  return name.named.kind === 'group' ? name.named.name : (name.named.country ?? name.named.name);
}

const MODIFIERS =
  /^(?:'s|'|"|,|-|and|or|air|aerial|overnight|drone|drones|missile|missiles|rocket|rockets|ballistic|massive|large|scale|deadly|combined|military|army|forces?|fresh|new|early|morning|night|nightly|mass|joint|retaliatory|recent|latest|daily|heavy|targeted|precision|bomb|suicide|artillery|tank|tanks|deadliest|biggest|major|pre|dawn|daytime|intense|more|two|three|several|series|of|wave|waves|barrage|double|tap|cross|border|ground|gun|long|range|surprise|repeated|state|led|troops|soldiers|settlers?|navy|naval|warplanes?|aircraft|planes?|helicopters?|jets?|fighter|security|backed|militants?|fighters|gunmen|rebels|cruise|hypersonic|powerful|rare|separate|fire|strikes?|attacks?|coalition|alliance|special|elite|regime|junta|government|defence|defense|occupation|guided|glide|kamikaze|unprovoked|indiscriminate|alleged|suspected|reported|apparent|renewed|ongoing|first|second|third|another|unprecedented|brutal|huge|terrorist|group|militia|has|have|had|also|again|reportedly|repeatedly|have|jihadists?|insurgents?|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/;

function onlyModifiers(sentence: readonly Word[], from: number, to: number): boolean {
  for (let i = from; i < to; i++)
    if (!MODIFIERS.test(sentence[i]!.key) && sentence[i]!.kind !== 'number') return false;
  return true;
}
