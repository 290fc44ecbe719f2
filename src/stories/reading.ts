import { findNames } from '../reports/places.ts';
import { plainText, wordsOf } from '../reports/words.ts';
import type { Model } from './model.ts';
import type { Source } from './story.ts';
import { mainClause, termsOf } from './terms.ts';

/** Of a title or lead no more than this is read. */
const MOST_CHARACTERS = 600;
/** A title's words count this often; each further mention of a word counts less. */
const TITLE_WEIGHT = 2;
/** No word is so rare that it alone outweighs all others. */
const MOST_RARE = 9;

/** A text as vectors of length 1: its terms by rarity (ids ascending), and its meaning. */
export interface TextVector {
  ids: Int32Array;
  weights: Float32Array;
  meaning: Float32Array;
}

/** Terms' numbers. Short ones are plain arrays: a typed array takes hundreds of bytes before its first element. */
export type Ids = readonly number[];
const NONE: Ids = [];

/** What likeness compares of a report. Ids ascend unless said otherwise. */
export interface Reading {
  title: TextVector;
  /** Title and lead. */
  whole: TextVector;
  /** The title up to its first subordinate clause: what happened, without what it happened amid. */
  main: TextVector;
  /** Ids of the title's terms, the rarest first. */
  rarest: Ids;
  /** Ids of the title's terms that are numbers. */
  numbers: Ids;
  /** The number of killed that its title tells, and whether that is a running total. */
  killed: number | null;
  total: boolean;
  /** Whether its title says that a toll moved: it is of an attack of before. */
  isUpdate: boolean;
  /** Whether its title retells: it is of an event that others told of before. */
  looksBack: boolean;
  hasLead: boolean;
  /** States, towns, groups and people that the title names; a capital and a people are their country. */
  named: ReadonlySet<string>;
  /** Ids of the lead's capitalised words, beginnings of sentences left out: names, whether or not they are known. */
  capitals: Ids;
  /** Ids of all numbers of title and lead. */
  figures: Ids;
  /** The weekdays that title and lead name, a bit each. */
  days: number;
}

/** Reads reports into vectors over one numbering of terms, which an index shares. */
export interface Reader {
  read(source: Pick<Source, 'title' | 'lead'>): Reading;
  /** How rare a term is, 0 to 9. */
  rarityOf(id: number): number;
  /** A term's meaning as a vector of length 1, or null where it has none. */
  meaningOf(id: number): Float32Array | null;
}

