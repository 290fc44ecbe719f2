import type { WeaponKind } from './report.ts';
import { wordSet } from './word_sets.ts';
import type { Word } from './words.ts';

const words = (list: string) => new Set(list.split(/\s+/));

const WEAPON_WORDS = new Map<string, WeaponKind>();
for (const [kind, list] of [
  ['drone', 'drone drones uav uavs unmanned shahed shaheds quadcopter quadcopters'],
  ['missile', 'missile missiles oreshnik iskander kinzhal kalibr'],
  ['rocket', 'rocket rockets katyusha grad projectile projectiles'],
  ['artillery', 'artillery shelling shells mortar mortars shelled howitzer shell'],
  ['airstrike', 'airstrike airstrikes warplane warplanes jets'],
  ['gunfire', 'gunfire gunmen gunman shot shooting rifles sniper'],
  ['explosive', 'explosive explosives grenade grenades mine landmine ied ieds roadside suicide dynamite'],
  ['bomb', 'bomb bombs bombed bombing'],
] as const)
  for (const word of words(list)) WEAPON_WORDS.set(word, kind);

const AIR = wordSet(/^(?:strikes?|raids?|attacks?|bombardments?|bombing)$/);
/** All that can name one, some of them only beside another word. */
const CAN_BE_WEAPON = wordSet([...WEAPON_WORDS.keys(), 'fire']);

/** The kind of weapon that a word names; null where it names none. */
export function weaponOf(sentence: readonly Word[], at: number): WeaponKind | null {
  const word = sentence[at]!;
  if (!CAN_BE_WEAPON.has(word) && !AIR.has(word)) return null;
  const before = sentence[at - 1]?.key ?? '';
  const next = sentence[at + 1]?.key ?? '';
  if (AIR.has(word) && (before === 'air' || before === 'aerial')) return 'airstrike';
  if (!CAN_BE_WEAPON.has(word) || word.key === 'bombed') return null;
  if (/^bombs?$|^bombing$/.test(word.key)) {
    if (/^(?:suicide|car|roadside|truck|vehicle|petrol|pipe|parcel|vest)$/.test(before)) return 'explosive';
    return /^(?:glide|guided|aerial|cluster|bunker|dropped|air)$/.test(before) ||
      word.key === 'bombs' ||
      next === 'dropped'
      ? 'bomb'
      : 'explosive';
  }
  // "Israeli fire"
  if (word.key === 'fire' && sentence[at - 1]?.capital && /(?:ian|an|i|ish|ese)$/.test(before))
    return 'gunfire';
  if (word.key === 'fire') return /^(?:gun|opened|open|sniper|machine)$/.test(before) ? 'gunfire' : null;
  if (word.key === 'shell' || word.key === 'mine' || word.key === 'suicide' || word.key === 'roadside')
    return next === 'bomb' || next === 'bomber' || next === 'blast' ? 'explosive' : null;
  if (word.key === 'shot')
    return next === 'down' || before === 'moon' || before === 'long' ? null : 'gunfire';
  if (word.key === 'shooting') return next === 'down' ? null : 'gunfire';
  if (word.key === 'jets') return before === 'fighter' || before === 'war' ? 'airstrike' : null;
  if (word.key === 'warplanes' || word.key === 'warplane') return 'airstrike';
  if (word.key === 'unmanned') return next === 'aerial' ? 'drone' : null;
  return WEAPON_WORDS.get(word.key) ?? null;
}
