import { HURT_VERBS, isPassive, KILL_VERBS } from './harm.ts';
import { personAt } from './named_victims.ts';
import type { Passage } from './passage.ts';
import { isPersons, type Victims } from './victims.ts';
import { wordSet } from './word_sets.ts';

const SKIP = wordSet(
  /^(?:at|least|the|and|or|also|reportedly|an|a|estimated|another|further|more|than|with|up|to|as|many|between|some|about|around|nearly|almost|over|instantly|all|both)$/,
);
/** Between a number and the word of harm behind it. */
const BETWEEN = wordSet(
  /^(?:people|persons?|civilians?|others?|were|was|have|has|had|been|being|are|is|and|or|more|reported|reportedly|also|dead|killed|wounded|injured|seriously|critically|badly|lightly|severely|confirmed|left|feared|known|officially|so|far|then|later|either|shot|in|the|a|of|them|their|his|her|70s|60s|s|himself|age|aged|suffered|sustained|received|minor|serious|shrapnel|still|remain|remained|remains|went|gone|presumed|believed|to|be|taken|hospital)$/,
);

/** The number, or person, right behind a verb of harm: "killing at least nine", "wounding three others". */
export function objectOf(passage: Passage, victims: readonly Victims[], at: number): Victims | 'both' | null {
  const { words: sentence } = passage;
  let from = at + 1;
  const key = sentence[at]!.key;
  if (key === 'shot' || key === 'stabbed' || key === 'gunned')
    from = sentence[at + 1]?.key === 'dead' || sentence[at + 1]?.key === 'down' ? at + 2 : at + 3;
  const first = from;
  while (from < sentence.length && from < first + 6) {
    const word = sentence[from]!;
    if ((word.key === 'and' || word.key === 'or') && from === first) {
      const next = sentence[from + 1]?.key ?? '';
      if (KILL_VERBS.has(next) || HURT_VERBS.has(next)) return 'both';
      return null;
    }
    const at = victims.find(
      (each) => each.from === from || (each.from < from && each.from > first && each.to > from),
    );
    if (at) return isVictim(passage, at) ? at : null;
    if (!SKIP.has(word) && !/^(?:himself|herself|themselves|itself)$/.test(word.key)) break;
    from++;
  }
  return personAt(passage, first);
}

/** People by what is counted; one of whatever a verb of killing takes ("killed a shepherd"). */
function isVictim(passage: Passage, quantity: Victims): boolean {
  if (isPersons(quantity)) return true;
  const { words: sentence } = passage;
  const next = sentence[quantity.to]?.key ?? '';
  return (
    quantity.said === 'article' &&
    quantity.counts === 'thing' &&
    /(?:man|woman|er|or|ist|ian|ee|ant)$/.test(next) &&
    !/(?:number|power|paper|tower|water|tanker|helicopter|carrier|bunker|sector|server|trailer|reactor|tractor|door|centre|center|quarter|cluster|container|transformer|radar|restaurant|plant)$/.test(
      next,
    )
  );
}

/** The number before a word of harm: "two people, including a child, were killed", "12 dead", "five wounded". */
export function subjectOf(
  passage: Passage,
  victims: readonly Victims[],
  used: ReadonlySet<Victims>,
  at: number,
): Victims | null {
  const { words: sentence } = passage;
  const passive = isPassive(passage, at);
  for (let q = victims.length - 1; q >= 0; q--) {
    const quantity = victims[q]!;
    if (quantity.to > at) continue;
    if (at - quantity.to > 26) return null;
    if (used.has(quantity)) return null;
    if (!isPersons(quantity) && !(passive && isVictim(passage, quantity))) {
      if (/^(?:aged|the)$/.test(sentence[quantity.from - 1]?.key ?? '')) continue;
      if (quantity.counts === 'age' || (quantity.said === 'article' && quantity.counts === 'thing')) continue;
      if (at - quantity.to > 3) continue;
      return null;
    }
    return reaches(passage, quantity, at) ? quantity : null;
  }
  return null;
}

function reaches(passage: Passage, quantity: Victims, to: number): boolean {
  const { words: sentence } = passage;
  let aside = false;
  let loose = 0;
  for (let i = quantity.to; i < to; i++) {
    const word = sentence[i]!;
    if (word.text === ',' || word.text === '(' || word.text === ')' || (word.text === '-' && !word.glued)) {
      aside = !aside && isAsideStart(passage, i + 1);
      continue;
    }
    if (aside) continue;
    if (word.kind === 'mark' && word.text !== '"' && word.text !== "'s") return false;
    if (
      /^(?:said|that|after|when|while|but|by|launched|fired|struck|hit|attack|strike|which|told|killing|killed|wounding|attacked|before|because)$/.test(
        word.key,
      ) &&
      !(word.key === 'killed' && i >= to - 3)
    )
      return false;
    if (!BETWEEN.has(word)) loose++;
    if (loose > 7) return false;
  }
  return true;
}

function isAsideStart(passage: Passage, at: number): boolean {
  return /^(?:including|among|amongst|most|mostly|both|all|one|two|three|four|five|half|aged|many|some|who|whose|a|an|his|her|\d+)$/.test(
    passage.words[at]?.key ?? '',
  );
}
