import type { Publisher } from '../articles/article.ts';
import { hashOf } from './model.ts';
import type { Source } from './story.ts';
import { fold } from './terms.ts';

/** Words in a row: what a reprint shares with its original, and a paraphrase doesn't. */
const SHINGLE = 3;
/** Two texts with this share of their shingles in common are one text. */
const REPRINTED = 0.6;
/** Below this many shingles a text is too short to be known as a reprint by anything but equality. */
const FEWEST_SHINGLES = 8;

/**
 * The publishers whose text is their own, in the order in which they first reported: a wire story that five papers
 * reprint counts once, for whoever had it first.
 * @param sources oldest first
 */
export function independentPublishers(sources: readonly Source[]): Publisher[] {
  const originals: Uint32Array[] = [];
  /** The originals that have a shingle, so that a text is compared with those alone that share one. */
  const having = new Map<number, number[]>();
  const publishers = new Map<string, Publisher>();
  for (const source of sources) {
    const shingles = shinglesOf(source);
    const shared = new Map<number, number>();
    for (const shingle of shingles) {
      for (const original of having.get(shingle) ?? []) shared.set(original, (shared.get(original) ?? 0) + 1);
    }
    if ([...shared].some(([at, count]) => isReprint(shingles.length, originals[at]?.length ?? 0, count)))
      continue;
    for (const shingle of shingles) {
      const those = having.get(shingle);
      if (those) those.push(originals.length);
      else having.set(shingle, [originals.length]);
    }
    originals.push(shingles);
    if (!publishers.has(source.publisher.id)) publishers.set(source.publisher.id, source.publisher);
  }
  return [...publishers.values()];
}

/** A story is merged anew with each report; what was cut of a source once needn't be cut again. */
const cut = new WeakMap<Source, Uint32Array>();

/** Hashes of a text's shingles: the strings of thousands of open reports would take more room than the reports. */
function shinglesOf(source: Source): Uint32Array {
  const known = cut.get(source);
  if (known) return known;
  const words = fold(source.lead === '' ? source.title : source.lead).split(' ');
  const hashes = new Set<number>();
  for (let at = 0; at + SHINGLE <= words.length; at++) {
    hashes.add(hashOf(words.slice(at, at + SHINGLE).join(' ')));
  }
  if (hashes.size === 0) hashes.add(hashOf(words.join(' ')));
  const shingles = Uint32Array.from(hashes);
  cut.set(source, shingles);
  return shingles;
}

function isReprint(a: number, b: number, shared: number): boolean {
  const [small, large] = a <= b ? [a, b] : [b, a];
  if (small < FEWEST_SHINGLES) return shared === small && small === large;
  return shared / small >= REPRINTED;
}
