import { type Town, townsOf } from './gazetteer.ts';
import { type Mention, townNamed } from './places.ts';
import type { Word } from './words.ts';

const list = (words: string) => new Set(words.split(' '));

const IN = list('in near outside around inside across throughout');
const AT = list('on hit struck shelled bombed pounded shelling bombing striking hitting pounding at over');
const ATTACK =
  /^(?:strikes?|attacks?|raids?|assaults?|bombings?|shelling|airstrikes?|drones?|missiles?|fire|hit|barrage|blasts?)$/;
const KIND =
  /^(?:city|town|village|port|capital|district|suburb|outskirts|settlement|resort|region|province|municipality|area|residents|mayor|governor|cities|towns|villages)$/;
const KIND_AFTER =
  /^(?:region|oblast|province|district|city|governorate|airport|refinery|county|municipality|camp)$/;
const MOST_WORDS = 3;

/** A town of this many thousands is known without its country being named. */
const KNOWN_EVERYWHERE = 1_000;

/**
 * Towns of the gazetteer in a sentence, besides the names already found. Half the words of a language are a town
 * somewhere, so a word counts as one only where the sentence uses it as a place ("in …", "the town of …", "…
 * region", a list of towns) and where the article names the town's country, or everyone knows the town.
 */
export function findTowns(
  words: readonly Word[],
  names: readonly Mention[],
  countries: ReadonlySet<string>,
): Mention[] {
  const taken = new Map<number, Mention>();
  for (const name of names) for (let i = name.from; i < name.to; i++) taken.set(i, name);
  const found: Mention[] = [];
  for (let from = 0; from < words.length; from++) {
    if (!words[from]!.capital || taken.has(from)) continue;
    if (from > 0 && words[from - 1]!.capital && !taken.has(from - 1)) continue;
    let to = from + 1;
    while (to < words.length && words[to]!.capital && !taken.has(to) && to - from <= MOST_WORDS) to++;
    // The whole run of capitalised words is the name, or it is another one's.
    if (to < words.length && KIND_AFTER.test(words[to - 1]!.key) && to - from > 1) to--;
    const run = words.slice(from, to);
    const candidates = run.length > MOST_WORDS ? [] : townsOf(run.map((word) => word.key).join(' '));
    const town = candidates.length > 0 ? choose(candidates, countries) : null;
    if (town && isPlace(words, from, to, taken, found, town)) {
      const text = run.map((word, i) => (i === 0 ? '' : word.glued ? '-' : ' ') + word.text).join('');
      found.push({ named: townNamed(town), from, to, text, behind: false });
    }
    from = to - 1;
  }
  return found;
}

/** The largest one in a country that the article names. */
function choose(candidates: readonly Town[], countries: ReadonlySet<string>): Town | null {
  const near = candidates.find((town) => countries.has(town.country));
  if (near) return near;
  return candidates[0]!.thousands >= KNOWN_EVERYWHERE ? candidates[0]! : null;
}

function isPlace(
  words: readonly Word[],
  from: number,
  to: number,
  taken: ReadonlyMap<number, Mention>,
  found: readonly Mention[],
  town: Town,
): boolean {
  const before = words[from - 1]?.key ?? '';
  const second = words[from - 2]?.key ?? '';
  if (words[to]?.glued === true || (words[to]?.capital === true && !taken.has(to))) return false;
  if (IN.has(before)) return true;
  if (AT.has(before))
    return before !== 'on' && before !== 'at' && before !== 'over' ? true : ATTACK.test(second);
  if (before === 'of') return KIND.test(second) || ATTACK.test(second);
  if (KIND.test(before) && !/^(?:residents|mayor|governor)$/.test(before)) return true;
  if (KIND_AFTER.test(words[to]?.key ?? '')) return true;
  // "Fastiv, Ukraine"
  const behind = words[to]?.text === ',' ? taken.get(to + 1)?.named : undefined;
  if (behind && behind.country === town.country && /^(?:country|region)$/.test(behind.kind)) return true;
  // "in Kupiansk, Izium and Balakliia"
  const joined = before === 'and' || before === ',';
  const last = [...found, ...(taken.has(from - 2) ? [taken.get(from - 2)!] : [])].find(
    (name) => name.to === from - 1,
  );
  return joined && last?.named.kind === 'town' && last.named.country === town.country && !last.named.capital;
}
