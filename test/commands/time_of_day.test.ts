import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastMidnight, readTimeOfDay, suggestTimes } from '../../src/commands/time_of_day.ts';
import { UserError } from '../../src/commands/user_error.ts';
import { nextTime } from '../../src/digests/schedule.ts';

describe('readTimeOfDay', () => {
  it.each([
    ['08:00', '08:00'],
    ['8:05', '08:05'],
    ['8', '08:00'],
    ['23.59', '23:59'],
    ['20h15', '20:15'],
    ['7h', '07:00'],
    ['8 pm', '20:00'],
    ['12am', '00:00'],
    ['12:30 PM', '12:30'],
    [' 00:00 ', '00:00'],
  ])('%s is %s', (typed, time) => {
    expect(readTimeOfDay(typed)).toBe(time);
  });

  it.each([
    '',
    '24:00',
    '8:60',
    '13 pm',
    '0 am',
    'noon',
    '8:0',
    '-1:00',
    '08:00:00',
    'a long tale of a time',
  ])('%s is none', (typed) => {
    expect(() => readTimeOfDay(typed)).toThrow(UserError);
  });

  it('reads what it writes, and nothing else becomes a time', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        try {
          const time = readTimeOfDay(typed);
          expect(time).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
          expect(readTimeOfDay(time)).toBe(time);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});

describe('suggestTimes', () => {
  it('offers the full hours', () => {
    expect(suggestTimes('')).toHaveLength(24);
    expect(suggestTimes('2').map(({ value }) => value)).toEqual([
      '02:00',
      '20:00',
      '21:00',
      '22:00',
      '23:00',
    ]);
    expect(suggestTimes('08')).toEqual([{ name: '08:00', value: '08:00' }]);
    expect(suggestTimes('x')).toEqual([]);
  });
});

describe('the next time of a daily digest', () => {
  const utc = (text: string) => Date.parse(`${text}Z`);

  it.each([
    ['later today', '13:00', 'UTC', '2026-01-06T12:00', '2026-01-06T13:00'],
    ['tomorrow', '11:00', 'UTC', '2026-01-06T12:00', '2026-01-07T11:00'],
    ['not now but tomorrow', '12:00', 'UTC', '2026-01-06T12:00', '2026-01-07T12:00'],
    ['in another zone', '08:00', 'Europe/Kyiv', '2026-01-06T12:00', '2026-01-07T06:00'],
    ['over the date line', '08:00', 'Pacific/Auckland', '2026-01-06T12:00', '2026-01-06T19:00'],
    ['over the change to summer time', '08:00', 'Europe/Kyiv', '2026-03-28T12:00', '2026-03-29T05:00'],
    ['at a time that the clocks skip', '03:30', 'Europe/Kyiv', '2026-03-28T12:00', '2026-03-29T01:30'],
    ['at a time that comes twice, the first', '03:30', 'Europe/Kyiv', '2026-10-24T12:00', '2026-10-25T00:30'],
  ])('%s', (_case, time, zone, now, expected) => {
    expect(nextTime({ digestTime: time, timeZone: zone }, utc(now))).toBe(utc(expected));
  });

  it('is within the next 25 hours', () => {
    const hour = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:30`);
    const at = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) });
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Kyiv',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Tehran',
    );
    fc.assert(
      fc.property(hour, zone, at, (time, zone, now) => {
        const ahead = (nextTime({ digestTime: time, timeZone: zone }, now) ?? now) - now;
        expect(ahead).toBeGreaterThan(0);
        expect(ahead).toBeLessThanOrEqual(25 * 3_600_000);
      }),
    );
  });
});

describe('lastMidnight', () => {
  it.each([
    ['UTC', '2026-01-06T00:00Z'],
    ['Europe/Kyiv', '2026-01-05T22:00Z'],
    ['America/New_York', '2026-01-06T05:00Z'],
  ])('of %s', (zone, expected) => {
    expect(lastMidnight(zone, Date.UTC(2026, 0, 6, 12))).toBe(Date.parse(expected));
  });
});
