import { COUNTRY_CODES } from './lexicon/country_codes.ts';
import gazetteer from './lexicon/gazetteer.json' with { type: 'json' };
import { keyOf } from './words.ts';

/** A town or region of the gazetteer (GeoNames, CC BY 4.0). Degrees; north and east are positive. */
export interface Town {
  kind: 'town' | 'region';
  name: string;
  /** English short name. */
  country: string;
  /** Oblast, governorate, province or state, where known; a region's own name. */
  region: string | null;
  latitude: number;
  longitude: number;
  /** Thousands of people. */
  thousands: number;
}

const { towns: sorted } = gazetteer;
const regions = gazetteer.regions.split('\n').map((line) => regionOf(line.split(';')));
const regionsByKey = Map.groupBy(regions, ({ name }) => keyOf(name));
for (const each of regionsByKey.values()) each.sort((a, b) => b.thousands - a.thousands);
const regionsBegin = new Set(regionsByKey.keys().map((key) => key.split(' ')[0]));
const known = new Map(
  gazetteer.known.split('\n').map((line) => {
    const [country, name, latitude, longitude, region] = line.split(';');
    return [
      `${country};${name}`,
      { latitude: Number(latitude), longitude: Number(longitude), region: region || null },
    ];
  }),
);

function regionOf([code = '', name = '', latitude, longitude, thousands]: string[]): Town {
  return {
    ...{ kind: 'region', name, country: code === 'PS' ? name : COUNTRY_CODES[code]!, region: name },
    ...{ latitude: Number(latitude), longitude: Number(longitude), thousands: Number(thousands) },
  };
}

function townOf(line: string): Town {
  const [key = '', name, code = '', region = '', latitude, longitude, thousands] = line.split(';');
  const within = region === '' ? undefined : regions[Number(region)];
  // Gaza and the West Bank share a code.
  const shared = code === 'PS' && within !== undefined;
  return {
    kind: 'town',
    name: name || key.replace(/(?:^| )[a-z]/g, (letter) => letter.toUpperCase()),
    country: shared ? within.country : COUNTRY_CODES[code]!,
    region: shared ? null : (within?.name ?? null),
    ...{ latitude: Number(latitude), longitude: Number(longitude), thousands: Number(thousands) },
  };
}

/** Offset of the first line that doesn't sort before `text`: the lines are searched as they lie, nothing is built of them. */
function lineAt(text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = sorted.lastIndexOf('\n', middle - 1) + 1;
    const end = endOf(start);
    if (sorted.slice(start, Math.min(end, start + text.length)) < text) low = end + 1;
    else high = start;
  }
  return low;
}

function endOf(start: number): number {
  const end = sorted.indexOf('\n', start);
  return end < 0 ? sorted.length : end;
}

function linesBeginning(text: string): string[] {
  const lines: string[] = [];
  for (let at = lineAt(text); sorted.startsWith(text, at) && at < sorted.length; ) {
    const end = endOf(at);
    lines.push(sorted.slice(at, end));
    at = end + 1;
  }
  return lines;
}

/** Whether names of towns or regions begin with this word, by its key: few do, and that is soon told. */
export function beginsPlace(word: string): boolean {
  return (
    regionsBegin.has(word) ||
    sorted.startsWith(`${word};`, lineAt(`${word};`)) ||
    sorted.startsWith(`${word} `, lineAt(`${word} `))
  );
}

/** The towns of a name, by its key, largest first; of one country where given. */
export function townsOf(key: string, country: string | null = null): readonly Town[] {
  const towns = key === '' ? [] : linesBeginning(`${key};`).map(townOf);
  return country === null ? towns : towns.filter((town) => town.country === country);
}

/** The regions (oblasts, governorates, provinces, states) of a name, by its key, largest first. */
export function regionsOf(key: string): readonly Town[] {
  return regionsByKey.get(key) ?? [];
}

/** Names of towns whose key begins with `key`, largest first. */
export function townsBeginning(key: string): Town[] {
  return linesBeginning(key)
    .map(townOf)
    .sort((a, b) => b.thousands - a.thousands);
}

/** Where a place of the lexicon lies, by its country and name there. */
export function placed(
  country: string,
  name: string,
): Pick<Town, 'latitude' | 'longitude' | 'region'> | undefined {
  return known.get(`${country};${name}`);
}
