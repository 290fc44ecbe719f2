import { CLAIM_NOUN } from './denial_words.ts';
import type { Denial } from './denials.ts';
import { type Party, partyOf, sameSide, speaksOf, subjectsOf, type Told } from './parties.ts';
import type { Passage } from './passage.ts';
import { textBetween } from './sentences.ts';
import { wordSet } from './word_sets.ts';

/** What somebody holds to be so, in the article's words. */
export interface Claim {
  text: string;
  by: Party | null;
  passage: Passage;
}

/** Says what can be denied; a strong one charges somebody or stands against doubt. */
const STRONG =
  /^(?:accuses?|accused|accusing|claims?|claimed|claiming|alleges?|alleged|alleging|blames?|blamed|insists?|insisted|asserts?|asserted|contends?|contended|maintains?|maintained|suspects?|suspected)$/;
const WEAK =
  /^(?:say|says|said|reported|reports|stated|announced|believe|believes|believed|considers?|considered|regards?|suggested|suggests|told|declared|views|acknowledged|confirmed|admitted|warned|warns)$/;
/** A noun where a verb could stand. */
const DETERMINER = wordSet(
  /^(?:the|a|an|of|such|these|those|its|his|their|this|that|any|for|some|'s|no|false|by)$/,
);

/**
 * The claim that a denial's own object names: "dismissed claims by Moscow that Kyiv had ...", or null. Its text is
 * empty where only the claimant is named ("rejected Moscow's accusations").
 */
export function claimNamed(told: Told, denial: Denial, denier: Party): Claim | null {
  const { passage } = denial;
  const { words, names } = passage;
  for (let i = denial.object; i < words.length && i < denial.object + 8; i++) {
    if (!CLAIM_NOUN.has(words[i])) continue;
    const owner = names.find((name) => {
      const joint = nearBefore(passage, name.from);
      // "claims of Egypt", and not "claims on the return of Egyptians".
      const behind =
        name.from > i &&
        name.from <= i + (joint === 'of' ? 3 : 4) &&
        (/^(?:by|from)$/.test(joint) ||
          (joint === 'of' && AUTHORED.has(words[i]) && words[i + 1]!.key === 'of'));
      return behind || (name.to <= i && i - name.to <= 4 && name.from >= denial.object);
    });
    const party = owner ? partyOf(told, owner) : ownerNamed(passage, i);
    const by = party && party.name !== denier.name ? party : null;
    let that = i + 1;
    while (
      that < words.length &&
      that < i + 12 &&
      !/^(?:that|of|he|she|it|they|whether)$/.test(words[that]!.key) &&
      !ENDS_NOUN.test(words[that]!.text)
    )
      that++;
    const opens = words[that]?.key ?? '';
    if (/^(?:that|whether)$/.test(opens) || (opens === 'of' && (by || that === i + 1)))
      return { text: clause(passage, that + 1), by, passage };
    if (/^(?:he|she|it|they)$/.test(opens) && that <= i + 2)
      return { text: clause(passage, that), by, passage };
    if (by) return { text: '', by, passage };
    const about = /^(?:on|about|over|regarding|linking|against)$/.test(words[i + 1]?.key ?? '');
    return about ? { text: clause(passage, i), by, passage } : null;
  }
  return null;
}

/** What is of whoever tells it: "the version of Egypt"; "reports of Egyptian strikes" are about them. */
const AUTHORED = wordSet(
  /^(?:accounts?|versions?|narrative|statements?|remarks|comments?|view|views|words)$/,
);
/** Here the phrase of the claim's noun is over. */
const ENDS_NOUN = /^(?:,|as|and|but|while|says?|said|saying|call(?:s|ed|ing))$/;

/** "a report by the Morning Herald": an owner that no lexicon has. */
function ownerNamed(passage: Passage, noun: number): Party | null {
  const { words } = passage;
  if (!/^(?:by|from)$/.test(words[noun + 1]?.key ?? '')) return null;
  const from = words[noun + 2]?.key === 'the' ? noun + 3 : noun + 2;
  let to = from;
  while (to < words.length && to < from + 4 && words[to]!.capital) to++;
  if (to === from) return null;
  const name = textBetween(passage, from, to);
  return { name, side: name };
}

function nearBefore(passage: Passage, at: number): string {
  const key = passage.words[at - 1]?.key ?? '';
  return key === 'the' ? (passage.words[at - 2]?.key ?? '') : key;
}

/**
 * The claim that was told before word `before` of passage `p`, in the same sentence or up to `reach` back: the
 * nearest accusation, else the nearest other saying that names the denier.
 */
export function claimBehind(
  told: Told,
  p: number,
  before: number,
  denier: Party,
  reach: number,
): Claim | null {
  let weak: Claim | null = null;
  for (let back = 0; back <= reach && p - back >= 0; back++) {
    const passage = told.passages[p - back]!;
    const end = back === 0 ? before : passage.words.length;
    for (let i = end - 1; i >= 0; i--) {
      const { key } = passage.words[i]!;
      const strong = STRONG.test(key);
      if ((!strong && !WEAK.test(key)) || DETERMINER.has(passage.words[i - 1])) continue;
      if (/^(?:responsibility|credit|lives|victory)$/.test(passage.words[i + 1]?.key ?? '')) continue;
      if (key === 'told' || (weak && !strong)) continue;
      const claim = claimAt(told, passage, i, back === 0 ? before : undefined);
      if (!claim || claim.text.length <= 8 || (claim.by && sameSide(claim.by, denier))) continue;
      const named = back === 0 || speaksOf(told, passage, denier);
      if (strong && (named || back <= 1)) return claim;
      if (!strong && claim.by && (back <= 1 || named)) weak ??= claim;
    }
    if (weak && back >= 1) return weak;
  }
  return weak;
}

/** The accusation that follows a denial: "X denied it, after Y accused it of ...", or in the next sentence. */
export function claimAhead(told: Told, p: number, after: number, denier: Party): Claim | null {
  for (let ahead = 0; ahead <= 1 && p + ahead < told.passages.length; ahead++) {
    const passage = told.passages[p + ahead]!;
    for (let i = ahead === 0 ? after + 1 : 0; i < passage.words.length; i++) {
      if (!STRONG.test(passage.words[i]!.key) || DETERMINER.has(passage.words[i - 1])) continue;
      const claim = claimAt(told, passage, i);
      if (!claim?.by || claim.text.length <= 8 || sameSide(claim.by, denier)) continue;
      if (ahead === 0 || speaksOf(told, passage, denier)) return claim;
    }
  }
  return null;
}

/** What is claimed at a verb of claiming: "X accused Y of ...", "Y has been accused of ... (by X)". */
export function claimAt(told: Told, passage: Passage, verb: number, before?: number): Claim | null {
  const { words } = passage;
  const end = before ?? words.length;
  const accusing = words[verb]!.key.startsWith('accus');
  const passive = /^(?:been|is|was|were|are|being)$/.test(words[verb - 1]?.key ?? '');
  let from = accusing && !passive ? verb : verb + 1;
  // "said on Friday that", "said then that": what is said begins behind it.
  if (!accusing)
    for (let i = verb + 1; i < verb + 6 && i < end; i++) if (words[i]!.key === 'that') from = i + 1;
  if (/^(?:,|of)$/.test(words[from]?.text ?? '')) from++;
  // "accused by Sudan of murdering": what of.
  if (passive && words[from]?.key === 'by') {
    const of = words.findIndex((word, at) => at > from && at < from + 6 && word.key === 'of');
    if (of > 0) from = of + 1;
  }
  const text = clause(passage, from, endOfClaim(passage, from, end));
  if (!passive) {
    const by = subjectsOf(told, passage, verb)[0] ?? null;
    return by ? { text, by, passage } : null;
  }
  if (!/^(?:accused|alleged|suspected|blamed)$/.test(words[verb]!.key)) return null;
  const by = passage.names.find(
    (name) => name.from > verb && name.from < end && nearBefore(passage, name.from) === 'by',
  );
  return { text, by: by ? partyOf(told, by) : null, passage };
}

const SAYS = wordSet(
  /^(?:says|said|has|have|called|calls|accuses|accused|urged|urges|blames|blamed|warned|vowed)$/,
);

/** Without "..., a claim that Kyiv" behind it. */
export function endOfClaim(passage: Passage, from: number, end: number): number {
  const { words } = passage;
  for (let i = from + 2; i < end; i++) {
    if (words[i]!.text === ';') return i;
    if (words[i]!.text === '-' && !words[i + 1]?.glued) return i;
    // "targeting civilians after Moscow says": the answer's occasion.
    if (/^(?:after|amid|following|while)$/.test(words[i]!.key)) return i;
    if (words[i]!.key === 'and' && SAYS.has(words[i + 1])) return i;
    if (words[i]!.text !== ',') continue;
    const next = words[i + 1]?.key ?? '';
    if (
      /^(?:instead|saying|stating|calling|accusing|adding|attributing|insisting|which|something|figures|claims|allegations|charges|accusations|while|but|although|though|as)$/.test(
        next,
      )
    )
      return i;
    if (/^(?:a|an)$/.test(next) && CLAIM_NOUN.has(words[i + 2])) return i;
  }
  return end;
}

/** The words from `from` to `end`, at most 40, without the last mark and without what only joins on. */
export function clause(passage: Passage, from: number, end = passage.words.length): string {
  const { words } = passage;
  let to = Math.min(end, from + 40);
  for (let i = from + 1; i < to; i++) if (words[i]!.text === ';') to = i;
  while (
    to > from &&
    ((words[to - 1]!.kind === 'mark' && words[to - 1]!.text !== ')') ||
      (to === end &&
        end < words.length &&
        /^(?:but|and|while|although|though|which|a|an|the|that|,)$/.test(words[to - 1]!.key)))
  )
    to--;
  return textBetween(passage, from, to);
}
