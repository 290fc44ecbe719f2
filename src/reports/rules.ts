import type { AttackMention } from './attacks.ts';
import type { Casualties } from './casualties.ts';
import type { DiplomacyCue } from './diplomacy_cues.ts';
import { type Passage, quantitiesOf } from './passage.ts';
import { type Phrase, phrase } from './phrases.ts';
import type { Topic } from './report.ts';
import { otherViolence } from './spoken_attacks.ts';
import { type WordSet, wordSet } from './word_sets.ts';
import type { Word } from './words.ts';

/** What the cues and rules say of an article, before the words are weighed. */
export interface RulePoints {
  /** Log-odds of each topic as the rules see it. */
  points: Record<Topic, number>;
  /** What the article is about where it is surely no report of the topic; the words aren't asked then. */
  ruledOut: Record<Topic, string | null>;
  reasons: string[];
}

const AFTERMATH = phrase(
  /\b(?:trial|court|verdict|sentenced|convicted|jury|lawsuit|sues?|suing|anniversary|memorial|commemorat\w+|film|movie|novel|book|documentary|museum exhibit|festival|box office|oscars?|award)\b/i,
);
/** Where title and lead say so it is news of a court. */
const LEGAL = phrase(/\b(?:trial|verdict|sentenced|convicted|lawsuits?|sues?|suing|sued)\b/i);
const MARKET = phrase(
  /\b(?:stocks?|shares|investors?|futures|bond yields?|equities|brent|crude|oil prices?|market|markets|inflation|central bank|ecb|fed|rate cuts?|rate hikes?|earnings|profit|revenue|quarter|economists?|airline|analysts? said|currency|dollar index)\b/gi,
);
const SPORT = phrase(
  /\b(?:striker|goals?|league|match|championship|tournament|coach|midfielder|olympics?|world cup|innings|season|playoffs?|semi-?finals?)\b/gi,
);

/** What strikes and attacks are of in news of work and of sport. */
const WORK = phrase(
  /\b(?:on strike|unions?|walkouts?|wages?|unpaid|pay|pensions?|picket\w*|dockers?|nurses|teachers|drivers|pilots|doctors|hunger strikes?|railways?|airlines?)\b/gi,
);
const GAME = phrase(
  /\b(?:derby|match|league|cup|goals?|scored?|scorer|striker|midfielder|keeper|half-time|penalty|innings|wicket|minute|won|wins?|coach|fans)\b/gi,
);
/** What such news speaks of only if it is about a war as well. */
const ARMED = phrase(
  /\b(?:missiles?|drones?|air ?strikes?|rockets?|shell(?:ing|ed)|bomb(?:s|ed|er|ing|ings)?|troops|soldiers?|army|military|militants?|gunm[ae]n|killed|kills|killing|wounded|explosives?)\b/i,
);

/** Weighs the attacks and the diplomacy that an article reports as its news: the title and the lead most. */
export function weighRules(
  passages: readonly Passage[],
  attacks: readonly AttackMention[],
  casualties: readonly Casualties[],
  cues: readonly DiplomacyCue[],
): RulePoints {
  const reasons: string[] = [];
  const ruledOut: RulePoints['ruledOut'] = { strike: null, diplomacy: null };
  const title = passages.find((passage) => passage.in === 'title');
  const opening = passages.filter((passage) => passage.order < 3);
  const titles = title ? [title] : [];
  const untitled = title === undefined;
  // A headline without a text stands for its lead as well.
  const alone = passages.every((passage) => passage.in === 'title');
  const strong = attacks.filter((attack) => attack.recent);
  const byOrder = Map.groupBy(strong, (attack) => attack.passage.order);
  const victims = casualties.filter((each) => !each.outside && strong.length > 0);
  const harmed = new Set(victims.map((each) => each.passage));
  let strike =
    (untitled ? -2.3 : -2.9) + attackPoints(byOrder, harmed, untitled, alone, passages.length, reasons);
  if (victims.some((each) => each.passage.order <= 2)) {
    strike += 1.3;
    reasons.push('strike: casualties near the top');
  } else if (victims.length > 0) strike += 0.6;
  if (title && !byOrder.get(-1)?.some((mention) => !isBackdrop(mention, harmed))) {
    strike -= 0.9;
    if (strong.length > 0) reasons.push('against strike: the title tells of no attack');
  }
  let diplomacy = (untitled ? -1.7 : -2.7) + cuePoints(cues, alone, reasons);
  const markets = timesOf(MARKET, [...titles, ...opening]);
  if (markets >= 2) {
    strike -= Math.min(3.5, 0.7 * markets);
    if (markets >= 3) diplomacy -= 1.4;
    reasons.push('against strike: opens as a market report');
  }
  if (timesOf(SPORT, opening) >= 2) {
    strike -= 3;
    diplomacy -= 2;
    if (!byOrder.has(-1) && !byOrder.has(0)) ruledOut.strike = 'a sports report';
    reasons.push('against strike: opens as a sports report');
  }
  if (!opening.some((passage) => ARMED.in(passage))) {
    if (timesOf(WORK, [...titles, ...opening]) >= 2) ruledOut.strike = 'news of work, and of no arms';
    if (timesOf(GAME, [...titles, ...opening]) >= 2) ruledOut.strike = 'news of a game, and of no arms';
  }
  const attributed = strong.some(({ passage, attackers }) => passage.order < 1 && attackers.length > 0);
  const other = otherViolence(
    opening.filter(({ order }) => order < 1),
    attributed,
  );
  if (other !== null) ruledOut.strike = other;
  const aftermath = (untitled ? opening : titles).some((passage) => AFTERMATH.in(passage));
  if (aftermath && byOrder.size < 8) {
    // The lead speaks of it as well: it isn't one word in a title that could mean something else.
    const legal = [...titles, ...opening.filter(({ order }) => order === 0)].every((passage) =>
      LEGAL.in(passage),
    );
    if (legal) strike = Math.min(strike, 1);
    strike -= title && opening.some((passage) => AFTERMATH.in(passage)) ? 4.5 : 3;
    reasons.push('against strike: a trial, anniversary or work of art');
  }
  if (strong.length === 0) {
    if (attacks.length > 0) reasons.push('against strike: attacks are told of as long ago');
  }
  return { points: { strike, diplomacy }, ruledOut, reasons };
}

