import type { DiplomacyCue } from './diplomacy_cues.ts';
import type { Passage } from './passage.ts';
import type { DiplomacyKind } from './report.ts';
import { wordSet } from './word_sets.ts';

/** How much a cue's place in the reading order counts. */
export function positionWeight(order: number): number {
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
  'mediation',
];

/** Saying it is doing it: what else the title names is what it is about. */
const PERFORMS = wordSet(
  /^(?:urges?|urged|condemns?|condemned|calls|called|hails?|hailed|welcomes?|welcomed|rejects?|rejected|denounces?|slams?|criticises|criticizes|blasts|praises|demands?|demanded|reaffirms|reiterates|accuses?|accused|asks|asked|denies|denied|rules|rebukes|tells|summons|summoned|protests|backs|decries|deplores)$/,
);
const SAYS = wordSet(
  /^(?:says?|said|warns?|warned|vows?|vowed|insists?|suggests?|signals|turns|wants|expects|hopes)$/,
);
const OFFICE = wordSet(
  /^(?:envoy|ministry|minister|president|premier|chancellor|ambassador|leader|leaders|spokesman|spokeswoman|diplomat|fm|pm|chief|secretary)$/,
);
const BEHIND = wordSet(/^(?:ahead|before|after|since|until|despite|amid|following)$/);
const CALL = /\b(?:call|phone|telephone|phoned|spoke|spoken|conversation)\b/i;
const AID =
  /\b(?:request\w*|send\w*|sent|give[sn]?|provid\w*|deliver\w*|suppl(?:y|ies|ied)|donat\w*|pledg\w*|approv\w*|grant\w*)\b.{0,60}\b(?:air defen[cs]e|weapons?|arms|ammunition|aid|loan|billion|million|tanks|jets|patriots?)\b/i;

const TRUCE =
  /\b(?:violat|breach|extend|declare|announce|agree|accept|break|broke)\w*\b[^.]{0,40}\b(?:ceasefire|truce)\b|\b(?:ceasefire|truce) (?:deal )?(?:holds?|begins?|collapses?|ends?|extended|takes? effect|comes? into)\b/i;
/** A title that counts victims tells of an attack, and nobody's statement. */
const HARM = /\b(?:killed|kills|dead|injured|wounded|injure|die|dies)\b/i;

/** The kind of diplomacy that an article reports, and the passage that it shows in. */
export function kindOf(
  passages: readonly Passage[],
  cues: readonly DiplomacyCue[],
): { kind: DiplomacyKind; stand: Passage | null } {
  const title = passages.find((passage) => passage.in === 'title');
  const kind = (title && titleKind(title, passages, cues)) ?? weighed(cues);
  const first = cues.filter((cue) => cue.kind === kind);
  const stand = first.find((cue) => cue.passage.in === 'text') ?? first[0];
  return { kind, stand: stand?.passage ?? title ?? cues[0]?.passage ?? null };
}

/** What the title's main words tell: a deed, else that somebody speaks; null where they tell neither. */
function titleKind(
  title: Passage,
  passages: readonly Passage[],
  cues: readonly DiplomacyCue[],
): DiplomacyKind | null {
  const performs = title.words.findIndex((word, at) => PERFORMS.has(word) && isSpoken(title, at));
  const own = cues.filter(
    (cue) =>
      cue.passage === title &&
      cue.weight >= 0.3 &&
      !(performs >= 0 && (isBehind(title, cue.at) || isContent(title, performs, cue))) &&
      !isNegated(title, cue.at),
  );
  if (toldInCall(title, passages)) return 'call';
  const deed = DEEDS.find((kind) => own.some((cue) => cue.kind === kind));
  if (deed) return deed;
  // What becomes of a truce is the news, whoever speaks of it.
  if (TRUCE.test(title.text)) return 'ceasefire';
  if (HARM.test(title.text)) return null;
  if (AID.test(title.text) && performs < 0) return 'aid';
  const speaks = performs >= 0 || title.words.some((word, at) => SAYS.has(word) && isSpoken(title, at));
  if (!speaks) return own.some((cue) => cue.kind === 'statement') ? 'statement' : null;
  return AID.test(title.text) ? 'aid' : 'statement';
}

/** "accuses Europe of undermining talks": what is spoken of, unless it is where it was spoken ("in call", "at summit"). */
function isContent(title: Passage, performs: number, cue: DiplomacyCue): boolean {
  const before = title.words.slice(Math.max(0, cue.at - 2), cue.at);
  return cue.at > performs && !before.some(({ key }) => /^(?:in|at|during)$/.test(key));
}

/** "no date set for a meeting": told not to be. */
function isNegated(title: Passage, at: number): boolean {
  return title.words
    .slice(Math.max(0, at - 7), at)
    .some(({ key }) => /^(?:no|not|never|wont|without)$/.test(key));
}

/** A state, its leader or an office of state stands right before the verb, or right behind it at the end. */
function isSpoken(title: Passage, at: number): boolean {
  const { words, names } = title;
  if (OFFICE.has(words[at - 1])) return true;
  return names.some(
    (name) =>
      name.to <= at &&
      at - name.to <= (name.to === at ? 0 : 2) &&
      !words.slice(name.to, at).some((word) => word.kind === 'mark') &&
      !/^(?:in|on|at|near|from|of)$/.test(words[name.from - 1]?.key ?? '') &&
      (name.named.kind !== 'town' || name.named.capital) &&
      name.named.kind !== 'region',
  );
}

/** "ahead of talks", "after the meeting": not the news. */
function isBehind(title: Passage, at: number): boolean {
  return title.words.slice(Math.max(0, at - 4), at).some((word) => BEHIND.has(word));
}

/** "X told Y that ...", where the article says that it was by telephone. */
function toldInCall(title: Passage, passages: readonly Passage[]): boolean {
  const at = title.words.findIndex((word) => /^(?:told|tells|speaks|spoke|asks|asked)$/.test(word.key));
  const leader = (name: Passage['names'][number]) => name.named.kind === 'leader';
  const both =
    at > 0 &&
    title.names.some((name) => leader(name) && name.to === at) &&
    title.names.some((name) => leader(name) && name.from > at && name.from <= at + 2);
  return both && passages.some(({ order, text }) => order >= 0 && order <= 5 && CALL.test(text));
}

/** The kind whose cues weigh most, those near the top most. */
function weighed(cues: readonly DiplomacyCue[]): DiplomacyKind {
  const scores = new Map<DiplomacyKind, number>();
  for (const { kind, weight, passage } of cues) {
    const each = weight * positionWeight(passage.order) * (kind === 'statement' ? 0.7 : 1);
    scores.set(kind, (scores.get(kind) ?? 0) + each);
  }
  let best: DiplomacyKind = 'statement';
  for (const [kind, score] of scores) if (score > (scores.get(best) ?? 0)) best = kind;
  // "Other" cues are only words of the trade; what is done among them is the kind.
  if (best === 'other' || best === 'mediation') {
    const others = [...scores]
      .filter(([kind]) => kind !== 'other' && kind !== 'mediation')
      .sort((a, b) => b[1] - a[1]);
    if (others[0] && others[0][1] > 0.25 * (scores.get(best) ?? 0)) best = others[0][0];
  }
  if (best === 'talks' && (scores.get('meeting') ?? 0) >= 0.7 * (scores.get('talks') ?? 0)) return 'meeting';
  return best;
}
