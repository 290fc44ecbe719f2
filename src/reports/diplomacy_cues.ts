import type { Passage } from './passage.ts';
import type { Mention } from './places.ts';
import type { DiplomacyKind } from './report.ts';

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
  [
    'talks',
    1.1,
    'talks negotiations negotiation negotiators negotiate negotiating negotiated dialogue consultations',
  ],
  ['agreement', 0.8, 'agreement accord pact treaty deal memorandum'],
  ['agreement', 0.6, 'agreed signed ratified'],
  ['ceasefire', 0.9, 'ceasefire truce armistice'],
  ['sanctions', 1, 'sanctions sanction embargo sanctioned'],
  [
    'statement',
    0.6,
    'condemned condemns denounced denounces urged urges urging welcomed welcomes reiterated reaffirmed',
  ],
  ['visit', 0.7, 'visit visits visited visiting trip'],
  ['mediation', 1, 'mediators mediator mediation mediate mediating mediated brokered broker'],
  ['threat', 0.8, 'ultimatum threatened threatens threat threats blockade'],
  ['aid', 0.7, 'loan assistance'],
  [
    'other',
    0.9,
    'diplomatic diplomacy diplomats diplomat ambassador ambassadors envoy envoys expelled expels embassy bilateral normalisation multilateral trilateral',
  ],
  ['statement', 0.7, 'summoned kremlin'],
] as const)
  for (const word of words(list)) CUES.set(word, { kind, weight });

const PHRASES: [RegExp, DiplomacyKind, number][] = [
  [
    /\b(?:phone call|telephone call|phone conversation|by phone|telephone conversation|by telephone|spoke on the phone|held a call|in a call|phoned)\b/i,
    'call',
    1.2,
  ],
  [
    /\b(?:prisoner (?:swap|exchange)s?|exchange of prisoners|swap(?:ped)? prisoners|exchanged prisoners|prisoners of war (?:were )?(?:exchanged|swapped)|hostages? (?:deal|release))\b/i,
    'prisoner_exchange',
    1.3,
  ],
  [
    /\b(?:security council|general assembly|u\.?n\.?|resolution)\b[^.]{0,60}\b(?:vote[ds]?|voting|adopt(?:s|ed)|veto(?:ed|es)?|resolution)\b/i,
    'vote',
    1.1,
  ],
  [
    /\b(?:peace (?:plan|deal|talks|process|agreement|proposal|efforts)|nuclear (?:deal|talks|agreement)|security guarantees|cease-fire)\b/i,
    'other',
    0.9,
  ],
  [
    /\b(?:foreign (?:minister|ministry|secretary|policy chief)|state department|special envoy|top diplomat|heads of state|secretary[- ]of[- ]state)\b/i,
    'statement',
    0.8,
  ],
  [/\b(?:called (?:on|for)|calls (?:on|for)|call for|appealed to)\b/i, 'statement', 0.4],
  [
    /\b(?:aid package|military aid|humanitarian aid|air defence systems|weapons deliver\w+|financial (?:aid|support))\b/i,
    'aid',
    0.7,
  ],
  [
    /\b(?:severed? (?:ties|relations)|recalled? (?:its|the|their) ambassador|diplomatic (?:ties|relations)|expel\w* (?:\w+ ){0,3}diplomats?)\b/i,
    'other',
    1,
  ],
];

const BUSINESS =
  /\b(?:company|companies|shareholders?|merger|takeover|ceo|chief executive|central bank|rate|union|workers|players?|court|judge|lawmakers?|club|fans|bank|shares|plea deal|board of directors|earnings)\b/i;

