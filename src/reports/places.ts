import { remembered } from './forms.ts';
import { placed, regionsOf, type Town, townsBeginning, townsOf } from './gazetteer.ts';
import { BODIES, GROUPS, LEADERS, ORGANISATIONS } from './lexicon/actors.ts';
import { COUNTRIES } from './lexicon/countries.ts';
import { TOWNS } from './lexicon/towns.ts';
import type { Sentence } from './sentences.ts';
import { wordSet } from './word_sets.ts';
import { keyOf, plainText, type Word, wordsOf } from './words.ts';

/** What a name of the lexicon stands for. */
export interface Named {
  kind: 'country' | 'people' | 'town' | 'region' | 'group' | 'body' | 'organisation' | 'leader';
  /** The name by which all spellings of it are known. */
  name: string;
  /** The country that it is, lies in or stands for; a leader of an organisation stands for that. */
  country: string | null;
  /** A capital speaks for its country ("Moscow rejected"). */
  capital: boolean;
  /** Where a town lies, or the middle of a region or country, in degrees (north and east are positive), where known. */
  latitude?: number;
  longitude?: number;
  /** Oblast, governorate, province or state that a town lies in, where known; a region's own name. */
  region?: string | null;
}

/** A name of the lexicon in a sentence: words `from` (inclusive) to `to` (exclusive). */
export interface Mention {
  named: Named;
  from: number;
  to: number;
  /** As the text writes it. */
  text: string;
  /** Only says who stands behind another ("Iran-backed", "Moscow-occupied"). */
  behind: boolean;
}

interface Entry {
  named: Named;
  keys: readonly string[];
}

const byFirstWord = new Map<string, Entry[]>();
const byKey = new Map<string, Named>();
const placeNames: { name: string; key: string }[] = [];

/** Lower-case words that are also names only when written in capitals throughout. */
const CAPITALS_ONLY = new Set(['us', 'is', 'who', 'eta', 'au', 'ira', 'let', 'fla', 'usa', 'un', 'ms']);
/** A newspaper's name is no place, nor is a league's. */
const NAMESAKES = new Set(
  'times post independent herald journal examiner telegraph tribune guardian'.split(' '),
);

function add(spelling: string, named: Named): void {
  const key = keyOf(spelling);
  if (!key || byKey.has(key)) return;
  byKey.set(key, named);
  // As a sentence parts it: the "'s" of "Cox's Bazar" is a word of its own.
  const plain = plainText(spelling);
  const keys = wordsOf(plain, 0, plain.length).flatMap((word) =>
    word.kind === 'mark' ? [] : word.key.split(' '),
  );
  const entries = byFirstWord.get(keys[0]!) ?? [];
  entries.push({ named, keys });
  byFirstWord.set(keys[0]!, entries);
}

function lines(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split(';'));
}

function spellings(list: string | undefined): string[] {
  return list ? list.split(',') : [];
}

for (const [name = '', others, demonyms, capitals] of lines(COUNTRIES)) {
  const country: Named = { kind: 'country', name, country: name, capital: false, ...placed(name, name) };
  for (const spelling of [name, ...spellings(others)]) add(spelling, country);
  for (const spelling of spellings(demonyms))
    add(spelling, { kind: 'people', name, country: name, capital: false });
  const [first, ...further] = capitals ? capitals.split('/') : [];
  if (first) {
    const capital: Named = {
      kind: 'town',
      name: first,
      country: name,
      capital: true,
      ...placed(name, first),
    };
    for (const spelling of [first, ...further]) add(spelling, capital);
    placeNames.push({ name: first, key: keyOf(first) });
  }
  placeNames.push({ name, key: keyOf(name) });
}
for (const [country = '', towns, regions] of lines(TOWNS)) {
  for (const [kind, list] of [
    ['town', towns],
    ['region', regions],
  ] as const) {
    for (const group of spellings(list)) {
      const [name = '', ...further] = group.split('/');
      const named: Named = { kind, name, country, capital: false, ...placed(country, name) };
      if (kind === 'region') named.region = name.replace(/ (?:region|province|state)$/i, '');
      for (const spelling of [name, ...further]) add(spelling, named);
      placeNames.push({ name, key: keyOf(name) });
    }
  }
}
for (const [kind, table] of [
  ['group', GROUPS],
  ['body', BODIES],
  ['organisation', ORGANISATIONS],
  ['leader', LEADERS],
] as const) {
  for (const [name = '', others, country] of lines(table)) {
    const full = kind === 'leader' ? (spellings(others)[0] ?? name) : name;
    const named: Named = { kind, name: full, country: country || null, capital: false };
    for (const spelling of [name, ...spellings(others)]) add(spelling, named);
  }
}
for (const entries of byFirstWord.values()) entries.sort((a, b) => b.keys.length - a.keys.length);
placeNames.sort((a, b) => (a.name < b.name ? -1 : 1));

const BEHIND = wordSet(
  /^(?:backed|brokered|occupied|controlled|installed|run|held|allied|made|supplied|mediated|sponsored|aligned|based|bound|linked|born)$/,
);

/** Names begin with them even where they are written small ("southern Lebanon"). */
const CAN_BE_SMALL = wordSet(/^(?:al$|occupied$|north|south|east|west|cent)/);

const BEGINS_NAME = wordSet(byFirstWord.keys());
const BEGINS_SMALL_NAME = wordSet([...byFirstWord.keys()].filter((key) => CAN_BE_SMALL.isMember(key)));
const entriesOf = remembered((key) => byFirstWord.get(key) ?? []);