/** How often a phrase stands in some sentences. */
function timesOf(found: Phrase, passages: readonly Passage[]): number {
  let times = 0;
  for (const passage of passages) for (const _ of found.all(passage)) times++;
  return times;
}

function attackPoints(
  byOrder: ReadonlyMap<number, AttackMention[]>,
  harmed: ReadonlySet<Passage>,
  untitled: boolean,
  alone: boolean,
  length: number,
  reasons: string[],
): number {
  let points = 0;
  let body = 0;
  for (const [order, mentions] of byOrder) {
    const told = mentions.some((mention) => mention.attackers.length > 0 || mention.places.length > 0);
    const dated = mentions[0]!.passage.times.some(
      (time) => time.offset !== null && time.offset >= -6 && time.offset <= 1,
    );
    const late = order === 0 && !untitled && !byOrder.has(-1);
    const news = mentions.some((mention) => !isBackdrop(mention, harmed, late));
    const weight = (told || untitled ? 1 : 0.45) * (dated ? 1.35 : 1) * (news ? 1 : 0.35);
    if (order === -1) {
      points += (alone ? 4.4 : 2.1) * weight;
      reasons.push(`strike: title tells of an attack ("${wordAt(mentions[0]!)}")`);
    } else if (order === 0) {
      points += (untitled ? 3.2 : 2.3) * weight;
      reasons.push(`strike: lead tells of an attack ("${wordAt(mentions[0]!)}")`);
    } else if (order <= 3) body += 0.9 * weight;
    else body += 0.55 * weight;
  }
  if (body > 0) reasons.push(`strike: ${byOrder.size} sentences tell of recent attacks`);
  return points + Math.min(3.2, body * (length > 25 ? 0.75 : 1));
}

/**
 * "… as strikes on X diminish stockpiles", "the attack has drawn scrutiny": the attack only explains what the
 * sentence is about, and harms no one in it. `late`: so it does at the end of a lead whose title tells of none.
 */
function isBackdrop(mention: AttackMention, harmed: ReadonlySet<Passage>, late = false): boolean {
  const { passage, at } = mention;
  const { words } = passage;
  if (mention.reference) return true;
  if (late && isBehind(words, at, AFTER)) return true;
  if (harmed.has(passage)) return false;
  // "… as Russia launches 400 drones": a salvo that is counted is news wherever it stands.
  if (quantitiesOf(passage).some(({ counts, said }) => SALVO.has(counts) && said !== 'article')) return false;
  if (KNOWN.has(words[at - 1]) && !TELLING.has(words[at + 1]) && !TELLING.has(words[at + 2])) return true;
  return isBehind(words, at, AS);
}

/** Behind a word of `joins`, which isn't the sentence's opening. */
function isBehind(words: readonly Word[], at: number, joins: WordSet): boolean {
  for (let i = Math.min(at, words.length) - 1; i > 3; i--)
    if (joins.has(words[i]) && !words[i]!.glued && words[i + 1]?.key !== 'well') return true;
  return false;
}

const SALVO: ReadonlySet<string> = new Set(['drone', 'missile', 'rocket']);
const AS = wordSet('as');
const AFTER = wordSet('after following since amid');
/** "The attack": the reader has heard of it before. */
const KNOWN = wordSet('the its their his these those any such');
const TELLING = wordSet(
  'was were took came began started continued killed hit struck cut left destroyed damaged wounded injured caused targeted happened occurred lasted sparked set knocked forced sent on',
);

function cuePoints(cues: readonly DiplomacyCue[], alone: boolean, reasons: string[]): number {
  let talk = 0;
  for (const { passage, weight } of cues) {
    if (passage.order === -1) talk += (alone ? 3.2 : 1.7) * weight;
    else if (passage.order === 0) talk += 1.5 * weight;
    else if (passage.order <= 3) talk += 0.6 * weight;
    else talk += (weight >= 0.9 ? 0.32 : 0.2) * weight;
  }
  const first = cues[0];
  if (first)
    reasons.push(
      `diplomacy: ${cues.length} cues, first "${first.word}" in the ${first.passage.order === -1 ? 'title' : `sentence ${first.passage.order + 1}`}`,
    );
  return Math.min(6.5, talk);
}

function wordAt(mention: AttackMention): string {
  return mention.passage.words[mention.at]!.text;
}
