import { weaponOf } from './attacks.ts';
import type { Passage } from './passage.ts';
import type { Quantity } from './quantities.ts';
import type { Qualifier, WeaponKind, WeaponUse } from './report.ts';

/** A number of weapons as one sentence gives it, and what became of them. */
interface WeaponCount {
  kind: WeaponKind;
  fate: 'launched' | 'intercepted' | 'hit';
  count: number;
  qualifier: Qualifier;
  passage: Passage;
}

const COUNTED = new Set(['drone', 'missile', 'rocket', 'artillery', 'bomb', 'airstrike']);
const LAUNCH =
  /^(?:launched|fired|launching|firing|attacked|used|sent|deployed|unleashed|attack|launches|fires|fire|using|salvo|barrage|launch|hurled|dropped|swarm|waves?)$/;
const DOWN =
  /^(?:downed|intercepted|destroyed|shot|neutralised|neutralized|jammed|repelled|suppressed|downing|intercepting|destroying|stopped|intercepts|downs|lost)$/;
const LAND = /^(?:struck|hit|striking|hitting|crashed|landed|impacted|slammed|through|hits)$/;
const CAMPAIGN =
  /\b(?:this (?:week|month|year)|last (?:week|month|year)|past (?:week|month|year|24)|(?:past|last) (?:\w+ )?(?:days|weeks|months)|since|so far|during the war|in (?:january|february|march|april|may|june|july|august|september|october|november|december|20\d\d)|a (?:day|month|week)|per (?:day|month|week|night)|every (?:day|night|week|month)|each (?:day|night|month)|could|would|produce[sd]?|capable|plans?|stockpiles?|in (?:all of )?20\d\d|over the course|in total this|to supply|deliver(?:ed|y|ies)?|purchase|buy|ordered|weekly|daily|nightly|monthly|overall)\b/i;

/** Weapons of the main attack: kinds named in its sentences, with the counts that `counted` sentences give. */
export function readWeapons(
  attack: readonly Passage[],
  counted: readonly Passage[],
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
    for (const count of countsIn(passage)) {
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

function isDefence(passage: Passage, at: number): boolean {
  const next = passage.words[at + 1]?.key ?? '';
  return /^(?:defence|defences|defense|defenses|interceptor|interceptors|programme|program|launch|launcher|sirens?|alerts?)$/.test(
    next,
  );
}

/** The weapon counts of one sentence; none where it speaks of weeks, of the war or of what might come. */
function countsIn(passage: Passage): WeaponCount[] {
  const { quantities } = passage;
  const counts: WeaponCount[] = [];
  const withoutRecords = passage.text.replace(
    /\b(?:first|largest|biggest|heaviest|deadliest|most)\b[^.]{0,40}\bsince\b/gi,
    ' ',
  );
  if (CAMPAIGN.test(withoutRecords)) return counts;
  const waiting: { kind: WeaponKind; quantity: Quantity }[] = [];
  let last: WeaponKind | null = null;
  let lastFate: WeaponCount['fate'] | null = null;
  for (const quantity of quantities) {
    // "a drone hit the bus": no number, as editors count.
    if (quantity.said === 'article') continue;
    let kind: WeaponKind | null = COUNTED.has(quantity.counts) ? (quantity.counts as WeaponKind) : null;
    if (kind && insideAside(passage, quantity)) {
      last = kind;
      continue;
    }
    let referring = false;
    if (!kind) {
      // "of which 84 were downed", "shot down 63 of them", "with 70 downed", "27 striking various locations"
      referring = quantity.counts === 'unsaid' && last !== null;
      if (referring) kind = last;
    }
    if (!kind) continue;
    const fate = fateOf(passage, quantity, lastFate, referring);
    if (!fate) waiting.push({ kind, quantity });
    else if (lastFate === null) {
      // "165 drones and nine missiles launched by": what is said last holds for all before it.
      for (const early of waiting)
        counts.push({
          kind: early.kind,
          fate,
          count: early.quantity.count,
          qualifier: early.quantity.qualifier,
          passage,
        });
      waiting.length = 0;
    }
    last = kind;
    if (!fate) continue;
    lastFate = fate;
    if (counts.some((count) => count.kind === kind && count.fate === fate)) continue;
    counts.push({ kind, fate, count: quantity.count, qualifier: quantity.qualifier, passage });
  }
  return counts;
}

function insideAside(passage: Passage, quantity: Quantity): boolean {
  return /^(?:including|among)$/.test(passage.words[quantity.from - 1]?.key ?? '');
}

function fateOf(
  passage: Passage,
  quantity: Quantity,
  lastFate: WeaponCount['fate'] | null,
  referring: boolean,
): WeaponCount['fate'] | null {
  const { words } = passage;
  // Right before it: "shot down three of five drones".
  for (let i = quantity.from - 1; i >= 0 && i >= quantity.from - 2; i--) {
    const key = words[i]!.key;
    if (/^(?:downed|intercepted|destroyed)$/.test(key) || (key === 'down' && words[i - 1]?.key === 'shot'))
      return 'intercepted';
  }
  // Behind it: "84 were downed", "27 striking locations", "three drones struck a hotel".
  for (let i = quantity.to; i < words.length && i < quantity.to + 9; i++) {
    const word = words[i]!;
    if (word.kind === 'mark' && !(word.text === ',' && i === quantity.to)) break;
    if (
      /^(?:and|said|of|but|while|out|as|on|at|in)$/.test(word.key) &&
      i > quantity.to + (referring ? 0 : 1) &&
      word.key !== 'of'
    )
      break;
    if (DOWN.test(word.key) && (word.key !== 'shot' || words[i + 1]?.key === 'down')) return 'intercepted';
    if (LAND.test(word.key)) return 'hit';
    if (/^(?:launched|fired)$/.test(word.key)) return 'launched';
  }
  // Before it: "launched a total of 165", "downed 63", "attacked with 97".
  for (let i = quantity.from - 1; i >= 0 && i > quantity.from - 14; i--) {
    const word = words[i]!;
    if (word.text === ';' || word.text === ':') break;
    if (DOWN.test(word.key) && (word.key !== 'shot' || words[i + 1]?.key === 'down')) return 'intercepted';
    if (word.key === 'down' && words[i - 1]?.key === 'shot') return 'intercepted';
    if (LAND.test(word.key)) return 'hit';
    if (LAUNCH.test(word.key)) return 'launched';
    if (word.key === 'by' && i === quantity.from - 1) return lastFate === null ? 'hit' : null;
  }
  return lastFate;
}
