import type { Passage } from './passage.ts';
import type { WeaponKind, WeaponUse } from './report.ts';
import { type WeaponCount, weaponCountsIn } from './weapon_counts.ts';
import { weaponOf } from './weapon_words.ts';
import { wordSet } from './word_sets.ts';

/**
 * Weapons of the main attack: kinds named in its sentences, with the counts that `counted` sentences give, and those
 * counts as they are `told`.
 * `isOthers` tells whether a word belongs to another side's attack in the same sentence.
 */
export function readWeapons(
  attack: readonly Passage[],
  counted: readonly Passage[],
  isOthers: (passage: Passage, at: number) => boolean,
): { weapons: WeaponUse[]; stands: Map<WeaponKind, Passage>; told: WeaponCount[] } {
  const weapons = new Map<WeaponKind, WeaponUse>();
  const stands = new Map<WeaponKind, Passage>();
  const told: WeaponCount[] = [];
  const use = (kind: WeaponKind): WeaponUse => {
    const known = weapons.get(kind) ?? {
      kind,
      launched: null,
      intercepted: null,
      hit: null,
      qualifier: 'exact',
    };
    weapons.set(kind, known);
    return known;
  };
  for (const passage of counted) {
    for (const count of weaponCountsIn(passage)) {
      const known = use(count.kind);
      if (known[count.fate] !== null) continue;
      known[count.fate] = count.count;
      told.push(count);
      if (count.fate === 'launched') known.qualifier = count.qualifier;
      if (!stands.has(count.kind) || count.fate === 'launched') stands.set(count.kind, passage);
    }
  }
  for (const passage of counted) {
    const kind = soleIntercepted(passage);
    const known = kind && use(kind);
    if (!known || known.launched !== null || known.intercepted !== null) continue;
    known.launched = 1;
    known.intercepted = 1;
    stands.set(known.kind, passage);
  }
  let fire: Passage | null = null;
  for (const passage of attack) {
    for (let i = 0; i < passage.words.length; i++) {
      const kind = kindAt(passage, i);
      if (!kind || /^(?:anti|counter)$/.test(passage.words[i - 1]?.key ?? '') || isDefence(passage, i))
        continue;
      if (isOthers(passage, i) || isSupposed(passage, i)) continue;
      if (isAnyFire(passage, i)) {
        fire ??= passage;
        continue;
      }
      if (!weapons.has(kind)) use(kind);
      if (!stands.has(kind)) stands.set(kind, passage);
    }
  }
  if (fire && weapons.size === 0) {
    use('gunfire');
    stands.set('gunfire', fire);
  }
  return { weapons: [...weapons.values()], stands, told };
}

const BOMB = wordSet('bomb bombs bombed');

/** The kind of weapon that a word of this sentence names. A state's "bombed" is from the air; fire "with drones" is theirs. */
function kindAt(passage: Passage, at: number): WeaponKind | null {
  const { words, names } = passage;
  const { key } = words[at]!;
  if (BOMB.has(words[at])) {
    const reach = key === 'bombed' ? 4 : 0;
    const state = names.some(({ named, to }) => named.kind !== 'group' && to <= at && at - to <= reach);
    const flies = /^(?:jets|warplanes|planes|aircraft|helicopters|army|military|forces|junta)$/.test(
      words[at - 1]?.key ?? '',
    );
    if ((state || flies) && words[at + 1]?.key !== 'by' && words[at + 1]?.kind === 'word') return 'airstrike';
  }
  if (key === 'fire' && words[at + 1]?.key === 'with') return null;
  return weaponOf(words, at);
}

/** "Israeli fire": whatever was fired; of guns only where nothing else is told. */
function isAnyFire({ words, names }: Passage, at: number): boolean {
  return words[at]!.key === 'fire' && names.some(({ to }) => to === at);
}

const MISSILE = wordSet('missile');

/** "a ballistic missile was shot down": one, and where it ended. */
function soleIntercepted(passage: Passage): WeaponKind | null {
  const { words } = passage;
  if (!MISSILE.in(passage)) return null;
  for (let i = 0; i < words.length; i++) {
    if (
      !MISSILE.has(words[i]) ||
      /^(?:attacks?|strikes?|defen[cs]es?|systems?|fire)$/.test(words[i + 1]?.key ?? '')
    )
      continue;
    const single = words
      .slice(Math.max(0, i - 5), i)
      .some((word) => /^(?:a|an|one|second|third|fourth|single)$/.test(word.key));
    const fended = words
      .slice(Math.max(0, i - 9), i + 9)
      .some(
        (word, at, near) =>
          /^(?:intercepted|downed)$/.test(word.key) || (word.key === 'shot' && near[at + 1]?.key === 'down'),
      );
    if (single && fended) return 'missile';
  }
  return null;
}

/** "if it was a missile", "drones used to produce": no weapon that was used here. */
function isSupposed(passage: Passage, at: number): boolean {
  if (passage.words.slice(Math.max(0, at - 14), at).some(({ key }) => key === 'if' || key === 'whether'))
    return true;
  return passage.words
    .slice(Math.max(0, at - 9), at)
    .some((word) =>
      /^(?:produced?|produces|producing|manufactur\w+|capable|threatened|threat|warned|equipped|sell|sold|supply|supplied|unless|ceasefire|against)$/.test(
        word.key,
      ),
    );
}

function isDefence(passage: Passage, at: number): boolean {
  const next = passage.words[at + 1]?.key ?? '';
  return /^(?:defence|defences|defense|defenses|interceptor|interceptors|programme|program|launch|launcher|sirens?|alerts?)$/.test(
    next,
  );
}
