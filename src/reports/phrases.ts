import type { Sentence } from './sentences.ts';
import { WordSet } from './word_sets.ts';

/**
 * A pattern of whole words that is only looked for in sentences which have a word that it cannot do without. What an
 * apostrophe joins is one word: "won't" alone is no "won", nor is "cease-fire" one that a pattern should spell so.
 */
export class Phrase {
  readonly pattern: RegExp;
  readonly needs: WordSet;

  constructor(pattern: RegExp) {
    this.pattern = pattern;
    const starts = neededStarts(pattern.source);
    if (starts === null) throw new Error(`no word is needed by ${pattern}`);
    const needed = new RegExp(`^(?:${starts.join('|')})`);
    this.needs = new WordSet((key) => needed.test(key));
  }

  in(sentence: Sentence): boolean {
    return this.needs.in(sentence) && this.pattern.test(sentence.text);
  }

  /** Where it stands in the sentence's text first; null where nowhere. */
  find(sentence: Sentence): RegExpExecArray | null {
    return this.needs.in(sentence) ? this.pattern.exec(sentence.text) : null;
  }

  /** Everywhere that it stands; the pattern is a global one. */
  all(sentence: Sentence): Iterable<RegExpExecArray> {
    return this.needs.in(sentence) ? sentence.text.matchAll(this.pattern) : [];
  }
}

/** A phrase of this pattern; throws where the pattern can do without every word. */
export function phrase(pattern: RegExp): Phrase {
  return new Phrase(pattern);
}

/**
 * How words begin of which every match of a pattern has one ("swap(?:ped)? prisoners|hostages?" has `prisoners` or
 * `hostage`), as sources of patterns; null where there are none. Of the words of an alternative the longest is taken.
 */
export function neededStarts(source: string): string[] | null {
  const reader = { source, at: 0 };
  return alternatives(reader, false, false);
}

interface Reader {
  source: string;
  at: number;
}

/** Reads to the closing parenthesis or the end. `bounded`: words begin where it begins; `closed`: and end where it ends. */
function alternatives(reader: Reader, bounded: boolean, closed: boolean): string[] | null {
  let all: string[] | null = [];
  do {
    const starts = sequence(reader, bounded, closed);
    all = starts && all && [...all, ...starts];
  } while (reader.source[reader.at] === '|' && reader.at++ >= 0);
  reader.at++;
  return all;
}

/** What one alternative needs. */
function sequence(reader: Reader, bounded: boolean, closed: boolean): string[] | null {
  const { source } = reader;
  let best: string[] | null = null;
  /** The word being read; null in the middle of one whose start isn't known. */
  let word: string | null = bounded ? '' : null;
  const take = (starts: string[] | null) => {
    if (starts && starts.length > 0 && shortest(starts) >= (best ? shortest(best) : 1)) best = starts;
  };
  const end = (whole: boolean, next: string | null) => {
    if (word) take([whole ? `${word}$` : word]);
    word = next;
  };
  for (;;) {
    const unit = source[reader.at];
    if (unit === undefined || unit === '|' || unit === ')') break;
    const opening = /^\((?:\?(?::|<?[!=]))?/.exec(source.slice(reader.at, reader.at + 4))?.[0];
    if (opening) {
      const starting = word === '';
      const from = reader.at + opening.length;
      const closing = closingOf(source, from);
      const inside = source.slice(from, closing);
      reader.at = from;
      const inner = alternatives(reader, starting, /^(?:\\b| )/.test(source.slice(closing + 1)));
      if (/[!=]$/.test(opening)) continue;
      const optional = isOptional(source, reader.at);
      skipQuantifier(reader);
      end(false, null);
      if (!optional) take(inner);
      // What stands behind "(?:the )?" begins a word wherever that does.
      if ((starting || !optional) && inside.endsWith(' ') && !/[^ ]\|/.test(inside)) word = '';
      continue;
    }
    const atom = /^(?:\\.|\[(?:\\.|[^\]])*\]|.)/s.exec(source.slice(reader.at))![0];
    reader.at += atom.length;
    const optional = isOptional(source, reader.at);
    const quantified = skipQuantifier(reader);
    if (/^[a-z]$/i.test(atom) && !quantified) {
      if (word !== null) word += atom.toLowerCase();
    } else if (atom === '\\b') end(true, '');
    else if (atom === '^') word = '';
    else if (atom === ' ' || atom === '-') end(!optional, optional ? null : '');
    else end(false, null);
  }
  end(closed, null);
  return best;
}

function shortest(starts: readonly string[]): number {
  return Math.min(...starts.map((start) => start.length));
}

function closingOf(source: string, from: number): number {
  let depth = 1;
  let at = from;
  for (; depth > 0; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === '[') at = source.indexOf(']', at + 2);
    else if (source[at] === '(') depth++;
    else if (source[at] === ')') depth--;
  }
  return at - 1;
}

function isOptional(source: string, at: number): boolean {
  return /^(?:[?*]|\{0)/.test(source.slice(at, at + 2));
}

function skipQuantifier(reader: Reader): boolean {
  const quantifier = /^(?:[?*+]|\{[0-9,]+\})\??/.exec(reader.source.slice(reader.at, reader.at + 12));
  reader.at += quantifier?.[0].length ?? 0;
  return quantifier !== null;
}
