import type { Passage } from './passage.ts';

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

/** Something said that can be true or false. */
export const CLAIM_NOUN =
  /^(?:claims?|allegations?|accusations?|assertions?|reports?|charges?|statements?|suggestions?|accounts?|figures?|notion|view|views|narrative|version|contention|insinuations?|rumou?rs?|speculation|numbers|remarks|findings|conclusions?|story|stories|theory|theories|characteri[sz]ation|impression|verdict|reporting)$/;
/** What is turned down rather than denied. */
const OFFER =
  /^(?:proposals?|plans?|offers?|calls?|demands?|deal|deals|requests?|terms|bid|bids|invitation|invitations|appeals?|resolutions?|motion|visas?|entry|access|bail|permission|ceasefire|truce|idea|ideas|compromise|talks|negotiations|ultimatum|pressure|amendment|bill|petition|lawsuit|appeal|loan|conditions|use|efforts?|attempts?|asylum|draft|referendum|treaty|pact|agreement|food|aid|passage|medical|treatment|clearance|rights?|citizenship|concessions?|interference|threats?|strategy|candidacy|nomination|policy|approval|title|chance|service|space|victory|permits?|licen[cs]es?|recognition|custody|parole|release|appointment)$/;
const DENY = /^(?:deny|denies|denied|denying)$/;
const REJECT =
  /^(?:dismiss|dismissed|dismisses|dismissing|reject|rejected|rejects|rejecting|refute|refuted|refutes|refuting|rebuff|rebuffed|rebuffs|rebutted|rebuts|disavowed|repudiated|repudiates)$/;
const DISPUTE =
  /^(?:dispute|disputed|disputes|disputing|contested|contests|contesting|challenged|challenges|questioned|questions|doubt|doubts|doubted|contradict|contradicted|contradicts|contradicting|debunked|debunks|disproved|undercut|undercutting)$/;
/** Guilt that only the guilty can deny. */
const GUILT =
  /^(?:wrongdoing|involvement|responsibility|corruption|guilt|complicity|blame|culpability|charges|crimes?|role|links?|ties|abuses|collusion)$/;
const DEMONSTRATIVE = /^(?:it|this|that|them|these|those|such|so)$/;
const FALSE =
  /^(?:lie|lies|lying|false|baseless|nonsense|fabricated|fabrication|fabrications|untrue|absurd|unfounded|propaganda|groundless|fake|hoax|disinformation|misinformation|slander|invention|rubbish|misleading|inaccurate|ridiculous|unsubstantiated|incorrect|untruths?)$/;
const HOSTILE =
  /^(?:target\w*|attack\w*|carr(?:y|ied|ying)|behind|responsible|involved|fir(?:e|ed|ing)|launch\w*|str(?:ike|ikes|uck|iking)|violat\w*|seek\w*|sought|pursu\w*|build\w*|kill\w*|harbour\w*|interfer\w*|breach\w*|sen[dt]\w*|planned|agreed|hits?|shelled|bomb\w*)$/;

const NEGATION =
  /^(?:only|exclusively|not|never|nothing|no|didnt|hasnt|isnt|wasnt|doesnt|hadnt|arent|werent)$/;

/** Nobody denies more in one sentence. */
const MOST = 4;

/** Every place in a sentence where somebody denies, rejects or doubts something said, the first four. */
export function findDenials(passage: Passage): Denial[] {
  const found: Denial[] = [];
  for (let at = 0; at < passage.words.length && found.length < MOST; at++) {
    const denial = denialAt(passage, at);
    if (denial) found.push(denial);
  }
  return found;
}

/** How every word begins that can deny or doubt; most words are none of them. */
const CAN_DENY =
  /^(?:accus|call|brand|descri|term|label|verif|confirm|authent|corrob|sa[iy]|insist|maintain|believe|accept|buy|push|brush|shrug|wave|cast|contra|conflict|inconsist|den[iy]|dismiss|reject|refut|rebu|disavow|repud|disput|contest|challeng|question|doubt|debunk|disprov|undercut)/;

