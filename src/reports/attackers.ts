import { crossesClause, FENDING, isFending, isNoun, isPassive, verbBefore } from './attack_grammar.ts';
import { generic, subjectOf } from './attack_subjects.ts';
import { HARM, HOSTILE, LAUNCHES, NOUNS, VERBS } from './attack_words.ts';
import { belligerentsOf, canAttack, isAbbreviated, isHost, nameIn, onlyModifiers } from './belligerents.ts';
import type { Passage } from './passage.ts';
import type { Mention } from './places.ts';
import { weaponOf } from './weapon_words.ts';
import { wordSet } from './word_sets.ts';
import type { Word } from './words.ts';

const DEAD = wordSet('dead died dies');

/** "Kuwait intercepts hostile drones": who fends off is the one attacked. */
export function defenderAt(passage: Passage, at: number): string | null {
  if (!FENDING.has(passage.words[at])) return null;
  const name = belligerentsOf(passage, at)
    .filter((each) => each.to <= at && at - each.to <= 5)
    .at(-1);
  return name && !crossesClause(passage.words, name.to, at) ? nameIn(passage, name) : null;
}

/**
 * Who attacks by the attack word at `at`, in the names that the lexicon prints, both of "US-Israeli strikes". Read
 * as grammar has it: whose attack it is, who stands behind "by", who is the verb's subject, whose weapon it was.
 */
