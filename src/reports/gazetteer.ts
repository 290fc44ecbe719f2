import { COUNTRY_CODES } from './lexicon/country_codes.ts';
import gazetteer from './lexicon/gazetteer.json' with { type: 'json' };
import { keyOf } from './words.ts';

/** A town of the gazetteer (GeoNames, CC BY 4.0). Degrees; north and east are positive. */
export interface Town {
  name: string;
  /** English short name. */
  country: string;
  /** Oblast, governorate, province or state, where known. */
  region: string | null;
  latitude: number;
  longitude: number;
  /** Thousands of people. */
  thousands: number;
}

const byKey = new Map<string, Town[]>();
const known = new Map(
  gazetteer.known.split('\n').map((line) => {
    const [country, name, latitude, longitude, region] = line.split(';');
    return [
      `${country};${name}`,
      { latitude: Number(latitude), longitude: Number(longitude), region: region || null },
    ];
  }),
);

/** "An Nuseirat" is written "Nuseirat" as often. */
const ARTICLE = /^(?:al|an|ar|as|ash|at|az|ad|el) (?=[a-z]{4})/;

for (const [code, lines] of Object.entries(gazetteer.countries)) {
  for (const line of lines.split('\n')) {
    const [name = '', region = '', latitude, longitude, thousands] = line.split(';');
    // Gaza and the West Bank share a code.
    const shared = code === 'PS' && region === 'Gaza Strip';
    const town: Town = {
      name,
      country: shared ? region : COUNTRY_CODES[code]!,
      region: shared || region === '' ? null : region,
      latitude: Number(latitude),
      longitude: Number(longitude),
      thousands: Number(thousands),
    };
    const key = keyOf(name);
    for (const each of new Set([key, key.replace(ARTICLE, '')])) {
      const towns = byKey.get(each);
      if (towns) towns.push(town);
      else byKey.set(each, [town]);
    }
  }
}
for (const towns of byKey.values()) if (towns.length > 1) towns.sort((a, b) => b.thousands - a.thousands);

/** The towns of a name, by its key, largest first; of one country where given. */
export function townsOf(key: string, country: string | null = null): readonly Town[] {
  const towns = byKey.get(key) ?? [];
  return country === null ? towns : towns.filter((town) => town.country === country);
}

/** Names of towns whose key begins with `key`, largest first. */
export function townsBeginning(key: string): Town[] {
  const found: Town[] = [];
  for (const [each, towns] of byKey) if (each.startsWith(key)) found.push(towns[0]!);
  return found.sort((a, b) => b.thousands - a.thousands);
}

/** Where a place of the lexicon lies, by its country and name there. */
export function placed(
  country: string,
  name: string,
): Pick<Town, 'latitude' | 'longitude' | 'region'> | undefined {
  return known.get(`${country};${name}`);
}
