import { foldWord, type LanguageCode } from './languages.ts';
import type { Token } from './words.ts';

const known = new Map<LanguageCode, Map<string, string>>();

/** The months and weekdays that a text names, as `m1` to `m12` and `d1` (Monday) to `d7`. */
export function calendarOf(tokens: readonly Token[], language: LanguageCode): Set<string> {
  const names = known.get(language) ?? namesOf(language);
  known.set(language, names);
  const found = new Set<string>();
  for (const { kind, text, key } of tokens) {
    // "may" and "march" are words too where months have capitals.
    if (kind !== 'word' || (language === 'en' && !/^\p{Lu}/u.test(text))) continue;
    const name = names.get(key);
    if (name) found.add(name);
  }
  return found;
}

/** Each by itself and as it stands with a day: languages inflect them. */
function namesOf(language: LanguageCode): Map<string, string> {
  const names = new Map<string, string>();
  const put = (options: Intl.DateTimeFormatOptions, at: number, part: 'month' | 'weekday', name: string) => {
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
    const word = format.formatToParts(at).find(({ type }) => type === part)?.value ?? '';
    names.set(foldWord(word.replace(/['’.]/g, '')), name);
  };
  for (let month = 0; month < 12; month++) {
    const at = Date.UTC(2026, month, 5);
    put({ month: 'long' }, at, 'month', `m${month + 1}`);
    put({ month: 'long', day: 'numeric' }, at, 'month', `m${month + 1}`);
  }
  // 5 January 2026 is a Monday.
  for (let day = 0; day < 7; day++)
    put({ weekday: 'long' }, Date.UTC(2026, 0, 5 + day), 'weekday', `d${day + 1}`);
  return names;
}
