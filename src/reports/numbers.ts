import { wordSet } from './word_sets.ts';
import type { Word } from './words.ts';

/** How a number is said; `article`: "a man", surely one, yet weaker than "one person"; `name`: "Jane Roe", "the driver", weaker still. */
export type Said = 'figure' | 'word' | 'article' | 'name';

const SMALL: ReadonlyMap<string, number> = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value) => [word, value] as const),
);
const TENS: ReadonlyMap<string, number> = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, index) => [word, 20 + 10 * index] as const),
);
/** Words that multiply what stands before. */
export const SCALES = new Map([
  ['hundred', 100],
  ['thousand', 1_000],
  ['million', 1_000_000],
  ['billion', 1_000_000_000],
]);

/** Every word that a number can begin with. */
export const BEGINS = wordSet([...SMALL.keys(), ...TENS.keys(), 'a', 'an', 'another']);

/** The number that begins at a word, with where it ends and how it is said; null where none does. */
export function numberAt(
  sentence: readonly Word[],
  at: number,
): { count: number; to: number; said: Said } | null {
  const word = sentence[at];
  if (!word) return null;
  const next = sentence[at + 1];
  if (word.kind === 'number') {
    if (!/^[0-9]/.test(word.text)) return null;
    // "the 41st Army", "Su-24"
    if (next?.ending) return null;
    if (word.glued && sentence[at - 1]?.kind === 'word' && sentence[at - 1]!.capital) return null;
    let count = /^[0-9]{1,3}(?:,[0-9]{3})+$/.test(word.text)
      ? Number(word.text.replaceAll(',', ''))
      : Number(word.text);
    if (!Number.isFinite(count)) return null;
    const scale = next && SCALES.get(next.key);
    if (scale) count *= scale;
    if (!Number.isSafeInteger(Math.round(count))) return null;
    return { count: Math.round(count), to: scale ? at + 2 : at + 1, said: 'figure' };
  }
  if (word.kind === 'mark' || !BEGINS.has(word)) return null;
  if (word.key === 'a' || word.key === 'an') {
    if (next?.key === 'dozen') return { count: 12, to: at + 2, said: 'word' };
    const scale = next && SCALES.get(next.key);
    if (scale) return { count: scale, to: at + 2, said: 'word' };
    return { count: 1, to: at + 1, said: 'article' };
  }
  if (word.key === 'another' && next && !SMALL.has(next.key) && next.kind === 'word')
    return { count: 1, to: at + 1, said: 'article' };
  let total = 0;
  let current = 0;
  let to = at;
  for (; to < sentence.length && to < at + 10; to++) {
    const key = sentence[to]!.key;
    const small = SMALL.get(key);
    const tens = TENS.get(key);
    if (small !== undefined && (to === at || current % 10 === 0)) {
      if (to > at && current % 100 !== 0 && current % 100 < 20) break;
      if (to > at && current === 0) break;
      current += small;
    } else if (tens !== undefined && (to === at || (current > 0 && current % 100 === 0))) current += tens;
    else if (key === 'hundred' && current > 0) current *= 100;
    else if (key === 'dozen' && current > 0) current *= 12;
    else if ((key === 'thousand' || key === 'million') && current > 0) {
      total += current * SCALES.get(key)!;
      current = 0;
    } else if (
      key === 'and' &&
      to > at &&
      current > 0 &&
      current % 100 === 0 &&
      (SMALL.get(sentence[to + 1]?.key ?? '') ?? TENS.get(sentence[to + 1]?.key ?? ''))
    )
      continue;
    else break;
  }
  if (to === at) return null;
  return { count: total + current, to, said: 'word' };
}
