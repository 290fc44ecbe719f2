import type { Said } from '../src/languages/say.ts';
import { inEnglish } from '../src/languages/say.ts';

/** A value with all that is kept to be said (reasons, changes) as it is said in English. */
// biome-ignore lint/suspicious/noExplicitAny: what it holds of the value's type is what tests compare.
export function inWords(value: unknown): any {
  if (Array.isArray(value)) return value.map(inWords);
  if (typeof value !== 'object' || value === null) return value;
  if ('key' in value && typeof value.key === 'string') return inEnglish.text(value as Said);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const isSaid = ['reason', 'pausedReason', 'before', 'after'].includes(name) && inner !== null;
      return [name, isSaid ? inEnglish.text(inner) : inWords(inner)];
    }),
  );
}
