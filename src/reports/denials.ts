import {
  CLAIM_NOUN,
  DEED,
  DEMONSTRATIVE,
  DENY,
  DISPUTE,
  FALSE,
  GRANTED,
  GUILT,
  HOSTILE,
  NEGATION,
  OFFER,
  REJECT,
} from './denial_words.ts';
import type { Passage } from './passage.ts';
import { wordSet } from './word_sets.ts';

/** A place in a sentence where somebody denies, rejects or doubts something said. */
export interface Denial {
  passage: Passage;
  /** The word whose subject denies. */
  at: number;
  /** Words behind which the object begins. */
  object: number;
  /**
   * `claim`: the object is a claim that is named ("the claim that ..."); `back`: it was told before ("denied it");
   * `own`: the object says what is denied ("denied carrying out"); `by`: the denier stands behind ("was denied by");
   * `liar`: the object is who is said to lie ("accused him of lying"); `unverified`: nobody could prove it;
   * `answer`: only a denial where somebody says otherwise ("says its programme is peaceful").
   */
  how: 'claim' | 'back' | 'own' | 'by' | 'liar' | 'unverified' | 'answer';
}

/** Nobody denies more in one sentence. */
const MOST = 4;

/** Every place in a sentence where somebody denies, rejects or doubts something said, the first four. */
export function findDenials(passage: Passage): Denial[] {
  const found: Denial[] = [];
  if (!CAN_DENY.in(passage)) return found;
  for (let at = 0; at < passage.words.length && found.length < MOST; at++) {
    const denial = CAN_DENY.has(passage.words[at]) && denialAt(passage, at);
    if (denial) found.push(denial);
  }
  return found;
}

/** How every word begins that can deny or doubt; most words are none of them. */
const CAN_DENY = wordSet(
  /^(?:accus|call|brand|descri|term|label|verif|confirm|authent|corrob|sa[iy]|insist|maintain|believe|accept|buy|push|brush|shrug|wave|cast|contra|conflict|inconsist|den[iy]|dismiss|reject|refut|rebu|disavow|repud|disput|contest|challeng|question|doubt|debunk|disprov|undercut|scoff|spurn|evidence)/,
);

const ACCUSES = wordSet('accused accuses accusing');
const CALLS = wordSet('called calls calling branded described describes termed labelled');
const VERIFIES = wordSet('verify verified confirm authenticate corroborate');
const SAYS = wordSet('said says saying insists insisted maintains maintained');

