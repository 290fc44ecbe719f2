import type { Passage } from './passage.ts';
import type { Quantity } from './quantities.ts';
import { textBetween } from './sentences.ts';

const CAMPAIGN =
  /\b(?:since (?!.{0,12}(?:dawn|midnight|morning|early|yesterday)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|june|july|aug|sep|oct|nov|dec)\w* \d)|so far (?:this|in)|during the (?:war|conflict)|over the (?:past|last)|in the (?:past|last) (?:\w+ )?(?:days|weeks|months|years?)|in total since|(?:war|conflict|offensive|campaign|invasion|insurgency) (?:that |which )?(?:has |have |had )?(?:now )?(?:killed|left|claimed)|in recent (?:weeks|months|years|days)|last (?:week|month|year)|earlier this (?:week|month|year)|this (?:year|month)|years? of|months? of|every (?:day|week|month)|(?:people|drones|strikes|attacks|times) a (?:day|week|month|year)\b|ago|throughout the|the war)\b/i;
const RECORD = /\b(?:deadliest|worst|heaviest|largest|biggest|first|highest|most)\b[^.]{0,60}\bsince\b/i;

/** The number belongs to a whole war, a month or an attack of long ago. */
export function isCampaign(passage: Passage, quantity: Quantity, at: number): boolean {
  const { words } = passage;
  if (quantity.count >= 3_000) return true;
  // "the deadliest since an attack that killed 40": what stands before the record is of now, what behind it is not.
  const record = RECORD.exec(passage.text);
  if (record) {
    return passage.starts[quantity.from]! >= record.index + record[0].length;
  }
  const from = Math.max(0, Math.min(quantity.from, at) - 12);
  const to = Math.min(words.length - 1, Math.max(quantity.to, at) + 14);
  const near = textBetween(passage, from, to + 1);
  if (passage.age === 'old' && passage.in === 'text') return true;
  const times = passage.times.filter((time) => time.kind === 'past' && time.to >= from && time.from <= to);
  const recent = passage.times.some((time) => time.offset !== null && time.offset >= -6 && time.offset <= 1);
  const nearest = [...passage.times].sort((a, b) => Math.abs(a.from - at) - Math.abs(b.from - at))[0];
  if (nearest && (nearest.kind === 'past' || (nearest.offset ?? 0) < -6)) return true;
  if (times.length > 0 && !recent) return true;
  // "the toll since the truce to 410": between the number and its word it counts for that number alone.
  const [first, last] = [Math.min(quantity.from, at), Math.max(quantity.to - 1, at)];
  const between = textBetween(passage, first, last + 1);
  if (CAMPAIGN.test(between)) return true;
  const campaign = CAMPAIGN.exec(near);
  return campaign !== null && !(recent && passage.order < 1);
}

/** "A suicide bomber killed himself and ...", "three of the attackers died". */
export function isAttackersOwn(passage: Passage, quantity: Quantity): boolean {
  return (
    quantity.counts === 'attackers' ||
    /\b(?:attackers?|assailants?|gunmen|bombers?|perpetrators?)\b/i.test(near(passage, quantity))
  );
}

/** Armed men, who are victims only where they were the aim. */
export function isFighters(passage: Passage, quantity: Quantity): boolean {
  return /\b(?:militants?|fighters?|insurgents?|terrorists?|rebels?|jihadists?|extremists?|guerrillas?|subversives?)\b/i.test(
    near(passage, quantity),
  );
}

function near(passage: Passage, quantity: Quantity): string {
  const text = textBetween(passage, quantity.from, Math.min(passage.words.length, quantity.to + 4));
  const stop = text.search(/[,;]|\b(?:by|in|and|when|after|at|as)\b/i);
  return stop < 0 ? text : text.slice(0, stop);
}
