import { type Harm, SUFFERED } from './harm.ts';
import { subjectOf } from './harmed.ts';
import type { Passage } from './passage.ts';
import { isPersons, type Victims } from './victims.ts';

/** "the death toll rose to seven", "the number of wounded has climbed to 40". */
export function totalAt(
  passage: Passage,
  victims: readonly Victims[],
  at: number,
): { harm: Harm; quantity: Victims } | null {
  const { words: sentence } = passage;
  let harm: Harm | null = 'killed';
  if (sentence[at]!.key === 'number') {
    harm = null;
    for (let i = at + 2; i < at + 7 && !harm; i++) harm = SUFFERED.get(sentence[i]?.key ?? '') ?? null;
  } else if (
    !/^(?:death|dead|the|confirmed|civilian|casualty|overall|total|latest|provisional|official|preliminary|final|s|'s)$/.test(
      sentence[at - 1]?.key ?? '',
    )
  )
    return null;
  if (!harm) return null;
  // "rose from four to seven": the later one.
  const near = victims.filter(
    (each) =>
      each.from > at &&
      each.from <= at + 26 &&
      (each.from <= at + 4 ||
        /^(?:to|at|of|is|was|reached|reaches|hits|hit|than|least|:|from|by)$/.test(
          sentence[each.from - 1]?.key ?? '',
        ) ||
        each.qualifier !== 'exact') &&
      isPersons(each) &&
      each.said !== 'article' &&
      !crosses(passage, at, each.from),
  );
  const from = near[0] && sentence[near[0].from - 1]?.key === 'from' ? near[1] : near[0];
  return from ? { harm, quantity: from } : null;
}

/** "the bodies of nine were found", "recovered nine bodies". */
export function bodiesAt(passage: Passage, victims: readonly Victims[], at: number): Victims | null {
  const { words: sentence } = passage;
  const found = sentence
    .slice(Math.max(0, at - 6), at + 12)
    .some((word) => /^(?:found|recovered|retrieved|pulled|recovering|discovered|unearthed)$/.test(word.key));
  if (!found) return null;
  const of = sentence[at + 1]?.key === 'of';
  return (
    victims.find((each) =>
      of ? each.from >= at + 2 && each.from <= at + 4 && isPersons(each) : each.to <= at && at - each.to <= 1,
    ) ?? null
  );
}

/** "claimed 12 lives", "took the lives of two", "lost his life". */
export function livesAt(
  passage: Passage,
  victims: readonly Victims[],
  used: ReadonlySet<Victims>,
  at: number,
): Victims | null {
  const { words: sentence } = passage;
  if (sentence[at + 1]?.key === 'of') {
    const taken = sentence
      .slice(Math.max(0, at - 3), at)
      .some((word) => /^(?:claimed|claims|claiming|took|taken|taking|cost|costing)$/.test(word.key));
    return taken
      ? (victims.find((each) => each.from >= at + 2 && each.from <= at + 3 && isPersons(each)) ?? null)
      : null;
  }
  if (
    /^(?:his|her|their)$/.test(sentence[at - 1]?.key ?? '') &&
    /^(?:lost|lose|losing)$/.test(sentence[at - 2]?.key ?? '')
  )
    return subjectOf(passage, victims, used, at - 2);
  const count = victims.find((each) => each.to === at || each.to === at - 1);
  const verb = sentence.slice(Math.max(0, (count?.from ?? 0) - 4), count?.from ?? 0).map((word) => word.key);
  const lost = sentence.slice(at, at + 4).some((word) => word.key === 'lost');
  return count &&
    (lost || verb.some((key) => /^(?:claimed|claims|claiming|took|taken|taking|cost|costing)$/.test(key)))
    ? count
    : null;
}

function crosses(passage: Passage, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (passage.words[i]!.text === ';') return true;
  return false;
}