function denialAt(passage: Passage, at: number): Denial | null {
  const { words } = passage;
  const key = words[at]!.key;
  const next = words[at + 1]?.key ?? '';
  if (ACCUSES.has(words[at])) {
    const of = words.slice(at + 1, at + 9).findIndex((word) => word.key === 'of');
    const lying =
      of > 0 &&
      /^(?:lying|dishonesty|fabricat\w+|misleading|disinformation|lies|deceiving|inventing)$/.test(
        words[at + of + 2]?.key ?? '',
      );
    return lying ? { passage, at, object: at + 1, how: 'liar' } : null;
  }
  if (key === 'evidence') return noEvidence(passage, at);
  const verdict = verdictAt(passage, at);
  if (verdict || SAYS.has(words[at])) return verdict;
  if (/^(?:pushed|pushes|pushing|push)$/.test(key) && next === 'back') {
    const object = /^(?:on|at|against)$/.test(words[at + 2]?.key ?? '') ? at + 3 : at + 2;
    return hasClaim(passage, object) ? { passage, at, object, how: 'claim' } : null;
  }
  if (/^(?:scoff|contrast)/.test(key)) {
    const joint = words.slice(at + 1, at + 3).findIndex((word) => /^(?:at|with)$/.test(word.key));
    const object = at + joint + 2;
    return joint >= 0 && hasClaim(passage, object) ? { passage, at, object, how: 'claim' } : null;
  }
  if (/^(?:brushed|brushes|shrugged|waved)$/.test(key) && /^(?:off|aside|away)$/.test(next))
    return hasClaim(passage, at + 2) ? { passage, at, object: at + 2, how: 'claim' } : null;
  if (/^(?:cast|casts|casting)$/.test(key) && /^doubts?$/.test(next) && words[at + 2]?.key === 'on')
    return { passage, at, object: at + 3, how: hasClaim(passage, at + 3) ? 'claim' : 'own' };
  if (/^(?:contrary|conflicted|conflicts|inconsistent)$/.test(key) && /^(?:to|with)$/.test(next))
    return key !== 'contrary' && hasClaim(passage, at + 2)
      ? { passage, at, object: at + 2, how: 'claim' }
      : null;
  const deny = DENY.has(words[at]);
  const reject = REJECT.has(words[at]);
  if (!deny && !reject && !DISPUTE.has(words[at])) return null;
  if (isUnreal(passage, at)) return null;
  const passive = /^(?:is|are|was|were|been|being)$/.test(words[at - 1]?.key ?? '');
  if (passive || next === 'by') return next === 'by' ? { passage, at: at + 1, object: at, how: 'by' } : null;
  if (deny) return denied(passage, at);
  // "a disputed election", "doubts about": no verb.
  if (
    /^(?:a|an|the|its|his|their|long|hotly|of|any|no|some|over|in|on|these|those)$/.test(
      words[at - 1]?.key ?? '',
    )
  )
    return null;
  if (hasClaim(passage, at + 1)) return { passage, at, object: at + 1, how: 'claim' };
  if (words.slice(at + 1, at + 14).some((word, index, all) => word.key === 'as' && FALSE.has(all[index + 1])))
    return { passage, at, object: at + 1, how: 'own' };
  if (isBack(passage, at + 1) || (isEnd(passage, at + 1) && isRelative(passage, at)))
    return { passage, at, object: at + 1, how: 'back' };
  if (
    reject &&
    (isGerund(passage, at + 1) || (GUILT.has(words[at + 1]) && !/^(?:ties|links?|role)$/.test(next)))
  )
    return { passage, at, object: at + 1, how: 'own' };
  if (
    /^(?:doubts?|doubted|disputes?|disputed)$/.test(key) &&
    /^(?:that|whether)$/.test(next) &&
    !isEnd(passage, at + 2)
  )
    return { passage, at, object: at + 2, how: 'own' };
  return null;
}

function denied(passage: Passage, at: number): Denial | null {
  const { words } = passage;
  const next = words[at + 1];
  const doing = /^(?:doing|having|being)$/.test(next?.key ?? '');
  const so = doing && /^(?:so|this|that|it)$/.test(words[at + 2]?.key ?? '') ? 3 : 2;
  if (isEnd(passage, at + 1) || (doing && isEnd(passage, at + so)))
    return { passage, at, object: at + 1, how: 'back' };
  if (isBack(passage, at + 1)) return { passage, at, object: at + 1, how: 'back' };
  const that = next!.key === 'that';
  // "denied drinking water": a gerund that is no deed; a court denies motions.
  if (GRANTED.has(next) || /^(?:court|judges?|tribunal|justices)$/.test(words[at - 1]?.key ?? ''))
    return null;
  const own: Denial = { passage, at, object: that ? at + 2 : at + 1, how: 'own' };
  if (that || isGerund(passage, at + 1)) return own;
  for (let i = at + 1; i < words.length && i < at + 4; i++) if (GRANTED.has(words[i])) return null;
  if (words.slice(at + 1, at + 4).some((word) => DEED.has(word))) return own;
  if (hasClaim(passage, at + 1)) return { passage, at, object: at + 1, how: 'claim' };
  const clause =
    /^(?:any|all|being|having|there|ever|it|they|he|she)$/.test(next!.key) ||
    words.slice(at + 1, at + 4).some((word) => GUILT.has(word)) ||
    passage.names.some((name) => name.from === at + 1) ||
    words.slice(at + 2, at + 6).some((word) => /^(?:has|have|had|was|were|is|are)$/.test(word.key));
  return clause ? own : null;
}

