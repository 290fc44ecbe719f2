import { isPersonWord } from './counted.ts';
import type { Passage } from './passage.ts';
import type { Victims } from './victims.ts';
import { wordSet } from './word_sets.ts';

/** Words that lead to a person's name: "Hezbollah commander", "the Honduran general", "journalist". */
const ROLE = wordSet(
  /^(?:the|a|an|its|his|their|top|senior|prominent|former|veteran|local|deputy|chief|head|military|army|navy|police|opposition|well|known|freelance|retired|anti|supreme|interior|defence|defense|foreign|prime|vice|one|of)$/,
);

/** A person named or meant at `from` ("commander Jane Roe", "the mayor"); null where nobody is. */
export function personAt(passage: Passage, from: number): Victims | null {
  const { words } = passage;
  const shouted = isTitleCase(passage);
  let named = 0;
  let role = false;
  let i = from;
  for (; i < words.length && i < from + 9; i++) {
    const word = words[i]!;
    if (word.kind !== 'word') {
      if (word.text === "'s") continue;
      break;
    }
    const name = passage.names.find((each) => each.from <= i && each.to > i);
    if (name) {
      const kind = name.named.kind;
      if (kind === 'leader') return person(from, name.to);
      if (kind === 'town' || kind === 'region') return named > 0 && !shouted ? person(from, i) : null;
      i = name.to - 1;
      continue;
    }
    if (passage.times.some((time) => time.from <= i && time.to > i)) break;
    if (word.capital && !isPersonWord(word.key) && !shouted) named++;
    else if (isPersonWord(word.key) && !word.key.endsWith('s')) role = true;
    else if (!ROLE.has(word)) break;
    else if (named > 0) break;
  }
  if (named >= 2 || (named === 1 && role)) return person(from, i);
  const definite = /^(?:the|its|his|her|their)$/.test(words[from]?.key ?? '');
  return role && definite ? person(from, i) : null;
}

/** "Two Killed In Strike": capitals say nothing of names. */
function isTitleCase(passage: Passage): boolean {
  if (passage.in !== 'title') return false;
  const long = passage.words.filter((word) => word.kind === 'word' && word.text.length > 3);
  return long.length >= 4 && long.every((word) => word.capital);
}

/** A person named or meant right before `to`, the subject of "was killed". */
export function personBefore(passage: Passage, to: number): Victims | null {
  const { words } = passage;
  let from = to;
  let aside = false;
  while (from > 0 && to - from < 12) {
    const word = words[from - 1]!;
    if (word.text === ',') aside = !aside;
    else if (
      word.kind === 'mark' ||
      (!aside && /^(?:that|said|after|when|as|while|and|but|which|by|in|on|at|of|who)$/.test(word.key))
    ) {
      // "a large part of the guard was killed": not one.
      if (
        word.key === 'of' &&
        /^(?:part|parts|most|half|some|many|members|dozens|hundreds|rest|number|all)$/.test(
          words[from - 2]?.key ?? '',
        )
      )
        return null;
      break;
    }
    from--;
  }
  return from < to ? personAt(passage, from) : null;
}

function person(from: number, to: number): Victims {
  return { count: 1, qualifier: 'exact', from, to: Math.max(to, from + 1), said: 'name', counts: 'people' };
}
