import { remembered } from './forms.ts';
import { beginsPlace, regionsOf, type Town, townsOf } from './gazetteer.ts';
import { type Mention, type Named, textOf, townNamed } from './places.ts';
import type { Sentence } from './sentences.ts';
import { wordSet } from './word_sets.ts';
import type { Word } from './words.ts';

const IN = wordSet('in near outside around inside across throughout between');
const AT = wordSet('hit struck shelled bombed pounded shelling bombing striking hitting pounding');
const ON = wordSet('on at over');
const ATTACK = wordSet(
  /^(?:strikes?|attacks?|raids?|assaults?|bombings?|shelling|airstrikes?|drones?|missiles?|fire|hit|barrage|blasts?)$/,
);
const OFFICE = wordSet('residents mayor governor');
const KIND = wordSet(
  /^(?:city|town|village|port|capital|district|suburb|outskirts|settlement|resort|region|province|municipality|area|department|neighbou?rhood|canton|jurisdiction|hamlet|residents|mayor|governor|cities|towns|villages|districts|municipalities)$/,
);
const KIND_AFTER = wordSet(
  /^(?:region|oblast|province|district|city|governorate|airport|refinery|county|municipality|camp|departments?|neighbou?rhoods?|canton|village|area|jurisdiction)$/,
);
const REGION = wordSet('region oblast province district governorate department county state');
/** Words that may stand between "in" and a place's name: "in downtown X", "in the town of X". */
const BETWEEN = wordSet(
  /^(?:the|downtown|central|nearby|neighbou?ring|(?:north|south)?(?:east|west)?(?:ern)?|city|town|village|port|region|province|department|municipality|district|neighbou?rhood|suburbs?|outskirts|capital|parts?|centre|center|square|of)$/,
);
const MOST_WORDS = 4;

/** A town of this many thousands is known without its country being named. */
const KNOWN_EVERYWHERE = 1_000;

/**
 * Towns and regions of the gazetteer in a sentence, besides the names already found. Half the words of a language
 * are a town somewhere, so a word counts as one only where the sentence uses it as a place ("in …", "the town of
 * …", "… region", a list of towns) and where the article names the town's country, or everyone knows the town.
 * `countries` counts how often the article names each.
 */
export function findTowns(
  { words, capitals, shouted }: Pick<Sentence, 'words' | 'capitals' | 'shouted'>,
  names: readonly Mention[],
  countries: ReadonlyMap<string, number>,
): Mention[] {
  const found: Mention[] = [];
  const around: Around = { words, names, found, countries };
  let end = 0;
  for (const from of capitals) {
    if (from < end || !beginsTown(words[from]!) || nameOver(names, from)) continue;
    if (!shouted && from > 0 && words[from - 1]!.capital && !nameOver(names, from - 1)) continue;
    const named = shouted ? placeInCapitals(around, from) : placeAt(around, from);
    if (named) {
      found.push(named);
      end = named.to;
    }
  }
  return found;
}

/**
 * Without the lexicon's towns that are likelier a person's name or a part of another town's: where all is written
 * in capitals, those that don't stand where a place would, and those that the gazetteer has a longer name for.
 */
export function withoutSurnames(
  { words, shouted }: Pick<Sentence, 'words' | 'shouted'>,
  names: Mention[],
): Mention[] {
  if (!shouted) return names;
  return names.filter(
    ({ named, from, to }) =>
      named.kind !== 'town' ||
      named.capital ||
      from === 0 ||
      (contextOf(words, from, to) && townsOf(keyBetween(words, from, to + 1)).length === 0),
  );
}

const beginsTown = remembered(beginsPlace);

interface Around {
  words: readonly Word[];
  /** The names of the lexicon. */
  names: readonly Mention[];
  /** The towns found so far. */
  found: readonly Mention[];
  countries: ReadonlyMap<string, number>;
}

/** The name that a word is of. */
function nameOver(names: readonly Mention[], at: number): Mention | undefined {
  for (const name of names) if (name.from <= at && at < name.to) return name;
  return undefined;
}