/** "called the claim a lie", "said the report was false", "do not believe this", "said it was not targeting ...". */
function verdictAt(passage: Passage, at: number): Denial | null {
  const { words } = passage;
  const key = words[at]!.key;
  const before = words[at - 1]?.key ?? '';
  const behind = words.slice(at + 1, at + 20);
  const isFalse = FALSE.in(passage) ? behind.findIndex((word) => FALSE.has(word)) : -1;
  if (CALLS.has(words[at])) {
    const object = behind.findIndex((word) => CLAIM_NOUN.has(word) || DEMONSTRATIVE.has(word));
    // "an allegation that Rabat called baseless"
    if (isFalse === 0 && isRelative(passage, at)) return { passage, at, object: at + 1, how: 'back' };
    if (isFalse > 0 && object >= 0 && object < 6 && object < isFalse)
      return { passage, at, object: at + 1, how: hasClaim(passage, at + 1) ? 'claim' : 'back' };
    return null;
  }
  if (VERIFIES.has(words[at])) {
    let not = Math.max(0, at - 6);
    while (not < at && !/^(?:not|unable|cannot|couldnt|unverified)$/.test(words[not]!.key)) not++;
    return not < at && hasClaim(passage, at + 1)
      ? { passage, at: not, object: at + 1, how: 'unverified' }
      : null;
  }
  if (SAYS.has(words[at])) {
    const claim = behind.findIndex((word) => CLAIM_NOUN.has(word));
    if (claim >= 0 && isFalse > claim && isFalse - claim < 5)
      return { passage, at, object: at + 1, how: 'claim' };
    if (saysPeaceful(passage, at)) return { passage, at, object: at + 1, how: 'answer' };
    return saysNot(passage, at) ? { passage, at, object: at + 1, how: 'own' } : null;
  }
  if (/^(?:believe|accept|buy)$/.test(key) && /^(?:dont|not|doesnt|didnt)$/.test(before)) {
    let verb = at - 1;
    while (verb > 0 && /^(?:dont|not|doesnt|didnt|do|does|did|i|he|she|they|we)$/.test(words[verb - 1]!.key))
      verb--;
    const spoken = /^(?:said|says|that)$/.test(words[verb - 1]?.key ?? '');
    const subject = spoken ? (words[verb - 1]!.key === 'that' ? verb - 2 : verb - 1) : at - 1;
    if (/^(?:it|this|that|them|these|so)$/.test(behind[0]?.key ?? '') && isEnd(passage, at + 2))
      return { passage, at: subject, object: at + 1, how: 'back' };
    if (hasClaim(passage, at + 1)) return { passage, at: subject, object: at + 1, how: 'claim' };
    if (/^(?:such|any)$/.test(behind[0]?.key ?? ''))
      return { passage, at: subject, object: at + 1, how: 'back' };
    return key === 'believe' && behind.length > 3 && /\b(?:said|says|told)\b/.test(passage.text)
      ? { passage, at: subject, object: at + 1, how: 'own' }
      : null;
  }
  return null;
}

/** "has seen no evidence that", "said there was no evidence for the claim". */
function noEvidence(passage: Passage, at: number): Denial | null {
  const { words } = passage;
  const from = words.slice(Math.max(0, at - 3), at).findIndex((word) => word.key === 'no');
  if (from < 0 || !/^(?:that|of|for|to)$/.test(words[at + 1]?.key ?? '')) return null;
  // Whoever has seen none; where there just is none, who says so.
  let verb = Math.max(0, at - 3) + from - 1;
  const seen = /^(?:saw|sees?|seen|found|finds?|has|have|had)$/.test(words[verb]?.key ?? '');
  while (!seen && verb > 0 && verb > at - 10 && !/^(?:said|says)$/.test(words[verb]!.key)) verb--;
  if (!seen && !/^(?:said|says)$/.test(words[verb]?.key ?? '')) return null;
  return { passage, at: verb, object: at + 2, how: hasClaim(passage, at + 2) ? 'claim' : 'own' };
}

