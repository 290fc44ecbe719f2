/**
 * A word, a number or a mark of punctuation as it is read, with what can be known of it by itself. That is worked out
 * when it is first read and kept for the next time, since news repeats its words: wherever the same is read again, it
 * is the same object. Where it stands is its sentence's to know.
 */
export interface Word {
  /** As written, apart from quotes and dashes brought to their plain form. */
  text: string;
  /** Lower case, without diacritics and full stops: what lexicons are keyed by. */
  key: string;
  kind: 'word' | 'number' | 'mark';
  /** Begins with a capital letter. */
  capital: boolean;
  /** Joined to the word before it by a hyphen (`drone` in `anti-drone`). */
  glued: boolean;
  /** Written onto the number before it (`th` in `20th`). */
  ending: boolean;
  hash: number;
  /** Up to eight letters of ASCII, seven bits each, which tell a word without a look at its text; -1 of any other. */
  letters: number;
  lettersBefore: number;
  /** UTF-16 units that it takes in the text. */
  length: number;
  /** 1: in capitals throughout, -1: not, 0: too short to tell. */
  loudness: -1 | 0 | 1;
  /** The sets of words that the key is in, one bit for each; words of the same sets share the list. */
  sets: Sets;
  /** What is remembered of the key, by the slots of `remembered`. */
  known: unknown[];
}

/** How a word begins that stands right behind another one's end. */
export type Joint = '' | 'glued' | 'ending';

/** Sets of words as bits. */
export type Sets = readonly number[];

/** They are dropped all at once when there are so many: no text makes memory grow. */
const MOST_WORDS = 20_000;
/** Longer ones than any word of news are made anew each time. */
const LONGEST = 60;
/** Words that were made to collide are made anew, too. */
const MOST_TRIES = 30;
const SLOT_BITS = 15;
const SLOTS = 1 << SLOT_BITS;
/** An open hash table. */
const table: (Word | null)[] = new Array(SLOTS).fill(null);
let kept = 0;
/** Each list of sets once, by its bits. */
const shared = new Map<string, Sets>();

const BITS = 30;
const members: ((key: string) => boolean)[] = [];
let memories = 0;

/** Where the sets of words keep a new set's bit; `isMember` is asked once for each word. */
export function addSet(isMember: (key: string) => boolean): { slot: number; bit: number } {
  const index = members.push(isMember) - 1;
  dropWords();
  return { slot: Math.floor(index / BITS), bit: 1 << (index % BITS) };
}

/** No word at all: what a sentence's sets begin with. */
export function emptySets(): number[] {
  return new Array(Math.ceil(members.length / BITS)).fill(0);
}

/** Whatever `make` says of a word's key, made once for each word. */
export function remembered<T extends NonNullable<unknown> | null>(
  make: (key: string) => T,
): (word: Word) => T {
  const slot = memories++;
  return ({ known, key }) => {
    const told = known[slot];
    if (told !== undefined) return told as T;
    const made = make(key);
    known[slot] = made;
    return made;
  };
}

/** Words of one text never have one hash where they are joined otherwise. */
const JOINT_HASH: Record<Joint, number> = { '': 0, glued: 1, ending: 2 };

/** The word that stands in `plain` between two offsets; `make` makes it of its text where it is new. */
export function wordAt(
  plain: string,
  from: number,
  to: number,
  joint: Joint,
  make: (text: string) => Pick<Word, 'key' | 'kind' | 'capital'>,
): Word {
  const length = to - from;
  let letters = 0;
  let lettersBefore = 0;
  let bits = 0;
  for (let i = from; i < to; i++) {
    const unit = plain.charCodeAt(i);
    lettersBefore = (lettersBefore << 7) | (letters >>> 21);
    letters = ((letters << 7) | unit) & 0xfffffff;
    bits |= unit;
  }
  const hash =
    (Math.imul(letters ^ Math.imul(lettersBefore, 31), 0x9e3779b1) + length + JOINT_HASH[joint]) | 0;
  if (length > 8 || bits > 127) letters = -1;
  let slot = hash >>> (32 - SLOT_BITS);
  let tries = 0;
  for (let word = table[slot]!; word !== null && tries < MOST_TRIES; tries++) {
    const isSame =
      word.hash === hash &&
      word.letters === letters &&
      word.lettersBefore === lettersBefore &&
      word.length === length &&
      (letters >= 0 || isAt(word.text, plain, from));
    if (isSame) return word;
    slot = (slot + 1) & (SLOTS - 1);
    word = table[slot]!;
  }
  const isLong = to - from > LONGEST;
  const text = isLong ? plain.slice(from, to) : copyOf(plain, from, to);
  const { key, kind, capital } = make(text);
  const sets = setsOf(key);
  const word: Word = {
    hash,
    letters,
    lettersBefore,
    length,
    text,
    key: isLong ? key : nameOf(key),
    kind,
    capital,
    glued: joint === 'glued',
    ending: joint === 'ending',
    loudness: loudnessOf(text, kind),
    sets,
    // In its size: an array that grows takes room for twenty.
    known: new Array(memories).fill(undefined),
  };
  if (tries < MOST_TRIES && !isLong) keep(word, slot);
  return word;
}

function isAt(text: string, plain: string, from: number): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== plain.charCodeAt(from + i)) return false;
  return true;
}

function keep(word: Word, slot: number): void {
  if (kept === MOST_WORDS) {
    dropWords();
    return;
  }
  table[slot] = word;
  kept++;
}

function dropWords(): void {
  if (kept === 0) return;
  table.fill(null);
  kept = 0;
  shared.clear();
}

/**
 * The text between two offsets as a string of its own, since a slice would keep the whole article in memory; and as
 * a property's name, since engines compare those by where they lie.
 */
function copyOf(plain: string, from: number, to: number): string {
  const units = Array.from({ length: to - from }, (_, i) => plain.charCodeAt(from + i));
  return nameOf(String.fromCharCode(...units));
}

function nameOf(text: string): string {
  return Object.keys({ [text]: null })[0]!;
}

function setsOf(key: string): Sets {
  const sets = emptySets();
  members.forEach((isMember, index) => {
    if (isMember(key)) sets[Math.floor(index / BITS)]! |= 1 << (index % BITS);
  });
  const bits = sets.join(' ');
  const known = shared.get(bits) ?? sets;
  shared.set(bits, known);
  return known;
}

function loudnessOf(text: string, kind: Word['kind']): Word['loudness'] {
  if (kind !== 'word' || text.length < 2 || text.includes('.') || text === "'s") return 0;
  return text === text.toUpperCase() && text !== text.toLowerCase() ? 1 : -1;
}
