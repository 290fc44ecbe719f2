import type { Source } from './story.ts';
import { termsOf } from './terms.ts';

/** Weights of one text's terms. */
export type TermVector = Map<string, number>;

const MOST_CHARACTERS = 400;
const TITLE_WEIGHT = 2;
const LEAD_WEIGHT = 1;
/** Newest sources of a story that its words are taken from. */
const MOST_SOURCES = 10;
/** Stands for texts never seen, so that with few stories open rarity isn't judged by them alone. */
const PRIOR_TEXTS = 300;
const PRIOR_RATE = 0.003;
/** Words that most conflict news has. */
const COMMON_RATE = 0.2;
const COMMON = new Set(
  termsOf(
    `kill attack injure drone missile russia ukraine israel iran america official military force army war president
    minister trump talk meet deal ceasefire peace security leader government country state city gaza lebanon kyiv
    air target launch defense 1 2 3 region capital putin zelensky netanyahu`,
  ),
);

/** The terms of a source: a title's count twice, each further mention counts less. */
export function vectorOf(source: Pick<Source, 'title' | 'lead'>): TermVector {
  const counts: TermVector = new Map();
  const add = (text: string, weight: number) => {
    for (const term of new Set(termsOf(text.slice(0, MOST_CHARACTERS)))) {
      counts.set(term, (counts.get(term) ?? 0) + weight);
    }
  };
  add(source.title, TITLE_WEIGHT);
  add(source.lead, LEAD_WEIGHT);
  return counts;
}

/** The mean of a story's sources' vectors. */
export function vectorOfAll(sources: readonly Source[]): TermVector {
  const heard = sources.slice(-MOST_SOURCES);
  const sum: TermVector = new Map();
  for (const source of heard) {
    for (const [term, weight] of vectorOf(source))
      sum.set(term, (sum.get(term) ?? 0) + weight / heard.length);
  }
  return sum;
}

/** TF-IDF over the texts held, with an inverted index. Results don't depend on the order in which texts came. */
export interface TextIndex {
  add(id: string, vector: TermVector): void;
  remove(id: string): void;
  /** Ids of the texts that share the most with a vector, most alike first, at most `limit`. */
  nearest(vector: TermVector, limit: number): string[];
  /** Cosine of a vector and a held text, 0 to 1; 0 where it isn't held. */
  cosine(vector: TermVector, id: string): number;
}

export function createTextIndex(): TextIndex {
  const vectors = new Map<string, TermVector>();
  /** Lengths without rarity, which moves with every text: enough to order candidates. */
  const lengths = new Map<string, number>();
  /** Term to the ids of the texts that have it. */
  const postings = new Map<string, Set<string>>();

  const rarity = (term: string) => {
    const rate = COMMON.has(term) ? COMMON_RATE : PRIOR_RATE;
    const seen = (postings.get(term)?.size ?? 0) + PRIOR_TEXTS * rate;
    return Math.log((vectors.size + PRIOR_TEXTS + 1) / (seen + 0.5));
  };
  const norm = (vector: TermVector) => {
    let sum = 0;
    for (const [term, weight] of vector) sum += (weight * rarity(term)) ** 2;
    return Math.sqrt(sum);
  };
  const plainNorm = (vector: TermVector) => {
    let sum = 0;
    for (const weight of vector.values()) sum += weight * weight;
    return Math.sqrt(sum);
  };

  function remove(id: string): void {
    for (const term of vectors.get(id)?.keys() ?? []) {
      const ids = postings.get(term);
      ids?.delete(id);
      if (ids?.size === 0) postings.delete(term);
    }
    vectors.delete(id);
    lengths.delete(id);
  }

  return {
    remove,
    add(id, vector) {
      remove(id);
      vectors.set(id, vector);
      lengths.set(id, plainNorm(vector));
      for (const term of vector.keys()) {
        const ids = postings.get(term);
        if (ids) ids.add(id);
        else postings.set(term, new Set([id]));
      }
    },
    nearest(vector, limit) {
      const dots = new Map<string, number>();
      for (const [term, weight] of vector) {
        const value = weight * rarity(term) ** 2;
        for (const id of postings.get(term) ?? []) {
          dots.set(id, (dots.get(id) ?? 0) + value * (vectors.get(id)?.get(term) ?? 0));
        }
      }
      const scored = [...dots].map(([id, dot]) => ({ id, score: dot / (lengths.get(id) ?? 1) }));
      scored.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
      return scored.slice(0, limit).map(({ id }) => id);
    },
    cosine(vector, id) {
      const other = vectors.get(id);
      if (!other) return 0;
      let dot = 0;
      for (const [term, weight] of vector) dot += weight * (other.get(term) ?? 0) * rarity(term) ** 2;
      const product = norm(vector) * norm(other);
      return product === 0 ? 0 : Math.min(1, dot / product);
    },
  };
}
