import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIGNALS } from '../src/stories/likeness.ts';
import { hashOf, type StoredModel } from '../src/stories/model.ts';
import { termsOf } from '../src/stories/terms.ts';

/** Terms that fewer headlines have get no meaning of their own. */
const FEWEST_HEADLINES = 3;
const DIMENSIONS = 48;
const MOST_TERMS = 24;
const ROUNDS = 12;
const BATCH = 512;
const PAIRS_OF_CLUSTER = 12;
const TEMPERATURE = 0.08;
const DROPPED = 0.1;
const RARITY_PLACES = 65_536;

export type Random = () => number;

/** mulberry32: the same numbers for the same seed on every machine. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffled<T>(all: readonly T[], random: Random): T[] {
  const result = [...all];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

/** Document frequencies over news at large, as 20 times their inverse's logarithm, in hashed places. */
export function learnRarities(texts: Iterable<string>): string {
  const counts = new Uint32Array(RARITY_PLACES);
  let total = 0;
  for (const text of texts) {
    total += 1;
    for (const term of new Set(termsOf(text))) counts[hashOf(term) % RARITY_PLACES]! += 1;
  }
  const bytes = Uint8Array.from(counts, (count) => Math.round(20 * Math.log((total + 1) / (count + 1))));
  return Buffer.from(bytes).toString('base64');
}

/** The corpora of the shared data that rarity is counted over. */
export function* newsAtLarge(data: string, silver: readonly string[][]): Generator<string> {
  const lines = (path: string) => readFileSync(join(data, path), 'utf8').trim().split('\n');
  for (const line of lines('classify/wcep_2010_2021.jsonl')) yield JSON.parse(line).text;
  for (const { text } of JSON.parse(readFileSync(join(data, 'classify/wcep_2020_2023.json'), 'utf8')))
    yield text;
  for (const line of lines('stream/headlines_2026-01-01_08.jsonl')) yield JSON.parse(line).title;
  for (const cluster of silver) yield* cluster;
}

/**
 * Learns a meaning for each term so that headlines of one cluster lie close and those of other clusters of the
 * same days lie apart (softmax over a batch, Adam).
 * @param clusters headlines of one event each, in order of time
 */
export function learnMeanings(
  clusters: readonly string[][],
  rarityOf: (term: string) => number,
): Pick<StoredModel, 'dimensions' | 'terms' | 'meanings' | 'scale'> {
  const random = seeded(1);
  const counts = new Map<string, number>();
  const read = clusters.map((titles) => [...new Set(titles)].map((title) => [...new Set(termsOf(title))]));
  for (const texts of read) {
    for (const terms of texts) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const vocabulary = [...counts].filter(([, count]) => count >= FEWEST_HEADLINES).map(([term]) => term);
  const rows = new Map(vocabulary.map((term, row) => [term, row]));
  const coded = read
    .map((texts) => texts.map((terms) => terms.flatMap((term) => rows.get(term) ?? []).slice(0, MOST_TERMS)))
    .map((texts) => texts.filter((terms) => terms.length > 0))
    .filter((texts) => texts.length > 1);

  const D = DIMENSIONS;
  const E = new Float32Array(vocabulary.length * D);
  const gaussian = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  for (const [row, term] of vocabulary.entries()) {
    for (let d = 0; d < D; d++) E[row * D + d] = (gaussian() / Math.sqrt(D)) * (rarityOf(term) / 6);
  }
  const momentum = new Float32Array(E.length);
  const spread = new Float32Array(E.length);
  const gradient = new Float32Array(E.length);

  const embed = (terms: readonly number[], out: Float32Array, at: number): number => {
    out.fill(0, at, at + D);
    for (const row of terms) for (let d = 0; d < D; d++) out[at + d]! += E[row * D + d]!;
    let sum = 1e-9;
    for (let d = 0; d < D; d++) sum += out[at + d]! ** 2;
    const norm = Math.sqrt(sum);
    for (let d = 0; d < D; d++) out[at + d]! /= norm;
    return norm;
  };

  function step(pairs: readonly (readonly [number[], number[]])[], rate: number): number {
    const n = pairs.length;
    const [A, B] = [new Float32Array(n * D), new Float32Array(n * D)];
    const normA = pairs.map(([a], i) => embed(a, A, i * D));
    const normB = pairs.map(([, b], i) => embed(b, B, i * D));
    const S = new Float32Array(n * n);
    const columns = new Float32Array(n);
    const rowsSum = new Float32Array(n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let dot = 0;
        for (let d = 0; d < D; d++) dot += A[i * D + d]! * B[j * D + d]!;
        const value = Math.exp((dot - 1) / TEMPERATURE);
        S[i * n + j] = value;
        columns[j]! += value;
        rowsSum[i]! += value;
      }
    }
    let loss = 0;
    const [gA, gB] = [new Float32Array(n * D), new Float32Array(n * D)];
    for (let i = 0; i < n; i++) {
      loss -= Math.log(S[i * n + i]! / rowsSum[i]!) / n;
      for (let j = 0; j < n; j++) {
        const value = S[i * n + j]!;
        const g = ((value / rowsSum[i]! + value / columns[j]!) / 2 - (i === j ? 1 : 0)) / (n * TEMPERATURE);
        for (let d = 0; d < D; d++) {
          gA[i * D + d]! += g * B[j * D + d]!;
          gB[j * D + d]! += g * A[i * D + d]!;
        }
      }
    }
    const touched = new Set<number>();
    const spreadOut = (
      X: Float32Array,
      g: Float32Array,
      norm: number,
      i: number,
      terms: readonly number[],
    ) => {
      let along = 0;
      for (let d = 0; d < D; d++) along += g[i * D + d]! * X[i * D + d]!;
      for (const row of terms) {
        touched.add(row);
        for (let d = 0; d < D; d++) gradient[row * D + d]! += (g[i * D + d]! - X[i * D + d]! * along) / norm;
      }
    };
    for (const [i, [a, b]] of pairs.entries()) {
      spreadOut(A, gA, normA[i]!, i, a);
      spreadOut(B, gB, normB[i]!, i, b);
    }
    for (const row of touched) {
      for (let at = row * D; at < (row + 1) * D; at++) {
        const g = gradient[at]!;
        gradient[at] = 0;
        momentum[at] = 0.9 * momentum[at]! + 0.1 * g;
        spread[at] = 0.99 * spread[at]! + 0.01 * g * g;
        E[at]! -= (rate * momentum[at]!) / (Math.sqrt(spread[at]!) + 1e-6);
      }
    }
    return loss;
  }

  const dropped = (terms: number[]) => {
    const kept = terms.filter(() => random() >= DROPPED);
    return kept.length > 0 ? kept : terms;
  };
  for (let round = 0; round < ROUNDS; round++) {
    const pairs: [number[], number[]][] = [];
    for (let k = 0; k < PAIRS_OF_CLUSTER; k++) {
      for (const texts of coded) {
        if (texts.length <= k) continue;
        const i = Math.floor(random() * texts.length);
        const j = (i + 1 + Math.floor(random() * (texts.length - 1))) % texts.length;
        pairs.push([dropped(texts[i]!), dropped(texts[j]!)]);
      }
    }
    const starts: number[] = [];
    for (let at = Math.floor(random() * BATCH); at + BATCH <= pairs.length; at += BATCH) starts.push(at);
    const rate = 0.01 * (1 - round / ROUNDS) + 0.001;
    for (const at of shuffled(starts, random)) step(pairs.slice(at, at + BATCH), rate);
  }

  let most = 0;
  for (const value of E) most = Math.max(most, Math.abs(value));
  const scale = 127 / most;
  const bytes = Int8Array.from(E, (value) => Math.round(value * scale));
  return {
    dimensions: D,
    terms: vocabulary.join(' '),
    meanings: Buffer.from(bytes.buffer).toString('base64'),
    scale,
  };
}

