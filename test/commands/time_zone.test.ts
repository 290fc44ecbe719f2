import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTimeZone, suggestTimeZones } from '../../src/commands/time_zone.ts';
import { UserError } from '../../src/commands/user_error.ts';

const winter = Date.UTC(2026, 0, 6);
const summer = Date.UTC(2026, 6, 6);

describe('readTimeZone', () => {
  it.each([
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['europe/kyiv', 'Europe/Kyiv'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['Kyiv', 'Europe/Kyiv'],
    ['new york', 'America/New_York'],
    [' utc ', 'UTC'],
    ['GMT', 'UTC'],
    ['CET', 'Europe/Paris'],
    ['EST', 'America/New_York'],
    ['US/Eastern', 'America/New_York'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Washington', 'America/New_York'],
  ])('%s is %s', (typed, zone) => {
    expect(readTimeZone(typed)).toBe(zone);
  });

  it.each([
    ['Europe/Kyeev', 'Europe/Kyiv'],
    ['Europ/Paris', 'Europe/Paris'],
    ['Instanbul', 'Europe/Istanbul'],
    ['Amerika/Chicago', 'America/Chicago'],
  ])('%s suggests %s', (typed, zone) => {
    expect(() => readTimeZone(typed)).toThrow(`Did you mean **${zone}**?`);
  });

  it.each(['', '+02:00', 'somewhere in the hills', '../../etc/passwd', '__proto__', 'constructor'])(
    '%s is none',
    (typed) => {
      expect(() => readTimeZone(typed)).toThrow(UserError);
    },
  );

  it('takes any text for a zone that the runtime knows or a user error', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (typed) => {
        try {
          const zone = readTimeZone(typed);
          expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          expect((error as Error).message.length).toBeLessThan(500);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('suggestTimeZones', () => {
  const values = (typed: string, now = winter) => suggestTimeZones(typed, now).map(({ value }) => value);

  it.each([
    ['ky', 'Europe/Kyiv'],
    ['Pari', 'Europe/Paris'],
    ['new_yo', 'America/New_York'],
    ['New yo', 'America/New_York'],
    ['beij', 'Asia/Shanghai'],
    ['america/ch', 'America/Chicago'],
    ['kyvi', 'Europe/Kyiv'],
  ])('%s leads to %s', (typed, zone) => {
    expect(values(typed)).toContain(zone);
  });

  it('finds by offset at that time of the year', () => {
    expect(values('+2', winter)).toContain('Europe/Kyiv');
    expect(values('UTC+02:00', summer)).toContain('Europe/Paris');
    expect(values('+2', summer)).not.toContain('Europe/Kyiv');
    expect(values('+0530')).toEqual(['Asia/Kolkata', 'Asia/Colombo']);
    expect(values('-5')[0]).toBe('America/New_York');
  });

  it('shows the offset', () => {
    expect(suggestTimeZones('kyiv', summer)).toEqual([
      { name: 'Europe/Kyiv (UTC+03:00)', value: 'Europe/Kyiv' },
    ]);
  });

  it('offers UTC first when nothing is typed', () => {
    expect(values('')[0]).toBe('UTC');
  });

  it('gives at most 25 choices, each once, that fit Discord and are read back', () => {
    const typed = fc.oneof(fc.string(), fc.constantFrom('', 'a', '/', 'america', '+1', '-03:30', 'utc'));
    fc.assert(
      fc.property(typed, (typed) => {
        const choices = suggestTimeZones(typed, winter);
        expect(choices.length).toBeLessThanOrEqual(25);
        expect(new Set(choices.map(({ name }) => name)).size).toBe(choices.length);
        for (const { name, value } of choices) {
          expect(name.length).toBeLessThanOrEqual(100);
          expect(readTimeZone(value)).toBe(value);
        }
      }),
      { numRuns: 30 },
    );
  });
});
