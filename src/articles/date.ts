const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Longer than any date that anyone writes; the rest of such a string is prose. */
const MAX_DATE = 100;

/** Minutes east of UTC. RFC 822 names, and those that feeds of news outlets use; of two meanings the commoner. */
const ZONES: Record<string, number> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 60,
  bst: 60,
  ist: 330,
  cet: 60,
  cest: 120,
  met: 60,
  mest: 120,
  mez: 60,
  mesz: 120,
  sast: 120,
  cat: 120,
  wat: 60,
  eat: 180,
  eet: 120,
  eest: 180,
  msk: 180,
  msd: 240,
  trt: 180,
  ast: -240,
  adt: -180,
  nst: -210,
  ndt: -150,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  hast: -600,
  brt: -180,
  art: -180,
  clt: -240,
  gst: 240,
  irst: 210,
  irdt: 270,
  pkt: 300,
  npt: 345,
  wib: 420,
  ict: 420,
  hkt: 480,
  sgt: 480,
  pht: 480,
  myt: 480,
  awst: 480,
  jst: 540,
  kst: 540,
  acst: 570,
  acdt: 630,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  idt: 180,
}; // prettier-ignore

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Beginnings of month names in German, French, Spanish, Italian, Portuguese and Dutch that differ from English. */
const FOREIGN_MONTHS: Record<string, number> = {
  jän: 1,
  ene: 1,
  gen: 1,
  fév: 2,
  fev: 2,
  mär: 3,
  maa: 3,
  mrz: 3,
  avr: 4,
  abr: 4,
  mai: 5,
  mag: 5,
  mei: 5,
  juin: 6,
  giu: 6,
  juil: 7,
  lug: 7,
  aoû: 8,
  aou: 8,
  ago: 8,
  set: 9,
  okt: 10,
  ott: 10,
  out: 10,
  dez: 12,
  déc: 12,
  dic: 12,
}; // prettier-ignore

interface Moment {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  /** Minutes east of UTC. */
  offset: number;
}

/** How nearly every feed writes its dates; the engine reads these right, as far as their day exists, and much faster. */
const USUAL_RFC_2822 =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?:(?:0[1-9]|1\d|2[0-8]) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|(?:29|30) (?:Jan|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|31 (?:Jan|Mar|May|Jul|Aug|Oct|Dec)) [12]\d{3} (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d (?:GMT|[+-](?:0\d|1[0-4])[0-5]\d)$/;
const USUAL_RFC_3339 =
  /^[12]\d{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/**
 * The moment that a feed's date string names, in Unix milliseconds, or null where it can't be read.
 *
 * Reads RFC 822/2822 (any weekday, named and numeric zones, two-digit years, no seconds), ISO 8601/RFC 3339/W3CDTF
 * (any precision, basic form, ordinal days, a space for the `T`), `asctime`, English dates with AM/PM, day-first
 * dates with dots, year-first and US dates with slashes, and Unix time in seconds or milliseconds. A date without
 * a zone, or with one that nobody knows, is taken as UTC. Whatever is no real date (30 February, hour 25) is null rather than a guess.
 */
export function parseDate(text: string): number | null {
  if (USUAL_RFC_2822.test(text) || USUAL_RFC_3339.test(text)) return Date.parse(text);
  const tidy = text
    .slice(0, 10 * MAX_DATE)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&nbsp;|\s+/g, ' ')
    // The POSIX form of a zone, `EST5EDT`.
    .replace(/\b([A-Z]{3})\d[A-Z]{3}\b/, '$1')
    .trim();
  if (tidy === '' || tidy.length > MAX_DATE) return null;
  return unixTime(tidy) ?? moment(isoDate(tidy) ?? namedDate(tidy) ?? numericDate(tidy));
}

function unixTime(text: string): number | null {
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1000;
  return /^\d{12,13}$/.test(text) && !/^(?:19|20)\d{10}$/.test(text) ? Number(text) : null;
}

const ISO =
  /^([+-]?\d{4})(?:-?(\d{2})(?:-?(\d{2}))?|-?(\d{3}))?(?:(?:\s*t\s*|\s+|t:)(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,:](\d+))?)?)?\s*(.*))?$/i;

function isoDate(text: string): Moment | null {
  const match = ISO.exec(text.replace(/^[a-z]+,?\s+(?=\d{4}-)/i, ''));
  if (match === null) return null;
  const [, year, month, day, ordinal, hour, minute, second, fraction, rest] = match;
  const offset = zone(rest ?? '');
  if (offset === null) return null;
  return {
    year: Number(year),
    month: month === undefined ? 1 : Number(month),
    day: ordinal === undefined ? Number(day ?? 1) : Number(ordinal),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000),
    offset,
    ...(ordinal === undefined ? {} : { month: 0 }),
  };
}

/** `Thu, 01 Jan 2004 19:48:21 GMT`, `Jan 1, 2004 7:48 PM EST`, `Thu Jan  1 19:48:21 2004`, `1. März 2004`. */
function namedDate(text: string): Moment | null {
  const clock = takeClock(text);
  if (clock === null) return null;
  // The last word that can be a month is one: before it, `mar.` is a Tuesday in French and Spanish.
  const words = clock.rest.toLowerCase().match(/\p{L}+/gu) ?? [];
  const month = words.map(monthOf).findLast((number) => number > 0) ?? 0;
  if (month === 0) return null;
  // `01-Jan-04`: the hyphens are no signs.
  const numbers = [...clock.rest.matchAll(/\d+/g)].map((match) => match[0]);
  if (numbers.length !== 2) return null;
  const [first = '', second = ''] = numbers;
  const yearFirst = first.length > 2;
  return dated(yearFirst ? first : second, month, yearFirst ? second : first, clock);
}

