import type { Said, Sentence } from '../languages/say.ts';
import type { DiplomacyKind, TalksState } from '../reports/report.ts';
import { isCapital } from './names.ts';
import type { Gravity, Source, Story } from './story.ts';
import { protectedKinds } from './target_kinds.ts';
import { listSaid, tollSaid } from './wording.ts';

const DIPLOMACY_WEIGHT: Record<DiplomacyKind, number> = {
  ceasefire: 45,
  agreement: 40,
  prisoner_exchange: 35,
  sanctions: 28,
  talks: 25,
  meeting: 25,
  vote: 25,
  mediation: 25,
  threat: 22,
  call: 18,
  visit: 18,
  aid: 15,
  statement: 12,
  other: 10,
};

/** A plan, or talks that go on, add nothing. */
const OUTCOME_WEIGHT: Record<TalksState, number> = {
  agreed: 10,
  failed: 6,
  rejected: 6,
  planned: 0,
  under_way: 0,
};

/**
 * How grave a story is, 0 to 100, with what adds to it. Each part only ever adds, so more killed, more launched or
 * more publishers never make a story less grave:
 * - a strike is 5; with n killed 10 + 20·log10 n (at most 60); with n injured 3 + 10·log10 n (at most 25);
 *   with n missing 2 + 6·log10 n (at most 15); with n weapons launched 7·log10(1 + n) (at most 16);
 * - children among the casualties, as a sentence that tells their number says, are 6;
 * - each kind of protected target or lost supply (hospital, school, power, …) is 6, at most 12; a capital is 5;
 * - diplomacy is 10 to 45 by its kind, and 3 for each participant after the first, at most 12; what was agreed is 10,
 *   what failed or was rejected 6;
 * - a story that has both counts the graver part whole and a quarter of the other;
 * - each independent publisher after the first is 3, at most 9.
 */
export function gravityOf(story: Pick<Story, 'strike' | 'diplomacy' | 'publishers' | 'sources'>): Gravity {
  const strike = strikeGravity(story.strike, story.sources.some(tellsOfChildren));
  const diplomacy = diplomacyGravity(story.diplomacy);
  const [more, less] = strike.score >= diplomacy.score ? [strike, diplomacy] : [diplomacy, strike];
  const corroboration = Math.min(9, 3 * Math.max(0, story.publishers.length - 1));
  const reasons = [...more.reasons, ...less.reasons];
  if (corroboration > 0)
    reasons.push({ key: 'count.publishers', values: { count: story.publishers.length } });
  return { score: Math.min(100, Math.round(more.score + less.score / 4 + corroboration)), reasons };
}

const TOLL = /^strike\.(?:killed|injured|missing)$/;
const CHILDREN =
  /\b(?:child|children|schoolchildren|toddlers?|infants?|bab(?:y|ies)|(?:boys?|girls?)(?= (?:was|were|killed|died|injured|aged|and)\b)|year-old (?:boy|girl)s?)\b(?!['’]s? hospital)/i;

function tellsOfChildren({ topics, evidence }: Source): boolean {
  return (
    topics[0] === 'strike' &&
    evidence.some(({ field, sentence }) => TOLL.test(field) && CHILDREN.test(sentence))
  );
}

function strikeGravity(strike: Story['strike'], children: boolean): Gravity {
  if (!strike) return { score: 0, reasons: [] };
  let score = 5;
  const reasons: Said[] = [];
  const { killed, injured, missing } = strike;
  if (killed && killed.shown.count > 0) {
    score += Math.min(60, 10 + 20 * Math.log10(killed.shown.count));
    reasons.push(tollSaid(killed.shown, 'killed'));
  }
  if (injured && injured.shown.count > 0) {
    score += Math.min(25, 3 + 10 * Math.log10(injured.shown.count));
    reasons.push(tollSaid(injured.shown, 'injured'));
  }
  if (missing && missing.shown.count > 0) {
    score += Math.min(15, 2 + 6 * Math.log10(missing.shown.count));
    reasons.push(tollSaid(missing.shown, 'missing'));
  }
  if (children) {
    score += 6;
    reasons.push({ key: 'grave.children' });
  }
  const launched = strike.weapons.reduce((sum, weapon) => sum + (weapon.launched ?? 0), 0);
  if (launched > 0) {
    score += Math.min(16, 7 * Math.log10(1 + launched));
    reasons.push({ key: 'grave.launched', values: { count: launched } });
  }
  const hit = protectedKinds([...strike.targets, ...strike.effects]).map((key): Sentence => ({ key }));
  if (hit.length > 0) {
    score += Math.min(12, 6 * hit.length);
    reasons.push({ key: 'strike.hit', values: { targets: hit } });
  }
  const capital = strike.places.find(isCapital);
  if (capital) {
    score += 5;
    reasons.push({ key: 'grave.capital', values: { place: capital } });
  }
  return { score, reasons: reasons.length > 0 ? reasons : [{ key: 'grave.strike' }] };
}

function diplomacyGravity(diplomacy: Story['diplomacy']): Gravity {
  if (!diplomacy) return { score: 0, reasons: [] };
  const { kind, participants, state } = diplomacy;
  const score =
    DIPLOMACY_WEIGHT[kind] +
    (state ? OUTCOME_WEIGHT[state] : 0) +
    Math.min(12, 3 * Math.max(0, participants.length - 1));
  const outcome: Said | null = state && OUTCOME_WEIGHT[state] > 0 ? { key: `talks_state.${state}` } : null;
  const who = participants.length > 0 ? listSaid(participants, 3) : null;
  const values = { kind: { key: `diplomacy.${kind}` } as const, who, outcome };
  return { score, reasons: [{ key: 'grave.diplomacy', values }] };
}
