import type { Passage } from './passage.ts';
import { type Phrase, phrase } from './phrases.ts';
import type { Mention } from './places.ts';
import type { DiplomacyKind } from './report.ts';
import { endOf } from './sentences.ts';
import { anyOf, wordSet } from './word_sets.ts';

/** A word of diplomacy in a sentence where states or organisations act. */
export interface DiplomacyCue {
  passage: Passage;
  at: number;
  word: string;
  kind: DiplomacyKind;
  weight: number;
}

const words = (list: string) => list.split(/\s+/);

/** Cue words: kind, weight, words. A weight says how surely the word alone speaks of diplomacy. */
const CUES = new Map<string, { kind: DiplomacyKind; weight: number }>();
for (const [kind, weight, list] of [
  ['meeting', 1, 'summit meet meets meeting meetings met hosts host hosting convened gathering gathered'],
  ['meeting', 0.9, 'receives received greets greeted'],
  [
    'talks',
    1.1,
    'talks negotiations negotiation negotiators negotiate negotiating negotiated dialogue consultations',
  ],
  ['agreement', 0.8, 'agreement accord pact treaty deal memorandum'],
  ['agreement', 0.6, 'agreed signed ratified'],
  ['ceasefire', 0.9, 'ceasefire ceasefires truce truces armistice'],
  ['sanctions', 1, 'sanctions sanction embargo sanctioned'],
  [
    'statement',
    0.6,
    'condemned condemns denounced denounces criticised criticises criticized criticizes urged urges urging welcomed welcomes reiterated reaffirmed',
  ],
  ['visit', 0.7, 'visit visits visited visiting trip'],
  ['visit', 0.5, 'travels travelled traveled arrives arrived'],
  ['mediation', 1, 'mediators mediator mediation mediate mediating mediated brokered broker'],
  ['threat', 0.8, 'ultimatum threatened threatens threat threats blockade'],
  ['aid', 0.7, 'loan assistance'],
  [
    'other',
    0.9,
    'diplomatic diplomacy diplomats diplomat ambassador ambassadors envoy envoys expelled expels embassy bilateral normalisation multilateral trilateral',
  ],
  ['statement', 0.7, 'summoned summons kremlin'],
] as const)
  for (const word of words(list)) CUES.set(word, { kind, weight });
const CUE_WORDS = wordSet(CUES.keys());
const RECEIVES = wordSet('receives received greets greeted');

const PHRASES: [Phrase, DiplomacyKind, number][] = [
  [
    phrase(
      /\b(?:phone call|telephone call|phone conversation|by phone|telephone conversation|by telephone|spoke on the phone|held a call|in a call|phoned)\b/i,
    ),
    'call',
    1.2,
  ],
  [
    phrase(
      /\b(?:prisoner (?:swap|exchange)s?|exchange of prisoners|swap(?:ped)? prisoners|exchanged prisoners|prisoners of war (?:were )?(?:exchanged|swapped)|hostages? (?:deal|release)|(?:swap|exchange)(?:s|ped|d)? (?:\w+ ){0,3}(?:captives|prisoners|detainees|pows)|(?:captives|prisoners|detainees|prisoners of war)\b[^.]{0,40}\bswap|(?:free[ds]?|released?|releases|handed over) [^.]{0,60}\bin (?:exchange|return) for (?:the )?(?:\w+ ){0,2}(?:releas(?:e|ing)|freeing|freedom|prisoners|captives|detainees|soldiers|fighters))\b/i,
    ),
    'prisoner_exchange',
    1.3,
  ],
  [
    phrase(
      /\b(?:security council|general assembly|u\.?n\.?|resolution)\b[^.]{0,60}\b(?:vote[ds]?|voting|adopt(?:s|ed)|veto(?:ed|es)?|resolution)\b|\b(?:security council|general assembly) (?:backs?|backed|approves?|approved|authori[sz]e[sd]|passes|passed|rejects?|rejected|extends?|extended|renews?|renewed)\b/i,
    ),
    'vote',
    1.1,
  ],
  [
    phrase(
      /\b(?:peace (?:plan|deal|talks|process|agreement|proposal|efforts)|nuclear (?:deal|talks|agreement)|security guarantees)\b/i,
    ),
    'other',
    0.9,
  ],
  [
    phrase(
      /\b(?:foreign (?:minister|ministry|secretary|policy chief)|state department|special envoy|top diplomat|heads of state|secretary[- ]of[- ]state)\b/i,
    ),
    'statement',
    0.8,
  ],
  [phrase(/\b(?:called (?:on|for)|calls (?:on|for)|call for|appealed to)\b/i), 'statement', 0.4],
  [
    phrase(
      /\b(?:aid package|military aid|humanitarian aid|air defence systems|weapons deliver\w+|financial (?:aid|support))\b/i,
    ),
    'aid',
    0.7,
  ],
  [
    phrase(
      /\b(?:severed? (?:ties|relations)|recalled? (?:its|the|their) ambassador|diplomatic (?:ties|relations)|expel\w* (?:\w+ ){0,3}diplomats?)\b/i,
    ),
    'other',
    1,
  ],
];