/** Two reports: their signals, and whether they are of one event. `group` is kept whole by cross-validation. */
export interface Row {
  set: string;
  group: string;
  same: boolean;
  signals: number[];
}

/**
 * Weights that aren't learned: the sets are mostly of headlines in which few facts are read, so how much those
 * count is set by hand.
 */
const FIXED = new Map<(typeof SIGNALS)[number], number>([
  ['facts', 5],
  ['other topic', -2.5],
]);
const L2 = 0.5;
/** How much a set counts; the pairs are few. */
const WEIGHT_OF_SET = 8000;
const WEIGHT_OF_PAIRS = 2000;

/**
 * Logistic regression by Newton's method, the constant last.
 * @param rows without those that a conflict of facts keeps apart
 */
export function learnLikeness(rows: readonly Row[]): number[] {
  const fixed = SIGNALS.map((name) => FIXED.get(name) ?? null);
  const free = fixed.flatMap((value, i) => (value === null ? [i] : []));
  const n = free.length + 1;
  const sizes = new Map<string, number>();
  for (const { set } of rows) sizes.set(set, (sizes.get(set) ?? 0) + 1);
  const samples = rows.map(({ set, same, signals }) => ({
    x: [...free.map((i) => signals[i] ?? 0), 1],
    offset: fixed.reduce((sum: number, value, i) => sum + (value ?? 0) * (signals[i] ?? 0), 0),
    y: same ? 1 : 0,
    weight: (set === 'pairs' ? WEIGHT_OF_PAIRS : WEIGHT_OF_SET) / (sizes.get(set) ?? 1),
  }));
  const theta = new Float64Array(n);
  for (let round = 0; round < 15; round++) {
    const gradient = Array.from(theta, (value, i) => (i < n - 1 ? L2 * value : 0));
    const hessian = gradient.map((_, i) => gradient.map((_, j) => (i === j ? L2 : 0)));
    for (const { x, offset, y, weight } of samples) {
      let sum = offset;
      for (let i = 0; i < n; i++) sum += theta[i]! * x[i]!;
      const p = 1 / (1 + Math.exp(-sum));
      for (let i = 0; i < n; i++) {
        gradient[i]! += weight * (p - y) * x[i]!;
        const factor = weight * p * (1 - p) * x[i]!;
        for (let j = 0; j <= i; j++) hessian[i]![j]! += factor * x[j]!;
      }
    }
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) hessian[i]![j] = hessian[j]![i]!;
    const step = solved(hessian, gradient);
    for (let i = 0; i < n; i++) theta[i]! -= step[i]!;
  }
  const weights = fixed.map((value) => value ?? 0);
  for (const [at, i] of free.entries()) weights[i] = theta[at]!;
  return [...weights, theta[n - 1]!].map((value) => Math.round(value * 1000) / 1000);
}

/** The solution x of A x = b by Gaussian elimination. */
function solved(matrix: readonly (readonly number[])[], b: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, b[i]!]);
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let k = i + 1; k < n; k++) if (Math.abs(rows[k]![i]!) > Math.abs(rows[pivot]![i]!)) pivot = k;
    [rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
    for (let k = 0; k < n; k++) {
      if (k === i) continue;
      const factor = rows[k]![i]! / rows[i]![i]!;
      for (let j = i; j <= n; j++) rows[k]![j]! -= factor * rows[i]![j]!;
    }
  }
  return rows.map((row, i) => row[n]! / row[i]!);
}
