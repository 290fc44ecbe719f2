import { type Counted, countedAfter, isPersonWord } from './counted.ts';
import { BEGINS, numberAt, type Said } from './numbers.ts';
import type { Qualifier } from './report.ts';
import { wordSet } from './word_sets.ts';
import type { Word } from './words.ts';

/** A number in a sentence: words `from` (with its qualifier, inclusive) to `to` (exclusive). */
export interface Quantity {
  count: number;
  qualifier: Qualifier;
  from: number;
  to: number;
  said: Said;
  counts: Counted;
}

const FLOOR = [
  ['at', 'least'],
  ['more', 'than'],
  ['no', 'fewer', 'than'],
  ['no', 'less', 'than'],
  ['not', 'less', 'than'],
  ['over'],
  ['upwards', 'of'],
  ['in', 'excess', 'of'],
  ['minimum', 'of'],
];
const CEILING = [
  ['up', 'to'],
  ['as', 'many', 'as'],
  ['fewer', 'than'],
  ['less', 'than'],
  ['under'],
  ['at', 'most'],
];
const ROUGH = [
  ['about'],
  ['around'],
  ['some'],
  ['nearly'],
  ['almost'],
  ['approximately'],
  ['roughly'],
  ['estimated'],
  ['close', 'to'],
  ['circa'],
  ['believed', 'to', 'be'],
];

const UNITS = new Set(['$', '€', '£', '¥', '₴', '₪']);

/** All of them, the first that fits being the one. */
const QUALIFIERS: readonly { qualifier: Qualifier; phrase: readonly string[] }[] = [
  ...FLOOR.map((phrase) => ({ qualifier: 'at_least', phrase }) as const),
  ...CEILING.map((phrase) => ({ qualifier: 'up_to', phrase }) as const),
  ...ROUGH.map((phrase) => ({ qualifier: 'about', phrase }) as const),
];
/** How such phrases end. */
const QUALIFIES = wordSet(QUALIFIERS.map(({ phrase }) => phrase.at(-1)!));
/** May stand between such a phrase and the number. */
const LEADS_IN = wordSet('a an the another further additional total of');
const UP_TO = wordSet('to or');

/** All numbers of a sentence in order, each with its qualifier and what it counts. */
export function findQuantities(sentence: readonly Word[]): Quantity[] {
  const found: Quantity[] = [];
  for (let i = 0; i < sentence.length; i++) {
    if (sentence[i]!.kind !== 'number' && !BEGINS.has(sentence[i])) continue;
    const number = numberAt(sentence, i);
    if (!number) continue;
    let { count, to } = number;
    const before = sentence[i - 1];
    let qualifier: Qualifier = 'exact';
    let from = i;
    const qualified = qualifierBefore(sentence, i);
    if (qualified) ({ qualifier, from } = qualified);
    // "five to seven", "5-7", "between five and seven": surely the lower one.
    const joint = sentence[to];
    const second =
      joint && (joint.glued ? numberAt(sentence, to) : UP_TO.has(joint) ? numberAt(sentence, to + 1) : null);
    const between = before?.key === 'between' && joint?.key === 'and' ? numberAt(sentence, to + 1) : null;
    const upper = second ?? between;
    if (
      upper &&
      upper.said !== 'article' &&
      upper.count > count &&
      upper.count <= count * 10 &&
      // "rose from four to seven" is no range.
      !(before?.key === 'from' && joint?.key === 'to') &&
      !(joint?.glued && sentence[i]!.glued)
    ) {
      to = upper.to;
      qualifier = 'at_least';
    }
    if (sentence[to]?.key === 'or' && sentence[to + 1]?.key === 'more') {
      to += 2;
      qualifier = 'at_least';
    }
    if (UNITS.has(before?.text ?? '') || (before?.text === '-' && sentence[to]?.key.length === 1)) {
      found.push({ count, qualifier, from, to, said: number.said, counts: 'measure' });
    } else {
      const counts = isAge(sentence, i, to) ? 'age' : countedAfter(sentence, i, to, number.said);
      const another = sentence[i]!.key === 'another' && /^(?:in|near|at)$/.test(sentence[to]?.key ?? '');
      if (another) found.push({ count, qualifier, from, to, said: 'word', counts });
      else if (number.said !== 'article' || counts !== 'unsaid')
        found.push({ count, qualifier, from, to, said: number.said, counts });
    }
    i = to - 1;
    count = 0;
  }
  return found;
}

/** "a man, 72, and": an age between commas behind whoever it is of. */
function isAge(sentence: readonly Word[], at: number, to: number): boolean {
  const who = sentence[at - 2];
  return (
    sentence[at]!.kind === 'number' &&
    sentence[at - 1]?.text === ',' &&
    /^[,.;)]?$/.test(sentence[to]?.text ?? '') &&
    who !== undefined &&
    (who.capital || isPersonWord(who.key))
  );
}

function qualifierBefore(
  sentence: readonly Word[],
  at: number,
): { qualifier: Qualifier; from: number } | null {
  let end = at;
  while (end > 0 && LEADS_IN.has(sentence[end - 1]) && at - end < 3) end--;
  return qualifierUpTo(sentence, at) ?? (end === at ? null : qualifierUpTo(sentence, end));
}

function qualifierUpTo(
  sentence: readonly Word[],
  end: number,
): { qualifier: Qualifier; from: number } | null {
  if (!QUALIFIES.has(sentence[end - 1])) return null;
  for (const { qualifier, phrase } of QUALIFIERS) {
    const from = end - phrase.length;
    // "killed over 20": a floor; "over the past 3 days", "under 20 percent": caught by what is counted.
    if (from >= 0 && phrase.every((key, offset) => sentence[from + offset]!.key === key))
      return { qualifier, from };
  }
  return null;
}
