import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DigestEvery } from '../../src/alerts/subscription.ts';
import { type DigestSchedule, newestTime, nextTime } from '../../src/digests/schedule.ts';
import { isLate } from '../../src/digests/window.ts';

const at = (iso: string) => Date.parse(iso);
const isoOf = (time: number | null) => time && new Date(time).toISOString().slice(0, 16);
const schedule = (
  digestEvery: DigestEvery,
  digestDays: number[] = [],
  timeZone = 'UTC',
  digestTime = '08:15',
): DigestSchedule => ({ digestTime, timeZone, digestEvery, digestDays });

describe('the times of a schedule', () => {
  // 6 January 2026 is a Tuesday.
  it.each<[string, DigestSchedule, string, string, string]>([
    ['each hour', schedule('hourly'), '2026-01-06T10:20Z', '2026-01-06T10:15', '2026-01-06T11:15'],
    ['before the minute', schedule('hourly'), '2026-01-06T10:14Z', '2026-01-06T09:15', '2026-01-06T10:15'],
    [
      'hourly on workdays: over the weekend',
      schedule('hourly', [1, 2, 3, 4, 5]),
      '2026-01-10T12:00Z',
      '2026-01-09T23:15',
      '2026-01-12T00:15',
    ],
    ['twice a day', schedule('twice_daily'), '2026-01-06T10:00Z', '2026-01-06T08:15', '2026-01-06T20:15'],
    [
      'twice a day from the evening',
      schedule('twice_daily', [], 'UTC', '20:00'),
      '2026-01-06T10:00Z',
      '2026-01-06T08:00',
      '2026-01-06T20:00',
    ],
    [
      'daily on Fridays and Sundays',
      schedule('daily', [5, 7]),
      '2026-01-06T10:00Z',
      '2026-01-04T08:15',
      '2026-01-09T08:15',
    ],
    ['weekly: on Mondays', schedule('weekly'), '2026-01-06T10:00Z', '2026-01-05T08:15', '2026-01-12T08:15'],
    [
      'weekly on its day, at the moment itself',
      schedule('weekly', [2]),
      '2026-01-06T08:15Z',
      '2026-01-06T08:15',
      '2026-01-13T08:15',
    ],
    [
      'weekdays are those of the zone',
      schedule('weekly', [2], 'Pacific/Auckland'),
      '2026-01-05T20:00Z',
      '2026-01-05T19:15',
      '2026-01-12T19:15',
    ],
    [
      'an hour that the clocks skip',
      schedule('hourly', [], 'Europe/Kyiv', '00:00'),
      '2026-03-29T01:30Z',
      '2026-03-29T01:00',
      '2026-03-29T02:00',
    ],
    [
      'an hour that they repeat comes twice',
      schedule('hourly', [], 'Europe/Kyiv', '00:00'),
      '2026-10-25T01:30Z',
      '2026-10-25T01:00',
      '2026-10-25T02:00',
    ],
    [
      'half an hour that they skip',
      schedule('hourly', [], 'Australia/Lord_Howe'),
      '2026-10-03T15:50Z',
      '2026-10-03T15:45',
      '2026-10-03T16:15',
    ],
    [
      'half an hour that they repeat',
      schedule('hourly', [], 'Australia/Lord_Howe'),
      '2026-04-04T15:20Z',
      '2026-04-04T14:15',
      '2026-04-04T15:45',
    ],
    [
      'a day that a zone never had',
      schedule('daily', [], 'Pacific/Apia', '08:00'),
      '2011-12-30T10:00Z',
      '2011-12-29T18:00',
      '2011-12-30T18:00',
    ],
  ])('%s', (_, wish, now, newest, next) => {
    expect(isoOf(newestTime(wish, at(now)))).toBe(newest);
    expect(isoOf(nextTime(wish, at(now)))).toBe(next);
  });

  it('leave nothing between the newest and the next, and have an answer at any moment', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2011-12-01'), max: at('2027-01-01') }),
        fc.constantFrom<DigestEvery>('hourly', 'twice_daily', 'daily', 'weekly'),
        fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
        fc.constantFrom('UTC', 'Europe/Kyiv', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/St_Johns'),
        (now, every, days, zone) => {
          const wish = schedule(every, days.sort(), zone);
          const [newest, next] = [newestTime(wish, now), nextTime(wish, now)];
          expect(newest).toBeLessThanOrEqual(now);
          expect(next).toBeGreaterThan(now);
          expect(newestTime(wish, (next ?? 0) - 1)).toBe(newest);
        },
      ),
    );
  });

  it('are none where there is no digest', () => {
    expect(newestTime({ digestTime: null, timeZone: null }, 0)).toBeNull();
  });
});

describe('isLate', () => {
  it('is from a quarter of an hour', () => {
    const window = { since: 0, until: 1_000_000 };
    expect(isLate(window, 1_000_000 + 899_999)).toBe(false);
    expect(isLate(window, 1_000_000 + 900_000)).toBe(true);
  });
});
