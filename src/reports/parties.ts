import { CLAIM_NOUN } from './denial_words.ts';
import { officialsIn, titledOfficials } from './officials.ts';
import type { Passage } from './passage.ts';
import type { Mention } from './places.ts';
import { textBetween } from './sentences.ts';
import { wordSet } from './word_sets.ts';

/** Someone who says or denies something, by the name that a report prints. */
export interface Party {
  name: string;
  /** The country or organisation whose part it takes; its own name where nobody's. */
  side: string;
}

/** The passages of an article and how it calls a state, group or person. */
export interface Told {
  passages: readonly Passage[];
  nameOf: (mention: Mention) => string;
}

const words = (list: string) => new Set(list.split(/\s+/));

/** May stand between a subject and its verb. */
const BETWEEN = words(
  'has have had do does did is are was were been being be also long since so far always again now later still too both all for its his their part then once would will could',
);
/** Where a noun phrase can't go further to the left. */
const EDGE = words(
  'but while although though whereas as that when because after before if and or yet said says told which who whom where since however than to amid including despite during followed by over with',
);
/** Bodies that speak for the state or group named last. */
const SPEAKS_FOR = words(
  'government military army ministry spokesman spokeswoman spokesperson officials official authorities forces leadership leaders state movement group militia organisation organization regime administration embassy side delegation country presidency navy command president minister guards paramilitary',
);
/** People and bodies without a name. */
const UNNAMED = words(
  'countries states nations capitals governments groups experts critics activists analysts lawyers family families relatives residents observers organisations organizations world opposition allies lawmakers democrats republicans scientists researchers studies witnesses journalists lawyer prosecutors diplomats economists historians doctors union unions media outlets community users monitors advocates campaigners rebels militants company watchdog mediators scholars senators powers expert footage videos video images imagery evidence documents photographs affidavit villagers neighbours',
);
const LOCATED = wordSet(/^(?:in|on|at|from|near|against|with|to|over|by|about|between|into|amid|under)$/);

/** Who does what the word at `verb` says, in the order of the sentence; empty where nobody can be told. */
export function subjectsOf(told: Told, passage: Passage, verb: number): Party[] {
  const { words: sentence } = passage;
  let end = skipBack(passage, verb);
  if (end === 0) return [];
  const last = sentence[end - 1]!;
  if (/^(?:which|who)$/.test(last.key)) {
    end -= sentence[end - 2]?.text === ',' ? 2 : 1;
    return phraseAt(told, passage, end);
  }
  if (/^(?:he|she)$/.test(last.key)) return one(personBefore(told, passage, end - 1));
  if (/^(?:it|they|this)$/.test(last.key)) return one(sideBefore(told, passage, end - 1));
  // "..., rejecting the claim": whoever acts in the sentence does it.
  if (last.text === ',' && sentence[verb]!.key.endsWith('ing')) return one(actorBefore(told, passage, end));
  if (last.text === '-') {
    // "Hungary - which buys it - says": who stands before the dashes.
    const opened = sentence.findLastIndex((word, at) => at < end - 1 && at > 0 && word.text === '-');
    if (opened > 0) return phraseAt(told, passage, opened);
  }
  if (last.text === ',') {
    const opened = openedBefore(passage, end - 1);
    // "X, who has been charged with ..., denies": not the last name in it.
    if (/^(?:who|which)$/.test(sentence[opened + 1]?.key ?? '')) return phraseAt(told, passage, opened);
    const inside = opened >= 0 ? phraseAt(told, passage, end - 1, opened + 1) : [];
    if (inside.length > 0 && !/^(?:the|a|an)$/.test(sentence[opened + 1]!.key)) return inside;
    if (opened > 0) {
      const outside = phraseAt(told, passage, opened);
      if (outside.length > 0) return outside;
    }
    return one(actorBefore(told, passage, end));
  }
  if (EDGE.has(last.key) || last.kind === 'mark') return one(actorBefore(told, passage, end));
  const found = phraseAt(told, passage, end);
  return found.length > 0 ? found : one(actorBefore(told, passage, end));
}

/** Whether two parties take the same part: a state and its president do. */
export function sameSide(a: Party, b: Party): boolean {
  return a.side === b.side || a.name === b.name;
}

