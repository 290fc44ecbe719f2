import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDays } from '../../src/commands/digest_schedule.ts';
import { UserError } from '../../src/commands/user_error.ts';
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
    expect(textOf(body)).toContain('Twice-daily digest subscribed');
    expect(textOf(body)).toContain('every Monday to Friday at **08:00 and 20:00** (UTC)');
    const listed = await run(context, request('subscriptions list'));
    expect(textOf(listed.body)).toContain('Twice-daily digest every Monday to Friday at 08:00 and 20:00 UTC');
  });

  it('takes the same time again where it comes at other times', async () => {
    const { context } = await openRoom();
    await run(context, request('subscribe digest', {}));
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
