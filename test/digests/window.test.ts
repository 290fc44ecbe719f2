import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueWindow } from '../../src/digests/window.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const at = (iso: string) => Date.parse(iso);
const daily = (digestTime: string | null, timeZone: string | null, createdAt = 0) => ({
  digestTime,
  timeZone,
  createdAt,
});
const iso = (window: ReturnType<typeof dueWindow>) =>
  window && [new Date(window.since).toISOString(), new Date(window.until).toISOString()];

describe('dueWindow', () => {
  it.each<
    [
      name: string,
      time: string,
      zone: string,
      last: string | null,
      now: string,
      expected: [string, string] | null,
    ]
  >([
    [
      'the first: a day back',
      '08:00',
      'UTC',
      null,
      '2026-01-06T08:00:00Z',
      ['2026-01-05T08:00:00.000Z', '2026-01-06T08:00:00.000Z'],
    ],
    [
      'missed by less than 12 hours it is sent late',
      '08:00',
      'UTC',
      '2026-01-05T08:00:00Z',
      '2026-01-06T19:59:59Z',
      ['2026-01-05T08:00:00.000Z', '2026-01-06T08:00:00.000Z'],
    ],
    ['missed by more it waits', '08:00', 'UTC', '2026-01-05T08:00:00Z', '2026-01-06T20:00:00Z', null],
    [
      'for the next, which holds it too',
      '08:00',
      'UTC',
      '2026-01-05T08:00:00Z',
      '2026-01-07T08:00:00Z',
      ['2026-01-05T08:00:00.000Z', '2026-01-07T08:00:00.000Z'],
    ],
    [
      'however long nothing was sent it reaches back 31 days',
      '08:00',
      'UTC',
      '2025-01-05T08:00:00Z',
      '2026-02-07T08:00:00Z',
      ['2026-01-07T08:00:00.000Z', '2026-02-07T08:00:00.000Z'],
    ],
    ['sent already', '08:00', 'UTC', '2026-01-06T08:00:00Z', '2026-01-06T20:00:00Z', null],
    [
      'begins where the last one ended',
      '08:00',
      'UTC',
      '2026-01-03T08:00:00Z',
      '2026-01-06T09:00:00Z',
      ['2026-01-03T08:00:00.000Z', '2026-01-06T08:00:00.000Z'],
    ],
    [
      'in its own zone',
      '08:00',
      'Asia/Kathmandu',
      null,
      '2026-01-06T03:00:00Z',
      ['2026-01-05T02:15:00.000Z', '2026-01-06T02:15:00.000Z'],
    ],
    [
      'a day of 23 hours',
      '08:00',
      'Europe/Kyiv',
      null,
      '2026-03-29T06:00:00Z',
      ['2026-03-28T06:00:00.000Z', '2026-03-29T05:00:00.000Z'],
    ],
    [
      'a day of 25 hours',
      '08:00',
      'Europe/Kyiv',
      null,
      '2026-10-25T06:00:00Z',
      ['2026-10-24T05:00:00.000Z', '2026-10-25T06:00:00.000Z'],
    ],
    [
      'a time that is skipped comes when the clocks moved on',
      '02:30',
      'America/New_York',
      null,
      '2026-03-08T07:30:00Z',
      ['2026-03-07T07:30:00.000Z', '2026-03-08T07:30:00.000Z'],
    ],
    [
      'the day after a skipped time',
      '02:30',
      'America/New_York',
      null,
      '2026-03-09T06:30:00Z',
      ['2026-03-08T07:30:00.000Z', '2026-03-09T06:30:00.000Z'],
    ],
    [
      'a time that comes twice, at its first',
      '01:30',
      'America/New_York',
      null,
      '2026-11-01T05:30:00Z',
      ['2026-10-31T05:30:00.000Z', '2026-11-01T05:30:00.000Z'],
    ],
    ['not at its second', '01:30', 'America/New_York', '2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z', null],
    [
      'a zone that moved west: not before the last end',
      '08:00',
      'America/New_York',
      '2026-01-06T06:00:00Z',
      '2026-01-06T12:00:00Z',
      null,
    ],
    [
      'then from the last end',
      '08:00',
      'America/New_York',
      '2026-01-06T06:00:00Z',
      '2026-01-06T13:00:00Z',
      ['2026-01-06T06:00:00.000Z', '2026-01-06T13:00:00.000Z'],
    ],
    ['a clock that was set back', '08:00', 'UTC', '2026-01-06T08:00:00Z', '2026-01-05T09:00:00Z', null],
  ])('%s', (_, time, zone, last, now, expected) => {
    expect(iso(dueWindow(daily(time, zone), last === null ? null : at(last), at(now)))).toEqual(expected);
  });

  it('waits for the first time after subscribing', () => {
    const subscription = daily('08:00', 'UTC', at('2026-01-06T08:30:00Z'));
    expect(dueWindow(subscription, null, at('2026-01-06T09:00:00Z'))).toBeNull();
    expect(iso(dueWindow(subscription, null, at('2026-01-07T08:00:00Z')))).toEqual([
      '2026-01-06T08:00:00.000Z',
      '2026-01-07T08:00:00.000Z',
    ]);
  });

  it('is nothing for a subscription without a time', () => {
    expect(dueWindow(daily(null, null), null, at('2026-01-06T09:00:00Z'))).toBeNull();
  });

  it('throws for a zone or time that nobody could have subscribed with', () => {
    expect(() => dueWindow(daily('08:00', 'Mars/Olympus'), null, 0)).toThrow(RangeError);
    expect(() => dueWindow(daily('25:00', 'UTC'), null, 0)).toThrow(RangeError);
  });

  it('comes exactly once a window, whenever it is asked and however time and zone are edited', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Kyiv',
      'America/New_York',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Asia/Tehran',
    );
    const time = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
    const step = fc.record({
      hours: fc.double({ min: -3, max: 40, noNaN: true }),
      edit: fc.option(fc.record({ zone, time }), { freq: 3 }),
    });
    const start = fc.integer({ min: at('2011-12-01T00:00:00Z'), max: at('2026-12-01T00:00:00Z') });
    fc.assert(
      fc.property(
        start,
        zone,
        time,
        fc.array(step, { minLength: 1, maxLength: 30 }),
        (created, zone, time, steps) => {
          let subscription = daily(time, zone, created);
          let last: number | null = null;
          let now = created;
          for (const { hours, edit } of steps) {
            now += Math.round(hours * HOUR);
            if (edit) subscription = daily(edit.time, edit.zone, created);
            const window = dueWindow(subscription, last, now);
            if (!window) continue;
            expect(window.until).toBeLessThanOrEqual(now);
            expect(window.until).toBeGreaterThan(window.since);
            expect(window.until).toBeGreaterThan(created);
            if (last !== null) expect(window.since).toBe(Math.max(last, window.until - 31 * DAY));
            last = window.until;
            expect(dueWindow(subscription, last, now)).toBeNull();
          }
        },
      ),
    );
  });

  it('misses no day, nor sends one twice, when asked every few minutes over both changes of the clocks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('2026-03-26', '2026-10-22', '2026-03-05', '2026-10-29'),
        fc.constantFrom('Europe/Kyiv', 'America/New_York'),
        fc.constantFrom('00:00', '01:30', '02:30', '03:30', '08:00'),
        (day, zone, time) => {
          const start = at(`${day}T15:17:00Z`);
          let last: number | null = null;
          let sent = 0;
          for (let now = start; now < start + 7 * DAY; now += 20 * 60_000) {
            const window = dueWindow(daily(time, zone, start), last, now);
            if (!window) continue;
            sent += 1;
            last = window.until;
          }
          expect(sent).toBe(7);
        },
      ),
      { numRuns: 12 },
    );
  });
});
