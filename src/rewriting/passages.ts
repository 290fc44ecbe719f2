import type { Digest } from '../digests/digest.ts';

/** More lines than a digest's message shows are not worth a model's time. */
const MOST = 15;
const MOST_ALSO = 2;

/**
 * The sentences of a digest that may be rephrased, in a fixed order; quotes, names of publishers and figures of the
 * roll-up stay as they are. Each has at least a few words.
 */
export function passagesOf(digest: Digest): string[] {
  const passages: string[] = [];
  withPassages(digest, (text) => {
    passages.push(text);
    return text;
  });
  return passages;
}

/** The digest with each of its passages, in the order of `passagesOf`, put through `rephrase`. */
export function withPassages(digest: Digest, rephrase: (text: string) => string): Digest {
  const rephrased = (text: string) => (/\p{L}+\s+\p{L}+/u.test(text) ? rephrase(text) : text);
  const stories = (all: Digest['strikes']) =>
    all.map((story, at) => {
      if (at >= MOST) return story;
      const { headline, summary, also } = story;
      return {
        ...{ ...story, headline: rephrased(headline), summary: rephrased(summary) },
        also: also.map((one, n) => (n < MOST_ALSO ? { ...one, headline: rephrased(one.headline) } : one)),
      };
    });
  return {
    ...digest,
    strikes: stories(digest.strikes),
    diplomacy: stories(digest.diplomacy),
    disputes: digest.disputes.map((dispute, at) =>
      at < MOST ? { ...dispute, claim: rephrased(dispute.claim) } : dispute,
    ),
    changes: digest.changes.map((change, at) =>
      at < MOST ? { ...change, headline: rephrased(change.headline) } : change,
    ),
  };
}

/** A rewritten digest whose sentences that stayed as they were built stand as they were built in the reader's language. */
export function withOwnSentences(rewritten: Digest, built: Digest, own: Digest): Digest {
  const stories = (topic: 'strikes' | 'diplomacy') =>
    rewritten[topic].map((story, at) => {
      const stayed = story.summary === built[topic][at]?.summary;
      return stayed ? { ...story, summary: own[topic][at]?.summary ?? story.summary } : story;
    });
  const changes = rewritten.changes.map((change, at) => ({
    ...change,
    changes: own.changes[at]?.changes ?? [],
  }));
  return { ...rewritten, strikes: stories('strikes'), diplomacy: stories('diplomacy'), changes };
}
