import type { AttackMention } from '../src/reports/attacks.ts';
import type { DiplomacyCue } from '../src/reports/diplomacy_cues.ts';
import type { Bullet } from './corpus.ts';

const BATTLE =
  /\b(?:clash(?:es|ed)?|battles?|fighting|offensive|advanc\w+|recaptur\w+|captur\w+|retak\w+|seiz\w+|(?:gain|take|took|lose|lost|regain)\w* control|overr[au]n|ambush\w*|firefight|shootout|skirmish\w*|incursion)\b/i;
const FROM_AFAR =
  /\b(?:bomb\w*|blast|explo\w+|rockets?|missiles?|drones?|air ?strikes?|shell\w*|artillery|grenades?|mortars?|ied)\b/i;

/**
 * What a bullet tells, for each of the word model's heads: +1, -1 or 0 where its section doesn't settle it.
 * Editors file a war's diplomacy under armed conflicts and a terror attack under law and crime, so the section
 * is only believed where the cues in the bullet don't speak against it; where they do, the bullet teaches nothing.
 */
export function weakLabels(
  { section, text }: Bullet,
  attacks: readonly AttackMention[],
  cues: readonly DiplomacyCue[],
): number[] {
  const attack = attacks.some((mention) => mention.recent);
  const talk = cues.reduce((sum, cue) => sum + cue.weight, 0);
  if (section === 'conflict') {
    const battle = BATTLE.test(text);
    const afar = FROM_AFAR.test(text);
    const onlyTalk = talk >= 0.5 && !attack;
    return [
      attack ? 1 : talk >= 0.5 ? -1 : 0,
      battle && !afar ? 1 : (afar && !battle) || onlyTalk ? -1 : 0,
      talk >= 1.2 && !attack ? 1 : talk < 0.5 ? -1 : 0,
    ];
  }
  if (section === 'relations') return [attack ? 0 : -1, attack ? 0 : -1, 1];
  const unsettled = talk >= (section === 'politics' ? 0.5 : 1.2);
  return [attack && section === 'law' ? 0 : -1, -1, unsettled ? 0 : -1];
}
