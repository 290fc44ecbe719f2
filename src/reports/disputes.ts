import { type Claim, claimAhead, claimAt, claimBehind, claimNamed, clause, endOfClaim } from './claims.ts';
import { type Denial, findDenials } from './denials.ts';
import { type Party, partyOf, sameSide, subjectsOf, type Told } from './parties.ts';
import type { Passage } from './passage.ts';
import type { Mention } from './places.ts';
import type { Dispute } from './report.ts';

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
    if (contrast) push(found, contrast.claim, [contrast.by.name], passage);
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
      if (claim && (claim.by || OUTRIGHT.test(passage.words[denial.at]!.key)))
        push(found, claim, names, passage);
    }
  });
  // Whoever answers a claim in a sentence denies nothing further of their own there.
  return found.filter(
    ({ dispute, passage }) =>
      dispute.claimedBy !== null ||
      !found.some((each) => each.passage === passage && each.dispute.claimedBy !== null),
  );
}

const OUTRIGHT = /^(?:den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|refut\w*|rebuff\w*|push\w*|brush\w*)$/;

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
  const guilt = how !== 'own' && GUILT.test(passage.text);
  const behind = claimBehind(told, p, denial.at, denier, how === 'own' ? 4 : 3);
  if (behind) return guilt && behind.passage !== passage ? { ...behind, by: null } : behind;
  const ahead = claimAhead(told, p, denial.at, denier);
  if (ahead) return ahead;
  if (how !== 'own' && !guilt) return null;
  const text =
    how === 'own'
      ? clause(passage, denial.object, endOfClaim(passage, denial.object, passage.words.length))
      : clause(passage, 0, denial.at);
  if (text.length <= 4) return null;
  return { text, by: how === 'own' ? accuserOf(told, denial, text, denier) : null, passage };
}

const GUILT = /\b(?:corruption|wrongdoing|charges|abuses)\b/;

/** Who said elsewhere in the article what is denied here: in some of the same words, of the denier; or whom it would have hit. */
function accuserOf(told: Told, denial: Denial, text: string, denier: Party): Party | null {
  const terms = termsOf(text);
  for (const passage of told.passages) {
    if (!accuses(told, passage, denier)) continue;
    const about = termsOf(passage.text);
    if (![...terms].some((term) => about.has(term))) continue;
    for (let i = 0; i < passage.words.length; i++) {
      if ((passage === denial.passage && i === denial.at) || !ACCUSES.test(passage.words[i]!.key)) continue;
      const by = saidBy(told, passage, i);
      if (by && !sameSide(by, denier)) return by;
    }
  }
  return victimOf(told, denial, denier);
}

/** "denied targeting Turkey", "that it had attacked a residence of Putin": whom the denied attack would have hit speaks of it. */
function victimOf({ nameOf }: Told, { passage, object }: Denial, denier: Party): Party | null {
  const { words, names } = passage;
  const deed = words.findIndex((word, at) => at >= object && at < object + 8 && ATTACKS.test(word.key));
  const hit = names.find(
    (name) =>
      deed >= 0 &&
      name.from > deed &&
      name.from <= deed + 8 &&
      name.named.country !== null &&
      name.named.country !== denier.side,
  );
  if (!hit?.named.country) return null;
  const name = hit.named.kind === 'leader' ? hit.named.country : nameOf(hit);
  return { name, side: hit.named.country };
}

const ATTACKS = /^(?:attack|target|str(?:ike|iking|uck)|bomb|shell|kill|fir(?:e|ed|ing)|launch|hit)/;

/** Who says it: the subject, or who stands behind in "as alleged by X". */
function saidBy(told: Told, passage: Passage, verb: number): Party | null {
  if (passage.words[verb + 1]?.key !== 'by') return subjectsOf(told, passage, verb)[0] ?? null;
  const name = passage.names.find((each) => each.from > verb && each.from <= verb + 3);
  return name ? partyOf(told, name) : null;
}

const ACCUSES =
  /^(?:accuses?|accused|says?|said|claims?|claimed|alleges?|alleged|fears?|feared|suspects?|suspected|believes?|believed|warns?|warned|blames?|blamed|insists?)$/;

function accuses(told: Told, passage: Passage, denier: Party): boolean {
  return passage.names.some((name) => {
    const party = partyOf(told, name);
    return party !== null && sameSide(party, denier);
  });
}

function refersTo(standing: FoundDispute, denier: Party): boolean {
  return standing.dispute.claimedBy !== null && standing.dispute.claimedBy !== denier.name;
}