export function attackersAt(passage: Passage, at: number): string[] {
  const { words: sentence } = passage;
  const actors = belligerentsOf(passage, at);
  const { key } = sentence[at]!;
  // Whoever dies does nothing.
  if (DEAD.has(sentence[at])) return behindBy(passage, actors, at, false);
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
  if (/^(?:breaks|broken?)$/.test(key)) {
    // "broke a siege by the RSF": who stands behind "by" is the one beaten.
    const subject = subjectOf(passage, actors, at);
    return subject ? withPartner(passage, actors, subject) : [];
  }
  const before = actors
    .filter((name) => name.to <= at && at - name.to <= 7 && onlyModifiers(sentence, name.to, at))
    .at(-1);
  const owned = before && noun ? ownerOfAim(passage, actors, before) : undefined;
  if (owned) return [nameIn(passage, owned)];
  if (before && !(noun && isTarget(passage, before, at))) return withPartner(passage, actors, before);
  const by = behindBy(passage, actors, at, false);
  if (by.length > 0) return by;
  if (/^(?:ablaze|exploded|explodes|detonated|erupted|went|came)$/.test(key)) {
    // What burns or blows up is no attacker, and whoever "came under attack" least of all.
  } else if (!noun) {
    const subject = subjectOf(passage, actors, at);
    if (subject) return withPartner(passage, actors, subject);
  } else {
    // "Israel has stepped up its strikes", "Moscow launched a wave of attacks": the verb's subject.
    const verb = Math.max(verbBefore(sentence, at), deedBefore(sentence, at));
    const subject = verb >= 0 ? subjectOf(passage, actors, verb) : null;
    if (subject) return withAlly(passage, actors, at, withPartner(passage, actors, subject));
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

const BLAMING = wordSet(/^(?:accused|accuses|accusing|blamed|blames|blaming)$/);

/** "accused Ukraine of killing 24 in a drone strike", "blames Israel for the attack". */
function accusedBefore(passage: Passage, actors: readonly Mention[], at: number): Mention | undefined {
  const { words: sentence } = passage;
  for (let i = at - 1; i >= 0 && i > at - 24; i--) {
    if (!BLAMING.has(sentence[i])) continue;
    // "Ukraine accused of shelling a market": the accused stands before.
    if (sentence[i + 1]?.key === 'of') return actors.find((name) => i - name.to >= 0 && i - name.to <= 1);
    return actors.find((name) => name.from > i && name.from <= i + 3 && name.to <= at);
  }
  return undefined;
}

const ENDS_DEED = wordSet('; : by');

/** "Israel kills two in | raids", "Russian forces target a port with air | strikes": the deed that the attack was done by. */
function deedBefore(sentence: readonly Word[], at: number): number {
  let joint = at - 1;
  while (
    joint > 0 &&
    at - joint < 5 &&
    onlyModifiers(sentence, joint, at) &&
    sentence[joint]!.kind === 'word'
  )
    joint--;
  while (joint > 0 && at - joint < 7 && !/^(?:in|during|with|by|using|through)$/.test(sentence[joint]!.key)) {
    if (sentence[joint]!.kind === 'mark' && !/^[-"']$/.test(sentence[joint]!.text)) return -1;
    joint--;
  }
  for (let i = joint - 1; i >= 0 && joint - i < 20; i--) {
    if (ENDS_DEED.has(sentence[i])) return -1;
    // "homes damaged in strikes": done to them.
    if (HOSTILE.has(sentence[i]))
      return i === joint - 1 && /(?:ed|hit|struck)$/.test(sentence[i]!.key) ? -1 : i;
  }
  return -1;
}

/** "joint strikes with France": who strikes along. */
function withAlly(passage: Passage, actors: readonly Mention[], at: number, names: string[]): string[] {
  const { words } = passage;
  if (!words.slice(Math.max(0, at - 3), at).some((word) => word.key === 'joint')) return names;
  const ally = actors.find(
    (name) => name.from > at && name.from <= at + 3 && words[name.from - 1]!.key === 'with',
  );
  return ally ? [...new Set([...names, nameIn(passage, ally)])] : names;
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
      .filter((name) => canAttack(passage, name, at) && !(from && isHost(name)))
      .find(
        (name) =>
          name.from > i &&
          name.from <= i + 5 &&
          !hasMark(sentence, i + 1, name.from) &&
          // "by masked men in Haiti"
          !sentence.slice(i + 1, name.from).some(({ key }) => /^(?:in|at|near|from)$/.test(key)),
      );
    if (by) return withPartner(passage, actors, generic(passage, by));
  }
  return [];
}

function hasMark(sentence: readonly Word[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (sentence[i]!.kind === 'mark' && sentence[i]!.text !== '-') return true;
  return false;
}

/** "the US Venezuela strike": of two states in a row the first is whose it was. */
function ownerOfAim(passage: Passage, actors: readonly Mention[], aim: Mention): Mention | undefined {
  if (aim.named.kind !== 'country' && aim.named.kind !== 'town') return undefined;
  const possessed = passage.words[aim.from - 1]?.text === "'s";
  const end = possessed ? aim.from - 1 : aim.from;
  return actors.find((name) => name.to === end && name.named.kind !== 'group' && aim.text !== name.text);
}

/** Both of "US-Israeli", "Israel and the United States", "US, Israeli". */
function withPartner(passage: Passage, actors: readonly Mention[], one: Mention): string[] {
  const { words: sentence } = passage;
  const joint = actors.find(
    (name) =>
      name !== one &&
      name.named.kind !== 'town' &&
      name.to <= one.from &&
      (one.from > name.to || sentence[one.from]!.glued) &&
      sentence.slice(name.to, one.from).every((word) => /^(?:and|the|,|\/)$/.test(word.key)) &&
      one.from - name.to <= 2,
  );
  // "UK, France strike": a headline's comma joins.
  const next = actors.find(
    (name) =>
      name.from > one.to &&
      name.from - one.to <= 2 &&
      sentence
        .slice(one.to, name.from)
        .every((word) => /^(?:and|the|&)$/.test(word.key) || (word.text === ',' && passage.in === 'title')),
  );
  // "Britain says it and France bombed": who says it.
  const teller =
    sentence[one.from - 1]?.key === 'and' && sentence[one.from - 2]?.key === 'it'
      ? actors.find((name) => name.to <= one.from - 3)
      : undefined;
  const names = [joint ?? teller, one, next].flatMap((name) => (name ? nameIn(passage, name) : []));
  return [...new Set(names)];
}

/**
 * "the Venezuela strike", "Kyiv attack": a bare place before the noun is where it hit; "the US strike" is whose, and
 * so is "Israel strike on Gaza", where the place follows.
 */
function isTarget({ words, names }: Passage, name: Mention, at: number): boolean {
  if (name.to !== at) return false;
  if (name.named.kind === 'town') return true;
  if (name.named.kind !== 'country' || isAbbreviated(name)) return false;
  if (/^(?:on|against)$/.test(words[at + 1]?.key ?? '')) return false;
  return !names.some(
    (place) =>
      place.from > at &&
      !NOUNS.has(words[place.to]?.key ?? '') &&
      place.named.country !== name.named.country &&
      /^(?:in|on|near|at|hit|hits|kill|kills|across|southern|northern|eastern|western|central)$/.test(
        words[place.from - 1]!.key,
      ),
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
