import { textBetween } from './attribution.ts';
import type { Passage } from './passage.ts';
import type { Mention } from './places.ts';
import type { Dispute } from './report.ts';
import { keyOf } from './words.ts';

const DENIAL =
  /^(?:denied|denies|deny|denying|dismissed|dismisses|dismissing|rejected|rejects|rejecting|refuted|refutes|disputed|disputes|doubted|doubts|contradicted|disputing|denial|disavowed|rebuffed)$/;
/** What is denied is something said, not an offer. */
const SAID =
  /^(?:claims?|claimed|allegations?|accusations?|assertions?|reports?|charges?|statements?|suggestions?|involvement|responsibility|having|being|that|this|any|it|version|account|link|links|allegation|rumours?|figure|figures|carrying|launching|targeting|attacking|breaching|violating|seeking|supporting|killing|wrongdoing|the|role|them|his|her|their|those|these|russian|israeli)$/;
const CLAIM_NOUN =
  /^(?:claims?|allegations?|accusations?|assertions?|reports?|charges?|statements?|suggestions?|accounts?|figures?)$/;
const OFFER =
  /^(?:proposals?|plans?|offers?|calls?|demands?|deal|requests?|terms|bid|invitation|appeals?|resolution|motion|visas?|entry|access|bail|permission|ceasefire|truce|idea|compromise|talks|negotiations|ultimatum|pressure|amendment|bill|petition|lawsuit|appeal|notion|loan|conditions)$/;
const CLAIMING =
  /^(?:say|accuse|regards|regard|considers|believes|claim|insists|insist|allege|accused|accuses|accusing|claimed|claims|alleged|alleges|said|says|blamed|blames|charged|reported|asserted|insisted)$/;

/** A dispute with the passage that it stands in. */
export interface FoundDispute {
  dispute: Dispute;
  passage: Passage;
  claimPassage: Passage;
}

/** Claims of the article that another party denies, rejects or doubts. */
export function findDisputes(
  passages: readonly Passage[],
  nameOf: (mention: Mention) => string,
): FoundDispute[] {
  const found: FoundDispute[] = [];
  const text = passages.filter((passage) => passage.in === 'text');
  const read = text.length > 0 ? text : passages;
  for (let p = 0; p < read.length; p++) {
    const passage = read[p]!;
    for (let i = 0; i < passage.words.length; i++) {
      const key = passage.words[i]!.key;
      const doubts = isDisbelief(passage, i) || isCallingFalse(passage, i);
      if (!DENIAL.test(key) && !doubts) continue;
      if (
        /^(?:to|not|never|cannot|could|would|if|be|been|was|were|is|are)$/.test(
          passage.words[i - 1]?.key ?? '',
        ) &&
        !doubts
      )
        continue;
      if (!doubts && !isOfSpeech(passage, i)) continue;
      const denier = subjectBefore(passage, i);
      if (!denier) continue;
      const by = nameOf(denier);
      const after = claimAfter(passage, i, nameOf, by);
      const standing = after ? undefined : found.findLast((each) => passage.order - each.passage.order <= 3);
      if (standing && refersBack(passage, i) && standing.dispute.claimedBy !== by) {
        if (!standing.dispute.disputedBy.includes(by)) standing.dispute.disputedBy.push(by);
        continue;
      }
      const claim = after ?? claimBehind(read, p, i, nameOf, by) ?? ownWords(passage, i);
      if (!claim) continue;
      const known = found.find((each) => sameClaim(each, claim, passage));
      if (known) {
        if (!known.dispute.disputedBy.includes(by) && known.dispute.claimedBy !== by)
          known.dispute.disputedBy.push(by);
      } else if (found.length < 8) {
        found.push({
          dispute: { claim: claim.text, claimedBy: claim.by, disputedBy: [by] },
          passage,
          claimPassage: claim.passage,
        });
      }
    }
  }
  return found;
}