const BUSINESS = phrase(
  /\b(?:company|companies|shareholders?|merger|takeover|ceo|chief executive|central bank|rate|union|workers|players?|court|judge|lawmakers?|club|fans|bank|shares|plea deal|board of directors|earnings)\b/i,
);

const SAYS = wordSet(
  /^(?:says?|said|told|tells|warned|warns|warn|called|calls|urged|urges|vowed|vows|accused|accuses|condemned|condemns|demanded|demands|insisted|insists|asks|asked|slams|criticised|expressed|stressed|reacted|reacts|wants|turns|backs|rejected|rejects|denies|denied|voiced|hailed)$/,
);

/** Every word that a cue can begin from. */
const CAN_CUE = anyOf([CUE_WORDS, SAYS, ...PHRASES.map(([pattern]) => pattern.needs)]);

/** The cues of a sentence; weaker where fewer than two states or organisations act in it or it tells of long ago. */
export function findDiplomacy(passage: Passage, tellsAttack: boolean): DiplomacyCue[] {
  if (passage.in === 'text' && !CAN_CUE.in(passage)) return [];
  return cuesOf(passage, tellsAttack);
}

function cuesOf(passage: Passage, tellsAttack: boolean): DiplomacyCue[] {
  const cues: DiplomacyCue[] = [];
  const parties = partiesIn(passage);
  let factor = parties >= 2 ? 1 : parties === 1 ? 0.6 : 0.2;
  if (passage.age === 'old') factor *= 0.5;
  if (BUSINESS.in(passage)) factor *= 0.5;
  const push = (at: number, word: string, kind: DiplomacyKind, weight: number) => {
    const again = cues.some((cue) => cue.kind === kind) ? 0.3 : 1;
    cues.push({ passage, at, word, kind, weight: weight * factor * again });
  };
  for (let i = 0; CUE_WORDS.in(passage) && i < passage.words.length; i++) {
    const word = passage.words[i]!;
    const cue = CUE_WORDS.has(word) && CUES.get(word.key);
    if (RECEIVES.has(word) && !isReceived(passage, i)) continue;
    if (cue) push(i, word.text, cue.kind, cue.weight * (isBackdrop(passage, i, tellsAttack) ? 0.2 : 1));
  }
  for (const [pattern, kind, weight] of PHRASES) {
    const match = pattern.find(passage);
    if (!match) continue;
    const at = Math.max(
      0,
      passage.words.findIndex((_, word) => endOf(passage, word) > match.index),
    );
    push(at, match[0], kind, weight);
  }
  const speech = tellsAttack ? -1 : officialSpeech(passage, parties);
  if (speech >= 0) push(speech, passage.words[speech]!.text, 'statement', passage.in === 'title' ? 1.5 : 1.2);
  return cues;
}

