import type { Toll, WeaponKind, WeaponUse } from '../reports/report.ts';

const QUALIFIERS = { exact: '', at_least: 'at least ', up_to: 'up to ', about: 'about ' } as const;

const WEAPON_NAMES: Record<WeaponKind, readonly [one: string, many: string]> = {
  drone: ['drone', 'drones'],
  missile: ['missile', 'missiles'],
  rocket: ['rocket', 'rockets'],
  artillery: ['artillery round', 'artillery rounds'],
  bomb: ['bomb', 'bombs'],
  airstrike: ['airstrike', 'airstrikes'],
  gunfire: ['shot', 'shots'],
  explosive: ['explosive', 'explosives'],
  other: ['weapon', 'weapons'],
};

/** `at least 2 killed`, as headlines write it. */
export function tollText(toll: Toll, what: 'killed' | 'injured'): string {
  return toll.count === 0 ? `none ${what}` : `${QUALIFIERS[toll.qualifier]}${toll.count} ${what}`;
}

/** `at least 9 missiles launched, 7 intercepted`; null where no count of this kind is known. */
export function weaponText(use: WeaponUse): string | null {
  const names = WEAPON_NAMES[use.kind];
  const counts = [
    [use.launched, 'launched'],
    [use.intercepted, 'intercepted'],
    [use.hit, 'hit'],
  ] as const;
  const parts: string[] = [];
  for (const [count, done] of counts) {
    if (count === null) continue;
    parts.push(
      parts.length === 0
        ? `${QUALIFIERS[use.qualifier]}${count} ${names[count === 1 ? 0 : 1]} ${done}`
        : `${count} ${done}`,
    );
  }
  return parts.length > 0 ? parts.join(', ') : null;
}

/** `Kyiv`, `Kyiv and Fastiv`, `Kyiv, Fastiv and Odesa`; the rest beyond `limit` is counted. */
export function listText(names: readonly string[], limit = 5): string {
  const shown = names.slice(0, limit);
  if (names.length > limit) return `${shown.join(', ')} and ${names.length - limit} more`;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
