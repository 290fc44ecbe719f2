import { NOUNS } from './attack_words.ts';
import type { Passage } from './passage.ts';
import { phrase } from './phrases.ts';
import { FACILITY } from './targets.ts';
import { wordSet } from './word_sets.ts';
import type { Word } from './words.ts';

/** Who judges or explains an attack doesn't report it ("senators decry strike on …"). */
const JUDGES = wordSet(
  `denounce denounces denounced decry decries decried criticise criticises
  criticised criticize criticizes criticized criticising criticizing criticism slam slams slammed rips oppose opposes opposed opposing defends
  defended supports supporting backs praise praises praised hails hailed welcomes welcomed applauds rejects legality illegality impeached
  querying involved supporters poll reject rejecting support approve approves excuse explains explained calls justifies justified deplores deplored mourns viewed`,
);
/** What an attack does as an argument, not as a deed ("strike on X proves …"). */
const ARGUES = wordSet(
  /^(?:proves?|shows?|puts?|raises?|tests?|marks?|signals?|means?|may|might|could|would|will|erodes?|embolden(?:s|ed)?|highlights?|reveals?|exposes?|draws?|divides?|splits?|spells?|risks?|threatens?|hurts?|derails?|further|viewed|legal|illegal|precedes?|explained|unlawful|unjustified|unlawfully)$/,
);
const CARRIES_ON = wordSet('on against in of the and near at to a its his their');

