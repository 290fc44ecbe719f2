import { findTimes } from './dates.ts';
import { titledOfficials } from './officials.ts';
import type { Passage } from './passage.ts';
import type { Mention } from './places.ts';
import type { DiplomacyKind, DiplomacyUpdate } from './report.ts';
import { keyOf } from './words.ts';

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

const TOPICS =
  /\b(?:security guarantees?|peace (?:plan|deal|agreement|process|proposal|settlement)|ceasefire(?: deal| plan| agreement| monitoring| violations?)?|truce|(?:frozen|russian) assets|frozen russian assets|prisoner (?:swap|exchange)s?|hostages?|sanctions(?: relief)?|nuclear (?:deal|programme|program|weapons|talks|arms|energy)|uranium enrichment|enriched uranium|ballistic missiles?(?: programme| program)?|territor(?:y|ial integrity|ial concessions)|trade(?: deal| war)?|tariffs?|humanitarian aid|disarmament|reconstruction|elections?|military (?:aid|support|cooperation|bases)|air defen[cs]e systems?|borders?|migration|drug trafficking|oil(?: sanctions| tankers| exports)?|energy(?: infrastructure| security)?|Strait of Hormuz|naval blockade|sovereignty|international law|stabili[sz]ation force|peacekeeping force|multinational force|greenland|arctic security|defen[cs]e cooperation|security cooperation|security (?:pact|treaty)|war powers|denuclearisation|de-escalation|Donbas)\b/gi;

const FUTURE =
  /\b(?:will|to meet|scheduled|due to|plans? to|planned|upcoming|expected to|is set to|are set to|next|ahead of)\b/i;

/** Reads the diplomacy that an article reports, and the passages that its fields stand in. */
export function readDiplomacy(
  passages: readonly Passage[],
  cues: readonly DiplomacyCue[],
  publishedAt: number | null,
  hit: readonly string[],
): { update: DiplomacyUpdate; stands: Map<keyof DiplomacyUpdate, Passage> } {
  const stands = new Map<keyof DiplomacyUpdate, Passage>();
  const kind = kindOf(cues, stands);
  const told = [...new Set(cues.map((cue) => cue.passage))];
  const participants = participantsOf(passages, cues);
  const firstWith = told.find((passage) => passage.in === 'text' && passage.names.length > 0) ?? told[0];
  if (firstWith && participants.length > 0) stands.set('participants', firstWith);
  const { place, date } = whereAndWhen(cues, kind, publishedAt, hit, stands);
  const topics = topicsOf(told, stands);
  return { update: { kind, participants, place, date, topics }, stands };
}

function positionWeight(order: number): number {
  return order === -1 ? 4 : order === 0 ? 3 : order <= 2 ? 1.2 : order <= 8 ? 0.5 : 0.2;
}

/** What parties do, the most telling first. */
const DEEDS: readonly DiplomacyKind[] = [
  'call',
  'prisoner_exchange',
  'vote',
  'visit',
  'meeting',
  'talks',
  'sanctions',
  'threat',
];

function kindOf(cues: readonly DiplomacyCue[], stands: Map<keyof DiplomacyUpdate, Passage>): DiplomacyKind {
  const scores = new Map<DiplomacyKind, number>();
  for (const cue of cues)
    scores.set(
      cue.kind,
      (scores.get(cue.kind) ?? 0) +
        cue.weight * positionWeight(cue.passage.order) * (cue.kind === 'statement' ? 0.7 : 1),
    );
  let best: DiplomacyKind = 'statement';
  for (const [kind, score] of scores) if (score > (scores.get(best) ?? 0)) best = kind;
  // "Other" cues are only words of the trade; what is done among them is the kind.
  if (best === 'other' || best === 'mediation') {
    const others = [...scores]
      .filter(([kind]) => kind !== 'other' && kind !== 'mediation')
      .sort((a, b) => b[1] - a[1]);
    if (others[0] && others[0][1] > 0.25 * (scores.get(best) ?? 0)) best = others[0][0];
  }
  if (best === 'talks' && (scores.get('meeting') ?? 0) >= 0.7 * (scores.get('talks') ?? 0)) best = 'meeting';
  // The title's own deed comes first; where someone only speaks in it, what he speaks of is no deed yet.
  const title = cues.filter((cue) => cue.passage.in === 'title' && cue.weight >= 0.3).map((cue) => cue.kind);
  const deed = DEEDS.find((kind) => title.includes(kind));
  if (deed) best = deed;
  else if (title.includes('statement')) best = 'statement';
  const first = cues.filter((cue) => cue.kind === best);
  const stand = first.find((cue) => cue.passage.in === 'text') ?? first[0] ?? cues[0];
  if (stand) stands.set('kind', stand.passage);
  return best;
}

