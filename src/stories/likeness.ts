import type { Reading, TextVector } from './report_index.ts';

/** What is known of a report and a story before it is judged whether they belong together. */
export interface Comparison {
  reading: Reading;
  /** The story's report that is most alike. */
  best: Reading;
  /** Cosine with that report and mean cosine with all of the story's, by words. */
  cosine: number;
  mean: number;
  /** Sum of its reports' meanings. */
  centre: Float32Array;
  /** How far their facts agree, 0 to about 1, and whether both are foremost about other topics. */
  agreement: number;
  otherTopic: boolean;
  /** Reports in the story, stories open, and reports that came since the story's last. */
  size: number;
  open: number;
  since: number;
}

/** Names of the signals, in the order of their weights in the model; the constant is one weight more. */
export const SIGNALS = [
  'best cosine',
  'mean cosine',
  'meaning',
  'mean meaning',
  'main cosine',
  'main meaning',
  'tolls apart',
  'one is a total',
  'cosine and meaning',
  'number shared',
  'facts',
  'other topic',
  'leads',
  'leads and cosine',
  'size',
  'few open',
  'since',
] as const;

/** The signals of a report and a story; each roughly 0 to 1. */
export function signalsOf(given: Comparison): number[] {
  const { reading, best, cosine, mean } = given;
  const leads = reading.hasLead && best.hasLead ? 1 : 0;
  const meaning = dot(reading.whole.meaning, best.whole.meaning);
  return [
    cosine,
    mean,
    meaning,
    dot(reading.whole.meaning, given.centre) / given.size,
    cosineOf(reading.main, best.main),
    dot(reading.main.meaning, best.main.meaning),
    tollsApart(reading.killed, best.killed),
    reading.total !== best.total ? 1 : 0,
    cosine * meaning,
    reading.numbers.isDisjointFrom(best.numbers) ? 0 : 1,
    given.agreement,
    given.otherTopic ? 1 : 0,
    leads,
    leads * cosine,
    Math.min(1.3, Math.log10(given.size)),
    Math.max(0, 1 - Math.log10(given.open)),
    Math.min(2, Math.log10(1 + given.since)),
  ];
}

/** Probability that they belong together, 0 to 1, by a logistic regression over the signals. */
export function likenessOf(signals: readonly number[], weights: readonly number[]): number {
  let sum = weights[signals.length] ?? 0;
  for (let i = 0; i < signals.length; i++) sum += (weights[i] ?? 0) * signals[i]!;
  return 1 / (1 + Math.exp(-sum));
}

/** Cosine of two vectors of length 1, 0 to 1. */
export function cosineOf(a: TextVector, b: TextVector): number {
  let sum = 0;
  for (let i = 0, j = 0; i < a.ids.length && j < b.ids.length; ) {
    const [x, y] = [a.ids[i]!, b.ids[j]!];
    if (x === y) sum += a.weights[i++]! * b.weights[j++]!;
    else if (x < y) i += 1;
    else j += 1;
  }
  return sum;
}

/** 0 where equal or untold, 1 where the one is ten times the other. */
function tollsApart(a: number | null, b: number | null): number {
  if (a === null || b === null) return 0;
  return Math.min(1, Math.abs(Math.log10((a + 1) / (b + 1))));
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