/** "denied carrying out such an attack": what is denied, where nobody is named who said it. */
function ownWords(passage: Passage, at: number): Claim | null {
  const next = passage.words[at + 1];
  if (
    !next ||
    !passage.words[at]!.key.startsWith('den') ||
    !(next.key.endsWith('ing') || /^(?:any|involvement|responsibility|having|that)$/.test(next.key))
  )
    return null;
  return { text: clause(passage, at + 1), by: null, passage, back: false };
}

/** "also rejected the accusation", "has denied it": what was claimed stands before. */
function refersBack(passage: Passage, at: number): boolean {
  const behind = passage.words.slice(at + 1, at + 4).map((word) => word.key);
  if (/^(?:it|this|that|them|so)$/.test(behind[0] ?? ''))
    return behind.length < 3 || passage.words[at + 2]!.kind === 'mark';
  return (
    /^(?:the|this|that|such|those|these|any)$/.test(behind[0] ?? '') &&
    behind.some((key) => CLAIM_NOUN.test(key))
  );
}

interface Claim {
  text: string;
  by: string | null;
  passage: Passage;
  /** Refers back ("the accusation") rather than saying what was claimed. */
  back: boolean;
}

function sameClaim(known: FoundDispute, claim: Claim, passage: Passage): boolean {
  if (known.claimPassage === claim.passage && known.dispute.claimedBy === claim.by) return true;
  return (
    claim.back &&
    passage.order - known.passage.order <= 3 &&
    (claim.by === null || claim.by === known.dispute.claimedBy)
  );
}

/** "called the claim a lie". */
function isCallingFalse(passage: Passage, at: number): boolean {
  const { words } = passage;
  if (!/^(?:called|calls|branded|described)$/.test(words[at]!.key)) return false;
  const behind = words.slice(at + 1, at + 9);
  const object = behind.findIndex(
    (word) => CLAIM_NOUN.test(word.key) || /^(?:it|that|this|them)$/.test(word.key),
  );
  return (
    object >= 0 &&
    object < 4 &&
    behind.some((word) =>
      /^(?:lie|lies|false|baseless|nonsense|fabricated|fabrication|untrue|absurd|unfounded|propaganda|groundless)$/.test(
        word.key,
      ),
    )
  );
}

/** "I don't believe that strike happened". */
function isDisbelief(passage: Passage, at: number): boolean {
  const { words } = passage;
  return (
    words[at]!.key === 'believe' &&
    /^(?:dont|not|doesnt|didnt)$/.test(words[at - 1]?.key ?? '') &&
    (/^(?:that|it)$/.test(words[at + 1]?.key ?? '') ||
      words.slice(at + 1, at + 6).some((word) => CLAIM_NOUN.test(word.key))) &&
    /\b(?:said|says|told)\b/.test(passage.text)
  );
}

function isOfSpeech(passage: Passage, at: number): boolean {
  const { words } = passage;
  const next = words[at + 1];
  // "..., an allegation that Kigali denies", "a claim which the government rejects"
  const before = words.slice(Math.max(0, at - 8), at).some((word) => CLAIM_NOUN.test(word.key));
  if (!next || next.kind === 'mark') return words[at]!.key.startsWith('den') || before;
  for (let i = at + 1; i < words.length && i < at + 7; i++) {
    const key = words[i]!.key;
    if (OFFER.test(key)) return false;
    if (CLAIM_NOUN.test(key)) return true;
    if (words[i]!.kind === 'mark' && words[i]!.text !== '"') break;
  }
  const gerund = words.slice(at + 1, at + 3).some((word) => word.key.endsWith('ing') && word.key.length > 5);
  if (gerund) return true;
  const denies =
    words[at]!.key.startsWith('den') ||
    words[at]!.key.startsWith('disput') ||
    words[at]!.key.startsWith('refut');
  return denies && (SAID.test(next.key) || next.key.endsWith('ing'));
}

