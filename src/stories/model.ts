import weights from './weights.json' with { type: 'json' };

/**
 * What was learned of words from news at large: how rare each is, and where it lies among the others, so that
 * headlines without a word in common can be known as alike. Numbers only; `eval/stories_train.ts` learns them.
 */
export interface Model {
  /** Length of a meaning. */
  dimensions: number;
  /** Inverse document frequency of a term, natural logarithm, about 1 to 11; the highest for one never seen. */
  rarityOf(term: string): number;
  /** Adds a term's meaning to `sum`, and tells whether it has one. */
  addMeaning(term: string, sum: Float32Array): boolean;
  /** Log-odds that a report belongs to a story, by the signals of `likeness.ts`, the constant last. */
  likeness: readonly number[];
}

/** The model as it is stored. */
export interface StoredModel {
  dimensions: number;
  /** Terms with a meaning, separated by spaces, in the order of their vectors. */
  terms: string;
  /** Signed bytes, base64: `dimensions` for each term; divide by `scale`. */
  meanings: string;
  scale: number;
  /** Bytes, base64: 20 times the rarity of the terms whose hash is that place. */
  rarities: string;
  likeness: number[];
}

export function readModel(stored: StoredModel): Model {
  const { dimensions, scale } = stored;
  const rows = new Map(stored.terms.split(' ').map((term, row) => [term, row]));
  const meanings = new Int8Array(bytesOf(stored.meanings).buffer);
  const rarities = bytesOf(stored.rarities);
  return {
    dimensions,
    likeness: stored.likeness,
    rarityOf: (term) => (rarities[hashOf(term) % rarities.length] ?? 0) / 20,
    addMeaning(term, sum) {
      const row = rows.get(term);
      if (row === undefined) return false;
      const start = row * dimensions;
      for (let d = 0; d < dimensions; d++) sum[d] = (sum[d] ?? 0) + (meanings[start + d] ?? 0) / scale;
      return true;
    },
  };
}

/** FNV-1a, 32 bits. */
export function hashOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

export const MODEL: Model = readModel(weights);
