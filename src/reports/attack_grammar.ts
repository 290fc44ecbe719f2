import { BARE_VERBS, NOUNS, VERBS } from './attack_words.ts';
import type { Passage } from './passage.ts';
import { wordSet } from './word_sets.ts';
import type { Word } from './words.ts';

export const FENDING = wordSet(
  /^(?:intercepted|downed|repelled|shot|intercepts|intercepting|downs|repels|thwarted|foiled)$/,
);
const BE = wordSet(/^(?:was|were|been|being|be|is|are|got)$/);

/** The word is a thing ("a strike on"), not a deed ("Israel strikes Beirut"). */
export function isNoun(passage: Passage, at: number): boolean {
  const { words: sentence } = passage;
  const key = sentence[at]!.key;
  if (BARE_VERBS.has(key) && !NOUNS.has(key)) return false;
  if (!NOUNS.has(key) && key !== 'fire') return false;
  if (!VERBS.has(key) && !/^(?:raids|blasts|strike|attack)$/.test(key)) return true;
  const before = sentence[at - 1];
  if (!before || before.kind === 'mark' || before.kind === 'number') return true;
  if (BARE_VERBS.has(key) && isOneState(passage, at)) return true;
  // "US Venezuela strikes": whose and where, so the third is the thing.
  const near = passage.names.find(({ to, named }) => to === at && named.kind === 'country');
  if (near && passage.names.some(({ to, named }) => to === near.from && named.kind === 'country'))
    return true;
  if (
    /^(?:the|a|an|of|in|after|by|with|during|new|amid|air|drone|missile|its|their|more|some|two|three|such|these|those|recent|deadly|fresh|latest|massive|overnight|military|and|rocket|'s)$/.test(
      before.key,
    )
  )
    return !/^(?:drone|missile|rocket|military)$/.test(before.key) || !isVerbObject(passage, at + 1);
  return !isVerbObject(passage, at + 1);
}

/**
 * A single state stands right before the word: it "strikes" and "attacks", so that the bare "strike" behind it is a
 * thing ("the US strike"), unless a helping verb leads in ("why did Iran attack").
 */
export function isOneState({ words, names }: Passage, at: number): boolean {
  if (
    !/^(?:attack|strike|raid|bomb|assault|target|shell|storm|torch|hammer|batter|pound)$/.test(words[at]!.key)
  )
    return false;
  const state = names.find(({ named, to }) => to === at && /^(?:country|town|body)$/.test(named.kind));
  if (!state) return false;
  const ahead = words.slice(Math.max(0, state.from - 3), state.from);
  return !ahead.some((word) =>
    /^(?:did|does|do|will|would|could|can|may|might|should|and|,|&)$/.test(word.key),
  );
}

/** Where the main clause begins behind an opening "After US strikes on Yemen, …", at the latest before `at`; 0 without one. */
export function openingAdjunct(words: readonly Word[], at: number): number {
  const opens = words
    .slice(0, 4)
    .findIndex((word) =>
      /^(?:after|following|amid|despite|before|since|as|while|with|hours|days|weeks)$/.test(word.key),
    );
  if (opens < 0) return 0;
  for (let i = at - 1; i > opens; i--) if (words[i]!.text === ',') return i + 1;
  return 0;
}

/** What stands here is struck ("strikes Beirut", "hits a bus"), so that the word before it is a verb. */
export function isVerbObject(passage: Passage, at: number): boolean {
  const { words: sentence } = passage;
  const word = sentence[at];
  if (!word || word.kind === 'mark') return false;
  if (
    /^(?:on|in|against|at|by|near|across|from|that|which|as|after|since|amid|over|to|and|or|kill|kills|killed|killing|hit|hits|left|leave|leaves|wound|injure|continue|resume|was|were|is|are|has|have|had|will|would|could|may|might|before|during|between|with|for|if|when|while|began|target|targeted|damage|damaged|cause|caused|came|come|despite|claims|claim|spark|sparks|said|says|inside|into)$/.test(
      word.key,
    )
  )
    return false;
  return true;
}

export function isPassive(passage: Passage, at: number): boolean {
  const { words: sentence } = passage;
  let i = at - 1;
  while (
    i > 0 &&
    at - i < 4 &&
    /^(?:also|reportedly|later|then|all|both|not|being|been|badly|repeatedly|heavily|directly|again)$/.test(
      sentence[i]!.key,
    ) &&
    !BE.has(sentence[i])
  )
    i--;
  if (BE.has(sentence[i])) return !/ing$/.test(sentence[at]!.key);
  const next = sentence[at + 1]?.key ?? '';
  const key = sentence[at]!.key;
  if (/(?:ed|hit|struck|shot)$/.test(key) && next === 'by') return true;
  if (isClipped(passage, at)) return true;
  if (/^(?:killed|wounded|injured|martyred|dead)$/.test(key))
    return (
      !/^(?:a|an|the|at|more|some|over|up|his|her|its|their|two|three|four|five|six|seven|eight|nine|ten|dozens|scores|several|hundreds|many|nearly|about|around|almost|least|one|another|civilians|people|\d.*)$/.test(
        next,
      ) && !passage.names.some((name) => name.from === at + 1)
    );
  // "Soldier shot dead in", "Palestinian shot dead by".
  return (
    key === 'shot' && next === 'dead' && /^(?:in|by|at|near|on|during)$/.test(sentence[at + 2]?.key ?? '')
  );
}

