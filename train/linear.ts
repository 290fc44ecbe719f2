/** One training row: indices of its features (each weighing the same) and for each head +1, -1 or 0 (not known). */
export interface SparseRow {
  features: Int32Array;
  labels: readonly number[];
  /** How much the row counts. */
  weight: number;
}

/**
 * Linear support vector machine with squared hinge loss and L2 penalty, by dual coordinate descent (Hsieh et
 * al. 2008, the method of liblinear). Rows are brought to length one. Only + - * / and a square root are used,
 * so that the same rows give the same weights to the last bit on every machine. The last weight is the bias.
 */
export function trainLinear(
  rows: readonly SparseRow[],
  head: number,
  size: number,
  penalty: number,
  epochs: number,
): Float64Array {
  const weights = new Float64Array(size + 1);
  const used = rows.map((_, index) => index).filter((index) => rows[index]!.labels[head] !== 0);
  const alpha = new Float64Array(rows.length);
  const random = seeded(20260106);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = used.length - 1; i > 0; i--) {
      const j = random() % (i + 1);
      const held = used[i]!;
      used[i] = used[j]!;
      used[j] = held;
    }
    for (const index of used) {
      const { features, labels, weight } = rows[index]!;
      const sign = labels[head]!;
      const scale = features.length === 0 ? 0 : 1 / Math.sqrt(features.length);
      let score = 0;
      for (let k = 0; k < features.length; k++) score += weights[features[k]!]!;
      const margin = score * scale + weights[size]!;
      const soft = 1 / (2 * penalty * weight);
      const gradient = sign * margin - 1 + alpha[index]! * soft;
      const before = alpha[index]!;
      const after = Math.max(0, before - gradient / (2 + soft));
      if (after === before) continue;
      alpha[index] = after;
      const step = (after - before) * sign;
      const each = step * scale;
      for (let k = 0; k < features.length; k++) weights[features[k]!]! += each;
      weights[size]! += step;
    }
  }
  return weights;
}

/** xorshift32: the same sequence of 32-bit whole numbers for a seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}