/** Whether a sentence names the party or its side. */
export function speaksOf(told: Told, passage: Passage, party: Party): boolean {
  return passage.names.some((name) => {
    const other = partyOf(told, name);
    return other !== null && sameSide(other, party);
  });
}

/** The party that a name of the lexicon stands for; null for a place that speaks for nobody. */
export function partyOf({ nameOf }: Told, mention: Mention): Party | null {
  const { named } = mention;
  if (named.kind === 'region' || (named.kind === 'town' && !named.capital)) return null;
  const name = nameOf(mention);
  return { name, side: named.kind === 'group' ? named.name : (named.country ?? named.name) };
}

const NOUN_IN_LY = /^(?:family|assembly|italy|july|supply|reply|monopoly|anomaly)$/;

/** The end of the noun phrase before a verb: auxiliaries, adverbs and times are left out. */
function skipBack(passage: Passage, verb: number): number {
  let end = verb;
  for (let turns = 0; turns < 8 && end > 0; turns++) {
    const { key } = passage.words[end - 1]!;
    const time = passage.times.find((each) => each.to === end);
    if (time) end = passage.words[time.from - 1]?.key === 'on' ? time.from - 1 : time.from;
    else if (BETWEEN.has(key) || (key.endsWith('ly') && key.length > 4 && !NOUN_IN_LY.test(key))) end--;
    else break;
  }
  return Math.max(0, end);
}

/** Where the comma stands that opens what the comma at `closing` closes, or -1. */
function openedBefore(passage: Passage, closing: number): number {
  for (let i = closing - 1; i >= 0 && i >= closing - 12; i--) if (passage.words[i]!.text === ',') return i;
  return -1;
}

/** The parties of the noun phrase that ends before `end`: all of "the US, Israel and most Western capitals". */
function phraseAt(told: Told, passage: Passage, end: number, least = 0): Party[] {
  const { words: sentence } = passage;
  let from = end;
  while (
    from > least &&
    end - from < 12 &&
    !EDGE.has(sentence[from - 1]!.key) &&
    (sentence[from - 1]!.kind !== 'mark' || /^[&.-]$/.test(sentence[from - 1]!.text)) &&
    !opensAt(passage, from)
  )
    from--;
  const party = partyIn(told, passage, from, end);
  if (!party) return [];
  const parties = [party];
  let joint = from - 1;
  while (joint > least && parties.length < 4 && /^(?:and|,)$/.test(sentence[joint]!.text)) {
    const mention = passage.names.find((name) => name.to === joint);
    const other = mention && partyOf(told, mention);
    if (!mention || !other) break;
    parties.unshift(other);
    joint = mention.from - 1;
    if (sentence[joint]?.key === 'the') joint--;
  }
  // A lone comma before the phrase parts clauses; only a list with "and" joins.
  return sentence[from - 1]?.key === 'and' ? parties : [party];
}

/** "a claim the group denied": a determiner behind a noun begins a phrase of its own. */
function opensAt(passage: Passage, at: number): boolean {
  const { words: sentence } = passage;
  return (
    /^(?:the|its|his|her|their)$/.test(sentence[at]?.key ?? '') &&
    (CLAIM_NOUN.has(sentence[at - 1]) || /^(?:something|charges)$/.test(sentence[at - 1]?.key ?? ''))
  );
}

