import type { AttackMention } from './attacks.ts';
import { speakersOf } from './attribution.ts';
import type { Casualties } from './casualties.ts';
import { claimAt } from './claims.ts';
import type { FoundDispute } from './disputes.ts';
import type { Passage } from './passage.ts';
import type { Mention } from './places.ts';

const ATTACK =
  /\b(?:attack|struck|strike|drone|missile|shell|bomb|rocket|launch|fired|targeted|targeting|raid)\w*/i;

/**
 * Whether the attack that an article opens with is one whose very occurrence is denied, with no effect reported by
 * anybody but the side that alleges it: such an article tells of a dispute, not of a strike.
 */
export function isAttackDenied(
  disputes: readonly FoundDispute[],
  attacks: readonly AttackMention[],
  casualties: readonly Casualties[],
): boolean {
  if (casualties.length > 0) return false;
  return disputes.some((found) => {
    const { dispute, passage, claimPassage, title, side } = found;
    if (side === null || dispute.disputedBy.length === 0 || !ATTACK.test(dispute.claim)) return false;
    if (!title && passage.order > 1 && claimPassage.order > 0) return false;
    const disputed = new Set<Passage | null>([passage, claimPassage, title]);
    return attacks.every(
      (attack) =>
        attack.reference ||
        attack.passage.order > 3 ||
        disputed.has(attack.passage) ||
        isOfClaim(attack, side),
    );
  });
}

/** Speaks of the claim again, or is told by the side that claims it. */
function isOfClaim({ passage, attackers }: AttackMention, side: string): boolean {
  if (CLAIMS.test(passage.text)) return true;
  const isSide = ({ named }: Mention) => named.country === side || named.name === side;
  const first = passage.names[0];
  return (
    (attackers.length === 0 && first !== undefined && isSide(first)) ||
    speakersOf(passage).some(({ names }) => names.some(isSide))
  );
}

const CLAIMS = /\b(?:claim|alleg|accus|den(?:y|ies|ied)|reject|doubt|dismiss|such an? |believe)\w*/i;

/**
 * An attack on a leader that only the leader's own side tells of, without anybody hurt ("Moscow says Ukraine launched
 * drones at Putin's residence"): a claim that stands by itself, denied by nobody yet in this article.
 */
export function allegationOf(
  passages: readonly Passage[],
  attacks: readonly AttackMention[],
  casualties: readonly Casualties[],
  nameOf: (mention: Mention) => string,
): FoundDispute | null {
  const title = passages[0];
  if (title?.in !== 'title' || casualties.length > 0) return null;
  const attack = attacks.find(({ passage }) => passage === title);
  const verb = title.words.findIndex((word) =>
    /^(?:says?|said|accuses?|accused|claims?|claimed|alleges?)$/.test(word.key),
  );
  if (!attack || verb < 1 || attack.at < verb) return null;
  const claim = claimAt({ passages, nameOf }, title, verb);
  const side = claim?.by?.side;
  const leader = title.names.find(({ named, from }) => named.kind === 'leader' && from > attack.at);
  if (!claim?.by || !side || leader?.named.country !== side || attack.attackers.includes(side)) return null;
  const own = attacks.every((each) => each.reference || each.passage === title || isOfClaim(each, side));
  if (!own) return null;
  const dispute = { claim: claim.text, claimedBy: claim.by.name, disputedBy: [] };
  return { dispute, passage: title, claimPassage: title, title, side };
}
