import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSimulator } from '../../simulator/simulator.ts';
import { createSender } from '../../src/discord/sender.ts';
import { openAlerts } from '../../src/jobs/alerts.ts';
import { createDeliverer } from '../../src/jobs/deliver.ts';
import { oweSummaries } from '../../src/jobs/summaries.ts';
import { openStore } from '../../src/store/open.ts';
import { saveStory } from '../../src/store/stories.ts';
import { addSubscription } from '../../src/store/subscriptions.ts';
import { aStory, aSubscription, HOUR, T0 } from '../store/samples.ts';
import { shownText } from './bot.ts';

describe('quiet hours', () => {
  it('post nothing while they last, and one summary as they end', async () => {
    let now = T0;
    const simulator = await startSimulator({ now: () => now, clockless: true });
    const store = await openStore('sqlite::memory:');
    const { db } = store;
    const sender = createSender({ token: simulator.token, apiUrl: simulator.apiUrl });
    const logger = pino({ level: 'silent' });
    const deliverer = createDeliverer({ db, sender, now: () => now, random: () => 0, logger });
    onTestFinished(async () => {
      await deliverer.stop();
      sender.close();
      await store.close();
      await simulator.close();
    });
    const channelId = simulator.channelId('strikes');
    const roleId = simulator.world.roles.find(({ name }) => name === 'Analysts')!.id;
    const quiet = { from: '11:30', to: '13:00', timeZone: 'UTC' };
    await addSubscription(db, aSubscription({ channelId, roleId, quiet, topics: [], regions: [] }));

    for (const [id, headline] of [
      ['AAAAAA', 'Strike on a depot'],
      ['BBBBBB', 'Strike on a bridge'],
    ] as const) {
      const story = aStory({ id, headline });
      await saveStory(db, story);
      const change = {
        kind: 'new' as const,
        before: null,
        after: headline,
        at: now,
        publisherId: null,
        articleId: null,
      };
      expect(await (await openAlerts(db, now)).decide(story, [change])).toBe(0);
    }
    await deliverer.drain();
    expect(simulator.messages(channelId)).toEqual([]);

    now = T0 + HOUR;
    expect(await oweSummaries(db, now)).toBe(1);
    await deliverer.drain();
    const [summary, ...more] = simulator.messages(channelId);
    expect(more).toEqual([]);
    expect(summary?.mention_roles).toEqual([roleId]);
    for (const text of ['2 new stories', 'Strike on a depot', 'Strike on a bridge', 'Open']) {
      expect(shownText(summary)).toContain(text);
    }
    expect(simulator.violations).toEqual([]);
  });
});
