import { describe, expect, it } from 'vitest';
import type { DigestSchedule } from '../../src/digests/schedule.ts';
import { inEnglish, speakIn } from '../../src/languages/say.ts';
import { scheduleWords, whatText } from '../../src/messages/subscription_text.ts';

const schedule = (digestEvery: NonNullable<DigestSchedule['digestEvery']>, digestDays: number[] = []) => ({
  digestTime: '08:15',
  timeZone: 'Europe/Kyiv',
  digestEvery,
  digestDays,
});

describe('a digest’s schedule in words', () => {
  it.each<[DigestSchedule, string, string]>([
    [schedule('hourly'), 'every hour', ':15'],
    [schedule('hourly', [6, 7]), 'every hour on Saturday and Sunday', ':15'],
    [schedule('twice_daily'), 'every day', '08:15 and 20:15'],
    [schedule('daily', [1, 2, 3, 4, 5]), 'every Monday to Friday', '08:15'],
    [schedule('daily', [1, 3, 5]), 'every Monday, Wednesday and Friday', '08:15'],
    [schedule('weekly', [4]), 'every Thursday', '08:15'],
    [schedule('weekly'), 'every Monday', '08:15'],
  ])('%o', (wish, days, time) => {
    expect(scheduleWords(wish, inEnglish)).toEqual({ days, at: time });
  });

  it('names it', () => {
    expect(whatText({ kind: 'digest', ...schedule('daily') }, inEnglish)).toBe(
      'Daily digest at 08:15 Europe/Kyiv',
    );
    expect(whatText({ kind: 'digest', ...schedule('weekly', [7]) }, inEnglish)).toBe(
      'Weekly digest every Sunday at 08:15 Europe/Kyiv',
    );
    expect(whatText({ kind: 'alerts', ...schedule('daily') }, inEnglish)).toBe('Alerts');
  });

  it('speaks other languages', () => {
    expect(scheduleWords(schedule('twice_daily'), speakIn('de')).at).toBe('08:15 und 20:15');
  });
});
