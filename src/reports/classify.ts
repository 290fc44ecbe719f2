import type { AttackMention } from './attacks.ts';
import type { Casualties } from './casualties.ts';
import type { DiplomacyCue } from './diplomacy.ts';
import type { Passage } from './passage.ts';
import type { Topic } from './report.ts';

/** Both scores with the cues that decided, in words a person can read. */
export interface Classification {
  scores: Record<Topic, number>;
  reasons: string[];
}

const AFTERMATH =
  /\b(?:trial|court|verdict|sentenced|convicted|jury|lawsuit|sues?|suing|anniversary|memorial|commemorat\w+|film|movie|novel|book|documentary|museum exhibit|festival|box office|oscars?|award)\b/i;
const MARKET =
  /\b(?:stocks?|shares|investors?|futures|bond yields?|equities|brent|crude|oil prices?|market|markets|inflation|central bank|ecb|fed|rate cuts?|rate hikes?|earnings|profit|revenue|quarter|economists?|airline|analysts? said|currency|dollar index)\b/gi;
const SPORT =
  /\b(?:striker|goals?|league|match|championship|tournament|coach|midfielder|olympics?|world cup|innings|season|playoffs?|semi-?finals?)\b/gi;

/** Scores an article by the attacks and the diplomacy that it reports as its news. */
export function classify(
  passages: readonly Passage[],
  attacks: readonly AttackMention[],
  casualties: readonly Casualties[],
  cues: readonly DiplomacyCue[],
): Classification {
  const reasons: string[] = [];
  const title = passages.find((passage) => passage.in === 'title');
  const opening = passages
    .filter((passage) => passage.order < 3)
    .map((passage) => passage.text)
    .join(' ');
  const length = Math.max(1, passages.length);

  const untitled = title === undefined;
  let strike = untitled ? -2.3 : -2.9;
  const strong = attacks.filter((attack) => attack.recent);
  const byOrder = new Map<number, AttackMention[]>();
  for (const attack of strong)
    byOrder.set(attack.passage.order, [...(byOrder.get(attack.passage.order) ?? []), attack]);
  let body = 0;
  for (const [order, mentions] of byOrder) {
    const told = mentions.some((mention) => mention.attackers.length > 0 || mention.places.length > 0);
    const dated = mentions[0]!.passage.times.some(
      (time) => time.offset !== null && time.offset >= -5 && time.offset <= 1,
    );
    const news = mentions.some((mention) => !mention.reference);
    const weight = (told || untitled ? 1 : 0.45) * (dated ? 1.35 : 1) * (news ? 1 : 0.35);
    if (order === -1) {
      strike += 2.1 * weight;
      reasons.push(`strike: title tells of an attack ("${wordAt(mentions[0]!)}")`);
    } else if (order === 0) {
      strike += (untitled ? 3.2 : 2.3) * weight;
      reasons.push(`strike: lead tells of an attack ("${wordAt(mentions[0]!)}")`);
    } else if (order <= 3) body += 0.9 * weight;
    else body += 0.55 * weight;
  }
  strike += Math.min(3.2, body * (length > 25 ? 0.75 : 1));
  if (body > 0) reasons.push(`strike: ${byOrder.size} sentences tell of recent attacks`);
  const victims = casualties.filter((each) => !each.outside && strong.length > 0);
  if (victims.some((each) => each.passage.order <= 2)) {
    strike += 1.3;
    reasons.push('strike: casualties near the top');
  } else if (victims.length > 0) strike += 0.6;
  if (title && !byOrder.get(-1)?.some((mention) => !mention.reference)) {
    strike -= 0.9;
    if (strong.length > 0) reasons.push('against strike: the title tells of no attack');
  }
  const markets = (opening.match(MARKET) ?? []).length + (title?.text.match(MARKET) ?? []).length;
  if (markets >= 2) {
    strike -= Math.min(3.5, 0.7 * markets);
    reasons.push('against strike: opens as a market report');
  }
  if ((opening.match(SPORT) ?? []).length >= 2) {
    strike -= 3;
    reasons.push('against strike: opens as a sports report');
  }
  const aftermath = (title && AFTERMATH.test(title.text)) || (untitled && AFTERMATH.test(opening));
  if (aftermath && byOrder.size < 8) {
    strike -= 3;
    reasons.push('against strike: a trial, anniversary or work of art');
  }
  if (strong.length === 0 && attacks.length > 0)
    reasons.push('against strike: attacks are told of as long ago');

  let diplomacy = untitled ? -1.7 : -2.7;
  let talk = 0;
  for (const cue of cues) {
    const weight = cue.weight;
    if (cue.passage.order === -1) talk += 1.7 * weight;
    else if (cue.passage.order === 0) talk += 1.5 * weight;
    else if (cue.passage.order <= 3) talk += 0.6 * weight;
    else talk += (weight >= 0.9 ? 0.32 : 0.2) * weight;
  }
  diplomacy += Math.min(6.5, talk);
  const first = cues[0];
  if (first)
    reasons.push(
      `diplomacy: ${cues.length} cues, first "${first.word}" in the ${first.passage.order === -1 ? 'title' : `sentence ${first.passage.order + 1}`}`,
    );
  if (markets >= 3) diplomacy -= 1.4;
  if ((opening.match(SPORT) ?? []).length >= 2) diplomacy -= 2;
  return { scores: { strike: squash(strike), diplomacy: squash(diplomacy) }, reasons };
}

function wordAt(mention: AttackMention): string {
  return mention.passage.words[mention.at]!.text;
}

function squash(points: number): number {
  return Math.round(1000 / (1 + Math.exp(-points))) / 1000;
}
