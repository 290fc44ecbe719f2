import type { Sentence } from './sentences.ts';
import { wordSet } from './word_sets.ts';
import type { Word } from './words.ts';

/** A time that a sentence names, in days relative to the article's own day. */
export interface TimeMention {
  /** `day`: one date; `night`: "overnight", "early", no weekday; `past`: something longer ago or a long stretch. */
  kind: 'day' | 'night' | 'past';
  /** ISO date, null for `past` and wherever the article's own day isn't known. */
  date: string | null;
  /** Days from the article's day to it, negative before; null for `past`. */
  offset: number | null;
  from: number;
  to: number;
}

/** The day an article is of, by which its weekdays are read. */
export interface Dateline {
  /** Unix milliseconds of publication, or null. */
  publishedAt: number | null;
}

const DAY = 86_400_000;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const SHORT_MONTHS: Record<string, number> = {
  jan: 0,
  feb: 1,
  mar: 2,
  apr: 3,
  jun: 5,
  jul: 6,
  aug: 7,
  sep: 8,
  sept: 8,
  oct: 9,
  nov: 10,
  dec: 11,
};
const LONG_AGO = wordSet(/^(?:years?|decades?|centur(?:y|ies)|months?|weeks)$/);

/** Every word that can tell a time; of the numbers, years. */
const TIME_WORDS = wordSet([
  ...WEEKDAYS,
  ...MONTHS,
  ...Object.keys(SHORT_MONTHS),
  ...'overnight dawn night day today tonight yesterday tomorrow'.split(' '),
  ...'year years decade decades century centuries month months weeks'.split(' '),
]);

const YEARS = wordSet(/^(?:1[89]|20)\d\d$/);

/** The times named in a sentence, in order. `future` reads a weekday as the coming one ("will meet on Thursday"). */
export function findTimes(
  { words, sets }: Pick<Sentence, 'words' | 'sets'>,
  dateline: Dateline,
  future = false,
): TimeMention[] {
  const times: TimeMention[] = [];
  if (!TIME_WORDS.in({ sets }) && !YEARS.in({ sets })) return times;
  const today = dateline.publishedAt === null ? null : Math.floor(dateline.publishedAt / DAY);
  const day = (offset: number | null, from: number, to: number, kind: 'day' | 'night' = 'day') =>
    times.push({
      kind,
      offset,
      from,
      to,
      date: today === null || offset === null ? null : isoOf(today + offset),
    });
  const past = (from: number, to: number) => times.push({ kind: 'past', date: null, offset: null, from, to });
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (!TIME_WORDS.has(word) && !YEARS.has(word)) continue;
    const before = words[i - 1]?.key ?? '';
    const next = words[i + 1];
    const weekday = word.capital ? WEEKDAYS.indexOf(word.key) : -1;
    if (weekday >= 0) {
      if (before === 'last' && words[i - 2]?.key !== 'this')
        day(
          today === null ? null : lastWeekday(weekday, today) - (weekdayOf(today) === weekday ? 7 : 0),
          i,
          i + 1,
        );
      else if (before === 'next' || future)
        day(today === null ? null : nextWeekday(weekday, today), i, i + 1);
      else day(today === null ? null : recentWeekday(weekday, today, dateline.publishedAt!), i, i + 1);
    } else if (
      word.key === 'overnight' ||
      word.key === 'dawn' ||
      (word.key === 'night' && before === 'the')
    ) {
      day(0, i, i + 1, 'night');
    } else if (word.key === 'day' && (before === 'a' || before === 'one') && next?.key === 'after') {
      // "on Tuesday, a day after the attack": a day before the day that was named last.
      const named = times.findLast((time) => time.kind === 'day' && time.offset !== null);
      if (named) day((named.offset ?? 0) - 1, i, i + 2);
    } else if (word.key === 'today' || word.key === 'tonight') day(0, i, i + 1);
    else if (word.key === 'yesterday') day(-1, i, i + 1);
    else if (word.key === 'tomorrow') day(1, i, i + 1);
    else if (word.key === 'night' && before === 'last') day(-1, i, i + 1, 'night');
    else if (monthOf(word) >= 0) i = readMonth(words, i, today, day, past);
    else if (
      YEARS.has(word) &&
      !next?.glued &&
      !/^(?:people|drones|soldiers|troops)$/.test(next?.key ?? '')
    ) {
      if (today !== null && Number(word.text) !== yearOfDay(today)) past(i, i + 1);
    } else if (LONG_AGO.has(word)) {
      if (
        next?.key === 'ago' ||
        next?.key === 'earlier' ||
        /^(?:last|recent|previous|past|for|several|for)$/.test(before)
      )
        past(i, i + 1);
    }
  }
  return times;
}