export function createReader(model: Model): Reader {
  const idOf = new Map<string, number>();
  const rarities: number[] = [];
  const meanings: (Float32Array | null)[] = [];

  const numberOf = (term: string): number => {
    let id = idOf.get(term);
    if (id === undefined) {
      id = rarities.length;
      idOf.set(term, id);
      rarities.push(Math.min(MOST_RARE, model.rarityOf(term)));
      const meaning = new Float32Array(model.dimensions);
      meanings.push(model.addMeaning(term, meaning) ? toLengthOne(meaning) : null);
    }
    return id;
  };

  /** Ascending, each once. */
  const idsOf = (terms: readonly string[]): Ids =>
    terms.length === 0 ? NONE : [...new Set(terms.map(numberOf))].sort((a, b) => a - b);

  function vectorOf(counts: ReadonlyMap<string, number>): TextVector {
    const entries: [id: number, weight: number][] = [];
    const meaning = new Float32Array(model.dimensions);
    for (const [term, count] of counts) {
      const weight = (1 + Math.log(count)) * Math.min(MOST_RARE, model.rarityOf(term));
      entries.push([numberOf(term), weight]);
      model.addMeaning(term, meaning);
    }
    entries.sort((a, b) => a[0] - b[0]);
    return {
      ids: Int32Array.from(entries, ([id]) => id),
      weights: toLengthOne(Float32Array.from(entries, ([, weight]) => weight)),
      meaning: toLengthOne(meaning),
    };
  }

  function read({ title, lead }: Pick<Source, 'title' | 'lead'>): Reading {
    const text = title.slice(0, MOST_CHARACTERS);
    const terms = termsOf(text);
    const inTitle = new Map(terms.map((term) => [term, 1]));
    const ofTitle = vectorOf(inTitle);
    const main = termsOf(mainClause(text));
    const short = {
      title: ofTitle,
      rarest: [...ofTitle.ids].sort((a, b) => rarities[b]! - rarities[a]!),
      main: main.length > 1 ? vectorOf(new Map(main.map((term) => [term, 1]))) : ofTitle,
      numbers: idsOf(terms.filter(isNumber)),
      killed: killedIn(terms),
      total: RUNNING_TOTAL.test(text),
      isUpdate: TOLL_MOVES.test(text),
      looksBack: LOOKS_BACK.test(text),
      named: namedIn(text),
    };
    const begun = lead.slice(0, MOST_CHARACTERS);
    const inLead = termsOf(begun);
    const more = {
      capitals: idsOf(capitalsIn(begun)),
      figures: idsOf([...terms, ...inLead].filter(isNumber)),
      days: daysIn(text) | daysIn(begun),
    };
    if (inLead.length === 0) return { ...short, ...more, whole: ofTitle, hasLead: false };
    const counts = new Map<string, number>();
    for (const term of inTitle.keys()) counts.set(term, TITLE_WEIGHT);
    for (const term of inLead) counts.set(term, (counts.get(term) ?? 0) + 1);
    return { ...short, ...more, whole: vectorOf(counts), hasLead: true };
  }

  return { read, rarityOf: (id) => rarities[id] ?? MOST_RARE, meaningOf: (id) => meanings[id] ?? null };
}

const TOLL_MOVES =
  /\b(?:tolls?|deaths?|dead|killed|number|count)\b.*\b(?:rises?|risen|rose|climbs?|climbed|jumps?|grows?|increases?|revised)\b/i;
const LOOKS_BACK =
  /\b(?:how|inside|viewed|unfolded|timeline|explained|explainer|what (?:we|to) know|in (?:pictures|photos|maps|charts)|anatomy of)\b/i;
const RUNNING_TOTAL = /\b(?:since|so far|in total|overall|exceeds?|surpass\w*|timeline|to date|tally)\b/i;

function isNumber(term: string): boolean {
  return /^\d/.test(term);
}

function capitalsIn(lead: string): string[] {
  return [...lead.matchAll(/(?<=[\p{Ll},] )\p{Lu}[\p{L}'-]+/gu)].flatMap(([word]) => termsOf(word));
}

const DAYS = ['mon', 'tues', 'wednes', 'thurs', 'fri', 'satur', 'sun'];

function daysIn(text: string): number {
  let days = 0;
  for (const [, day] of text.matchAll(/\b(mon|tues|wednes|thurs|fri|satur|sun)day\b/gi)) {
    days |= 1 << DAYS.indexOf(day!.toLowerCase());
  }
  return days;
}

function namedIn(title: string): Set<string> {
  const plain = plainText(title);
  const names = findNames(wordsOf(plain, 0, plain.length)).map(({ named }) => named);
  return new Set(
    names.map(({ kind, name, capital, country }) =>
      capital || kind === 'people' ? (country ?? name) : name,
    ),
  );
}

/** The number beside the word for killing, within two words of it. */
function killedIn(terms: readonly string[]): number | null {
  for (let i = 0; i < terms.length; i++) {
    if (terms[i] !== 'kill') continue;
    for (const at of [i - 1, i + 1, i - 2, i + 2]) {
      const count = Number(terms[at] ?? 'none');
      if (Number.isInteger(count) && count < 100_000) return count;
    }
  }
  return null;
}

function toLengthOne(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const value of vector) sum += value * value;
  if (sum > 0) for (let i = 0; i < vector.length; i++) vector[i]! /= Math.sqrt(sum);
  return vector;
}