/** A title that asks or explains. */
const QUESTION =
  /^(?:["'\u2018\u201c]*)(?:why|how|who|what|where|was|is|are|can|could|will|should|did|does|inside|explained|explainer|opinion|analysis|obituary|editorial|in graphics|in pictures|timeline|watch)\b|\?["'\u2019\u201d]?\s*$|[|:\u2013-] ?(?:explained|explainer|opinion|analysis|editorial)\s*$/i;

/** The sentence judges, explains or argues from the attack at `at`, which its readers have heard of. */
export function isSpokenOf(passage: Passage, at: number): boolean {
  if (passage.in === 'title' && QUESTION.test(passage.text) && !/\blive\b/i.test(passage.text)) return true;
  const { words } = passage;
  for (let i = at - 1; i >= 0 && i >= at - 7; i--) {
    const word = words[i]!;
    if (word.text === ';' || word.text === ':') break;
    if (JUDGES.has(word) && !word.glued) return true;
  }
  if (!NOUNS.has(words[at]!.key)) return false;
  const verb = words
    .slice(at + 1, at + 8)
    .find((word) => word.kind !== 'word' || !(word.capital || CARRIES_ON.has(word)));
  return verb !== undefined && ARGUES.has(verb);
}

const ABSTRACT = wordSet(
  'academia academics media press freedom freedoms democracy rights judiciary judge judges court courts independence law constitution truth science values critics plan proposal bill policy policies record rival rivals immigrants immigration',
);
const SUBSTANCE = wordSet('gold oil lithium gas copper deal pose balance chord note tone');
const BLAMED = wordSet('for over critics');
const ANIMAL = wordSet('lion lions crocodile tiger elephant wolf bear dog shark sexual knife');
/** What a walkout does to what it stops. */
const SUSPENDS = wordSet('suspends shuts grounds disrupts closes delays halts cripples looms enters');
const MODAL = wordSet('could would might');
const MISHAP = wordSet('violence tragedy disaster illness disease storm flooding death cold hunger');
const LABOUR = wordSet(
  'nationwide indefinite solidarity wildcat warning shopkeepers vendors truckers farmers',
);
const INFINITIVE = wordSet('to can could would enough');
const POSSIBLE = wordSet('possible likely unlikely');
const MAYBE = wordSet(
  'possible likely unlikely if planned plan plans threat threats option options warning warnings alert',
);
const DENIED = wordSet(
  'didnt dont doesnt wasnt isnt werent never faked disrupts disrupted potential planning planned defused defuses neutralises neutralizes neutralised neutralized exercise exercises drill drills plot plots plotted plotting thwart thwarts thwarted foil foils foiled',
);
const ARREST = phrase(/\b(?:arrests?|arrested|detains?|detained|detentions?|coup|smuggl\w+)\b/i);
const HARMED = phrase(
  /\b(?:killed|kills|killing|dead|injur\w+|wound\w+|bomb\w*|shell\w*|missiles?|drones?|rockets?)\b/i,
);

/** The word at `at` says strike, attack, raid or fire in another sense, or of one that didn't happen. */
export function isNoAttack(passage: Passage, at: number): boolean {
  const { words } = passage;
  const { key } = words[at]!;
  const before = words[at - 1];
  const next = words[at + 1];
  if (key === 'fire' && before?.key === 'under' && near(words, at + 1, at + 5, BLAMED)) return true;
  if (ANIMAL.has(before) || /^(?:groups?|force)$/.test(next?.key ?? '')) return NOUNS.has(key);
  if (key === 'strike' && at === 0 && SUSPENDS.has(next)) return true;
  if (/^str(?:ikes?|uck)$/.test(key)) {
    if (MISHAP.has(before) || LABOUR.has(before)) return true;
    const substance = words.findIndex((word, i) => i > at && i < at + 4 && SUBSTANCE.has(word));
    // "strikes oil", but "strikes an oil depot"
    if (substance > 0 && !FACILITY.has(words[substance + 1])) return true;
  }
  if (/^attacks?$/.test(key) && next?.key === 'on' && near(words, at + 2, at + 5, ABSTRACT)) return true;
  if (
    key === 'offensive' &&
    /^(?:,|remarks?|comments?|language|jokes?|posts?|words?)$/.test(next?.text ?? '')
  )
    return true;
  if (/^raids?$/.test(key) && ARREST.in(passage) && !HARMED.in(passage)) return true;
  if (NOUNS.has(key) && near(words, at + 2, at + 5, POSSIBLE)) return true;
  if (MAYBE.has(next) || (before?.key === 'of' && words[at - 2]?.key === 'ahead')) return NOUNS.has(key);
  if (/^kill(?:ing)?$/.test(key) && INFINITIVE.has(before)) return true;
  if (NOUNS.has(key) && near(words, at - 5, at, MODAL)) return true;
  return near(words, at - 8, at, DENIED);
}

function near(words: readonly Word[], from: number, to: number, set: typeof MISHAP): boolean {
  for (let i = Math.max(0, from); i < Math.min(words.length, to); i++) if (set.has(words[i])) return true;
  return false;
}

const TEST = phrase(
  /\b(?:missiles?|rockets?|projectiles?)\b[^.]{0,60}\b(?:toward|towards|into|in|off)\b[^.]{0,25}\b(?:sea|coast|ocean)\b|\btest[- ](?:fires?|fired|launch\w*|firing)\b|\b(?:missile|rocket|nuclear) (?:tests?|drills?|exercises?)\b|\blaunch\w* (?:\w+ )?hypersonic\b|\btests? (?:\w+ ){0,3}missiles?\b/i,
);
const UNREST = phrase(
  /\b(?:protests?|protesters?|protestors?|demonstrat(?:ors?|ions?)|rioters?|unrest|riots?|rall(?:y|ies))\b/i,
);
const POLICE = phrase(
  /\b(?:shot|killed|dead) by (?:\w+ ){0,2}(?:police|policem[ae]n|officers?|ice|deputies)\b|\b(?:police|officers?|deputies|agents?) (?:fatally )?(?:shoots?|shot|kills?|killed) (?!in\b|by\b|and\b|at\b|as\b|during\b)/i,
);
const CRIME = phrase(
  /\b(?:stabb\w+|stabbing|knife|machete|robber\w*|burglar\w*|gang|random attack|serial killer|murder trial|school shooting|mass shooting)\b/i,
);
/** "A Palestinian attack": one side's. */
const OF_A_PEOPLE = /\b[A-Z][a-z]+(?:an|i|ish|ese) (?:attack|attackers?|assailants?)\b/;
const MISHAPS = phrase(
  /\b(?:bar|nightclub|factory|house|forest|hotel|apartment|ski resort|wild)\s?fires?\b|\bfire (?:tragedy|victims|disaster|inferno|brigade|survivors|safety)\b|\bfireworks?\b|\bgas (?:leak|explosion|cylinder)\b/i,
);
const BEASTS = phrase(/\b(?:lion|shark|dog|bear|crocodile|alligator|tiger|elephant|wolf) attacks?\b/i);
const FIGHT = phrase(/\b(?:attack\w*|airstrikes?|military|forces|war)\b/i);
/** What such news speaks of only where it is about a war or terror as well. */
const WARLIKE = phrase(
  /\b(?:air ?strikes?|drones?|bomb(?:s|ed|er|ing|ings)?|shell(?:s|ed|ing)|militants?|militias?|rebels?|insurgents?|terror\w*|gunm[ae]n|jihadis\w*|isis|islamic state|army|troops|soldiers?|settlers?|separatists?|extremis\w+|taliban|paramilitar\w+|cartels?|guerrill?as?|grenades?|warplanes?)\b/i,
);

/**
 * What title and lead are about where their violence is no attack of a conflict; null where it may be one.
 * `attributed`: they name a state or group that attacks.
 */
export function otherViolence(opening: readonly Passage[], attributed: boolean): string | null {
  const says = (found: typeof TEST) => opening.some((passage) => found.in(passage));
  if (says(WARLIKE)) return null;
  if (says(TEST)) return 'a weapon launched at nobody';
  if (says(BEASTS)) return 'an animal';
  if (says(MISHAPS) && !says(FIGHT)) return 'a fire or accident';
  if (attributed) return null;
  if (says(UNREST)) return 'unrest, and no arms of war';
  if (says(CRIME) && !opening.some(({ text }) => OF_A_PEOPLE.test(text))) return 'a crime';
  return says(POLICE) ? 'the police' : null;
}
