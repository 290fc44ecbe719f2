import { type Passage, quantitiesOf } from './passage.ts';
import { wordSet } from './word_sets.ts';

/** What is told of people in an attack. */
export type Harm = 'killed' | 'injured' | 'missing';

const words = (list: string) => new Set(list.split(/\s+/));

export const KILL_VERBS = words(
  'killed kills kill killing slain slew massacred murdered murdering assassinated assassinating executed beheaded slaughtered eliminated martyred',
);
export const HURT_VERBS = words(
  'wounded wounding wounds wound injured injuring injures injure hurt hurting hurts maimed maiming hospitalised hospitalized hospitalising',
);
/** Said of those who suffered it. */
export const SUFFERED: ReadonlyMap<string, Harm> = new Map([
  ...[...KILL_VERBS, 'dead', 'died', 'die', 'dies', 'perished', 'deaths', 'fatalities'].map(
    (key) => [key, 'killed'] as const,
  ),
  ...[...HURT_VERBS, 'injuries'].map((key) => [key, 'injured'] as const),
  ['missing', 'missing'],
  ['unaccounted', 'missing'],
]);
/** "the deaths of five", "the murder of": the number comes behind. */
export const KILLINGS = words(
  'death deaths murder murders killing killings assassination massacre execution slaying slaughter',
);
export const TRIGGERS = wordSet([
  ...SUFFERED.keys(),
  ...KILLINGS,
  ...words('toll life lives shot gunned stabbed number bodies'),
]);
const BE = wordSet(/^(?:was|were|been|being|are|is|be|got)$/);
const ADVERB = wordSet(
  /^(?:also|reportedly|later|then|all|both|seriously|critically|badly|lightly|slightly|severely|allegedly|instantly|brutally|since|now|either|not|immediately|mortally|fatally|confirmed|feared|presumed|believed|apparently)$/,
);
/** What harm the word tells of: "killed", "shot dead", "gunned down", "injuries"; null where none. */
export function harmAt(passage: Passage, at: number): Harm | null {
  const { words: sentence } = passage;
  const key = sentence[at]!.key;
  const next = sentence[at + 1]?.key ?? '';
  if (key === 'shot' || key === 'stabbed' || key === 'gunned') {
    const after = sentence[at + 2]?.key ?? '';
    if (next === 'dead' || (next === 'to' && after === 'death') || (key === 'gunned' && next === 'down'))
      return 'killed';
    return next === 'and' && (after === 'killed' || after === 'wounded')
      ? after === 'killed'
        ? 'killed'
        : 'injured'
      : null;
  }
  // "brothers of a dead fighter": told of before.
  if (
    key === 'dead' &&
    /^(?:of|a|an|his|her|their)$/.test(sentence[at - 1]?.key ?? '') &&
    sentence[at + 1]?.kind === 'word' &&
    !/^(?:and|or|in|after|as|at|on|when|from|body|bodies)$/.test(next)
  )
    return null;
  if (key === 'dead' && /^(?:shot|zone|sea|end|line|lock|heat)$/.test(next)) return null;
  // "strikes wound six", not "a wound".
  if (key === 'wound' || key === 'hurts')
    return quantitiesOf(passage).some(
      ({ from, counts }) => from === at + 1 && counts !== 'measure' && counts !== 'age',
    )
      ? 'injured'
      : null;
  return SUFFERED.get(key) ?? null;
}

/** "threatened to kill", "could injure": not told as happened. */
export function isUnreal(passage: Passage, at: number): boolean {
  const key = passage.words[at]!.key;
  if (!/^(?:kill|die|wound|injure|hurt)$/.test(key)) return false;
  return passage.words
    .slice(Math.max(0, at - 3), at)
    .some((word) => /^(?:to|would|could|might|may|will|can|should|not|if|never)$/.test(word.key));
}

/** "died of hunger", "found dead in suspected suicide": nobody's attack. */
export function isNatural(passage: Passage, at: number): boolean {
  if (
    /^(?:dead|died|dies)$/.test(passage.words[at]!.key) &&
    passage.words
      .slice(at + 1, at + 8)
      .some(
        ({ key }, i, near) =>
          key === 'suicide' && !/^(?:bomb|attack|car|truck|vest|drone)/.test(near[i + 1]?.key ?? ''),
      )
  )
    return true;
  return (
    /^(?:died|die|dies|dead|deaths)$/.test(passage.words[at]!.key) &&
    /^(?:of|from)$/.test(passage.words[at + 1]?.key ?? '') &&
    /^(?:hunger|starvation|malnutrition|disease|cholera|cold|exposure|hypothermia|cancer|illness|thirst|covid|old|natural|heart|a)$/.test(
      passage.words[at + 2]?.key ?? '',
    )
  );
}

/** "killed or injured 20", "dead or wounded": one number for both is neither's. */
export function isEither(passage: Passage, at: number): boolean {
  const { words: sentence } = passage;
  const near = (from: number) => SUFFERED.has(sentence[from]?.key ?? '');
  return (sentence[at + 1]?.key === 'or' && near(at + 2)) || (sentence[at - 1]?.key === 'or' && near(at - 2));
}

export function isPassive(passage: Passage, at: number): boolean {
  let i = at - 1;
  while (i > 0 && at - i < 4 && ADVERB.has(passage.words[i])) i--;
  return BE.has(passage.words[i]);
}

/** The first word of the verb phrase that ends at `at`: "had also been killed". */
export function verbStart(passage: Passage, at: number): number {
  let i = at;
  while (
    i > 0 &&
    at - i < 6 &&
    (/^(?:has|have|had|was|were|been|being|is|are)$/.test(passage.words[i - 1]!.key) ||
      ADVERB.has(passage.words[i - 1]))
  )
    i--;
  return i;
}
