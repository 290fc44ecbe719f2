import { type AttackMention, findAttacks } from './attacks.ts';
import { type Casualties, findCasualties } from './casualties.ts';
import { classify } from './classify.ts';
import { allegationOf, isAttackDenied } from './denied_attack.ts';
import { readDiplomacy } from './diplomacy.ts';
import { findDiplomacy } from './diplomacy_cues.ts';
import { findDisputes } from './disputes.ts';
import { foreignLanguage } from './language.ts';
import { type Passage, readPassages } from './passage.ts';
import type { Mention } from './places.ts';
import type { Evidence, Readable, Report, Topic } from './report.ts';
import { readStrike } from './strike.ts';

/**
 * Understands one article: whether it reports a strike, diplomacy, both or neither, and the facts of each, every
 * one with the sentence it stands in. Pure and deterministic, linear in the text's length, never throws. An
 * article in another language than English comes back without topics, and its reasons say so.
 */
export function readReport(readable: Readable): Report {
  const report: Report = {
    id: readable.id,
    topics: [],
    scores: { strike: 0, diplomacy: 0 },
    reasons: [],
    strike: null,
    diplomacy: null,
    disputes: [],
    evidence: [],
  };
  const foreign = foreignLanguage(readable.title, readable.text, readable.language);
  if (foreign) {
    report.reasons.push(`not read: not in English (${foreign})`);
    return report;
  }
  const passages = readPassages(readable);
  if (passages.length === 0) {
    report.reasons.push('not read: no words in it');
    return report;
  }
  const { disputes, attacks, casualties, cues } = readCues(passages);
  const { scores, reasons } = classify(passages, attacks, casualties, cues, readable.publishedAt !== null);
  report.scores = scores;
  report.reasons = reasons;
  if (isAttackDenied(disputes, attacks, casualties)) {
    scores.strike = Math.min(scores.strike, 0.3);
    // What states say of one another is diplomacy.
    scores.diplomacy = Math.max(scores.diplomacy, 0.6);
    reasons.push(
      'that there was an attack is denied, and only who claims it tells of effects: no strike but a dispute',
    );
  }
  report.topics = (['strike', 'diplomacy'] as const satisfies Topic[]).filter(
    (topic) => scores[topic] >= 0.5,
  );
  if (reasons.length === 0) report.reasons.push('no cue of an attack or of diplomacy');
  const stands: [string, Passage][] = [];
  if (report.topics.includes('strike')) {
    const read = readStrike(passages, attacks, casualties);
    report.strike = read.strike;
    for (const [field, passage] of read.stands) stands.push([`strike.${field}`, passage]);
  }
  if (report.topics.includes('diplomacy')) {
    const read = readDiplomacy(passages, cues, readable.publishedAt, report.strike?.places ?? []);
    report.diplomacy = read.update;
    for (const [field, passage] of read.stands) stands.push([`diplomacy.${field}`, passage]);
  }
  disputes.forEach(({ dispute, passage, title }, index) => {
    report.disputes.push(dispute);
    stands.push([`disputes.${index}`, passage]);
    if (title && title !== passage) stands.push([`disputes.${index}`, title]);
  });
  report.evidence = stands.map(([field, passage]): Evidence => {
    const { text, start, end } = passage;
    return { field, sentence: text, start, end, in: passage.in };
  });
  return report;
}

/** What the rules find in an article's sentences, before it is classified; also what training starts from. */
export function readCues(passages: readonly Passage[]) {
  const nameOf = fullName(passages);
  const disputes = findDisputes(passages, nameOf);
  const disputed = new Set(disputes.filter(({ passage }) => passage.order > 2).map(({ passage }) => passage));
  const attacks: AttackMention[] = passages.filter((passage) => !disputed.has(passage)).flatMap(findAttacks);
  const casualties: Casualties[] = passages.flatMap(findCasualties);
  const allegation = disputes.length === 0 ? allegationOf(passages, attacks, casualties, nameOf) : null;
  if (allegation) disputes.push(allegation);
  const telling = new Set(attacks.filter((attack) => !attack.reference).map((attack) => attack.passage));
  const cues = passages.flatMap((passage) => findDiplomacy(passage, telling.has(passage)));
  return { disputes, attacks, casualties, cues };
}

/** How a party is printed: a state by its country, a person by the fullest name that the article gives. */
function fullName(passages: readonly Passage[]): (mention: Mention) => string {
  const fullest = new Map<string, string>();
  for (const { names } of passages) {
    for (const { named, text } of names) {
      if (named.kind === 'leader' && text.length > (fullest.get(named.name)?.length ?? 0))
        fullest.set(named.name, text);
    }
  }
  return ({ named, text }) => {
    if (named.kind === 'leader') return fullest.get(named.name) ?? text;
    if (named.kind === 'group' || named.kind === 'organisation') return named.name;
    return named.country ?? named.name;
  };
}
