import { sameActor, union } from './names.ts';
import type { Source, StoryDispute } from './story.ts';
import { overlap, termsOf } from './terms.ts';

const MOST_DISPUTES = 10;
const MOST_NAMES = 10;
/** Share of the shorter claim's words that two wordings of one claim have in common. */
const ALIKE = 0.5;

/**
 * The disputed claims of all sources: two wordings of one claim by one side are one, with all who claim and deny it.
 * @param sources oldest first; the first wording of a claim is kept
 */
export function mergeDisputes(sources: readonly Source[]): StoryDispute[] {
  const merged: (StoryDispute & { terms: Set<string> })[] = [];
  for (const { disputes } of sources) {
    for (const { claim, claimedBy, disputedBy } of disputes) {
      const terms = new Set(termsOf(claim));
      const known = merged.find(
        (other) => isAlike(terms, other.terms) && isOneSide(claimedBy, other.claimedBy),
      );
      if (known) {
        known.claimedBy = union(known.claimedBy, claimedBy ? [claimedBy] : [], sameActor, MOST_NAMES);
        known.disputedBy = union(known.disputedBy, disputedBy, sameActor, MOST_NAMES);
      } else if (merged.length < MOST_DISPUTES && claim.trim() !== '') {
        merged.push({
          claim,
          claimedBy: claimedBy ? [claimedBy] : [],
          disputedBy: union([], disputedBy, sameActor, MOST_NAMES),
          terms,
        });
      }
    }
  }
  return merged.map(({ terms: _, ...dispute }) => dispute);
}

function isAlike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return overlap(a, b) >= ALIKE && (Math.min(a.size, b.size) > 1 || a.size === b.size);
}

function isOneSide(claimant: string | null, known: readonly string[]): boolean {
  return claimant === null || known.length === 0 || known.some((name) => sameActor(name, claimant));
}
