import type { Passage } from './passage.ts';
import { textBetween } from './sentences.ts';
import { wordSet } from './word_sets.ts';
import type { Word } from './words.ts';

/** Someone who is named with an office: the name, and the words that it stands in. */
export interface Official {
  name: string;
  from: number;
  to: number;
}

const ROLE = wordSet(
  'president minister chancellor premier secretary envoy envoys spokesman spokeswoman spokesperson ambassador commissioner chief adviser advisor negotiator king prince princess emir sultan sheikh senator representative congressman diplomat leader general counterpart mediator coordinator rapporteur governor',
);
const PARTICLE = wordSet('al bin ibn von van der de da dos del la el abu ben');

/**
 * Officials who are named with their office, before the name ("Foreign Minister Jane Roe", "the envoy, Jane Roe,")
 * or behind it ("Jane Roe, the French envoy"), in order.
 */
export function officialsIn(passage: Passage): readonly Official[] {
  passage.officials ??= ROLE.in(passage) ? findOfficials(passage) : [];
  return passage.officials;
}

function findOfficials(passage: Passage): Official[] {
  const { words } = passage;
  const found: Official[] = [];
  const add = (from: number, to: number) => {
    if (found.every((each) => each.to <= from || each.from >= to))
      found.push({ name: textBetween(passage, from, to), from, to });
  };
  for (let i = 0; i < words.length; i++) {
    if (!ROLE.has(words[i])) continue;
    const direct = nameEnd(passage, i + 1);
    if (direct > 0) add(i + 1, direct);
    else {
      // "Israel's ambassador to France, Jane Roe,"
      const comma = commaAfter(words, i + 1);
      const end = comma > 0 ? nameEnd(passage, comma + 1) : 0;
      if (end > 0 && words[end]?.text === ',') add(comma + 1, end);
    }
    const from = nameBefore(passage, i);
    if (from) add(from.from, from.to);
  }
  return found.sort((a, b) => a.from - b.from);
}

/** The names of `officialsIn`. */
export function titledOfficials(passage: Passage): string[] {
  return officialsIn(passage).map(({ name }) => name);
}

/** Where the person's name of two to five words ends that begins at `from`, or 0 where none does. */
function nameEnd(passage: Passage, from: number): number {
  const { words } = passage;
  let to = from;
  let capitals = 0;
  while (to < words.length && to < from + 5) {
    const word = words[to]!;
    if (word.kind !== 'word') break;
    if (word.capital) capitals++;
    else if (!PARTICLE.has(word) && !word.glued) break;
    if (ROLE.has(word) || passage.times.some((time) => time.from === to)) break;
    to++;
  }
  while (to > from && !words[to - 1]!.capital && !words[to - 1]!.glued) to--;
  const first = words[from];
  if (!first || to - from < 2 || capitals < 2 || (!first.capital && !PARTICLE.has(first))) return 0;
  const other = passage.names.some(
    ({ named, from: at, to: end }) =>
      at >= from && end <= to && named.kind !== 'leader' && named.kind !== 'people',
  );
  return other ? 0 : to;
}

/** The comma that closes "ambassador to France," within a few words that hold no verb or other mark. */
function commaAfter(words: readonly Word[], from: number): number {
  if (!/^(?:to|of|for|at|,)$/.test(words[from]?.text ?? '')) return 0;
  for (let i = from; i < words.length && i < from + 7; i++) {
    if (words[i]!.text === ',') return i;
    if (words[i]!.kind === 'mark' && words[i]!.text !== '-') return 0;
  }
  return 0;
}

/** "Jane Roe, the State Department's deputy spokesperson": the name before the comma, where the office follows at once. */
function nameBefore(passage: Passage, role: number): { from: number; to: number } | null {
  const { words } = passage;
  for (let comma = role - 1; comma >= 2 && comma >= role - 8; comma--) {
    const word = words[comma]!;
    if (word.text !== ',') {
      if (word.kind === 'mark' && word.text !== '-') return null;
      if (/^(?:said|says|told|and|with|by|as|that|who)$/.test(word.key)) return null;
      continue;
    }
    let from = comma;
    while (from > 0 && comma - from < 4 && (words[from - 1]!.capital || PARTICLE.has(words[from - 1])))
      from--;
    while (from < comma && !words[from]!.capital) from++;
    return nameEnd(passage, from) === comma ? { from, to: comma } : null;
  }
  return null;
}