/** `2004/01/31 19:48`, `31.01.2004 19:48`, `01/31/2004 7:48 PM`, `31/01/2004`, `2004年1月31日`. */
function numericDate(text: string): Moment | null {
  const clock = takeClock(text);
  if (clock === null) return null;
  const match = /(\d{1,4})\s*([./年-]|년)\s*(\d{1,2})\s*(?:[./月-]|월)\s*(\d{1,4})/.exec(clock.rest);
  if (match === null) return null;
  const [, a = '', separator, b = '', c = ''] = match;
  if (a.length > 2) return dated(a, Number(b), c, clock);
  // With slashes the month comes first unless that is impossible; with dots and hyphens the day does.
  const dayFirst = separator !== '/' || Number(a) > 12;
  return dayFirst ? dated(c, Number(b), a, clock) : dated(c, Number(a), b, clock);
}

interface Clock {
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  offset: number;
  /** What the string holds beside the time of day and its zone. */
  rest: string;
}

const TIME =
  /(?:^|[\s,T@年月日-])(\d{1,2})[:h](\d{1,2})(?::(\d{1,2})(?:[.,](\d+))?)?\s*(?:([ap])\.?m\b\.?)?\s*((?:[a-z]{1,5}\b)?\s*(?:[+-]\s*\d{1,2}:?\d{0,2}(?![\d-]))?\s*(?:\([^)]*\))?)/i;

function takeClock(text: string): Clock | null {
  const match = TIME.exec(text);
  if (match === null) return { hour: 0, minute: 0, second: 0, millisecond: 0, offset: 0, rest: text };
  const [whole, hour, minute, second, fraction, half, zoneText = ''] = match;
  const offset = zone(zoneText);
  if (offset === null) return null;
  const hours = Number(hour);
  if (half !== undefined && (hours < 1 || hours > 12)) return null;
  return {
    hour: half === undefined ? hours : (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0),
    minute: Number(minute),
    second: Number(second ?? 0),
    millisecond: fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000),
    offset,
    rest: `${text.slice(0, match.index)} ${text.slice(match.index + whole.length)}`,
  };
}

/** Minutes east of UTC that a zone's text names; 0 for none; null where it is something else. */
function zone(text: string): number | null {
  const tidy = text.trim().toLowerCase();
  if (tidy === '') return 0;
  const match =
    /^(?:\(?([a-z]{1,5})\)?)?\s*(?:([+-])\s*(\d{1,2}):?(\d{2})?)?\s*(?:\(.*\)|\[.*\]|[a-z]{3,5})?$/.exec(
      tidy,
    );
  if (match === null) return null;
  const [, name, sign, hours, minutes] = match;
  if (sign !== undefined) {
    const offset = Number(hours) * 60 + Number(minutes ?? 0);
    return offset > 15 * 60 ? null : sign === '-' ? -offset : offset;
  }
  if (name === undefined) return 0;
  // RFC 2822 4.3: single letters other than Z were given the wrong sign by RFC 822 and mean nothing.
  return name.length === 1 ? 0 : (ZONES[name] ?? (/^[a-z]{3,4}$/.test(name) ? 0 : null));
}

function monthOf(word: string): number {
  const english = MONTHS.indexOf(word.slice(0, 3)) + 1;
  return english || (FOREIGN_MONTHS[word.slice(0, 4)] ?? FOREIGN_MONTHS[word.slice(0, 3)] ?? 0);
}

function dated(yearText: string, month: number, day: string, clock: Clock): Moment | null {
  const year = Number(yearText);
  if (yearText.length === 3 || yearText.length > 4) return null;
  return {
    // RFC 2822 4.3: two digits below 50 are this century.
    year: yearText.length > 2 ? year : year < 50 ? 2000 + year : 1900 + year,
    month,
    day: Number(day),
    hour: clock.hour,
    minute: clock.minute,
    second: clock.second,
    millisecond: clock.millisecond,
    offset: clock.offset,
  };
}

/** Month 0 stands for an ordinal date, whose day counts from the year's first. */
function moment(parts: Moment | null): number | null {
  if (parts === null) return null;
  const { year, month, day, hour, minute, second, millisecond, offset } = parts;
  const midnight24 = hour === 24 && minute === 0 && second === 0;
  if (month > 12 || day < 1 || minute > 59 || second > 60 || (hour > 23 && !midnight24)) return null;
  if (day > (month === 0 ? daysIn(year, 0) : daysIn(year, month))) return null;
  // `Date.UTC` takes years below 100 for the 1900s; no feed is that old.
  if (year < 1000 || year > 9999) return null;
  const date = Date.UTC(year, Math.max(0, month - 1), 1) + (day - 1) * DAY;
  return date + hour * HOUR + minute * MINUTE + Math.min(second, 59) * 1000 + millisecond - offset * MINUTE;
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 0) return leap ? 366 : 365;
  if (month === 2) return leap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