/** The cues of a sentence; weaker where fewer than two states or organisations act in it or it tells of long ago. */
export function findDiplomacy(passage: Passage, tellsAttack: boolean): DiplomacyCue[] {
  const parties = new Set(passage.names.filter(isParty).map((name) => name.named.country ?? name.named.name));
  let factor = parties.size >= 2 ? 1 : parties.size === 1 ? 0.6 : 0.2;
  if (passage.age === 'old') factor *= 0.5;
  if (BUSINESS.test(passage.text)) factor *= 0.5;
  const cues: DiplomacyCue[] = [];
  const seen = new Set<DiplomacyKind>();
  const push = (at: number, word: string, kind: DiplomacyKind, weight: number) => {
    const again = seen.has(kind) ? 0.3 : 1;
    seen.add(kind);
    cues.push({ passage, at, word, kind, weight: weight * factor * again });
  };
  for (let i = 0; i < passage.words.length; i++) {
    const word = passage.words[i]!;
    const cue = CUES.get(word.key);
    if (cue) push(i, word.text, cue.kind, cue.weight * (isBackdrop(passage, i, tellsAttack) ? 0.2 : 1));
  }
  for (const [pattern, kind, weight] of PHRASES) {
    const match = pattern.exec(passage.text);
    if (!match) continue;
    const offset = passage.start + match.index;
    const at = Math.max(
      0,
      passage.words.findIndex((word) => word.end > offset),
    );
    push(at, match[0], kind, weight);
  }
  const speech = tellsAttack ? -1 : officialSpeech(passage, parties.size);
  if (speech >= 0) push(speech, passage.words[speech]!.text, 'statement', passage.in === 'title' ? 1.5 : 1.2);
  return cues;
}

/** "since the ceasefire", "a U.S.-brokered truce": named to date or explain something else. */
function isBackdrop(passage: Passage, at: number, tellsAttack: boolean): boolean {
  const { words } = passage;
  const key = words[at]!.key;
  if (key === 'brokered') return words[at]!.glued;
  if (!/^(?:ceasefire|truce|armistice|deal|sanctions|sanctioned|blockade|agreement)$/.test(key)) return false;
  for (let i = at - 1; i >= 0 && i >= at - 5; i--) {
    if (!tellsAttack && /^(?:under|after|during|october)$/.test(words[i]!.key)) continue;
    if (
      /^(?:since|despite|under|undermine|undermined|shaken|fragile|violated|violating|violation|violate|breached|breaching|during|october|after)$/.test(
        words[i]!.key,
      )
    )
      return true;
    if (words[i]!.kind === 'mark') return false;
  }
  return /^(?:that|began|violations?|took)$/.test(words[at + 1]?.key ?? '');
}

const SAYS =
  /^(?:says?|said|told|tells|warned|warns|warn|called|calls|urged|urges|vowed|vows|accused|accuses|condemned|condemns|demanded|demands|insisted|insists|asks|asked|slams|criticised|expressed|stressed|reacted|reacts|wants|turns|backs|rejected|rejects|denies|denied|voiced|hailed)$/;
const OFFICE =
  /^(?:president|premier|chancellor|minister|ambassador|spokesman|spokeswoman|spokesperson|envoy|diplomat|fm|pm|leaders|ministry|secretary|commission|chief)$/;

/** Someone who speaks for a state says something of another one; where the saying stands, or -1. */
function officialSpeech(passage: Passage, parties: number): number {
  const foreign = /\bforeign (?:minister|ministry|secretary|policy chief)\b/i.test(passage.text);
  if (parties < (foreign ? 1 : 2)) return -1;
  const at = passage.words.findIndex(
    (word) =>
      SAYS.test(word.key) ||
      (word.text === ':' &&
        passage.in === 'title' &&
        !/^(?:live|exclusive|analysis|insight|explainer|breaking|watch|update)/i.test(passage.text)),
  );
  if (at < 0) return -1;
  const named = passage.names.some(
    (name) => /^(?:leader|body|organisation)$/.test(name.named.kind) && Math.abs(name.from - at) < 14,
  );
  const office = passage.words.some((word, index) => OFFICE.test(word.key) && Math.abs(index - at) < 14);
  const state =
    passage.in === 'title' &&
    passage.names.some((name) => (name.named.kind === 'country' || name.named.capital) && name.to === at);
  return named || office || state ? at : -1;
}

function isParty(name: Mention): boolean {
  return name.named.kind !== 'region' && (name.named.kind !== 'town' || name.named.capital);
}
