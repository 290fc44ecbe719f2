import type { Publisher } from '../articles/article.ts';
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
  const originals: Set<string>[] = [];
  const publishers = new Map<string, Publisher>();
  for (const source of sources) {
    const shingles = shinglesOf(source.lead === '' ? source.title : source.lead);
    if (originals.some((original) => isReprint(shingles, original))) continue;
    originals.push(shingles);
    if (!publishers.has(source.publisher.id)) publishers.set(source.publisher.id, source.publisher);
  }
  return [...publishers.values()];
}

function shinglesOf(text: string): Set<string> {
  const words = fold(text).split(' ');
  const shingles = new Set<string>();
  for (let at = 0; at + SHINGLE <= words.length; at++) shingles.add(words.slice(at, at + SHINGLE).join(' '));
  return shingles.size > 0 ? shingles : new Set([words.join(' ')]);
}

function isReprint(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared += 1;
  if (small.size < FEWEST_SHINGLES) return shared === small.size && small.size === large.size;
  return shared / small.size >= REPRINTED;
}
