import { findNames } from '../reports/places.ts';
import { plainText, wordsOf } from '../reports/words.ts';
import { actorKey } from './names.ts';

/** "Iranian attacks", "Russian drone strikes", "Houthi missile": one or two words may stand between. */
const ATTACK =
  /^(?:attacks?|strikes?|airstrikes?|raids?|drones?|missiles?|rockets?|shelling|bombing|bombardment|barrage|assault)$/;
const BETWEEN = 2;

/**
 * The key of the people or group whose attack a title tells of first, before any subordinate clause; null where none
 * is named so. A country's name is no sign: "Lebanon strikes" are strikes on it.
 */
export function titleAttacker(mainClause: string): string | null {
  const plain = plainText(mainClause);
  const words = wordsOf(plain, 0, plain.length);
  for (const { named, to } of findNames(words)) {
    if (named.kind !== 'people' && named.kind !== 'group') continue;
    const behind = words.slice(to, to + BETWEEN + 1);
    const at = behind.findIndex(({ key, kind }) => kind === 'mark' || ATTACK.test(key));
    if (at >= 0 && behind[at]?.kind !== 'mark') return actorKey(named.name);
  }
  return null;
}
