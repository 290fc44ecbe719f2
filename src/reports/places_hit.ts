import { otherClause } from './attack_grammar.ts';
import { NOUNS } from './attack_words.ts';
import { isAbbreviated, onlyModifiers, QUARTER } from './belligerents.ts';
import type { Passage } from './passage.ts';
import type { Mention } from './places.ts';
import { FACILITY } from './targets.ts';
import { wordSet } from './word_sets.ts';
import type { Word } from './words.ts';

/** Behind a land's or town's name with "'s": what is the state's, not a thing that stands in it. */
const STATES_OWN = wordSet(
  /^(?:claims?|allegations?|accusations?|reports?|forces?|army|troops|military|ministry|government|drones?|missiles?|demands?|offensive|attacks?|strikes?|war|invasion|air|defen[cs]e|foreign|allies|envoys?|version|assertions?|president|leaders?|minister|prime)$/,
);
const LOCATING = wordSet(
  /^(?:in|on|at|near|against|of|across|around|over|outside|into|onto|hit|struck|attacked|bombed|bombs|shelled|pounded|pounds|hits|strikes|targeting|targeted|targets|hitting|striking|throughout|capital|village|town|port|within|inside|region|city|toward|towards|rocks?|rocked|shakes?|jolts?)$/,
);
/** What lies in a land and can be struck, beside the facilities. */
const SETTLEMENT = wordSet(
  /^(?:cit(?:y|ies)|towns?|villages?|regions?|provinces?|districts?|capital|border|territory|soil|airspace|coast|suburbs?|neighbou?rhoods?|resort|oil|energy|power|nuclear|farmland|countryside)$/,
);

/** Places behind the attack word ("strikes on Kyiv"), before a passive ("Kyiv was hit") or anywhere where it happened. */
export function placesHit(passage: Passage, at: number, attackers: readonly string[]): Mention[] {
  return passage.names.filter((name) => isHit(passage, name, at, attackers));
}

function isHit(passage: Passage, name: Mention, at: number, attackers: readonly string[]): boolean {
  const { words } = passage;
  const { kind, capital } = name.named;
  if (name.behind || Math.abs(name.from - at) > 30) return false;
  if (kind === 'people')
    return (
      (isOfLand(words, name, at) || isAim(words, name, at)) &&
      !attackers.includes(name.named.name) &&
      name.named.name !== 'Palestine'
    );
  if (kind !== 'town' && kind !== 'region' && kind !== 'country') return false;
  if (isElsewhere(words, name, at)) return false;
  const lead = leadOf(words, name.from);
  const located = LOCATING.has(words[lead]);
  // "Moscow's claim", "Kyiv's forces": the state's, not the town's.
  const owner = words[name.to]?.text === "'s" && !STATES_OWN.has(words[name.to + 1]);
  // "the Venezuela strike", "Nigeria market attack", "Somalia: bomb kills six"
  const bare =
    (name.to === at && NOUNS.has(words[at]!.key)) ||
    (name.to === at - 1 && FACILITY.has(words[name.to]) && NOUNS.has(words[at]!.key)) ||
    (name.from === 0 && words[name.to]?.text === ':');
  if (capital && !located && !owner)
    return bare || /^(?:was|were|region|hit)$/.test(words[name.to]?.key ?? '');
  if (kind !== 'country') return true;
  if (isOwner(words, name, at)) return false;
  if (attackers.includes(name.named.name) && words[name.from - 1]?.key !== 'occupied') return false;
  return (
    located ||
    bare ||
    (owner && name.from > at) ||
    (words[name.from - 1]?.text === ',' && isWithin(passage, name))
  );
}

/** "in the US raid", "after the Turkish strike on": whose another attack was. */
function isOwner(words: readonly Word[], name: Mention, at: number): boolean {
  let noun = name.to;
  const end = Math.min(words.length, name.to + 4);
  while (noun < end && onlyModifiers(words, noun, noun + 1) && !NOUNS.has(words[noun]!.key)) noun++;
  if (noun === at || !NOUNS.has(words[noun]?.key ?? '')) return false;
  return isAbbreviated(name) || /^(?:on|against)$/.test(words[noun + 1]?.key ?? '');
}

