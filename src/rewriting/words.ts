import { foldWord, LANGUAGES, type LanguageCode } from './languages.ts';

/** A word, a number in digits, or a mark. */
export interface Token {
  kind: 'word' | 'number' | 'mark';
  text: string;
  /** Folded, for words; digits without separators, a full stop before decimals, for numbers. */
  key: string;
  /** Begins a sentence. */
  initial: boolean;
}

/** Thousands stand in groups of three, parted by any mark or space; a mark before any other number of digits parts decimals. */
const TOKEN =
  /\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*|[^\s\p{L}\p{M}\d]/gu;

/** The words, numbers and marks of a text in a language. */
export function tokensOf(text: string, language: LanguageCode): Token[] {
  const tokens: Token[] = [];
  let initial = true;
  const put = (kind: Token['kind'], text: string, key: string) => {
    const isOpening = kind === 'mark' && /["“„«'‘(¿¡]/.test(text);
    tokens.push({ kind, text, key, initial });
    if (!isOpening) initial = kind === 'mark' && /[.!?:…]/.test(text);
  };
  for (const [found] of text.replace(/\bU\.\s?S\.(?:A\.)?/g, 'US').matchAll(TOKEN)) {
    if (/^\d/.test(found)) put('number', found, numberKey(found));
    else if (!/^\p{L}/u.test(found)) put('mark', found, found);
    else for (const word of wordsOf(found, language)) put('word', word, foldWord(word));
  }
  return tokens;
}

function numberKey(digits: string): string {
  const isGrouped = /^\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+$/.test(digits);
  return isGrouped ? digits.replace(/\D/g, '') : digits.replace(',', '.');
}

/** What an apostrophe joins, as the language has it. */
function wordsOf(found: string, language: LanguageCode): string[] {
  if (!/['’]/.test(found)) return [found];
  if (LANGUAGES[language].apostropheWithin) return [found.replace(/['’]/g, '')];
  return found
    .replace(/n['’]t$/i, ' not')
    .replace(/['’]s$/i, '')
    .split(/['’\s]/)
    .filter(Boolean);
}
