import { describe, expect, it } from 'vitest';
import { pressButton } from '../../src/commands/components.ts';
import { customIds, errorOf, openRoom, press, request, run, saveStories, textOf } from './room.ts';

describe('/stats', () => {
  it('charts the days of a place, with a button for the figures', async () => {
    const { context } = await openRoom();
    await saveStories(context, {}, { strike: null, topics: ['diplomacy'] });
    const { body } = await run(
      context,
      request('stats', { days: 2, region: 'Ukraine', metric: 'casualties' }),
    );
    expect(textOf(body)).toContain('### Strikes and diplomacy · Ukraine · 2 days');
    expect(textOf(body)).toContain('1 attack · 2 killed · 3 injured · 165 launched');
    expect(body.files).toMatchObject([
      { name: 'chart.png', chart: { title: 'Ukraine', metric: 'casualties', markedFrom: null } },
    ]);
    const [id = ''] = customIds(body);
    const { action, body: table } = await pressButton(press(id), context);
    expect(action).toBe('reply');
    expect(table.files).toMatchObject([
      { name: 'stats.csv', text: expect.stringContaining('2026-01-06,1,1,2,3,') },
    ]);
  });

  it('has an empty chart where nothing happened', async () => {
    const { context } = await openRoom();
    const { body } = await run(context, request('stats'));
    expect(textOf(body)).toContain('0 attacks · 0 killed');
  });
});

describe('/map', () => {
  it('shows where it happened, with a button for the places', async () => {
    const { context } = await openRoom();
    await saveStories(context, {});
    const { body } = await run(context, request('map', { topic: 'strike' }));
    expect(textOf(body)).toContain('### Strikes · everywhere · 7 days\n2 places');
    expect(body.files).toMatchObject([{ map: { sites: [{ name: 'Kyiv' }, { name: 'Fastiv' }] } }]);
    const [id = ''] = customIds(body);
    const { body: table } = await pressButton(press(id), context);
    expect(JSON.stringify(table.files)).toContain('Fastiv');
  });

  it('says so where nothing has a place', async () => {
    const { context } = await openRoom();
    expect(await errorOf(run(context, request('map')))).toMatchObject({ code: 'nothing_found' });
  });

  it('a button of another version asks for what it can', async () => {
    const { context } = await openRoom();
    await saveStories(context, {});
    const { body } = await pressButton(press('list:map:999|nothing|Ukraine:1'), context);
    expect(textOf(body)).toContain('Strikes and diplomacy · Ukraine · 7 days');
  });
});

describe('/digest', () => {
  it('comes with a map', async () => {
    const { context } = await openRoom();
    await saveStories(context, {});
    const { body } = await run(context, request('digest', { hours: 24 }));
    expect(body.files?.map(({ name }) => name)).toEqual(['map.png']);
  });
});
