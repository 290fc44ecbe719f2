import { termsOf } from '../src/stories/terms.ts';

/** What chooses one sentence of a story's documents. */
export type Chooser = (documents: readonly (readonly string[])[]) => string;

/** The first sentence of the first document. */
export const lead: Chooser = (documents) => documents[0]?.[0] ?? '';

/** Radev's centroid (MEAD): the sentence whose words weigh most in the tf-idf centroid of all; no position, no MMR. */
export const centroid: Chooser = (documents) => {
  const sentences = documents.flat().map((text) => ({ text, terms: termsOf(text) }));
  const idf = inverse(sentences.map(({ terms }) => terms));
  const weights = new Map<string, number>();
  for (const { terms } of sentences)
    for (const term of terms) weights.set(term, (weights.get(term) ?? 0) + (idf.get(term) ?? 0));
  return best(sentences, ({ terms }) =>
    [...new Set(terms)].reduce((sum, term) => sum + (weights.get(term) ?? 0), 0),
  );
};

/** TextRank (Mihalcea and Tarau 2004): PageRank over sentences joined by the words they share. */
export const textRank: Chooser = (documents) => {
  const sentences = documents.flat().map((text) => ({ text, terms: new Set(termsOf(text)) }));
  const links = sentences.map((a) =>
    sentences.map((b) => {
      const length = Math.log(1 + a.terms.size) + Math.log(1 + b.terms.size);
      return a === b || length === 0 ? 0 : a.terms.intersection(b.terms).size / length;
    }),
  );
  const sums = links.map((row) => row.reduce((sum, weight) => sum + weight, 0) || 1);
  let ranks = sentences.map(() => 1);
  for (let round = 0; round < 30; round++) {
    const before = ranks;
    ranks = sentences.map(
      (_, i) =>
        0.15 +
        0.85 * before.reduce((sum, rank, j) => sum + ((links[j]?.[i] ?? 0) / (sums[j] ?? 1)) * rank, 0),
    );
  }
  return best(sentences, (_, index) => ranks[index] ?? 0);
};

function best<S extends { text: string }>(
  sentences: readonly S[],
  scoreOf: (sentence: S, index: number) => number,
): string {
  let chosen = '';
  let highest = Number.NEGATIVE_INFINITY;
  for (const [index, sentence] of sentences.entries()) {
    const score = scoreOf(sentence, index);
    if (score > highest) [chosen, highest] = [sentence.text, score];
  }
  return chosen;
}

function inverse(sentences: readonly string[][]): Map<string, number> {
  const frequency = new Map<string, number>();
  for (const terms of sentences)
    for (const term of new Set(terms)) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  return new Map([...frequency].map(([term, count]) => [term, Math.log(1 + sentences.length / count)]));
}