/** "Russia regards the region as its own, but most countries do not": two accounts set against one another. */
function contrastIn(told: Told, passage: Passage): { claim: Claim; by: Party } | null {
  const { words } = passage;
  for (let i = 4; i < words.length - 3; i++) {
    if (!/^(?:but|while|although|though|whereas|yet)$/.test(words[i]!.key)) continue;
    const second = saying(
      words.map((word) => word.key),
      i + 1,
      Math.min(words.length, i + 14),
      BELIEF,
    );
    const first = saying(
      words.map((word) => word.key),
      0,
      i,
      HOLDS,
    );
    if (second < 0 || first < 0) continue;
    const claim = claimAt(told, passage, first, i);
    const by = subjectsOf(told, passage, second)[0];
    if (!claim?.by || !by || sameSide(claim.by, by)) continue;
    const belief =
      /^(?:consider|considers|believe|believes|regard|regards|view|views|disagree|disagrees|see)$/.test(
        words[second]!.key,
      );
    const denies = words
      .slice(second + 1, second + 9)
      .some((word) => /^(?:not|never|no|higher|lower|otherwise|fewer|false|untrue)$/.test(word.key));
    if (belief || denies) return { claim, by };
  }
  return null;
}

/** "X said so. But Y said that it was not": an answer that begins a sentence. */
function answerIn(told: Told, p: number): { claim: Claim; by: Party } | null {
  const passage = told.passages[p]!;
  const before = told.passages[p - 1];
  const { words } = passage;
  if (!before) return null;
  const keys = words.map((word) => word.key);
  if (!/^(?:but|however|yet)$/.test(keys[0]!)) return accusedAnswers(told, before, passage, keys);
  const second = saying(keys, 1, Math.min(words.length, 16), BELIEF);
  const first = saying(
    before.words.map((word) => word.key),
    0,
    before.words.length,
    HOLDS,
  );
  if (second < 0 || first < 0) return null;
  if (!keys.slice(second + 1, second + 8).some((key) => /^(?:not|never|no|false|untrue)$/.test(key)))
    return null;
  const claim = claimAt(told, before, first);
  const by = subjectsOf(told, passage, second)[0];
  return claim?.by && by && !sameSide(claim.by, by) ? { claim, by } : null;
}

/** "X accused Y of it. Y said it had acted in self-defence": the accused's own account. */
function accusedAnswers(
  told: Told,
  before: Passage,
  passage: Passage,
  keys: readonly string[],
): { claim: Claim; by: Party } | null {
  const accuse = before.words.findIndex((word) => /^(?:accuses?|accused|blames?|blamed)$/.test(word.key));
  const verb = saying(keys, 1, Math.min(keys.length, 12), ANSWERS);
  if (accuse < 0 || verb < 0 || !keys.slice(verb + 1, verb + 22).some((key) => OWN_ACCOUNT.test(key)))
    return null;
  const accused = before.names.find((name) => name.from > accuse && name.from <= accuse + 3);
  const target = accused ? partyOf(told, accused) : null;
  const claim = claimAt(told, before, accuse);
  const by = subjectsOf(told, passage, verb)[0];
  return claim?.by && by && target && sameSide(target, by) && !sameSide(claim.by, by) ? { claim, by } : null;
}

const ANSWERS =
  /^(?:said|says|insists|insisted|maintains|responded|countered|argued|argues|defended|defends)$/;
const OWN_ACCOUNT =
  /^(?:lawful|lawfully|legal|legally|self|defensive|complied|complies|justified|only|not|never|no|nothing|baseless|unfounded|respects|adheres|abides|terrorists|militants)$/;

const HOLDS =
  /^(?:claims|claimed|insists|insisted|maintains|maintained|says|said|regards|considers|argues|asserts)$/;
const BELIEF =
  /^(?:consider|considers|believe|believes|regard|regards|view|views|disagree|disagrees|see|say|said|says|insist|insists|insisted)$/;

function saying(keys: readonly string[], from: number, to: number, pattern: RegExp): number {
  for (let i = from; i < to; i++) if (pattern.test(keys[i]!)) return i;
  return -1;
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
  if (a.side !== b.side) return false;
  if (a.claimPassage === b.claimPassage) return true;
  if (
    a.dispute.claimedBy === null &&
    !a.dispute.disputedBy.some((each) => b.dispute.disputedBy.includes(each))
  )
    return false;
  const terms = termsOf(a.dispute.claim);
  return [...termsOf(b.dispute.claim)].some((term) => terms.has(term));
}

function termsOf(claim: string): Set<string> {
  return new Set(claim.toLowerCase().match(/\p{L}{5,}/gu) ?? []);
}