/** All names of the lexicon in a sentence, longest first at each word, never overlapping. */
export function namesOf(sentence: Sentence): Mention[] {
  if (!BEGINS_NAME.in(sentence)) return [];
  // Few words can begin a name that is written small; where none does, only those with a capital are looked at.
  return BEGINS_SMALL_NAME.in(sentence)
    ? findNames(sentence.words)
    : namesAt(sentence.words, sentence.capitals);
}

/** The same of words that no sentence has been made of. */
export function findNames(words: readonly Word[]): Mention[] {
  return namesAt(words, [...words.keys()]);
}

/** The names that begin at some words, in order. */
function namesAt(words: readonly Word[], beginnings: readonly number[]): Mention[] {
  const found: Mention[] = [];
  let end = 0;
  for (const at of beginnings) {
    const name = at < end ? null : nameAt(words, at);
    if (!name) continue;
    found.push(name);
    end = name.to;
  }
  return found;
}

function nameAt(words: readonly Word[], at: number): Mention | null {
  const word = words[at]!;
  if (!BEGINS_NAME.has(word) || word.kind === 'mark') return null;
  if (!word.capital && !CAN_BE_SMALL.has(word)) return null;
  for (const { named, keys } of entriesOf(word)) {
    if (!matches(words, at, keys)) continue;
    const to = at + keys.length;
    if (keys.length === 1 && !isNameAlone(words, at)) continue;
    if (
      named.name === 'United States' &&
      /^(?:central|latin|south|north|all)$/.test(words[at - 1]?.key ?? '')
    )
      return null;
    const next = words[to];
    const behind = next?.glued === true && BEHIND.has(next);
    return { named, from: at, to, text: textOf(words, at, to), behind };
  }
  return null;
}

function matches(words: readonly Word[], at: number, keys: readonly string[]): boolean {
  for (let j = 0; j < keys.length; j++) if (words[at + j]?.key !== keys[j]) return false;
  // At least the last word of a name is capitalised ("southern Lebanon").
  return words[at + keys.length - 1]!.capital || words[at]!.capital;
}

function isNameAlone(words: readonly Word[], at: number): boolean {
  const word = words[at]!;
  if (CAPITALS_ONLY.has(word.key) && word.text !== word.text.toUpperCase()) return false;
  const next = words[at + 1];
  return !(next?.capital && NAMESAKES.has(next.key));
}

/** The words `from` to `to` as the text writes them. */
export function textOf(words: readonly Word[], from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i++) text += (i === from ? '' : words[i]!.glued ? '-' : ' ') + words[i]!.text;
  return text;
}

/** Words that make a region of a place's name, and words that add nothing to where it lies. */
const REGION_WORDS =
  /^(?:the|state of|province of) | (?:oblast|region|province|governorate|district|department|state|prefecture|county)$/g;
const EMPTY_WORDS = /\b(?:the|city|in the)\b/g;

/**
 * The country (English short name) of a country, capital, town, region, demonym, body or armed group as people
 * type it in any case ("kiev", "Kharkiv Oblast", "Kremlin"); null where neither lexicon nor gazetteer has it.
 */
export function countryOf(name: string): string | null {
  const named = lookUp(name) ?? lookUp(keyOf(name).replace(EMPTY_WORDS, '').replace(/\s+/g, ' ').trim());
  if (!named || named.kind === 'leader' || named.kind === 'organisation') return null;
  return named.country;
}

/**
 * Names of countries, capitals, towns and regions that begin with `prefix`, countries first, then the lexicon's
 * and the gazetteer's towns by their size; at most `limit`.
 */
export function suggestPlaces(prefix: string, limit: number): string[] {
  const key = keyOf(prefix);
  const rank = (name: string) => (byKey.get(keyOf(name))?.kind === 'country' ? 0 : 1);
  const found = placeNames.filter(({ key: each }) => each.startsWith(key)).map(({ name }) => name);
  const unique = new Set(found.sort((a, b) => rank(a) - rank(b)));
  if (unique.size < limit && key.length > 1) {
    for (const town of townsBeginning(key)) if (!byKey.has(keyOf(town.name))) unique.add(town.name);
  }
  return [...unique].slice(0, Math.max(0, limit));
}

/**
 * What the lexicon knows by this name, in any case and spelling; else the largest town or region of the gazetteer
 * that has it ("Kharkiv Oblast", "state of Borno" and "Homs province" are regions); null where neither does.
 */
export function lookUp(name: string): Named | null {
  const key = keyOf(name);
  const named = byKey.get(key);
  if (named) return named;
  const bare = key.replace(REGION_WORDS, '');
  const own = bare === key ? undefined : byKey.get(bare);
  if (own && own.kind !== 'town') return own;
  const [town] = townsOf(key);
  const region = regionsOf(bare).find(({ country }) => !own || country === own.country);
  if (!region || (town && !isOvershadowed(town, region)))
    return town ? townNamed(town) : (own ?? (bare === key ? null : lookUp(bare)));
  return townNamed(region);
}

/** A region of another land is meant where the town that has its name is small beside it. */
function isOvershadowed(town: Town, region: Town): boolean {
  return town.country !== region.country && region.thousands > 5 * town.thousands;
}

/** A town or region of the gazetteer as a name. */
export function townNamed({ kind, name, country, region, latitude, longitude }: Town): Named {
  return { kind, name, country, capital: false, latitude, longitude, region };
}
