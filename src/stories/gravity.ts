import type { DiplomacyKind } from '../reports/report.ts';
import { isCapital } from './names.ts';
import type { Gravity, Story } from './story.ts';
import { fold } from './terms.ts';
import { listText, tollText } from './wording.ts';

const PROTECTED: readonly [name: string, cue: RegExp][] = [
  ['hospital or clinic', /\b(?:hospital|clinic|medical|ambulance|maternity|health)/],
  ['school', /\b(?:school|kindergarten|university|college|nursery)/],
  ['power or water', /\b(?:power|energy|electric|grid|substation|blackout|outage|heating|water|dam)/],
  ['nuclear site', /\b(?:nuclear|reactor)/],
  ['homes', /\b(?:residential|apartment|house|home|dormitor|shelter|camp)/],
  ['place of worship', /\b(?:church|mosque|synagogue|temple|cathedral)/],
];

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

/**
 * How grave a story is, 0 to 100, with what adds to it. Each part only ever adds, so more killed, more launched or
 * more publishers never make a story less grave:
 * - a strike is 5; with n killed 10 + 20·log10 n (at most 60); with n injured 3 + 10·log10 n (at most 25);
 *   with n weapons launched 7·log10(1 + n) (at most 16);
 * - each kind of protected target or lost supply (hospital, school, power, …) is 6, at most 12; a capital is 5;
 * - diplomacy is 10 to 45 by its kind, and 3 for each participant after the first, at most 12;
 * - a story that has both counts the graver part whole and a quarter of the other;
 * - each independent publisher after the first is 3, at most 9.
 */
export function gravityOf(story: Pick<Story, 'strike' | 'diplomacy' | 'publishers'>): Gravity {
  const strike = strikeGravity(story.strike);
  const diplomacy = diplomacyGravity(story.diplomacy);
  const [more, less] = strike.score >= diplomacy.score ? [strike, diplomacy] : [diplomacy, strike];
  const corroboration = Math.min(9, 3 * Math.max(0, story.publishers.length - 1));
  const reasons = [...more.reasons, ...less.reasons];
  if (corroboration > 0) reasons.push(`${story.publishers.length} independent publishers`);
  return { score: Math.min(100, Math.round(more.score + less.score / 4 + corroboration)), reasons };
}

function strikeGravity(strike: Story['strike']): Gravity {
  if (!strike) return { score: 0, reasons: [] };
  let score = 5;
  const reasons: string[] = [];
  const { killed, injured } = strike;
  if (killed && killed.shown.count > 0) {
    score += Math.min(60, 10 + 20 * Math.log10(killed.shown.count));
    reasons.push(tollText(killed.shown, 'killed'));
  }
  if (injured && injured.shown.count > 0) {
    score += Math.min(25, 3 + 10 * Math.log10(injured.shown.count));
    reasons.push(tollText(injured.shown, 'injured'));
  }
  const launched = strike.weapons.reduce((sum, weapon) => sum + (weapon.launched ?? 0), 0);
  if (launched > 0) {
    score += Math.min(16, 7 * Math.log10(1 + launched));
    reasons.push(`${launched} weapons launched`);
  }
  const harmed = fold([...strike.targets, ...strike.effects].join('; '));
  const hit = PROTECTED.filter(([, cue]) => cue.test(harmed)).map(([name]) => name);
  if (hit.length > 0) {
    score += Math.min(12, 6 * hit.length);
    reasons.push(`hit: ${listText(hit)}`);
  }
  const capital = strike.places.find(isCapital);
  if (capital) {
    score += 5;
    reasons.push(`a capital: ${capital}`);
  }
  return { score, reasons: reasons.length > 0 ? reasons : ['a strike without known casualties'] };
}

function diplomacyGravity(diplomacy: Story['diplomacy']): Gravity {
  if (!diplomacy) return { score: 0, reasons: [] };
  const { kind, participants } = diplomacy;
  const score = DIPLOMACY_WEIGHT[kind] + Math.min(12, 3 * Math.max(0, participants.length - 1));
  const who = participants.length > 0 ? ` of ${listText(participants, 3)}` : '';
  return { score, reasons: [`${kindText(kind)}${who}`] };
}

function kindText(kind: DiplomacyKind): string {
  return kind === 'other' ? 'diplomacy' : kind.replace('_', ' ');
}