/** Who denies: the name nearest before the verb that isn't itself an object or a place. */
function subjectBefore(passage: Passage, at: number): Mention | null {
  const { words, names } = passage;
  for (let n = names.length - 1; n >= 0; n--) {
    const name = names[n]!;
    if (name.to > at || at - name.to > 18) continue;
    const before = words[name.from - 1]?.key ?? '';
    if (/^(?:in|on|at|from|near|against|of|with|to|over|by)$/.test(before)) continue;
    if (name.named.kind === 'region' || (name.named.kind === 'town' && !name.named.capital)) continue;
    return name;
  }
  // "..., a claim that Kyiv denies" has it before too; "said" quotes have it behind: "I don't believe ...," Trump said.
  const behind = names.find(
    (name) => name.from > at && /^(?:said|told|says)$/.test(words[name.to]?.key ?? ''),
  );
  return behind ?? null;
}

/** "dismissed claims by Moscow that Kyiv had ...", "rejected Russia's accusation that ...". */
function claimAfter(
  passage: Passage,
  at: number,
  nameOf: (mention: Mention) => string,
  denier: string,
): Claim | null {
  const { words, names } = passage;
  for (let i = at + 1; i < words.length && i < at + 8; i++) {
    if (!CLAIM_NOUN.test(words[i]!.key)) continue;
    const owner = names.find(
      (name) =>
        (name.from > i && name.from <= i + 4 && /^(?:by|from|of)$/.test(words[name.from - 1]?.key ?? '')) ||
        (name.to <= i && i - name.to <= 2 && name.from > at),
    );
    let that = i + 1;
    while (that < words.length && that < i + 14 && words[that]!.key !== 'that' && words[that]!.key !== 'of')
      that++;
    const by = owner && nameOf(owner) !== denier ? nameOf(owner) : null;
    if (words[that]?.key === 'that' || (words[that]?.key === 'of' && by))
      return { text: clause(passage, that + 1), by, passage, back: false };
    if (by) return { text: clause(passage, at + 1), by, passage, back: true };
    return null;
  }
  return null;
}

/** "Russia said ... Kyiv has denied that": the claim stands before, in the same sentence or up to three back. */
function claimBehind(
  passages: readonly Passage[],
  p: number,
  at: number,
  nameOf: (mention: Mention) => string,
  denier: string,
): Claim | null {
  for (let back = 0; back <= 3 && p - back >= 0; back++) {
    const passage = passages[p - back]!;
    const end = back === 0 ? at : passage.words.length;
    for (let i = end - 1; i >= 0; i--) {
      if (!CLAIMING.test(passage.words[i]!.key)) continue;
      const strong = /^(?:accus|claim|alleg|blam|charg)/.test(passage.words[i]!.key);
      if (!strong && back > 1) continue;
      const claimant = passage.names
        .filter(
          (name) =>
            name.to <= i &&
            i - name.to <= 12 &&
            name.named.kind !== 'region' &&
            (name.named.kind !== 'town' || name.named.capital),
        )
        .at(-1);
      if (!claimant || nameOf(claimant) === denier) continue;
      if (strong && back > 0 && !mentions(passage, i, denier, nameOf) && back > 1) continue;
      const accusing = passage.words[i]!.key.startsWith('accus');
      const from = accusing ? i : /^(?:that|,)$/.test(passage.words[i + 1]?.text ?? '') ? i + 2 : i + 1;
      const text = clause(passage, from);
      if (text.length > 8) return { text, by: nameOf(claimant), passage, back: back > 0 };
    }
  }
  return null;
}

function mentions(
  passage: Passage,
  from: number,
  party: string,
  nameOf: (mention: Mention) => string,
): boolean {
  return passage.names.some((name) => name.from > from && keyOf(nameOf(name)) === keyOf(party));
}

/** The words from `from` to the end of the sentence, without its last mark, at most 40 words. */
function clause(passage: Passage, from: number): string {
  let to = Math.min(passage.words.length, from + 40);
  while (to > from && passage.words[to - 1]!.kind === 'mark' && passage.words[to - 1]!.text !== ')') to--;
  return textBetween(passage, from, to);
}