/** How many states, organisations and persons that stand for one act in a sentence; two are as good as more. */
function partiesIn({ names }: Passage): number {
  let first: string | null = null;
  for (const name of names) {
    if (!isParty(name)) continue;
    const party = name.named.country ?? name.named.name;
    if (first !== null && party !== first) return 2;
    first = party;
  }
  return first === null ? 0 : 1;
}

/** "received the Ukrainian president": who is received is a leader. */
function isReceived({ names }: Passage, at: number): boolean {
  return names.some(({ named, from }) => named.kind === 'leader' && from > at && from <= at + 5);
}

/** "host Israeli bases": nobody is a guest there. */
function hostsNobody({ words, names }: Passage, at: number): boolean {
  return !(
    words.slice(at + 1, at + 10).some(({ key }) => GUESTS.test(key)) ||
    names.some(({ named, from }) => named.kind === 'leader' && Math.abs(from - at) < 10)
  );
}

const GUESTS =
  /^(?:talks|summits?|meetings?|negotiations|rounds?|leaders?|ministers?|presidents?|premier|counterparts?|envoys?|delegations?|officials|diplomats|conference|negotiators|mediators|allies|forum|gathering|dialogue|chancellor|king|prince|ceremony|consultations)$/;

const DATES_OTHERS = wordSet('ceasefire truce armistice deal sanctions sanctioned blockade agreement');
const DATED_BY = wordSet(
  'since despite under undermine undermined shaken fragile violated violating violation violate breached breaching during october after',
);

/** "since the ceasefire", "a U.S.-brokered truce": named to date or explain something else. */
function isBackdrop(passage: Passage, at: number, tellsAttack: boolean): boolean {
  const { words } = passage;
  const key = words[at]!.key;
  if (key === 'brokered') return words[at]!.glued;
  if (key === 'host' || key === 'hosts') return hostsNobody(passage, at);
  if (!DATES_OTHERS.has(words[at])) return false;
  for (let i = at - 1; i >= 0 && i >= at - 5; i--) {
    if (!tellsAttack && /^(?:under|after|during|october)$/.test(words[i]!.key)) continue;
    if (DATED_BY.has(words[i])) return true;
    if (words[i]!.kind === 'mark') return false;
  }
  return /^(?:that|began|violations?|took)$/.test(words[at + 1]?.key ?? '');
}

const FOREIGN_OFFICE = phrase(/\bforeign (?:minister|ministry|secretary|policy chief)\b/i);
const OFFICE = wordSet(
  /^(?:president|premier|chancellor|minister|ambassador|spokesman|spokeswoman|spokesperson|envoy|diplomat|fm|pm|leaders|ministry|secretary|commission|chief)$/,
);

/** Someone who speaks for a state says something of another one; where the saying stands, or -1. */
function officialSpeech(passage: Passage, parties: number): number {
  if (parties < 2 && !(parties === 1 && FOREIGN_OFFICE.in(passage))) return -1;
  if (!SAYS.in(passage) && passage.in === 'text') return -1;
  const at = passage.words.findIndex(
    (word) =>
      SAYS.has(word) ||
      (word.text === ':' &&
        passage.in === 'title' &&
        !/^(?:live|exclusive|analysis|insight|explainer|breaking|watch|update)/i.test(passage.text)),
  );
  if (at < 0) return -1;
  const named = passage.names.some(
    (name) => /^(?:leader|body|organisation)$/.test(name.named.kind) && Math.abs(name.from - at) < 14,
  );
  const office = passage.words.some((word, index) => OFFICE.has(word) && Math.abs(index - at) < 14);
  const state =
    passage.in === 'title' &&
    passage.names.some((name) => (name.named.kind === 'country' || name.named.capital) && name.to === at);
  return named || office || state ? at : -1;
}

function isParty(name: Mention): boolean {
  return name.named.kind !== 'region' && (name.named.kind !== 'town' || name.named.capital);
}
