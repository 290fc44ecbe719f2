import { addSet, type Word } from './forms.ts';

/** Words to look for; whether a word is one of them is found out once for each word. */
export class WordSet {
  readonly slot: number;
  readonly bit: number;

  readonly isMember: (key: string) => boolean;

  constructor(isMember: (key: string) => boolean) {
    this.isMember = isMember;
    const { slot, bit } = addSet(isMember);
    this.slot = slot;
    this.bit = bit;
  }

  has(word: Word | undefined): boolean {
    return word !== undefined && (word.sets[this.slot]! & this.bit) !== 0;
  }

  /** Whether a sentence, by the sets of all its words, has one of them. */
  in({ sets }: { sets: readonly number[] }): boolean {
    return (sets[this.slot]! & this.bit) !== 0;
  }
}

/** A set of words: a pattern that the whole key fits, or the words themselves, with spaces between. */
export function wordSet(words: RegExp | string | Iterable<string>): WordSet {
  if (words instanceof RegExp) return new WordSet((key) => words.test(key));
  const set = new Set(typeof words === 'string' ? words.split(/\s+/) : words);
  return new WordSet((key) => set.has(key));
}

/** The words of all of some sets. */
export function anyOf(sets: readonly WordSet[]): WordSet {
  return new WordSet((key) => sets.some((set) => set.isMember(key)));
}
