import type { Passage } from './passage.ts';

/** What sentences of an incident speak of, and how much the logarithm of their number weighs. */
const SPEAKS_OF: readonly [words: RegExp, weight: number][] = [
  [
    /\b(?:murder(?:s|ed)?|assassinat(?:ed|ions?)|massacred?|slain|slaying|(?:was|were|been) (?:\w+ )?(?:killed|shot|slaughtered|executed|gunned down)|shot dead|killing of|deaths? of|(?:killed|killing) (?:\w+ )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|at least|an?|the)\b|dead)\b/i,
    1.4,
  ],
  [/\b(?:kidnap(?:p?ed|p?ing)?|abduct(?:ed|ion)|taken hostage|captors)\b/i, 1.3],
  [
    /\b(?:explo(?:ded|sions?)|detonat\w+|dynamit\w+|car ?bomb\w*|bomb(?:s|ed|ing|ings)?|blasts?|blew up|blown up|explosive (?:device|charge)s?|grenades?|air ?strikes?|air raids?|missiles?|rockets?|drones?|shell(?:ed|ing)|artillery)\b/i,
    1.1,
  ],
  [
    /\b(?:attack(?:ed|s)?|ambush(?:ed)?|raid(?:ed)?|sabotage\w*|burned|set (?:on )?fire|set ablaze|machine-?gunned|strafed|destroyed|stormed|struck|strikes? on)\b/i,
    0.8,
  ],
  [
    /\b(?:investigat(?:e|ion|ing|ions|ors)|suspects?|responsib(?:le|ility)|condemn(?:ed|s)?|crimes?|victims?|bod(?:y|ies)|funeral|corpses?|bullets?)\b/i,
    0.8,
  ],
  [/\b(?:wounded|injured|injuries)\b/i, 0.5],
  [/\b(?:damaged?|shattered)\b/i, 0.8],
];
const LENGTH = -1.3;
const CONSTANT = 1.5;

/** Log-odds that a text tells of an armed attack at all, by the share of its sentences that speak of violence. */
export function violencePoints(passages: readonly Passage[]): number {
  const plain = passages.map(({ text }) => text.replace(/\s+/g, ' '));
  const logOf = (count: number) => Math.log(1 + count);
  return SPEAKS_OF.reduce(
    (sum, [words, weight]) => sum + weight * logOf(plain.filter((text) => words.test(text)).length),
    CONSTANT + LENGTH * logOf(plain.length),
  );
}
