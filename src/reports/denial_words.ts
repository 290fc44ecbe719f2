import { wordSet } from './word_sets.ts';

/** Words by which denials are known, and by which they are told from refusals. */

/** Something said that can be true or false. */
export const CLAIM_NOUN = wordSet(
  /^(?:claims?|allegations?|accusations?|assertions?|reports?|charges?|statements?|suggestions?|accounts?|figures?|notion|view|views|narrative|version|contention|insinuations?|rumou?rs?|speculation|numbers|remarks|findings|conclusions?|story|stories|theory|theories|characteri[sz]ation|impression|verdict|reporting|comments?|rationale|justification|arguments?|explanations?|portrayal)$/,
);
/** What is turned down rather than denied. */
export const OFFER = wordSet(
  /^(?:proposals?|plans?|offers?|calls?|demands?|deal|deals|requests?|terms|bid|bids|invitation|invitations|appeals?|resolutions?|motion|visas?|entry|access|bail|permission|ceasefire|truce|idea|ideas|compromise|talks|negotiations|ultimatum|pressure|amendment|bill|petition|lawsuit|appeal|loan|conditions|use|efforts?|attempts?|asylum|draft|referendum|treaty|pact|agreement|food|aid|passage|medical|treatment|clearance|rights?|citizenship|concessions?|interference|threats?|strategy|candidacy|nomination|policy|approval|title|chance|service|space|victory|permits?|licen[cs]es?|recognition|custody|parole|release|appointment)$/,
);
/** What one is denied, rather than what one denies. */
export const GRANTED = wordSet(
  /^(?:visas?|entry|access|bail|permission|asylum|use|food|aid|water|drinking|fuel|care|shelter|rooms?|passage|medical|treatment|clearance|rights?|citizenship|approval|title|chance|opportunity|service|services|space|victory|permits?|licen[cs]es?|recognition|custody|parole|release|appointment|requests?|appeals?|petition|motion|bid|extension|loan|funding|relief|justice|education|office|candidacy|nomination|payment|pay|leave|visits?)$/,
);
/** What one can be said to do in secret, and deny. */
export const DEED = wordSet(
  /^(?:plans?|intentions?|intent|talks|negotiations|contacts?|deals?|agreement|threats?|pressure|interference|attempts?|efforts?|knowledge|violations?|attacks?|sales?|transfers?|shipments?)$/,
);
export const DENY = wordSet(/^(?:deny|denies|denied|denying)$/);
export const REJECT = wordSet(
  /^(?:dismiss|dismissed|dismisses|dismissing|reject|rejected|rejects|rejecting|refute|refuted|refutes|refuting|rebuff|rebuffed|rebuffs|rebutted|rebuts|disavowed|repudiated|repudiates|scoffed|scoffs|spurns|spurned)$/,
);
export const DISPUTE = wordSet(
  /^(?:dispute|disputed|disputes|disputing|contested|contests|contesting|challenged|challenges|questioned|questions|doubt|doubts|doubted|contradict|contradicted|contradicts|contradicting|debunked|debunks|disproved|undercut|undercutting|contrasted|contrasts)$/,
);
/** Guilt that only the guilty can deny. */
export const GUILT = wordSet(
  /^(?:wrongdoing|involvement|responsibility|corruption|guilt|complicity|blame|culpability|charges|crimes?|role|links?|ties|abuses|collusion)$/,
);
export const DEMONSTRATIVE = wordSet(/^(?:it|this|that|them|these|those|such|so)$/);
export const FALSE = wordSet(
  /^(?:lie|lies|lying|false|baseless|nonsense|fabricated|fabrication|fabrications|untrue|absurd|unfounded|propaganda|groundless|fake|hoax|disinformation|misinformation|slander|invention|rubbish|misleading|inaccurate|ridiculous|unsubstantiated|incorrect|untruths?|sham|masquerade|farce|fiction|fictitious|fantas(?:y|ies)|myths?|exaggerated|bogus|laughable|cynical)$/,
);
export const HOSTILE = wordSet(
  /^(?:target\w*|attack\w*|carr(?:y|ied|ying)|behind|responsible|involved|fir(?:e|ed|ing)|launch\w*|str(?:ike|ikes|uck|iking)|violat\w*|seek\w*|sought|pursu\w*|build\w*|kill\w*|harbour\w*|interfer\w*|breach\w*|sen[dt]\w*|planned|agreed|hits?|shelled|bomb\w*)$/,
);

export const NEGATION = wordSet(
  /^(?:only|exclusively|not|never|nothing|no|none|nobody|didnt|hasnt|isnt|wasnt|doesnt|hadnt|arent|werent)$/,
);