/** "Man attacked in Lagos", "Minister's house hit": headlines leave "was" out, and nobody stands right before who could attack. */
function isClipped(passage: Passage, at: number): boolean {
  const { words, names } = passage;
  const next = words[at + 1];
  if (!VERBS.has(words[at]!.key) || !/(?:ed|hit|struck)$/.test(words[at]!.key)) return false;
  // "Venezuela attacked: what we know": no object at all.
  if (passage.in === 'title' && (!next || next.kind === 'mark') && names.some((name) => name.to === at))
    return true;
  if (
    next &&
    next.kind !== 'mark' &&
    !/^(?:in|at|near|during|after|amid|on|as|outside|overnight)$/.test(next.key)
  )
    return false;
  let head = at - 1;
  while (head > 0 && /ly$/.test(words[head]!.key)) head--;
  const before = words[head];
  if (before?.kind !== 'word') return false;
  return (
    !names.some((name) => name.to === head + 1) &&
    !/^(?:forces?|army|military|jets|warplanes|planes|aircraft|troops|soldiers|rebels|drones?|missiles?|rockets?|militants|fighters|gunm[ae]n|it|they|he|who|which|that|had|have|has|bombers?|artillery|strikes?|attacks?|settlers|navy|terrorists|insurgents)$/.test(
      before.key,
    )
  );
}

/** "downed 40 drones", "destroyed 80 missiles": what flies is fended off. */
export function isFending(passage: Passage, at: number): boolean {
  const { words: sentence } = passage;
  const key = sentence[at]!.key;
  if (FENDING.has(sentence[at])) return true;
  if (!/^(?:destroyed|destroys|destroying|neutralised|neutralized|suppressed|jammed)$/.test(key))
    return false;
  for (let i = at + 1; i < at + 6 && i < sentence.length; i++)
    if (/^(?:drones?|missiles?|uavs?|rockets?|projectiles?)$/.test(sentence[i]!.key)) return true;
  return false;
}

/** The verb whose object the attack is: "carried out | strikes", "launched a wave of | attacks". */
export function verbBefore(sentence: readonly Word[], at: number): number {
  for (let i = at - 1; i >= 0 && i > at - 9; i--) {
    const word = sentence[i]!;
    if (word.kind === 'mark' && word.text !== '-' && word.text !== '"' && word.text !== ',') return -1;
    if (
      /^(?:on|in|against|at|by|after|since|following|from|amid|during|over|condemned|condemns|said|says|that)$/.test(
        word.key,
      )
    )
      return -1;
    if (
      /^(?:launched|launches|launching|carried|carries|carrying|conducted|conducts|conducting|staged|mounted|stepped|intensified|intensifies|resumed|resumes|escalated|unleashed|unleashes|continued|continues|continuing|pressed|made|began|begun|starts|started|expanded|expands|ordered|orders|ordering|authorised|authorized|hit|pounded|bombed|executed|waged|kept|keeps|renewed|renews|performed|delivered|announce[sd]|launch|conduct|carry|stage|mount|perform|performs)$/.test(
        word.key,
      )
    )
      return i;
  }
  return -1;
}

const PARTS_CLAUSES = wordSet(/^(?:as|while|after|but|even|when)$/);

/** A conjunction parts the two: what stands before it belongs to something else. */
export function otherClause(sentence: readonly Word[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (PARTS_CLAUSES.has(sentence[i])) return true;
  return false;
}

export function crossesClause(sentence: readonly Word[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const key = sentence[i]!.key;
    // "the army said it struck": who says it does it.
    if (
      /^(?:said|says)$/.test(key) &&
      (sentence.slice(i + 1, Math.min(to, i + 8)).some((word) => /^(?:it|its|their|they)$/.test(word.key)) ||
        // "says conducted strikes": a headline spares the "it".
        /ed$/.test(sentence[i + 1]?.key ?? ''))
    )
      continue;
    if (key === 'that' && /^(?:it|its|they|their)$/.test(sentence[i + 1]?.key ?? '')) continue;
    if (
      /^(?:said|says|told|that|which|who|while|but|after|when|as|because|since|before|reported|accused|though|although|where|whereas|if|until|despite|amid)$/.test(
        key,
      ) ||
      sentence[i]!.text === ';' ||
      sentence[i]!.text === ':'
    )
      return true;
  }
  return false;
}
