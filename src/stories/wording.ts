import type { Said, Sentence } from '../languages/say.ts';
import type { Toll, WeaponUse } from '../reports/report.ts';
import type { FigureName } from './figure.ts';

/** `at least 2 killed`. */
export function tollSaid({ count, qualifier }: Toll, what: FigureName): Sentence {
  return { key: `toll.${what}`, values: { count, qualifier } };
}

/** `at least 9 missiles launched and 7 intercepted`; null where no count of this kind is known. */
export function weaponSaid(use: Omit<WeaponUse, 'hit'> & Partial<WeaponUse>): Said | null {
  const counts = (['launched', 'intercepted', 'hit'] as const).filter((done) => use[done] != null);
  const parts = counts.map((done, at): Sentence => {
    const count = use[done] ?? 0;
    return {
      key: `weapons.${done}`,
      values: { counted: at === 0 ? weaponsCounted(use, count) : `${count}` },
    };
  });
  return parts.length > 1 ? parts : (parts[0] ?? null);
}

/** `at least 9 missiles`. */
export function weaponsCounted(
  { kind, qualifier }: Pick<WeaponUse, 'kind' | 'qualifier'>,
  count: number,
): Sentence {
  return {
    key: 'weapons.qualified',
    values: { qualifier, counted: { key: `weapon.${kind}`, values: { count } } },
  };
}

/** Names as a list; the rest beyond `limit` is counted. */
export function listSaid(names: readonly Said[], limit = 5): Said {
  if (names.length === 1) return names[0] ?? '';
  const left = names.length - limit;
  return left > 0 ? [...names.slice(0, limit), { key: 'list.more', values: { count: left } }] : [...names];
}

/** `Kyiv`, `Kyiv and Fastiv`, `Kyiv, Fastiv and Odesa` in English; the rest beyond `limit` is counted. */
export function listText(names: readonly string[], limit = 5): string {
  const shown = names.slice(0, limit);
  if (names.length > limit) return `${shown.join(', ')} and ${names.length - limit} more`;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
