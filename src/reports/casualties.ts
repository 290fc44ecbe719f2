import { isAttackersOwn, isCampaign, isFighters } from './campaigns.ts';
import {
  type Harm,
  HURT_VERBS,
  harmAt,
  isEither,
  isNatural,
  isPassive,
  isUnreal,
  KILL_VERBS,
  KILLINGS,
  TRIGGERS,
  verbStart,
} from './harm.ts';
import { objectOf, subjectOf } from './harmed.ts';
import { personAt, personBefore } from './named_victims.ts';
import type { Passage } from './passage.ts';
import { phrase } from './phrases.ts';
import type { Quantity } from './quantities.ts';
import type { Toll } from './report.ts';
import { bodiesAt, livesAt, totalAt } from './told_tolls.ts';
import { isPersons, type Victims, victimsIn, withNext, withPrevious } from './victims.ts';
import { wordSet } from './word_sets.ts';

/** A number of killed, injured or missing as one sentence gives it. */
export interface Casualties {
  harm: Harm;
  toll: Toll;
  passage: Passage;
  /** Where the harm is told, to find what stands near it. */
  at: number;
  quantity: Quantity;
  /** "another", "also", "separately": comes on top of what was told before. */
  further: boolean;
  /** "the death toll rose to", "in all": stands for the whole. */
  total: boolean;
  /** Attackers' own, the whole campaign's, or an older attack's. */
  outside: boolean;
  /** Said only of armed men ("12 militants"): victims only where they were the aim. */
  fighters: boolean;
}

/** Nobody gives more tolls in one sentence. */
const MOST = 12;

/** All numbers of killed, injured and missing in a sentence. */
export function findCasualties(passage: Passage): Casualties[] {
  const { words: sentence } = passage;
  if (!TRIGGERS.in(passage)) return [];
  const victims = victimsIn(passage);
  const found: Casualties[] = [];
  const used = new Set<Victims>();
  const add = (harm: Harm, quantity: Victims, at: number, total = false) => {
    if (used.has(quantity)) return;
    used.add(quantity);
    found.push({
      harm,
      quantity,
      passage,
      at,
      toll: { count: quantity.count, qualifier: quantity.qualifier },
      further: isFurther(passage, quantity, at),
      total,
      outside: isCampaign(passage, quantity, at) || isAttackersOwn(passage, quantity),
      fighters: isFighters(passage, quantity),
    });
  };
  const addJoint = (harm: Harm, first: Victims, at: number) => {
    const joint = withNext(passage, victims, first);
    for (const each of victims) if (each.from >= joint.from && each.to <= joint.to) used.add(each);
    used.delete(joint);
    add(harm, joint, at);
  };
  for (let i = 0; i < sentence.length && found.length < MOST; i++) {
    if (!TRIGGERS.has(sentence[i])) continue;
    const { key } = sentence[i]!;
    if (key === 'toll' || (key === 'number' && sentence[i + 1]?.key === 'of')) {
      const told = totalAt(passage, victims, i);
      if (told) add(told.harm, told.quantity, i, true);
      continue;
    }
    if (key === 'life' || key === 'lives') {
      const lost = livesAt(passage, victims, used, i);
      if (lost) addJoint('killed', lost, i);
      continue;
    }
    const harm = harmAt(passage, i);
    if (key === 'bodies') {
      const dead = bodiesAt(passage, victims, i);
      if (dead) addJoint('killed', dead, i);
      continue;
    }
    if (KILLINGS.has(key) && sentence[i + 1]?.key === 'of') {
      const of =
        victims.find((each) => each.from >= i + 2 && each.from <= i + 3 && isPersons(each)) ??
        personAt(passage, i + 2);
      if (of) addJoint('killed', of, i);
      continue;
    }
    if (!harm || isUnreal(passage, i) || isNatural(passage, i)) continue;
    const either = isEither(passage, i);
    const passive = isPassive(passage, i);
    if (!passive && (KILL_VERBS.has(key) || HURT_VERBS.has(key) || /^(?:shot|gunned|stabbed)$/.test(key))) {
      const object = objectOf(passage, victims, i);
      if (object === 'both') continue;
      if (object && !used.has(object)) {
        if (!either) addJoint(harm, object, i);
        continue;
      }
    }
    const subject = subjectOf(passage, victims, used, i);
    if (subject) {
      const { joint, parts } = withPrevious(passage, victims, subject, used);
      for (const part of parts) used.add(part);
      used.delete(joint);
      if (!either) add(harm, joint, i);
    } else if (passive || /^(?:died|dies)$/.test(key)) {
      const person = personBefore(passage, verbStart(passage, i));
      if (person && !victims.some((each) => each.from < i && each.to > person.from)) add(harm, person, i);
    }
  }
  return [...found, ...elliptic(passage, victims, used, found)];
}

/** "Five were killed in Kharkiv and two in Sumy": the second number shares the first one's verb. */
function elliptic(
  passage: Passage,
  victims: readonly Victims[],
  used: ReadonlySet<Victims>,
  told: readonly Casualties[],
): Casualties[] {
  const { words: sentence } = passage;
  const found: Casualties[] = [];
  for (const each of victims) {
    if (used.has(each) || each.counts !== 'unsaid') continue;
    if (!/^(?:in|near|at)$/.test(sentence[each.to]?.key ?? '')) continue;
    if (!/^(?:and|,|while|;|:|also|another)$/.test(sentence[each.from - 1]?.key ?? '')) continue;
    const first = told.findLast((one) => one.at < each.from && each.from - one.at <= 14);
    if (!first || first.total) continue;
    const place = sentence[each.to + 1];
    if (!place?.capital && place?.key !== 'the') continue;
    const { count, qualifier } = each;
    found.push({ ...first, toll: { count, qualifier }, quantity: each, further: true });
  }
  return found;
}

const FURTHER = wordSet('another also separately additional second further elsewhere');
const ELSEWHERE = phrase(
  /^(?:separately|elsewhere|in another|in a separate|a separate)\b|\bin (?:a separate|another) (?:strike|attack|incident)/i,
);

function isFurther(passage: Passage, quantity: Quantity, at: number): boolean {
  const { words: sentence } = passage;
  for (
    let i = Math.max(0, Math.min(quantity.from, at) - 4);
    i < Math.max(quantity.to, at) + 1 && i < sentence.length;
    i++
  ) {
    if (FURTHER.has(sentence[i])) return true;
  }
  // "two more died later"
  if (sentence[quantity.to]?.key === 'more' && sentence[quantity.to + 1]?.key !== 'than') return true;
  return ELSEWHERE.in(passage);
}