/** "has said that it is not targeting Turkey": a denial in plain words, of one's own deed. */
function saysNot(passage: Passage, at: number): boolean {
  const { words } = passage;
  if (!NEGATION.in(passage) || !HOSTILE.in(passage) || words[at]!.key === 'saying') return false;
  const from = words[at + 1]?.key === 'that' ? at + 2 : at + 1;
  const own = words.slice(from, from + 3).some((word) => /^(?:it|they|its|their|we)$/.test(word.key));
  if (!own) return false;
  for (let i = from; i < words.length - 1 && i < from + 14; i++) {
    // "will not send" promises, "did not confirm the attacks" says nothing.
    if (!NEGATION.has(words[i]) || /^(?:will|would|to|shall)$/.test(words[i - 1]!.key)) continue;
    if (/^(?:confirm|comment|say|know|rule|specify)$/.test(words[i + 1]!.key)) continue;
    if (words.slice(i + 1, i + 4).some((word) => HOSTILE.has(word))) return true;
  }
  return false;
}

/** "says its nuclear programme is peaceful". */
function saysPeaceful(passage: Passage, at: number): boolean {
  if (!PEACEFUL.in(passage)) return false;
  const behind = passage.words.slice(at + 1, at + 14);
  return [OWN, PEACEFUL, PROGRAMME].every((set) => behind.some((word) => set.has(word)));
}

const OWN = wordSet('its their');
const PEACEFUL = wordSet('peaceful civilian');
const PROGRAMME = wordSet('programme program activities work purposes');

/** "did not deny", "to reject", "could not be disputed": nothing is denied yet. */
function isUnreal(passage: Passage, at: number): boolean {
  const { words } = passage;
  for (let i = Math.max(0, at - 3); i < at; i++)
    if (
      /^(?:not|never|neither|nor|cannot|didnt|doesnt|wont|wouldnt|or|if|could|would|may|might)$/.test(
        words[i]!.key,
      )
    )
      return true;
  return (
    words[at - 1]?.key === 'to' && !/^(?:quick|moved|sought|took|rushed|went)$/.test(words[at - 2]?.key ?? '')
  );
}

/** A claim is named in the few words from `from`, and no offer before it. */
function hasClaim(passage: Passage, from: number): boolean {
  const { words } = passage;
  for (let i = from; i < words.length && i < from + 7; i++) {
    const word = words[i]!;
    if (OFFER.has(word) || /^(?:amid|after|following|over)$/.test(word.key)) return false;
    if (CLAIM_NOUN.has(word)) return true;
    if (word.kind === 'mark' && word.text !== '"') return false;
  }
  return false;
}

/** "it", "that", "such an attack", "the allegation": told before. */
function isBack(passage: Passage, from: number): boolean {
  const { words } = passage;
  const key = words[from]?.key ?? '';
  if (/^(?:it|this|that|them|so)$/.test(key))
    return isEnd(passage, from + 1) || CLAIM_NOUN.has(words[from + 1]);
  return key === 'the' && CLAIM_NOUN.has(words[from + 1]) && isEnd(passage, from + 2);
}

function isEnd(passage: Passage, at: number): boolean {
  const word = passage.words[at];
  return (
    !word ||
    (word.kind === 'mark' && word.text !== '"') ||
    /^(?:and|but|while|as|in|on|with|amid|when|outright|too|saying|calling|for)$/.test(word.key)
  );
}

function isGerund(passage: Passage, from: number): boolean {
  const [first, second] = passage.words.slice(from, from + 2);
  const deed = /^(?:ever|even|again|also|\p{L}+ly)$/u.test(first?.key ?? '') ? second : first;
  return deed?.key.endsWith('ing') === true && deed.key.length > 5;
}

/** "a claim that Kyiv disputes": the claim stands before in the sentence. */
function isRelative(passage: Passage, at: number): boolean {
  return passage.words
    .slice(Math.max(0, at - 8), at)
    .some((word) => CLAIM_NOUN.has(word) || word.key === 'which');
}
