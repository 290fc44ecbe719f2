import { answerIn, contrastIn, termsOf } from './answers.ts';
import { type Claim, claimAhead, claimBehind, claimNamed, clause, endOfClaim } from './claims.ts';
import { CLAIM_NOUN } from './denial_words.ts';
import { type Denial, findDenials } from './denials.ts';
import { type Party, partyOf, sameSide, speaksOf, subjectsOf, type Told } from './parties.ts';
import type { Passage } from './passage.ts';
import type { Mention } from './places.ts';
import type { Dispute } from './report.ts';
import { wordSet } from './word_sets.ts';

/** A dispute with the passages that it stands in: where it is denied, and the title if that tells of it too. */
export interface FoundDispute {
  dispute: Dispute;
  passage: Passage;
  claimPassage: Passage;
  title: Passage | null;
  /** Whose part the claimant takes; null where nobody is named. */
  side: string | null;
}

const MOST = 8;

/** Claims of the article that another party denies, rejects or doubts. */
export function findDisputes(
  passages: readonly Passage[],
  nameOf: (mention: Mention) => string,
): FoundDispute[] {
  const text = passages.filter((passage) => passage.in === 'text');
  const title = passages.filter((passage) => passage.in === 'title');
  const found = disputesOf({ passages: text, nameOf });
  for (const other of disputesOf({ passages: title, nameOf })) {
    const known = found.find((each) => isOne(each, other));
    if (known) {
      known.title = other.passage;
      add(known, other.dispute.disputedBy);
    } else if (found.length < MOST) found.push({ ...other, title: other.passage });
  }
  return found;
}

function disputesOf(told: Told): FoundDispute[] {
  const found: FoundDispute[] = [];
  told.passages.forEach((passage, p) => {
    if (found.length >= MOST) return;
    const contrast = contrastIn(told, passage) ?? answerIn(told, p);
    if (contrast)
      push(
        found,
        contrast.claim,
        contrast.by.map(({ name }) => name),
        passage,
      );
    for (const denial of findDenials(passage)) {
      const deniers = deniersOf(told, denial);
      const denier = deniers[0];
      if (!denier) continue;
      // Who denies for both sides answers nobody's claim.
      if (deniers.length > 1 && denial.how === 'own') continue;
      const names = deniers.map(({ name }) => name);
      const standing = found.findLast((each) => p - told.passages.indexOf(each.passage) <= 3);
      const named = /^(?:claim|unverified)$/.test(denial.how) ? claimNamed(told, denial, denier) : null;
      if (!named?.by && /^(?:claim|back|by)$/.test(denial.how) && standing && refersTo(standing, denier)) {
        add(standing, names);
        continue;
      }
      const claim = claimOf(told, denial, p, denier, named);
      // Where nobody is named who claims it, only an outright denial is told.
      const outright =
        OUTRIGHT.has(passage.words[denial.at]) && !(denial.how === 'claim' && passage.age === 'old');
      if (claim && (claim.by || outright)) push(found, claim, names, passage);
    }
  });
  // Whoever answers a claim in a sentence denies nothing further of their own there.
  return found.filter(
    ({ dispute, passage }) =>
      dispute.claimedBy !== null ||
      !found.some((each) => each.passage === passage && each.dispute.claimedBy !== null),
  );
}

const OUTRIGHT = wordSet(
  /^(?:den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|refut\w*|rebuff\w*|push\w*|brush\w*|call(?:s|ed)|describe[sd]|brand(?:s|ed))$/,
);

function deniersOf(told: Told, denial: Denial): Party[] {
  const { passage, at, how } = denial;
  if (how !== 'by') return subjectsOf(told, passage, at);
  const name = passage.names.find((each) => each.from > at && each.from <= at + 4);
  const party = name ? partyOf(told, name) : null;
  return party ? [party] : [];
}

/** What is denied: said before by somebody else, else in the denial's own words. */
function claimOf(told: Told, denial: Denial, p: number, denier: Party, named: Claim | null): Claim | null {
  const { passage, how } = denial;
  if (how === 'liar') {
    const liar = passage.names.find((name) => name.from > denial.at && name.from <= denial.at + 4);
    const by = liar ? partyOf(told, liar) : null;
    return by ? { text: clause(passage, denial.object), by, passage } : null;
  }
  if (how === 'unverified')
    return named?.by ? { ...named, text: named.text || clause(passage, denial.object) } : null;
  if (named?.by) {
    if (named.text) return named;
    const behind = claimBehind(told, p, denial.at, denier, 3);
    return behind?.by && sameSide(behind.by, named.by)
      ? behind
      : { ...named, text: clause(passage, denial.object) };
  }
  if (how === 'claim' && named)
    return { ...named, by: claimBehind(told, p, denial.at, denier, 1)?.by ?? null };
  const guilt = how !== 'own' && (GUILT.test(passage.text) || chargesBefore(passage, denial.at) < denial.at);
  const behind = claimBehind(told, p, denial.at, denier, how === 'own' ? 4 : 3);
  if (behind) return guilt && behind.passage !== passage ? { ...behind, by: null } : behind;
  const ahead = claimAhead(told, p, denial.at, denier);
  if (ahead) return ahead;
  if (how !== 'own' && !guilt) return null;
  const text =
    how === 'own'
      ? clause(passage, denial.object, endOfClaim(passage, denial.object, passage.words.length))
      : clause(passage, 0, chargesBefore(passage, denial.at));
  if (text.length <= 4) return null;
  return { text, by: how === 'own' ? accuserOf(told, denial, text, denier) : null, passage };
}