function readMonth(
  words: readonly Word[],
  at: number,
  today: number | null,
  day: (offset: number | null, from: number, to: number) => void,
  past: (from: number, to: number) => void,
): number {
  const month = monthOf(words[at]!);
  const before = words[at - 1];
  const next = words[at + 1];
  const after = numberOf(next, 31);
  const ahead = numberOf(before, 31);
  const dayOfMonth = after ?? ahead;
  const yearAt = after === null ? at + 1 : words[at + 2]?.text === ',' ? at + 3 : at + 2;
  const year = yearOf(words[yearAt]);
  const to = year === null ? (after === null ? at + 1 : at + 2) : yearAt + 1;
  if (dayOfMonth === null) {
    if (year !== null && (today === null || year !== yearOfDay(today))) past(at, to);
    else if (
      today !== null &&
      monthOfDay(today) !== month &&
      words[at]!.text.length > 3 &&
      words[at]!.key !== 'may' &&
      words[at]!.key !== 'march'
    )
      past(at, to);
    return to - 1;
  }
  const from = after === null ? at - 1 : at;
  if (today === null) {
    day(null, from, to);
    return to - 1;
  }
  const thisYear = yearOfDay(today);
  let best = Number.POSITIVE_INFINITY;
  for (const y of year === null ? [thisYear - 1, thisYear, thisYear + 1] : [year]) {
    const offset = Math.floor(Date.UTC(y, month, dayOfMonth) / DAY) - today;
    if (Math.abs(offset) < Math.abs(best)) best = offset;
  }
  if (best < -14) past(from, to);
  else day(best, from, to);
  return to - 1;
}

function monthOf(word: Word): number {
  if (!word.capital) return -1;
  return SHORT_MONTHS[word.key] ?? MONTHS.indexOf(word.key);
}

function numberOf(word: Word | undefined, most: number): number | null {
  const digits = word && /^(\d{1,2})$/.exec(word.text);
  const value = digits ? Number(digits[1]) : 0;
  return value >= 1 && value <= most ? value : null;
}

function yearOf(word: Word | undefined): number | null {
  return word && /^(?:19|20)\d\d$/.test(word.text) ? Number(word.text) : null;
}

function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

function yearOfDay(day: number): number {
  return new Date(day * DAY).getUTCFullYear();
}

function monthOfDay(day: number): number {
  return new Date(day * DAY).getUTCMonth();
}

function lastWeekday(weekday: number, today: number): number {
  return -((weekdayOf(today) - weekday + 7) % 7);
}

function nextWeekday(weekday: number, today: number): number {
  return (weekday - weekdayOf(today) + 7) % 7;
}

/** The newest such weekday; late in the day (UTC) it may be tomorrow's, since it has begun further east. */
function recentWeekday(weekday: number, today: number, publishedAt: number): number {
  const lateEnough = publishedAt - today * DAY >= 17 * 3_600_000;
  if (lateEnough && nextWeekday(weekday, today) === 1) return 1;
  return lastWeekday(weekday, today);
}

/** The days that were written last: an article names the same few again and again. */
const written = new Map<number, string>();
const MOST_WRITTEN = 1_000;

function isoOf(day: number): string | null {
  const known = written.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY);
  if (Number.isNaN(date.getTime()) || Math.abs(day) > 2_000_000) return null;
  if (written.size === MOST_WRITTEN) written.clear();
  const iso = date.toISOString().slice(0, 10);
  written.set(day, iso);
  return iso;
}