function participantsOf(passages: readonly Passage[], cues: readonly DiplomacyCue[]): string[] {
  const told = new Set(cues.filter((cue) => cue.weight >= 0.2).map((cue) => cue.passage));
  const scores = new Map<string, number>();
  const full = new Map<string, string>();
  for (const passage of passages) {
    const taking =
      /\b(?:attend|join|host|meet|met|accompan|talks|gather|spoke|receiv|negotiat|sign|visit)/i.test(
        passage.text,
      )
        ? 1.6
        : 1;
    const weight = positionWeight(passage.order) * (told.has(passage) ? taking : 0.35);
    const here = new Set<string>();
    for (const name of passage.names) {
      const { named } = name;
      const isState =
        named.kind === 'country' || named.kind === 'people' || named.capital || named.kind === 'body';
      let key: string | null = null;
      if (isState) key = named.country;
      else if (named.kind === 'leader' || named.kind === 'group' || named.kind === 'organisation')
        key = named.name;
      if (!key || here.has(key)) continue;
      if (named.capital && /^(?:in|at|to|from|near|on)$/.test(passage.words[name.from - 1]?.key ?? ''))
        continue;
      here.add(key);
      const actor = named.kind === 'leader' ? 0.9 : named.kind === 'group' ? 0.6 : 1;
      scores.set(key, (scores.get(key) ?? 0) + weight * actor);
      if (named.kind === 'leader') full.set(key, fuller(full.get(key), name.text));
    }
    for (const official of titledOfficials(passage)) {
      const key =
        passage.names.find(
          (name) => name.named.kind === 'leader' && keyOf(official).includes(keyOf(name.text)),
        )?.named.name ?? official;
      full.set(key, fuller(full.get(key), official));
      if (!here.has(key)) scores.set(key, (scores.get(key) ?? 0) + weight * 1.1);
      here.add(key);
    }
  }
  const ranked = [...scores].sort((a, b) => b[1] - a[1]);
  const top = ranked[0]?.[1] ?? 0;
  const chosen = ranked.filter(([, score]) => score >= Math.max(0.3, top * 0.03)).slice(0, 8);
  return chosen.map(([key]) => full.get(key) ?? key);
}

function fuller(known: string | undefined, text: string): string {
  const name = text.replace(/\s+/g, ' ');
  return known && known.length >= name.length ? known : name;
}

const GOING =
  /\b(?:head|heads|heading|travel\w*|arriv\w+|fly|flew|gather\w*|meet|meets|host\w*|leaders|summit)\b/i;

const HELD = new Set<DiplomacyKind>([
  'meeting',
  'talks',
  'visit',
  'agreement',
  'mediation',
  'ceasefire',
  'prisoner_exchange',
  'vote',
]);