const GUILT = /\b(?:corruption|wrongdoing|charges|abuses)\b/;

/** Without "that her family": the claim ends with its noun. */
function chargesBefore(passage: Passage, at: number): number {
  for (let i = at - 1; i > 0 && i > at - 8; i--) if (CLAIM_NOUN.has(passage.words[i])) return i + 1;
  return at;
}

/** Who said elsewhere in the article what is denied here: in some of the same words, of the denier; or whom it would have hit. */
function accuserOf(told: Told, denial: Denial, text: string, denier: Party): Party | null {
  const terms = termsOf(text);
  for (const passage of told.passages) {
    if (!speaksOf(told, passage, denier)) continue;
    const about = termsOf(passage.text);
    if (![...terms].some((term) => about.has(term))) continue;
    for (let i = 0; i < passage.words.length; i++) {
      if ((passage === denial.passage && i === denial.at) || !ACCUSES.has(passage.words[i])) continue;
      const by = saidBy(told, passage, i);
      if (by && !sameSide(by, denier)) return by;
    }
  }
  return victimOf(told, denial, denier);
}

/** "denied targeting Turkey", "that it had attacked a residence of Putin": whom the denied attack would have hit speaks of it. */
function victimOf({ nameOf }: Told, { passage, object }: Denial, denier: Party): Party | null {
  const { words, names } = passage;
  const deed = words.findIndex((word, at) => at >= object && at < object + 8 && ATTACKS.has(word));
  const hit = names.find(
    (name) =>
      deed >= 0 &&
      name.from > deed &&
      name.from <= deed + 8 &&
      !(
        /^(?:near|from|by)$/.test(words[name.from - 1]!.key) ||
        (words[name.from - 1]!.key === 'in' && !words[deed]!.key.endsWith('ing'))
      ) &&
      name.named.country !== null &&
      name.named.country !== denier.side,
  );
  if (!hit?.named.country) return null;
  const name = hit.named.kind === 'leader' ? hit.named.country : nameOf(hit);
  return { name, side: hit.named.country };
}

const ATTACKS = wordSet(/^(?:attack|target|str(?:ike|iking|uck)|bomb|shell|kill|fir(?:e|ed|ing)|launch|hit)/);

/** Who says it: the subject, or who stands behind in "as alleged by X". */
function saidBy(told: Told, passage: Passage, verb: number): Party | null {
  if (passage.words[verb + 1]?.key !== 'by') return subjectsOf(told, passage, verb)[0] ?? null;
  const name = passage.names.find((each) => each.from > verb && each.from <= verb + 3);
  return name ? partyOf(told, name) : null;
}

const ACCUSES = wordSet(
  /^(?:accuses?|accused|says?|said|claims?|claimed|alleges?|alleged|fears?|feared|suspects?|suspected|believes?|believed|warns?|warned|blames?|blamed|insists?)$/,
);

function refersTo(standing: FoundDispute, denier: Party): boolean {
  return standing.dispute.claimedBy !== null && standing.dispute.claimedBy !== denier.name;
}

function push(found: FoundDispute[], claim: Claim, names: readonly string[], passage: Passage): void {
  const by = claim.by?.name ?? null;
  const deniers = names.filter((name) => name !== by);
  if (deniers.length === 0) return;
  const made: FoundDispute = {
    dispute: { claim: claim.text, claimedBy: by, disputedBy: deniers },
    passage,
    claimPassage: claim.passage,
    title: null,
    side: claim.by?.side ?? null,
  };
  const known = found.find((each) => isOne(each, made));
  if (known) add(known, deniers);
  else if (found.length < MOST) found.push(made);
}

function add(known: FoundDispute, names: readonly string[]): void {
  for (const name of names)
    if (name !== known.dispute.claimedBy && !known.dispute.disputedBy.includes(name))
      known.dispute.disputedBy.push(name);
}

/** Two findings of one claim: by one side, of one sentence or in some of the same words. */
function isOne(a: FoundDispute, b: FoundDispute): boolean {
  const titleOnly = b.passage.in === 'title' && b.side === null;
  if (a.side !== b.side && !titleOnly) return false;
  if (a.claimPassage === b.claimPassage) return true;
  if (
    (a.dispute.claimedBy === null || titleOnly) &&
    !a.dispute.disputedBy.some((each) => b.dispute.disputedBy.includes(each))
  )
    return false;
  const terms = termsOf(a.dispute.claim);
  return [...termsOf(b.dispute.claim)].some((term) => terms.has(term));
}
