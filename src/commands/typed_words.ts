import type { ReplyKey } from '../languages/catalogs.ts';
import { inEnglish, type Say } from '../languages/say.ts';

/** Without case and accents, and without the full stop of an abbreviation. */
export function folded(word: string): string {
  return word.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/\.$/, '');
}

/** What people may type for something, in a language and in English, folded. */
export function typedWords(key: Extract<ReplyKey, `typed.${string}`>, say: Say): string[] {
  return [say, inEnglish].flatMap((one) => one(key).split('|').map(folded));
}

/** A weekday by its name, short name or the beginning of one, 1 for Monday; null for anything else. */
export function weekdayOf(word: string, say: Say): number | null {
  const typed = folded(word);
  if (typed.length < 2) return null;
  for (const one of [say, inEnglish]) {
    const short = one.weekdays('short').map(folded);
    const long = one.weekdays('long').map(folded);
    const exact = short.indexOf(typed);
    if (exact >= 0) return exact + 1;
    const named = long.flatMap((name, at) =>
      name.startsWith(typed) || `${name}s` === typed ? [at + 1] : [],
    );
    if (named.length === 1) return named[0] ?? null;
  }
  return null;
}
