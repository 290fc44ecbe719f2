import { COUNTRY_CODES } from '../reports/lexicon/country_codes.ts';
import { whole } from './figures.ts';
import { foldWord, type LanguageCode } from './languages.ts';
import type { Token } from './words.ts';

/**
 * How words for parties to conflicts and for their people begin, in all languages of the tables: many write demonyms
 * in lower case, so no capital tells them. By ISO 3166 code.
 */
const PARTIES: readonly [code: string, pattern: RegExp][] = (
  [
    ['RU', 'rus(?:s|o|a|i|k).*|rosj.*|rosyj.*|росс.*|росі.*|русск.*'],
    ['UA', 'ukra.*|ucra.*|украин.*|украі.*'],
    ['IL', 'isra.*|izra.*|израи.*|ізраі.*'],
    ['PS', 'palest.*|палест.*'],
    ['LB', 'leban.*|liban.*|ливан.*|ліван.*'],
    ['SY', 'syri.*|siri[aoe].*|syry.*|сирии.*|сирі.*'],
    ['IR', 'iran.*|иран.*|іран.*'],
    ['IQ', 'iraq.*|irak.*|iraqui.*|ирак.*|ірак.*'],
    ['YE', 'yemen.*|iemen.*|jemen.*|иемен.*|ємен.*'],
    ['SA', 'saud.*|сауд.*'],
    ['TR', 'turk.*|turc.*|turqu.*|турец.*|турц.*|турк.*|туре.*'],
    ['EG', 'egyp.*|egip.*|егип.*|єгип.*'],
    ['JO', 'jordan.*|иордан.*|иордан.*'],
    ['SD', 'sudan.*|soudan.*|судан.*'],
    ['AF', 'afg.*|афг.*'],
    ['PK', 'pakis.*|paquis.*|пакис.*'],
    ['IN', 'indian.*|indien.*|indyj.*|индии.*|індіи.*|indias?'],
    ['CN', 'chin(?:a|e|o|os|as|es|esa|esas|eses|ois|oise|oises|ese)|chinsk.*|kita.*|китаи.*|кита.*'],
    ['KR', 'core[ae].*|coreen.*|kore.*|коре.*'],
    ['JP', 'japo.*|japa.*|япон.*'],
    ['US', 'americ.*|amery.*|estadounid.*|estadunid.*|америк.*'],
    ['GB', 'brit.*|брит.*|англ.*'],
    ['FR', 'franc(?:e|es|esa|esas|eses|ais|aise|aises|ia|uz).*|french|франц.*'],
    ['DE', 'german.*|alema.*|allema.*|niemi.*|немец.*|нимец.*|німец.*|германи.*'],
    ['PL', 'polsk.*|polon.*|polac.*|polish|pologne|польш.*|польс.*|польщ.*'],
    ['VE', 'venez.*|venec.*|wenez.*|венес.*'],
    ['CU', 'cuba.*|kuban.*|кубин.*'],
    ['NG', 'nigeri.*|нигери.*|нігері.*'],
    ['SO', 'somal.*|сомал.*'],
    ['ET', 'ethiop.*|etiop.*|эфиоп.*|ефіоп.*'],
    ['CD', 'congo.*|kongo.*|конго.*'],
    ['AM', 'armen.*|ormian.*|армян.*|армен.*|вірмен.*'],
    ['AZ', 'azerb.*|азерб.*'],
    ['LY', 'liby.*|libi[ao].*|ливи.*|ліві.*'],
    ['QA', 'qatar.*|catar.*|katar.*|катар.*'],
    ['AE', 'emirat.*|emirad.*|эмират.*|емірат.*'],
    ['BY', 'belar.*|bielor.*|bialor.*|белару.*|білору.*'],
    ['MM', 'myanm.*|birman.*|mjanm.*|мьянм.*|мянм.*'],
  ] as const
).map(([code, words]) => [code, new RegExp(`^(?:${words})$`, 'u')]);

/** Bodies that each language shortens in its own way, in capitals. */
const SHORT: readonly [name: string, pattern: RegExp][] = [
  ['UN', whole('un|onu|onz|оон')],
  ['EU', whole('eu|ue|ес|єс')],
  ['NATO', whole('nato|otan|нато')],
  ['US', whole('us|usa|eeuu|eua|сша')],
];

/** A name of a text by what it names: a country's code, or its folded word. */
export interface TextName {
  key: string;
  isParty: boolean;
  token: Token;
}

/**
 * The names of a text, in order: words with a capital, and words for countries and their people in any case. Words that
 * only begin a sentence are among them; `initial` of the token tells.
 */
export function namesOf(tokens: readonly Token[], language: LanguageCode): TextName[] {
  const countries = countriesIn(language);
  const names: TextName[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token.kind !== 'word') continue;
    const isCapital = /^\p{Lu}/u.test(token.text);
    const long = isCapital ? longName(tokens, at, countries) : null;
    const party = long?.code ?? partyOf(token, isCapital, countries);
    if (party !== null) names.push({ key: party, isParty: true, token });
    else if (isCapital) names.push({ key: token.key, isParty: false, token });
    at += (long?.words ?? 1) - 1;
  }
  return names;
}

/** A country's name of two to five words, the longest one. */
function longName(
  tokens: readonly Token[],
  at: number,
  countries: ReadonlyMap<string, string>,
): { code: string; words: number } | null {
  for (let words = 5; words > 1; words--) {
    const parts = tokens.slice(at, at + words);
    if (parts.length < words) continue;
    const code = countries.get(parts.map(({ key }) => key).join(' '));
    if (code) return { code, words };
  }
  return null;
}

function partyOf(token: Token, isCapital: boolean, countries: ReadonlyMap<string, string>): string | null {
  if (token.text.length > 1 && token.text === token.text.toUpperCase()) {
    const short = SHORT.find(([, pattern]) => pattern.test(token.key));
    if (short) return short[0];
  }
  const party = PARTIES.find(([, pattern]) => pattern.test(token.key));
  if (party) return party[0];
  if (!isCapital) return null;
  // Cases change a name's end.
  for (let end = token.key.length; end >= Math.max(4, token.key.length - 3); end--) {
    const code = countries.get(token.key.slice(0, end));
    if (code) return code;
  }
  return null;
}

const known = new Map<LanguageCode, Map<string, string>>();

/** Countries' codes by their names, in English and in the language; those of one word without the last letter too. */
function countriesIn(language: LanguageCode): Map<string, string> {
  const names = known.get(language) ?? new Map<string, string>();
  if (names.size > 0) return names;
  for (const tag of new Set(['en', language])) {
    const display = new Intl.DisplayNames(tag, { type: 'region', fallback: 'none' });
    for (const code of Object.keys(COUNTRY_CODES)) {
      const name = foldWord(display.of(code) ?? '');
      const words = name.match(/[\p{L}]+|[^\s\p{L}]/gu) ?? [];
      if (words.length > 1) names.set(words.join(' '), code);
      else if (name.length > 3) names.set(name, code);
      if (words.length === 1 && name.length > 5) names.set(name.slice(0, -1), code);
    }
  }
  known.set(language, names);
  return names;
}
