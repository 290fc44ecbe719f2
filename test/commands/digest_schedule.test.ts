import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDays } from '../../src/commands/digest_schedule.ts';
import { UserError } from '../../src/commands/user_error.ts';
import { LANGUAGES } from '../../src/languages/language.ts';
import { speakIn } from '../../src/languages/say.ts';
import { listSubscriptions } from '../../src/store/subscriptions.ts';
import { errorOf, guildId, openRoom, request, run, textOf } from './room.ts';

describe('readDays', () => {
  it.each<[string, number[]]>([
    ['Mon-Fri', [1, 2, 3, 4, 5]],
    ['weekdays', [1, 2, 3, 4, 5]],
    ['weekend', [6, 7]],
    ['Sat, Sun', [6, 7]],
    ['monday and friday', [1, 5]],
    ['Tue Thu', [2, 4]],
    ['Fri – Mon', [1, 5, 6, 7]],
    ['Monday to Wednesday; sundays', [1, 2, 3, 7]],
    ['every day', [1, 2, 3, 4, 5, 6, 7]],
  ])('%s', (typed, days) => {
    expect(readDays(typed)).toEqual(days);
  });

  it.each<[tag: string, typed: string, days: number[]]>([
    ['de', 'Mo-Fr', [1, 2, 3, 4, 5]],
    ['de', 'Sa, So', [6, 7]],
    ['de', 'Montag bis Mittwoch und Sonntag', [1, 2, 3, 7]],
    ['de', 'täglich', [1, 2, 3, 4, 5, 6, 7]],
    ['de', 'Sat, Sun', [6, 7]],
    ['fr', 'lun-ven', [1, 2, 3, 4, 5]],
    ['fr', 'mardi et jeudi', [2, 4]],
    ['fr', 'week-end', [6, 7]],
    ['es', 'lun-vie', [1, 2, 3, 4, 5]],
    ['es', 'sáb, dom', [6, 7]],
    ['es', 'martes y miercoles', [2, 3]],
    ['pl', 'pon-pt', [1, 2, 3, 4, 5]],
    ['pl', 'sob, niedz', [6, 7]],
    ['pl', 'wtorek i czwartek', [2, 4]],
    ['uk', 'пн-пт', [1, 2, 3, 4, 5]],
    ['uk', 'сб, нд', [6, 7]],
    ['uk', 'вівторок та четвер', [2, 4]],
    ['uk', 'щодня', [1, 2, 3, 4, 5, 6, 7]],
  ])('in %s: %s', (tag, typed, days) => {
    expect(readDays(typed, speakIn(tag))).toEqual(days);
  });

  it.each(LANGUAGES)('reads the days as it shows them in %s', (language) => {
    const say = speakIn(language);
    for (const style of ['short', 'long'] as const) {
      for (const [at, name] of say.weekdays(style).entries()) expect(readDays(name, say)).toEqual([at + 1]);
    }
    const example = /\*\*(.*?)\*\*.*\*\*(.*?)\*\*/.exec(say('error.bad_days', { typed: '' }));
    expect(readDays(example?.[1] ?? '', say)).toEqual([1, 2, 3, 4, 5]);
    expect(readDays(example?.[2] ?? '', say)).toEqual([6, 7]);
  });

  it.each(['someday', 'Mon-', 'Mon-Wed-Fri', '1-5', 'monkey'])('refuses %s', (typed) => {
    expect(() => readDays(typed)).toThrow(UserError);
  });

  it('reads or refuses whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (typed) => {
        try {
          for (const day of readDays(typed)) expect([1, 2, 3, 4, 5, 6, 7]).toContain(day);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});

describe('/subscribe digest', () => {
  it('takes how often and on which days, and says so', async () => {
    const { context } = await openRoom();
    const options = { time: '08:00', every: 'twice_daily', days: 'weekdays' };
    const { body } = await run(context, request('subscribe digest', options));
    expect(await listSubscriptions(context.db, guildId)).toMatchObject([
      { digestTime: '08:00', digestEvery: 'twice_daily', digestDays: [1, 2, 3, 4, 5] },
    ]);
    expect(textOf(body)).toContain(
      'Subscribed: Twice-daily digest every Monday to Friday at 08:00 and 20:00 UTC',
    );
    expect(textOf(body)).toContain('every Monday to Friday at **08:00 and 20:00** (UTC)');
    const listed = await run(context, request('subscriptions list'));
    expect(textOf(listed.body)).toContain('Twice-daily digest every Monday to Friday at 08:00 and 20:00 UTC');
  });

  it('takes the same time again where it comes at other times', async () => {
    const { context } = await openRoom();
    await run(context, request('subscribe digest', { every: 'daily' }));
    await run(context, request('subscribe digest', { every: 'weekly', days: 'Sunday' }));
    expect(await errorOf(run(context, request('subscribe digest', { days: 'Mon-Sun' })))).toMatchObject({
      code: 'duplicate_subscription',
    });
    expect(await listSubscriptions(context.db, guildId)).toHaveLength(2);
  });

  it('a weekly one has one day', async () => {
    const { context } = await openRoom();
    const options = { every: 'weekly', days: 'Mon, Fri' };
    expect(await errorOf(run(context, request('subscribe digest', options)))).toMatchObject({
      code: 'bad_days',
    });
  });
});