function whereAndWhen(
  cues: readonly DiplomacyCue[],
  kind: DiplomacyKind,
  publishedAt: number | null,
  hit: readonly string[],
  stands: Map<keyof DiplomacyUpdate, Passage>,
): { place: string | null; date: string | null } {
  const own = cues.filter((cue) => cue.kind === kind || (HELD.has(cue.kind) && HELD.has(kind)));
  let place: string | null = null;
  const places = new Map<string, { score: number; passage: Passage; text: string }>();
  if (HELD.has(kind)) {
    for (const cue of own) {
      if (cue.kind !== 'meeting' && cue.kind !== 'talks' && cue.kind !== 'visit' && cue.kind !== kind)
        continue;
      for (const name of cue.passage.names) {
        if (name.named.kind !== 'town' && name.named.name !== 'Mar-a-Lago') continue;
        const before = cue.passage.words[name.from - 1]?.key ?? '';
        const adjective = /^(?:meeting|summit|talks|gathering|conference)$/.test(
          cue.passage.words[name.to]?.key ?? '',
        );
        if (!adjective && !/^(?:in|at|to|near|visit|visits|visited|visiting)$/.test(before)) continue;
        const distance = Math.abs(name.from - cue.at);
        if (distance > 22) continue;
        const known = places.get(name.named.name) ?? { score: 0, passage: cue.passage, text: name.text };
        // Where the bombs fell is seldom where the talks are.
        const struck = hit.includes(name.text) ? 0.25 : 1;
        known.score +=
          (struck * (positionWeight(cue.passage.order) * Math.max(0.2, cue.weight))) / (1 + distance / 8);
        places.set(name.named.name, known);
      }
    }
    if (places.size === 0) {
      for (const { passage } of cues) {
        if (passage.age === 'old') continue;
        for (const name of passage.names) {
          const before = passage.words[name.from - 1]?.key ?? '';
          if (name.named.kind !== 'town' || !/^(?:in|to)$/.test(before) || !GOING.test(passage.text))
            continue;
          places.set(name.named.name, { score: positionWeight(passage.order), passage, text: name.text });
        }
      }
    }
    const best = [...places.values()].sort((a, b) => b.score - a.score)[0];
    if (best) {
      place = best.text;
      stands.set('place', best.passage);
    }
  }
  const dated = [...own].sort((a, b) => rank(a, place, stands) - rank(b, place, stands));
  for (const cue of dated) {
    const future = FUTURE.test(cue.passage.text);
    const times = findTimes(cue.passage.words, { publishedAt }, future).filter(
      (time) => time.kind === 'day' && time.date !== null && (time.offset ?? 0) > -8,
    );
    if (times.length === 0) continue;
    times.sort((a, b) => Math.abs(a.from - cue.at) - Math.abs(b.from - cue.at));
    stands.set('date', cue.passage);
    return { place, date: times[0]!.date };
  }
  return { place, date: null };
}

function rank(
  cue: DiplomacyCue,
  place: string | null,
  stands: ReadonlyMap<keyof DiplomacyUpdate, Passage>,
): number {
  const withPlace = place !== null && stands.get('place') === cue.passage;
  return (withPlace ? -100 : 0) + (cue.passage.in === 'title' ? 50 : cue.passage.order);
}

function topicsOf(told: readonly Passage[], stands: Map<keyof DiplomacyUpdate, Passage>): string[] {
  const scores = new Map<string, number>();
  for (const passage of told) {
    for (const match of passage.text.matchAll(TOPICS)) {
      // A capital that only begins the sentence is none of the topic's own.
      const topic =
        match.index <= 1 && /^\p{Lu}[^\p{Lu}]*$/u.test(match[0]) ? match[0].toLowerCase() : match[0];
      const key = topic.toLowerCase();
      const known = [...scores.keys()].find((each) => each.toLowerCase() === key);
      scores.set(
        known ?? topic,
        (scores.get(known ?? topic) ?? 0) + positionWeight(passage.order) * (key.includes(' ') ? 1.4 : 1),
      );
      if (!stands.has('topics') && passage.in === 'text') stands.set('topics', passage);
    }
  }
  return [...scores]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 4)
    .map(([topic]) => topic);
}
