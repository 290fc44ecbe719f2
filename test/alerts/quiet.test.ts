import { describe, expect, it } from 'vitest';
import { quietUntil } from '../../src/alerts/quiet.ts';

const at = Date.parse;
const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString().slice(0, 16));

describe('quietUntil', () => {
  it.each<[name: string, from: string, to: string, zone: string, now: string, until: string | null]>([
    ['before midnight', '22:00', '07:00', 'UTC', '2026-01-05T23:10:00Z', '2026-01-06T07:00'],
    ['after midnight', '22:00', '07:00', 'UTC', '2026-01-06T03:00:00Z', '2026-01-06T07:00'],
    ['as it begins', '22:00', '07:00', 'UTC', '2026-01-05T22:00:00Z', '2026-01-06T07:00'],
    ['as it ends', '22:00', '07:00', 'UTC', '2026-01-06T07:00:00Z', null],
    ['by day', '22:00', '07:00', 'UTC', '2026-01-06T12:00:00Z', null],
    ['within a day', '09:00', '17:30', 'UTC', '2026-01-06T12:00:00Z', '2026-01-06T17:30'],
    ['after it', '09:00', '17:30', 'UTC', '2026-01-06T17:30:00Z', null],
    ['in another zone', '22:00', '07:00', 'Europe/Kyiv', '2026-01-05T20:30:00Z', '2026-01-06T05:00'],
    // 29 March 2026: the clocks of Berlin skip from 02:00 to 03:00.
    ['over a skipped hour', '22:00', '02:30', 'Europe/Berlin', '2026-03-29T00:30:00Z', '2026-03-29T01:30'],
    // 25 October 2026: they go back from 03:00 to 02:00, and quiet ends at the first 02:30.
    ['before a repeated end', '22:00', '02:30', 'Europe/Berlin', '2026-10-25T00:10:00Z', '2026-10-25T00:30'],
    ['in its repetition', '22:00', '02:30', 'Europe/Berlin', '2026-10-25T01:10:00Z', null],
  ])('%s', (_name, from, to, timeZone, now, until) => {
    expect(iso(quietUntil({ from, to, timeZone }, at(now)))).toBe(until);
  });

  it('is never without quiet hours', () => {
    expect(quietUntil(null, 0)).toBeNull();
  });
});
