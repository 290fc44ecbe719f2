import type { Sentence } from '../languages/say.ts';
import type { Story } from '../stories/story.ts';
import { fold } from '../stories/terms.ts';

/** What a person asks of a text: words, phrases and beginnings of words, joined by AND, OR and NOT. */
export type WordQuery =
  /** Folded words with a space before them and, but for a beginning, after them. */
  { kind: 'term'; text: string } | { kind: 'not'; of: WordQuery } | { kind: 'all' | 'any'; of: WordQuery[] };

export const WORDS_LIMIT = 200;
const TERMS_LIMIT = 20;
const DEPTH_LIMIT = 5;

/** Characters that a beginning needs before its star: fewer match nearly everything. */
const SHORTEST_BEGINNING = 2;

/**
 * Reads a query of words. Words beside one another must all be there; `OR`, `|` and commas ask for one of them; `NOT`
 * and `-` for none; quotes make a phrase, parentheses a group, and a star at its end the beginning of a word. Case and
 * accents don't count. It is matched without regular expressions, in time that grows with the text alone.
 * @param typed at most 200 characters, 20 words or phrases, 5 groups in one another
 * @returns a fault, in a sentence that says how to mend it, for what can't be read
 */
export function readWords(typed: string): { query: WordQuery } | { fault: Sentence } {
  if (typed.length > WORDS_LIMIT) {
    return { fault: { key: 'words.too_long', values: { most: WORDS_LIMIT, length: typed.length } } };
  }
  if ((typed.match(/"/g)?.length ?? 0) % 2 === 1) return { fault: { key: 'words.quote' } };
  const tokens = typed.match(/"[^"]*"\*?|[(),|]|-(?=[^\s-])|[^\s()",|]+/g) ?? [];
  const reader = new QueryReader(tokens);
  try {
    return { query: reader.read() };
  } catch (error) {
    if (error instanceof QueryFault) return { fault: error.sentence };
    throw error;
  }
}

class QueryFault extends Error {
  readonly sentence: Sentence;

  constructor(key: Extract<Sentence['key'], `words.${string}`>, values?: Sentence['values']) {
    super(key);
    this.sentence = { key, values };
  }
}

/** Recursive descent: any := all (OR all)*, all := one+, one := NOT one | ( any ) | term. */
class QueryReader {
  readonly #tokens: readonly string[];
  #at = 0;
  #terms = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  read(): WordQuery {
    if (this.#tokens.length === 0) throw new QueryFault('words.empty');
    const query = this.#any(0);
    if (this.#next() !== undefined) throw new QueryFault('words.closing');
    return query;
  }

  #any(depth: number): WordQuery {
    const of = [this.#all(depth)];
    while (isOr(this.#next())) {
      this.#at++;
      // A list that ends in a comma is still a list.
      if (this.#tokens[this.#at - 1] === ',' && this.#atEnd()) break;
      of.push(this.#all(depth));
    }
    return of.length === 1 ? of[0]! : { kind: 'any', of };
  }

  #all(depth: number): WordQuery {
    const of = [this.#one(depth)];
    for (;;) {
      if (isAnd(this.#next())) this.#at++;
      else if (this.#atEnd() || isOr(this.#next())) break;
      of.push(this.#one(depth));
    }
    return of.length === 1 ? of[0]! : { kind: 'all', of };
  }

  #one(depth: number): WordQuery {
    const token = this.#next();
    if (this.#atEnd() || isOr(token) || isAnd(token)) {
      throw token === undefined
        ? new QueryFault('words.and_missing')
        : new QueryFault('words.before', { token });
    }
    this.#at++;
    if (token === '-' || /^not$/i.test(token ?? '')) return { kind: 'not', of: this.#one(depth) };
    if (token !== '(') return this.#term(token ?? '');
    if (depth >= DEPTH_LIMIT) throw new QueryFault('words.deep', { most: DEPTH_LIMIT });
    const group = this.#any(depth + 1);
    if (this.#next() !== ')') throw new QueryFault('words.opening');
    this.#at++;
    return group;
  }

  #term(token: string): WordQuery {
    if (++this.#terms > TERMS_LIMIT) throw new QueryFault('words.many', { most: TERMS_LIMIT });
    const isBeginning = /[^*]\*"?$|"\*$/.test(token);
    const words = wordsOf(token);
    if (words.length === 0) throw new QueryFault('words.no_word', { token });
    if (token.replace(/\*"?$/, '').includes('*')) {
      throw new QueryFault('words.star', { token });
    }
    if (isBeginning && words.at(-1)!.length < SHORTEST_BEGINNING) {
      throw new QueryFault('words.short', { least: SHORTEST_BEGINNING });
    }
    return { kind: 'term', text: ` ${words.join(' ')}${isBeginning ? '' : ' '}` };
  }

  #next(): string | undefined {
    return this.#tokens[this.#at];
  }

  #atEnd(): boolean {
    const token = this.#next();
    return token === undefined || token === ')';
  }
}

function isOr(token: string | undefined): boolean {
  return token === ',' || token === '|' || /^or$/i.test(token ?? '');
}

function isAnd(token: string | undefined): boolean {
  return /^and$/i.test(token ?? '');
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A text as queries look into it: its folded words with one space around each. */
export function searchable(texts: readonly string[]): string {
  // Two spaces between texts: no phrase reaches over from one to the next.
  return texts.map((text) => ` ${wordsOf(text).join(' ')} `).join(' ');
}

/** Whether a text, made by `searchable`, has what a query asks for. */
export function hasWords(query: WordQuery, text: string): boolean {
  switch (query.kind) {
    case 'term':
      return text.includes(query.text);
    case 'not':
      return !hasWords(query.of, text);
    case 'all':
      return query.of.every((one) => hasWords(one, text));
    case 'any':
      return query.of.some((one) => hasWords(one, text));
  }
}

/** The texts of a story in which words are looked for: what its sources say, and the names among its facts. */
export function textsOf(story: Story): string[] {
  const { strike, diplomacy } = story;
  return [
    story.headline,
    ...story.sources.flatMap(({ title, lead }) => [title, lead]),
    ...(strike
      ? [strike.attacker, strike.country, ...strike.places, ...strike.targets, ...strike.effects]
      : []),
    ...(strike?.weapons.map(({ kind }) => kind) ?? []),
    ...(diplomacy ? [diplomacy.place, ...diplomacy.participants, ...diplomacy.topics] : []),
  ].filter((text) => text !== null);
}
