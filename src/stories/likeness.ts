import { agreementOf } from './agreement.ts';
import { apartness, areApart, haveCommon, shareInCommon } from './apart.ts';
import { isOneClaim } from './conflict.ts';
import type { Facts } from './facts.ts';
import type { Reader, Reading, TextVector } from './reading.ts';

/** What is compared of a report. */
export interface ReadReport {
  reading: Reading;
  facts: Facts;
}

/** Names of the signals, in the order of their weights in the model; the constant is one weight more. */
export const SIGNALS = [
  'cosine',
  'meaning',
  'main cosine',
  'main meaning',
  'tolls apart',
  'one is a total',
  'cosine and meaning',
  'number shared',
  'word missing',
  'words missing',
  'names apart',
  'numbers apart',
  'words shared',
  'facts',
  'other topic',
  'leads',
  'leads and cosine',
  'leads and meaning',
  'names of leads',
  'figures',
  'figures apart',
  'weekdays apart',
  'titles in leads',
] as const;

/** The signals of two reports, each roughly 0 to 1; the order of the two doesn't matter. */
export function signalsOf(a: ReadReport, b: ReadReport, reader: Reader): number[] {
  const [first, second] = [a.reading, b.reading];
  const cosine = cosineOf(first.whole, second.whole);
  const meaning = dot(first.whole.meaning, second.whole.meaning);
  const leads = first.hasLead && second.hasLead ? 1 : 0;
  const apart = apartness(first, second, reader);
  return [
    cosine,
    meaning,
    cosineOf(first.main, second.main),
    dot(first.main.meaning, second.main.meaning),
    tollsApart(first.killed, second.killed),
    first.total !== second.total ? 1 : 0,
    cosine * meaning,
    haveCommon(first.numbers, second.numbers) ? 1 : 0,
    apart.least,
    apart.mean,
    apart.names,
    apart.numbers,
    apart.shared,
    agreementOf(a.facts, b.facts).score,
    isOtherTopic(a.facts, b.facts) ? 1 : 0,
    leads,
    leads * cosine,
    leads * meaning,
    leads && shareInCommon(first.capitals, second.capitals, reader),
    leads && shareInCommon(first.figures, second.figures, reader),
    leads && areApart(first.figures, second.figures) ? 1 : 0,
    first.days !== 0 && second.days !== 0 && (first.days & second.days) === 0 ? 1 : 0,
    leads && (cosineOf(first.title, second.whole) + cosineOf(second.title, first.whole)) / 2,
  ];
}

const SUREST = 6;

/** Log-odds that two reports are of one event, by a logistic regression over the signals; -6 to 6. */
export function oddsOf(signals: readonly number[], weights: readonly number[]): number {
  let sum = weights[signals.length] ?? 0;
  for (let i = 0; i < signals.length; i++) sum += (weights[i] ?? 0) * signals[i]!;
  return Math.max(-SUREST, Math.min(SUREST, sum));
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

/**
 * Whether both are foremost about a topic, and not about the same. One disputed claim is of either, and somebody's
 * statement may be about the attack.
 */
function isOtherTopic(a: Facts, b: Facts): boolean {
  if (a.focus === null || b.focus === null || a.focus === b.focus || isOneClaim(a, b)) return false;
  const talks = (a.focus === 'diplomacy' ? a : b).diplomacy;
  return talks === null || [...talks.kinds].some((kind) => kind !== 'statement');
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
