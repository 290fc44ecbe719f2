import type { Choice } from './command.ts';
import { nearest } from './nearest.ts';
import { quoted, requireLength, UserError } from './user_error.ts';

/** Names that the runtime's list still has in their old spelling. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['Africa/Asmera', 'Africa/Asmara'],
  ['America/Coral_Harbour', 'America/Atikokan'],
  ['America/Godthab', 'America/Nuuk'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
  ['Europe/Kiev', 'Europe/Kyiv'],
]);

/** What people type that is no zone's own name. Abbreviations lead to a zone that keeps summer time as its people do. */
const knownAs: ReadonlyMap<string, string> = new Map([
  ['ankara', 'Europe/Istanbul'],
  ['beijing', 'Asia/Shanghai'],
  ['boston', 'America/New_York'],
  ['bst', 'Europe/London'],
  ['cest', 'Europe/Paris'],
  ['cet', 'Europe/Paris'],
  ['cst', 'America/Chicago'],
  ['delhi', 'Asia/Kolkata'],
  ['edt', 'America/New_York'],
  ['eest', 'Europe/Kyiv'],
  ['eet', 'Europe/Kyiv'],
  ['est', 'America/New_York'],
  ['et', 'America/New_York'],
  ['frankfurt', 'Europe/Berlin'],
  ['geneva', 'Europe/Zurich'],
  ['gmt', 'UTC'],
  ['hague', 'Europe/Amsterdam'],
  ['islamabad', 'Asia/Karachi'],
  ['ist', 'Asia/Kolkata'],
  ['jst', 'Asia/Tokyo'],
  ['kharkiv', 'Europe/Kyiv'],
  ['lviv', 'Europe/Kyiv'],
  ['msk', 'Europe/Moscow'],
  ['mst', 'America/Denver'],
  ['mumbai', 'Asia/Kolkata'],
  ['odesa', 'Europe/Kyiv'],
  ['pdt', 'America/Los_Angeles'],
  ['pst', 'America/Los_Angeles'],
  ['san francisco', 'America/Los_Angeles'],
  ['tel aviv', 'Asia/Jerusalem'],
  ['washington', 'America/New_York'],
  ['z', 'UTC'],
]);

/** What is offered before anything is typed. */
const common = [
  'UTC',
  'Europe/London',
  'Europe/Paris',
  'Europe/Berlin',
  'Europe/Warsaw',
  'Europe/Kyiv',
  'Europe/Istanbul',
  'Europe/Moscow',
  'Asia/Jerusalem',
  'Asia/Beirut',
  'Asia/Riyadh',
  'Asia/Tehran',
  'Asia/Dubai',
  'Asia/Karachi',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Africa/Cairo',
  'Africa/Khartoum',
  'Africa/Lagos',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'America/Sao_Paulo',
];

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').map((zone) => renamed.get(zone) ?? zone)];

const folded = (text: string) => text.trim().toLowerCase().replaceAll('_', ' ');
const cityOf = (zone: string) => folded(zone.slice(zone.lastIndexOf('/') + 1));

/**
 * The IANA time zone that a person means: a zone's name in any case, its city, or a well-known city or abbreviation.
 * @throws UserError `unknown_time_zone`, naming the nearest zone
 */
export function readTimeZone(typed: string): string {
  const text = requireLength(typed, 64);
  const wanted = folded(text);
  const zone =
    zones.find((zone) => folded(zone) === wanted) ??
    zones.find((zone) => cityOf(zone) === wanted) ??
    knownAs.get(wanted) ??
    linkedZone(text);
  if (zone !== undefined) return zone;
  const [suggestion] = nearestZones(text, 1);
  throw new UserError('unknown_time_zone', 'error.unknown_time_zone', {
    typed: quoted(text),
    suggestion: suggestion ?? null,
  });
}

/**
 * Zones for what has been typed so far, by name, city or offset (`+2`, `UTC-5`, `+05:30`), at most 25.
 * @param now Unix milliseconds: offsets are those of this moment
 */
export function suggestTimeZones(typed: string, now: number): Choice[] {
  return matching(typed, now)
    .slice(0, 25)
    .map((zone) => ({ name: zone === 'UTC' ? 'UTC' : `${zone} (UTC${offsetOf(zone, now)})`, value: zone }));
}

function matching(typed: string, now: number): string[] {
  const wanted = folded(typed).slice(0, 64);
  if (wanted === '') return common;
  const offset = readOffset(wanted);
  if (offset !== null) {
    const same = zones.filter((zone) => offsetOf(zone, now) === offset);
    return [
      ...same.filter((zone) => common.includes(zone)),
      ...same.filter((zone) => !common.includes(zone)),
    ];
  }
  const known = [...knownAs].flatMap(([name, zone]) => (name.startsWith(wanted) ? [zone] : []));
  const found = new Set([
    ...zones.filter((zone) => cityOf(zone).startsWith(wanted)),
    ...known,
    ...zones.filter((zone) => folded(zone).startsWith(wanted)),
    ...zones.filter((zone) => folded(zone).includes(wanted)),
  ]);
  return found.size > 0 ? [...found] : nearestZones(typed, 5);
}

function nearestZones(typed: string, limit: number): string[] {
  const wanted = folded(typed);
  const byName = nearest(wanted, zones.map(folded), limit);
  const byCity = nearest(wanted, zones.map(cityOf), limit);
  const found = [
    ...byName.map((name) => zones.find((zone) => folded(zone) === name) as string),
    ...byCity.map((city) => zones.find((zone) => cityOf(zone) === city) as string),
    ...nearest(wanted, [...knownAs.keys()], limit).map((name) => knownAs.get(name) as string),
  ];
  return [...new Set(found)].slice(0, limit);
}

/** Older names that the runtime still links to a zone, such as `US/Eastern`; bare offsets are no zones. */
function linkedZone(text: string): string | undefined {
  if (!/^[A-Za-z][\w-]*\/[\w/+-]+$/.test(text)) return undefined;
  try {
    const zone = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
    return renamed.get(zone) ?? zone;
  } catch {
    return undefined;
  }
}

/** `utc+2`, `-5`, `+0530` as `+02:00`; null for anything else. */
function readOffset(text: string): string | null {
  const match = /^(?:utc|gmt)?\s*([+−-])\s*(\d{1,2})(?::?(\d{2}))?$/.exec(text);
  if (!match) return null;
  const [, sign, hours, minutes] = match;
  return `${sign === '+' ? '+' : '-'}${hours?.padStart(2, '0')}:${minutes ?? '00'}`;
}

/** Clock changes come at full quarters of an hour, so an offset holds for the quarter that it was asked in. */
const QUARTER_MS = 900_000;
/** The offsets asked for in the newest quarter: formatting one for every zone takes a tenth of a second. */
const offsets = { quarter: Number.NaN, byZone: new Map<string, string>() };

/** A zone's offset from UTC at a moment, e.g. `+02:00`. */
function offsetOf(zone: string, at: number): string {
  const quarter = Math.floor(at / QUARTER_MS);
  if (offsets.quarter !== quarter) {
    offsets.quarter = quarter;
    offsets.byZone.clear();
  }
  const known = offsets.byZone.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const offset = name.length > 3 ? name.slice(3) : '+00:00';
  offsets.byZone.set(zone, offset);
  return offset;
}