function partyIn(told: Told, passage: Passage, from: number, end: number): Party | null {
  const { words: sentence } = passage;
  const names = passage.names.filter((name) => name.from >= from && name.to <= end);
  const person = names.find((name) => name.named.kind === 'leader');
  if (person && person.to >= end - 1) return partyOf(told, person);
  const official = officialsIn(passage).find((each) => each.to === end && each.from >= from);
  if (official && !/\bspokes(?:man|woman|person)\b/.test(textBetween(passage, from, end))) {
    const state = names.map((name) => partyOf(told, name)).find((each) => each !== null);
    return { name: official.name, side: state?.side ?? official.name };
  }
  const named = names
    .filter((name) => !LOCATED.has(sentence[name.from - 1]) || name.from - 1 < from)
    .map((name) => partyOf(told, name))
    .find((each) => each !== null);
  const head = sentence[end - 1];
  if (!head) return null;
  const touching = names.some((name) => name.to === end);
  if (named && (touching || SPEAKS_FOR.has(head.key) || names.some((name) => end - name.to <= 4)))
    return named;
  if (head.capital && !touching) {
    const known = fullNameOf(told, head.text);
    if (known) return known;
    let start = end - 1;
    while (start > from && sentence[start - 1]!.capital) start--;
    const text = textBetween(passage, start, end);
    const opens =
      start === 0 &&
      !/^(?:the|a|an|some|many|most|both|other|no|such|\p{L}+ly)$/u.test(sentence[0]!.key) &&
      passage.in === 'text';
    if (end - start >= 2 && end - start <= 5 && (start > 0 || opens)) return { name: text, side: text };
    if (/^(?:[A-Z]{2,6}|Reuters)$/.test(head.text)) return { name: head.text, side: head.text };
    return null;
  }
  if (SPEAKS_FOR.has(head.key) && /^(?:the|its|his|their)$/.test(sentence[from]!.key))
    return sideBefore(told, passage, from);
  if (UNNAMED.has(head.key)) {
    const start = /^(?:the|a|an|some|other|his|her|its|their|whose|that)$/.test(sentence[from]!.key)
      ? from + 1
      : from;
    if (end - start > 5 || start >= end) return null;
    const text = textBetween(passage, start, end);
    return { name: text, side: text };
  }
  return null;
}

/** An official named with the office elsewhere, by surname. */
function fullNameOf({ passages }: Told, surname: string): Party | null {
  for (const passage of passages.slice(0, 60))
    for (const official of titledOfficials(passage))
      if (official.endsWith(` ${surname}`)) return { name: official, side: official };
  return null;
}

/** Who "he" or "she" is: the person named last in the sentence, else the first of the sentences before. */
function personBefore(told: Told, passage: Passage, before: number): Party | null {
  const isPerson = (name: Mention) => name.named.kind === 'leader';
  const here = passage.names.filter((name) => isPerson(name) && name.to <= before).at(0);
  if (here) return partyOf(told, here);
  const at = told.passages.indexOf(passage);
  for (let back = 1; back <= 3 && at - back >= 0; back++) {
    const other = told.passages[at - back]!;
    const person = other.names.find(isPerson);
    if (person) return partyOf(told, person);
    const official = titledOfficials(other)[0];
    if (official) return { name: official, side: official };
  }
  return null;
}

/** Whom "it", "the group" or "the ministry" means: the state or group named last in the sentence, else the first before. */
function sideBefore(told: Told, passage: Passage, before: number): Party | null {
  const isSide = (name: Mention) => name.named.kind !== 'leader' && partyOf(told, name) !== null;
  const here = passage.names.filter((name) => isSide(name) && name.to <= before).at(-1);
  if (here) return partyOf(told, here);
  const at = told.passages.indexOf(passage);
  for (let back = 1; back <= 3 && at - back >= 0; back++) {
    const { names, words: said } = told.passages[at - back]!;
    // "X accused Y of it. The group denied": who is accused answers.
    const accused = names.find(
      (name) =>
        isSide(name) &&
        /^(?:accuse|accuses|accused|accusing|suspect|suspects)$/.test(nounBefore(said, name.from)),
    );
    const side = accused ?? names.find(isSide);
    if (side) return partyOf(told, side);
  }
  return null;
}

function nounBefore(sentence: Passage['words'], at: number): string {
  const key = sentence[at - 1]?.key ?? '';
  return key === 'the' ? (sentence[at - 2]?.key ?? '') : key;
}

const FINITE =
  /^(?:has|have|had|is|was|were|are|said|says|told|tells|called|calls|will|wrote|also|vowed|on)$/;

/** Who acts in the sentence so far: the name nearest before that a verb follows. */
function actorBefore(told: Told, passage: Passage, before: number): Party | null {
  const { words: sentence, names } = passage;
  for (let n = names.length - 1; n >= 0; n--) {
    const name = names[n]!;
    if (name.to > before || before - name.to > 30) continue;
    if (LOCATED.has(sentence[name.from - 1])) continue;
    const next = sentence[name.to]?.key ?? '';
    const spokesman = SPEAKS_FOR.has(next);
    const verb = spokesman ? (sentence[name.to + 1]?.key ?? '') : next;
    const party = partyOf(told, name);
    if (party && (FINITE.test(verb) || /(?:ed|s)$/.test(verb)) && verb !== "'s") return party;
  }
  return null;
}

function one(party: Party | null): Party[] {
  return party ? [party] : [];
}