/** A name written with capitals among small letters: the whole run of them is the name, or it is another one's. */
function placeAt(around: Around, from: number): Mention | null {
  const { words, names } = around;
  let to = from + 1;
  while (to < words.length && words[to]!.capital && !nameOver(names, to) && to - from <= MOST_WORDS) to++;
  if (to < words.length && KIND_AFTER.has(words[to - 1]) && to - from > 1) to--;
  const next = words[to];
  if (next?.glued || (next?.capital && !nameOver(names, to) && !KIND_AFTER.has(next))) return null;
  return to - from > MOST_WORDS ? null : knownPlace(around, from, to);
}

/** Where all is capitals a name ends where the gazetteer's longest one does. */
function placeInCapitals(around: Around, from: number): Mention | null {
  const { words, names } = around;
  let to = from;
  while (to < words.length && to - from < MOST_WORDS && words[to]!.capital && !nameOver(names, to)) to++;
  for (; to > from; to--) {
    const place = words[to]?.glued ? null : knownPlace(around, from, to);
    if (place) return place;
  }
  return null;
}

function knownPlace(around: Around, from: number, to: number): Mention | null {
  const { words, countries } = around;
  const beside = contextOf(words, from, to) ? null : besides(around, from, to);
  if (beside?.length === 0) return null;
  const key = keyBetween(words, from, to);
  const town = REGION.has(words[to])
    ? (choose(regionsOf(key), countries) ?? choose(townsOf(key), countries))
    : (choose(townsOf(key), countries) ?? choose(regionsOf(key), countries));
  if (!town || beside?.every(({ country }) => country !== town.country)) return null;
  return { named: townNamed(town), from, to, text: textOf(words, from, to), behind: false };
}

function keyBetween(words: readonly Word[], from: number, to: number): string {
  let key = words[from]!.key;
  for (let i = from + 1; i < to && i < words.length; i++) key += ` ${words[i]!.key}`;
  return key;
}

/** The one in the country that the article names most, the largest one there. */
function choose(candidates: readonly Town[], countries: ReadonlyMap<string, number>): Town | null {
  let best: Town | null = null;
  for (const town of candidates)
    if ((countries.get(town.country) ?? 0) > (best ? countries.get(best.country)! : 0)) best = town;
  if (best || candidates.length === 0) return best;
  return candidates[0]!.kind === 'town' && candidates[0]!.thousands >= KNOWN_EVERYWHERE
    ? candidates[0]!
    : null;
}

/** The name at `from` is said to be where something is: "in" it, "near" it, "in the northern town of" it. */
export function isLocated(words: readonly Word[], from: number): boolean {
  let at = from - 1;
  while (at > 0 && from - at < 7 && BETWEEN.has(words[at])) at--;
  return IN.has(words[at]) || (words[at]?.key === 'at' && at < from - 1);
}

/** The words around say that a place stands here. */
function contextOf(words: readonly Word[], from: number, to: number): boolean {
  const before = words[from - 1];
  const second = words[from - 2];
  if (isLocated(words, from) || AT.has(before) || KIND_AFTER.has(words[to])) return true;
  if (ON.has(before)) return ATTACK.has(second);
  if (before?.key === 'of') return KIND.has(second) || ATTACK.has(second);
  return KIND.has(before) && !OFFICE.has(before);
}

/** The places that a comma or "and" joins: "Fastiv, Ukraine", "in Kupiansk, Izium and Balakliia". */
function besides({ words, names, found }: Around, from: number, to: number): Named[] {
  const joined: Named[] = [];
  const behind = words[to]?.text === ',' ? nameOver(names, to + 1)?.named : undefined;
  if (behind?.kind === 'country' || behind?.kind === 'region') joined.push(behind);
  const before = words[from - 1]?.key;
  if (before !== 'and' && before !== ',') return joined;
  const last = found.find((name) => name.to === from - 1) ?? nameOver(names, from - 2);
  if (last?.to === from - 1 && last.named.kind === 'town' && !last.named.capital) joined.push(last.named);
  return joined;
}