function denialAt(passage: Passage, at: number): Denial | null {
  const { words } = passage;
  const key = words[at]!.key;
  if (!CAN_DENY.test(key)) return null;
  const next = words[at + 1]?.key ?? '';
  if (/^(?:accused|accuses|accusing)$/.test(key)) {
    const of = words.slice(at + 1, at + 9).findIndex((word) => word.key === 'of');
    const lying =
      of > 0 &&
      /^(?:lying|dishonesty|fabricat\w+|misleading|disinformation|lies|deceiving|inventing)$/.test(
        words[at + of + 2]?.key ?? '',
      );
    return lying ? { passage, at, object: at + 1, how: 'liar' } : null;
  }
  const verdict = verdictAt(passage, at);
  if (verdict) return verdict;
  if (/^(?:pushed|pushes|pushing|push)$/.test(key) && next === 'back')
    return hasClaim(passage, at + 2) ? { passage, at, object: at + 2, how: 'claim' } : null;
  if (/^(?:brushed|brushes|shrugged|waved)$/.test(key) && /^(?:off|aside|away)$/.test(next))
    return hasClaim(passage, at + 2) ? { passage, at, object: at + 2, how: 'claim' } : null;
  if (/^(?:cast|casts|casting)$/.test(key) && /^doubts?$/.test(next) && words[at + 2]?.key === 'on')
    return { passage, at, object: at + 3, how: hasClaim(passage, at + 3) ? 'claim' : 'own' };
  if (/^(?:contrary|conflicted|conflicts|inconsistent)$/.test(key) && /^(?:to|with)$/.test(next))
    return key !== 'contrary' && hasClaim(passage, at + 2)
      ? { passage, at, object: at + 2, how: 'claim' }
      : null;
  const deny = DENY.test(key);
  if (!deny && !REJECT.test(key) && !DISPUTE.test(key)) return null;
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
  if (
    words
      .slice(at + 1, at + 14)
      .some((word, index, all) => word.key === 'as' && FALSE.test(all[index + 1]?.key ?? ''))
  )
    return { passage, at, object: at + 1, how: 'own' };
  if (isBack(passage, at + 1) || (isEnd(passage, at + 1) && isRelative(passage, at)))
    return { passage, at, object: at + 1, how: 'back' };
  if (
    REJECT.test(key) &&
    (isGerund(passage, at + 1) || (GUILT.test(next) && !/^(?:ties|links?|role)$/.test(next)))
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
  if (isEnd(passage, at + 1) || (/^(?:doing|having|being)$/.test(next!.key) && isEnd(passage, at + 2)))
    return { passage, at, object: at + 1, how: 'back' };
  if (isBack(passage, at + 1)) return { passage, at, object: at + 1, how: 'back' };
  const that = next!.key === 'that';
  const own: Denial = { passage, at, object: that ? at + 2 : at + 1, how: 'own' };
  if (that || isGerund(passage, at + 1)) return own;
  for (let i = at + 1; i < words.length && i < at + 4; i++) if (OFFER.test(words[i]!.key)) return null;
  if (hasClaim(passage, at + 1)) return { passage, at, object: at + 1, how: 'claim' };
  const clause =
    /^(?:any|all|being|having|there|ever|it|they|he|she)$/.test(next!.key) ||
    words.slice(at + 1, at + 4).some((word) => GUILT.test(word.key)) ||
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
  const isFalse = behind.findIndex((word) => FALSE.test(word.key));
  if (/^(?:called|calls|calling|branded|described|describes|termed|labelled)$/.test(key)) {
    const object = behind.findIndex((word) => CLAIM_NOUN.test(word.key) || DEMONSTRATIVE.test(word.key));
    if (isFalse > 0 && object >= 0 && object < 6 && object < isFalse)
      return { passage, at, object: at + 1, how: hasClaim(passage, at + 1) ? 'claim' : 'back' };
    return null;
  }
  if (/^(?:verify|verified|confirm|authenticate|corroborate)$/.test(key)) {
    const not = words
      .slice(Math.max(0, at - 6), at)
      .find((word) => /^(?:not|unable|cannot|couldnt|unverified)$/.test(word.key));
    return not && hasClaim(passage, at + 1)
      ? { passage, at: words.indexOf(not), object: at + 1, how: 'unverified' }
      : null;
  }
  if (/^(?:said|says|saying|insists|insisted|maintains|maintained)$/.test(key)) {
    const claim = behind.findIndex((word) => CLAIM_NOUN.test(word.key));
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

/** "has said that it is not targeting Turkey": a denial in plain words, of one's own deed. */
function saysNot(passage: Passage, at: number): boolean {
  const { words } = passage;
  if (words[at]!.key === 'saying') return false;
  const from = words[at + 1]?.key === 'that' ? at + 2 : at + 1;
  const own = words.slice(from, from + 3).some((word) => /^(?:it|they|its|their|we)$/.test(word.key));
  if (!own) return false;
  for (let i = from; i < words.length - 1 && i < from + 14; i++) {
    if (!NEGATION.test(words[i]!.key)) continue;
    if (words.slice(i + 1, i + 4).some((word) => HOSTILE.test(word.key))) return true;
  }
  return false;
}

/** "says its nuclear programme is peaceful". */
function saysPeaceful(passage: Passage, at: number): boolean {
  const behind = passage.words.slice(at + 1, at + 14).map((word) => word.key);
  return (
    behind.some((key) => /^(?:its|their)$/.test(key)) &&
    behind.some((key) => /^(?:peaceful|civilian)$/.test(key)) &&
    behind.some((key) => /^(?:programme|program|activities|work|purposes)$/.test(key))
  );
}

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
    if (OFFER.test(word.key)) return false;
    if (CLAIM_NOUN.test(word.key)) return true;
    if (word.kind === 'mark' && word.text !== '"') return false;
  }
  return false;
}

/** "it", "that", "such an attack", "the allegation": told before. */
function isBack(passage: Passage, from: number): boolean {
  const { words } = passage;
  const key = words[from]?.key ?? '';
  if (/^(?:it|this|that|them|so)$/.test(key))
    return isEnd(passage, from + 1) || CLAIM_NOUN.test(words[from + 1]?.key ?? '');
  return key === 'the' && CLAIM_NOUN.test(words[from + 1]?.key ?? '') && isEnd(passage, from + 2);
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
  return passage.words.slice(from, from + 3).some((word) => word.key.endsWith('ing') && word.key.length > 5);
}

/** "a claim that Kyiv disputes": the claim stands before in the sentence. */
function isRelative(passage: Passage, at: number): boolean {
  return passage.words
    .slice(Math.max(0, at - 8), at)
    .some((word) => CLAIM_NOUN.test(word.key) || word.key === 'which');
}
