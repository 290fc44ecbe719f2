import type { Passage } from './passage.ts';
import type { WeaponKind, WeaponUse } from './report.ts';
import { weaponCountsIn } from './weapon_counts.ts';
import { weaponOf } from './weapon_words.ts';

/**
 * Weapons of the main attack: kinds named in its sentences, with the counts that `counted` sentences give.
 * `isOthers` tells whether a word belongs to another side's attack in the same sentence.
 */
export function readWeapons(
  attack: readonly Passage[],
  counted: readonly Passage[],
  isOthers: (passage: Passage, at: number) => boolean,
): { weapons: WeaponUse[]; stands: Map<WeaponKind, Passage> } {
  const weapons = new Map<WeaponKind, WeaponUse>();
  const stands = new Map<WeaponKind, Passage>();
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
  for (const passage of attack) {
    for (let i = 0; i < passage.words.length; i++) {
      const kind = weaponOf(passage.words, i);
      if (!kind || /^(?:anti|counter)$/.test(passage.words[i - 1]?.key ?? '') || isDefence(passage, i))
        continue;
      if (isOthers(passage, i) || isSupposed(passage, i)) continue;
      if (!weapons.has(kind)) use(kind);
      if (!stands.has(kind)) stands.set(kind, passage);
    }
  }
  return { weapons: [...weapons.values()], stands };
}

/** "a ballistic missile was shot down": one, and where it ended. */
function soleIntercepted(passage: Passage): WeaponKind | null {
  const { words } = passage;
  for (let i = 0; i < words.length; i++) {
    if (
      words[i]!.key !== 'missile' ||
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
  return passage.words
    .slice(Math.max(0, at - 9), at)
    .some((word) =>
      /^(?:if|whether|produced?|produces|producing|manufactur\w+|capable|threatened|threat|warned|equipped|sell|sold|supply|supplied|unless|ceasefire|against)$/.test(
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
