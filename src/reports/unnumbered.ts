import { isPersonWord } from './counted.ts';
import { type Passage, quantitiesOf } from './passage.ts';
import type { Quantity } from './quantities.ts';
import { wordSet } from './word_sets.ts';

/** Heads that are one person only with a number or article, or mean many. */
const NOT_ONE =
  /^(?:people|men|women|children|\p{L}+(?:men|women)|personnel|staff|crew|police|family|couple|elderly|members?|aid|medical|humanitarian|ambulance|general|major|minor|dead|killed|wounded|injured|minister|official|leader|aide|judge|lawyer|chief)$/u;
/** Two of these are two persons. */
const KIN =
  /^(?:man|woman|boy|girl|child|toddler|baby|teen|teenager|son|daughter|wife|husband|brother|sister|mother|father|uncle|aunt|grandmother|grandfather|passenger|driver|soldier|civilian|policeman)$/;
const ENDS = wordSet(
  /^(?:in|on|at|by|for|from|of|to|with|near|as|after|when|while|during|and|or|but|outside|inside|over|amid|who|that|is|was|has|had|killed|kills|shot|found|dies|died|dead|wounded|injured|hurt|missing|wounds|injures|stabbed|among|says|said|named|identified|hit|dies|reported|reportedly|feared|overnight)$/,
);

/**
 * One person of whom a headline leaves the article out: "Strike kills woman", "Palestinian child killed", "Man, two
 * children dead". Only heads that are people, with nothing behind that makes them something else.
 */
export function unnumberedVictims(passage: Passage): Quantity[] {
  if (passage.in !== 'title') return [];
  const { words } = passage;
  const quantities = quantitiesOf(passage);
  const found: Quantity[] = [];
  for (let i = 0; i < words.length; i++) {
    const { key, kind } = words[i]!;
    // "5-year-old and her uncle killed"
    const aged = key === 'old' && words[i - 1]?.key === 'year' && words[i]!.glued;
    if (kind !== 'word' || !(aged || isPersonWord(key)) || key.endsWith('s') || NOT_ONE.test(key)) continue;
    const next = words[i + 1];
    if (next && (next.glued || (next.kind === 'word' && !ENDS.has(next)) || next.text === "'s")) continue;
    if (next && next.kind === 'mark' && !/^[,.;:!?|-]$/.test(next.text)) continue;
    let from = aged ? i - 2 : i;
    while (from > 0 && i - from < 5 && describes(passage, from - 1)) from--;
    const before = words[from - 1];
    if (
      before &&
      (before.kind === 'number' ||
        /^(?:the|a|an|no|his|her|its|their|of|'s|one|two|three|each)$/.test(before.key))
    )
      continue;
    if (quantities.some((each) => each.counts !== 'age' && each.from < i + 1 && each.to > from - 1)) continue;
    // "businessman and journalist shot dead": two callings of one.
    const same = found.at(-1);
    if (same && words[from - 1]?.key === 'and' && same.to === from - 1 && !KIN.test(key)) continue;
    found.push({ count: 1, qualifier: 'exact', from, to: i + 1, said: 'article', counts: 'people' });
  }
  return found;
}

/** Stands before a person's word and only says what person: "young", "Palestinian", "five-year-old". */
function describes(passage: Passage, at: number): boolean {
  const word = passage.words[at]!;
  if (word.kind !== 'word') return word.text === '-';
  if (passage.names.some((name) => name.from <= at && name.to > at)) return true;
  return (
    word.glued ||
    passage.words[at + 1]!.glued ||
    /^(?:young|old|teenage|pregnant|elderly|local|senior|top|military|army|security|police|aid|un|off|duty|former|civilian|school|taxi|bus|truck|ambulance|hospital|medical|second|third|another|muslim|christian|hindu|jewish|kurdish|druze|bedouin|freelance|state|tv|opposition|health)$/.test(
      word.key,
    )
  );
}