/** The word before a name, past "northern", "S." and "occupied". */
function leadOf(words: readonly Word[], from: number): number {
  let lead = from - 1;
  while (lead > 0 && from - lead < 4) {
    const { key, text, glued } = words[lead]!;
    const initial = text === '.' && /^[nsew]$/.test(words[lead - 1]!.key);
    if (!initial && !QUARTER.has(words[lead]) && key !== 'the') break;
    lead -= key === 'occupied' && glued ? 2 : 1;
  }
  return Math.max(lead, -1);
}

/** What a land has in another land. */
const MISSION = wordSet(/^(?:embassy|embassies|consulates?|missions?|ambassadors?)$/);

/** "Russian border region", "Venezuelan houses": the land of what is struck there. */
function isOfLand(words: readonly Word[], name: Mention, at: number): boolean {
  for (let i = name.to; i < words.length && i < name.to + 3 && i !== at; i++) {
    const { key, kind, text } = words[i]!;
    if ((kind === 'mark' && text !== '-') || MISSION.has(words[i])) return false;
    if (FACILITY.has(words[i]) || (SETTLEMENT.has(words[i]) && key !== 'power')) return true;
  }
  return false;
}

/** "a strike on Russian celebrations", "hits Ukrainian targets": whoever's they are. */
function isAim(words: readonly Word[], name: Mention, at: number): boolean {
  const before = words[name.from - 1]?.key ?? '';
  return name.from > at && name.from - at <= 2 && (name.from - 1 === at || /^(?:on|against)$/.test(before));
}

const TALKS = wordSet('talks summit meeting');
const MEANWHILE = wordSet('while amid ahead');
const WAR_BEFORE = wordSet('against with on in');
const MEETING = wordSet(
  /^(?:meet|meeting|talks|summit|negotiations|gathered|gather|told|visit|visiting|visits)$/,
);

/** Named in the sentence for something else than what `at` tells of: a meeting, an office, another clause. */
export function isElsewhere(words: readonly Word[], name: Mention, at: number): boolean {
  const before = words[name.from - 1]?.key ?? '';
  const ahead = words[name.from - 2]?.key ?? '';
  if (before === 'to' || before === 'from') return true;
  const meeting = words.slice(Math.max(0, name.from - 4), name.from).some((word) => MEETING.has(word));
  // "the ministry in Moscow": where somebody sits who speaks.
  const seat = /^(?:ministry|ministries|government|officials?|embassy|diplomats?|parliament|spokes\w+)$/;
  if (meeting || (before === 'in' && seat.test(ahead))) return true;
  // "killed fighting against Russia"
  if (
    before === 'against' &&
    words
      .slice(Math.max(0, name.from - 7), name.from)
      .some(({ key }) => /^(?:fighting|fights?|fought|battl\w+)$/.test(key))
  )
    return true;
  // "the Sea of Japan"
  if (before === 'of' && /^(?:sea|gulf|bay|strait)$/.test(ahead)) return true;
  // "killed in the war against Iran": whose war it is, not where they were.
  if (ahead === 'war' && WAR_BEFORE.has(words[name.from - 1])) return true;
  if (words[name.to]?.key === 'war' || words[name.to + 1]?.key === 'war') return true;
  if (name.to <= at) return name.from > 3 && otherClause(words, name.to, at);
  const between = words.slice(at + 1, name.from);
  // "ahead of Paris talks"
  if (
    between.some(({ key }) => key === 'ahead') ||
    words.slice(name.to, name.to + 3).some((word) => TALKS.has(word))
  )
    return true;
  // "as South Korea's leader visits China": states of another clause; a town there is still near the attack.
  if (name.named.kind !== 'country') return false;
  return between.some(
    (word, i, between) =>
      MEANWHILE.has(word) ||
      (word.key === 'as' &&
        !/^(?:well|many|much)$/.test(between[i + 1]?.key ?? '') &&
        between[i - 1]?.key !== 'well'),
  );
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
