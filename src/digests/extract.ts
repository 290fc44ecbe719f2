import { overlap, termsOf } from '../stories/terms.ts';

/** How fast a sentence, and a word's first place, loses weight down a document. Flat from 0.3 to 1 on both evaluation sets. */
const DECAY = 0.5;
/** What a sentence loses for what was told already. */
const DIVERSITY = 0.5;

const SHORTEST = 6;
const LONGEST = 60;

/** Beyond these nothing is looked at: a story's tenth report and twentieth sentence say nothing new. */
const MOST_DOCUMENTS = 30;
const MOST_SENTENCES = 25;

/** A sentence that was chosen; `document` is its document's place in the input. */
export interface Extract {
  text: string;
  document: number;
}

interface Candidate extends Extract {
  terms: Set<string>;
  score: number;
}

/**
 * The sentences that tell best what all documents tell, at most `most`, as they stand: each is weighed by how central
 * its words are on average (in how many documents and how often, the earlier the more), then chosen so that none repeats another
 * or `told` (maximal marginal relevance). In the order of choice.
 * @param documents the sentences of each, in order
 * @param told what the reader has just read, such as the headline
 */
export function extract(documents: readonly (readonly string[])[], most: number, told = ''): Extract[] {
  const read = documents
    .slice(0, MOST_DOCUMENTS)
    .map((sentences) =>
      sentences
        .slice(0, MOST_SENTENCES)
        .map((text) => ({ text, terms: new Set(termsOf(text)), words: text.split(/\s+/).length })),
    );
  const weights = weighTerms(read.map((sentences) => sentences.map(({ terms }) => terms)));
  const candidates = read.flatMap((sentences, document) =>
    sentences.flatMap(({ text, terms, words }, order): Candidate[] => {
      if (terms.size === 0 || words < SHORTEST || words > LONGEST) return [];
      let weight = 0;
      for (const term of terms) weight += weights.get(term) ?? 0;
      return [{ text, document, terms, score: weight / terms.size / (1 + order) ** DECAY }];
    }),
  );
  const chosen: Candidate[] = [];
  const toldTerms = new Set(termsOf(told));
  const top = Math.max(...candidates.map(({ score }) => score), 1e-9);
  while (chosen.length < most) {
    let best: Candidate | null = null;
    let bestValue = 0;
    for (const candidate of candidates) {
      if (chosen.includes(candidate)) continue;
      const likeness = Math.max(
        overlap(candidate.terms, toldTerms),
        ...chosen.map(({ terms }) => overlap(candidate.terms, terms)),
      );
      const value = candidate.score / top - DIVERSITY * likeness;
      if (likeness < 0.75 && (best === null || value > bestValue)) [best, bestValue] = [candidate, value];
    }
    if (!best) break;
    chosen.push(best);
  }
  return chosen.map(({ text, document }) => ({ text, document }));
}

/** How central each term is: by the share of documents that have it, and by how early and often they do. */
function weighTerms(documents: readonly (readonly Set<string>[])[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const sentences of documents) {
    const inDocument = new Map<string, number>();
    for (const [order, terms] of sentences.entries()) {
      for (const term of terms) inDocument.set(term, (inDocument.get(term) ?? 0) + 1 / (1 + order) ** DECAY);
    }
    for (const [term, count] of inDocument) {
      weights.set(term, (weights.get(term) ?? 0) + Math.log1p(count) / documents.length);
    }
  }
  return weights;
}

const DATE = '(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\\.?\\s\\d{1,2}';
const AGENCY = '\\([^()]{2,40}\\)';
const DASH = '[-–—]+';
const TOWN = "\\p{Lu}[\\p{Lu}\\s/.'’-]{2,40}(?:,\\s\\p{Lu}[\\p{L}.\\s]{2,30})?";

/** Where and when it was written, by whom: `KYIV, Jan 5 (Reuters) - `. A town alone needs a long dash: `KYIV — `. */
const NAMED = "(?:\\p{Lu}[\\p{L}.'’-]+[\\s,/]+){1,4}";
/** What comes after is a sentence: "5 January - the day of the storm - was cold" has no dateline. */
const SENTENCE = '(?=["“‘(]?[\\p{Lu}\\p{N}])';

/** Where and when it was written, by whom: `KYIV, Jan 5 (Reuters) - `. A town alone needs a long dash: `KYIV — `. */
const DATELINE = new RegExp(
  `^(?:(?:(?:${TOWN},?\\s+)?${DATE},?\\s*(?:${AGENCY})?|${NAMED}${AGENCY})\\s*${DASH}|${TOWN}\\s+[–—]+)\\s+${SENTENCE}`,
  'u',
);

/**
 * A sentence without what says nothing of its matter: a dateline, a filler word at its start, an abbreviation or a
 * share's sign in brackets, an aside about photos or links. Nothing that bears a fact, a doubt or who says so is touched.
 */
export function shortened(sentence: string): string {
  const bare = sentence
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replace(DATELINE, '')
    .replace(/^(?:Meanwhile|In addition|Additionally|Moreover|Furthermore|Also|However),\s+/, '')
    .replace(/\s*\((?:[A-Z]{2,6}|[A-Z\d]{1,5}\.[A-Z]{1,2})\)(?:\s?, opens new tab\b)?/g, '')
    .replace(/\s*[([](?:photo|pictured|file photo|archive photo|video|image)[^)\]]*[)\]]/gi, '')
    .replace(/\s+/g, ' ')
    .trim();
  const first = bare.charAt(0);
  return first.toUpperCase() + bare.slice(1);
}
