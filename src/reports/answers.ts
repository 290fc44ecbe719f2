import { type Claim, claimAt } from './claims.ts';
import { type Party, partyOf, sameSide, speaksOf, subjectsOf, type Told } from './parties.ts';
import type { Passage } from './passage.ts';
import { type WordSet, wordSet } from './word_sets.ts';
import type { Word } from './words.ts';

/** A claim with those whose own account stands against it. */
export interface Answer {
  claim: Claim;
  by: Party[];
}

/** "Russia regards the region as its own, but most countries do not": two accounts set against one another. */
export function contrastIn(told: Told, passage: Passage): Answer | null {
  const { words } = passage;
  if (!CONTRASTS.in(passage) || !HOLDS.in(passage) || !BELIEF.in(passage)) return null;
  for (let i = 4; i < words.length - 3; i++) {
    if (!CONTRASTS.has(words[i])) continue;
    const second = saying(words, i + 1, i + 14, BELIEF);
    const first = saying(words, 0, i, HOLDS);
    if (second < 0 || first < 0) continue;
    const claim = claimAt(told, passage, first, i);
    const by = subjectsOf(told, passage, second);
    if (!claim?.by || !by[0] || sameSide(claim.by, by[0])) continue;
    const belief =
      /^(?:consider|considers|believe|believes|regard|regards|view|views|disagree|disagrees|see)$/.test(
        words[second]!.key,
      );
    const denies = words
      .slice(second + 1, second + 9)
      .some((word) =>
        /^(?:not|never|no|none|nobody|higher|lower|otherwise|fewer|false|untrue)$/.test(word.key),
      );
    if (belief || denies) return { claim, by };
  }
  return null;
}

/** "X said so. But Y said that it was not": an answer that begins a sentence. */
export function answerIn(told: Told, p: number): Answer | null {
  const passage = told.passages[p]!;
  const before = told.passages[p - 1];
  const { words } = passage;
  if (!before) return null;
  if (!BUT.has(words[0]))
    return accusedAnswers(told, before, passage) ?? spokenOfAnswers(told, before, passage);
  if (!NO_LIES.in(passage) || !HOLDS.in(before)) return null;
  const second = saying(words, 1, 22, BELIEF);
  const first = saying(before.words, 0, before.words.length, HOLDS);
  if (second < 0 || saying(words, second + 1, second + 8, NO_LIES) < 0) return null;
  const claim = claimAt(told, before, first);
  const by = subjectsOf(told, passage, second);
  return claim?.by && by[0] && !sameSide(claim.by, by[0]) ? { claim, by } : null;
}

/** "X said it shot down Y's planes. Y said none was lost": who is spoken of answers with a no, in some of the same words. */
function spokenOfAnswers(told: Told, before: Passage, passage: Passage): Answer | null {
  if (!NO.in(passage) || !HOLDS.in(before)) return null;
  const { words } = passage;
  const second = saying(words, 1, 6, BELIEF);
  const first = saying(before.words, 0, before.words.length, HOLDS);
  if (second < 0 || saying(words, second + 1, second + 6, NO) < 0) return null;
  const claim = claimAt(told, before, first);
  const by = subjectsOf(told, passage, second);
  if (!claim?.by || !by[0] || sameSide(claim.by, by[0]) || !speaksOf(told, before, by[0])) return null;
  const terms = termsOf(claim.text);
  return [...termsOf(passage.text)].some((term) => terms.has(term)) ? { claim, by } : null;
}

/** "X accused Y of it. Y said it had acted in self-defence": the accused's own account. */
function accusedAnswers(told: Told, before: Passage, passage: Passage): Answer | null {
  if (!ACCUSES.in(before) || !ANSWERS.in(passage) || !OWN_ACCOUNT.in(passage)) return null;
  const { words } = passage;
  const accuse = saying(before.words, 0, before.words.length, ACCUSES);
  const verb = saying(words, 1, 12, ANSWERS);
  if (verb < 0 || saying(words, verb + 1, verb + 22, OWN_ACCOUNT) < 0) return null;
  const accused = before.names.find((name) => name.from > accuse && name.from <= accuse + 3);
  const target = accused ? partyOf(told, accused) : null;
  const claim = claimAt(told, before, accuse);
  const by = subjectsOf(told, passage, verb);
  return claim?.by && by[0] && target && sameSide(target, by[0]) && !sameSide(claim.by, by[0])
    ? { claim, by }
    : null;
}

const CONTRASTS = wordSet('but while although though whereas yet');
const BUT = wordSet('but however yet');
const NO = wordSet('not never no none nobody');
const NO_LIES = wordSet('not never no none nobody false untrue blame responsible lying');
const ACCUSES = wordSet(/^(?:accuses?|accused|blames?|blamed)$/);
const ANSWERS = wordSet(
  'said says insists insisted maintains responded countered argued argues defended defends',
);
const OWN_ACCOUNT = wordSet(
  /^(?:lawful|lawfully|legal|legally|self|defensive|complied|complies|justified|only|not|never|no|nothing|baseless|unfounded|respects|adheres|abides|terrorists|militants)$/,
);

const HOLDS = wordSet(
  /^(?:claims|claimed|insists|insisted|maintains|maintained|says|said|regards|considers|argues|asserts|alleges|alleged)$/,
);
const BELIEF = wordSet(
  /^(?:consider|considers|believe|believes|regard|regards|view|views|disagree|disagrees|see|say|said|says|insist|insists|insisted)$/,
);

/** The first word of a set between two words, -1 where there is none. */
function saying(words: readonly Word[], from: number, to: number, set: WordSet): number {
  const end = Math.min(to, words.length);
  for (let i = from; i < end; i++) if (set.has(words[i])) return i;
  return -1;
}

/** The longer words of a claim, by which two tellings of it are known as one. */
export function termsOf(claim: string): Set<string> {
  return new Set(claim.toLowerCase().match(/\p{L}{5,}/gu) ?? []);
}
