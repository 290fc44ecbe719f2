import type { AttackMention } from './attacks.ts';
import type { Casualties } from './casualties.ts';
import type { Passage } from './passage.ts';
import type { Toll } from './report.ts';

/** Victims of another attack than the main one: the other side's, an older one, the whole war's. */
export function isOtherSides(
  each: Casualties,
  recent: readonly AttackMention[],
  parties: readonly string[],
): boolean {
  if (each.outside) return true;
  if (parties.length === 0) return false;
  const here = recent.filter((attack) => attack.passage === each.passage && attack.attackers.length > 0);
  if (here.length === 0) return false;
  const nearest = here.sort((a, b) => Math.abs(a.at - each.at) - Math.abs(b.at - each.at))[0]!;
  return !nearest.attackers.some((name) => parties.includes(name));
}

/** Killed on the attackers' own soil: another attack, told beside this one. */
export function isElsewhere(each: Casualties, country: string | null, parties: readonly string[]): boolean {
  if (!country) return false;
  const places = each.passage.names.filter(
    (name) =>
      (name.named.kind === 'town' || name.named.kind === 'region' || name.named.kind === 'country') &&
      /^(?:in|near|on|of)$/.test(each.passage.words[name.from - 1]?.key ?? ''),
  );
  return (
    places.length > 0 &&
    places.every((name) => name.named.country !== country) &&
    places.some((name) => parties.includes(name.named.country ?? ''))
  );
}

/** A toll with the sentence that it stands in. */
export interface Picked {
  toll: Toll;
  passage: Passage;
  source: Casualties;
}

/**
 * The toll of the whole attack. The first number told is taken; a later one overtakes it where it is called the
 * toll or stands for the sum of those before; parts told place by place with no total are added up. A victim known
 * by name alone counts where no number is told.
 */
export function pickToll(tolls: readonly Casualties[], places: readonly string[]): Picked | null {
  const numbers = tolls.filter((each) => each.quantity.said !== 'name');
  if (numbers.length > 0) return pickNumber(numbers, places);
  const named = tolls.find((each) => each.passage.order <= 5);
  return named ? { toll: named.toll, passage: named.passage, source: named } : null;
}

function pickNumber(tolls: readonly Casualties[], places: readonly string[]): Picked | null {
  const inText = tolls.filter((each) => each.passage.in === 'text');
  const title = tolls.find((each) => each.passage.in === 'title');
  const first = inText[0] ?? title;
  if (!first) return null;
  const picked = (each: Casualties, count = each.toll.count): Picked => ({
    toll: { count, qualifier: each.toll.qualifier },
    passage: each.passage,
    source: each,
  });
  if (title && title.toll.count === first.toll.count) return picked(first === title ? title : first);
  const total = inText.find((each) => each.total && each.passage.order <= 12);
  if (total && total.toll.count >= first.toll.count) return picked(total);
  if (title && title !== first && title.toll.count > first.toll.count) {
    const same = inText.find((each) => each.toll.count === title.toll.count);
    return picked(same ?? title);
  }
  // "nine were killed: six here and three there"
  const own = inText.filter((each) => each !== first && each.further && each.passage === first.passage);
  if (own.length > 1 && own.reduce((all, each) => all + each.toll.count, 0) === first.toll.count)
    return picked(first);
  let sum = first.toll.count;
  let parts = 1;
  let joint = false;
  for (const each of inText.slice(1)) {
    if (parts > 1 && each.toll.count === sum && each.quantity.said !== 'article') return picked(each);
    // Attackers killed in their own attack come on no top.
    if (each.fighters && !first.fighters) continue;
    const beside = each.passage === first.passage;
    if (each.further || (beside && isPart(first, places))) {
      sum += each.toll.count;
      parts++;
      joint ||= beside && each.further;
    }
  }
  // "Five were killed in one town and two in another": one sentence tells the parts, so no sentence tells the whole.
  if (joint && !title) {
    const own = inText.filter((each) => each.passage === first.passage);
    return picked(
      first,
      own.reduce((all, each) => all + each.toll.count, 0),
    );
  }
  if (parts > 1 && isPart(first, places)) return picked(first, sum);
  const strong = inText.find((each) => each.quantity.said !== 'article');
  const soon =
    strong && (strong.passage.order <= 3 || (strong.toll.count >= 5 && strong.passage.order <= 10));
  if (first.quantity.said === 'article' && strong && soon && strong.toll.count > 1) return picked(strong);
  return picked(first);
}

/** The number is told of one place among several, so that others may come on top. */
function isPart(each: Casualties, places: readonly string[]): boolean {
  if (each.total || places.length < 2) return false;
  const { passage } = each;
  return (
    passage.names.some((name) => name.named.kind === 'town' && Math.abs(name.from - each.at) < 12) ||
    /\bthe capital\b/i.test(passage.text)
  );
}
