import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { createSender } from '../../src/discord/sender.ts';
import { openAlerts } from '../../src/jobs/alerts.ts';
import { createDeliverer } from '../../src/jobs/deliver.ts';
import { saveStory } from '../../src/store/stories.ts';
import { addSubscription } from '../../src/store/subscriptions.ts';
import type { Story, StoryChange } from '../../src/stories/story.ts';
import { connect, emptyStore, simulate } from '../discord/room.ts';
import { aFeed, aStory, aSubscription, HOUR, MINUTE } from '../store/samples.ts';
import { shownText } from './bot.ts';

it('after an hour without Discord a channel has all that was due: once, as it is now, what is too old in a list', async () => {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const simulator = await simulate({ now, rateLimits: false });
  const db = await emptyStore();
  const gateway = await connect(simulator, db);
  const sender = createSender({ token: simulator.token, apiUrl: simulator.apiUrl });
  const logger = pino({ level: 'silent' });
  const deliverer = createDeliverer({ db, sender, now, random: () => 0, logger, lateMs: HOUR });
  onTestFinished(() => sender.close());
  const channelId = simulator.channelId('strikes');
  await addSubscription(db, aSubscription({ channelId, topics: [], regions: [] }));

  /** A report of so many killed, published now. */
  async function report(id: string, killed: number, before: number | null = null): Promise<void> {
    const at = now();
    const said = before === null ? null : `${before} killed`;
    const change: StoryChange = {
      ...{ kind: before === null ? 'new' : 'killed', before: said, after: `${killed} killed`, at },
      ...{ publisherId: null, articleId: null },
    };
    const source: Story['sources'][number] = {
      ...{ articleId: id, publisher: aFeed().publisher, title: '', lead: '', url: null },
      ...{ publishedAt: at, seenAt: at, revisedAt: null },
      ...{ topics: ['strike'], strike: null, diplomacy: null, disputes: [], evidence: [] },
    };
    const figure = {
      shown: { count: killed, qualifier: 'exact' as const },
      low: killed,
      high: killed,
      sayings: [],
    };
    const strike = { ...aStory().strike!, killed: figure };
    const story = aStory({
      id,
      headline: `Story ${id}`,
      strike,
      sources: [source],
      openedAt: at,
      updatedAt: at,
    });
    await saveStory(db, story);
    await (await openAlerts(db, at)).decide(story, [change]);
    await deliverer.drain();
  }

  await report('BEFORE', 2);
  simulator.setDown(true);
  for (const [killed, before] of [
    [3, 2],
    [4, 3],
    [5, 4],
  ] as const)
    await report('BEFORE', killed, before);
  await report('FIRST1', 1);
  await report('FIRST2', 1);
  await report('FIRST2', 2, 1);
  await expect.poll(() => gateway.status()[0]?.connected).toBe(false);
  ahead += HOUR + MINUTE;
  await report('NEWEST', 6);
  await report('NEWEST', 7, 6);
  simulator.setDown(false);
  await expect.poll(() => gateway.status()[0]?.connected).toBe(true);

  for (let n = 0; n < 4; n++) {
    ahead += MINUTE;
    await deliverer.drain();
  }
  const shown = simulator.messages(channelId).map(shownText);
  expect(shown.filter((text) => text.includes('Story BEFORE') && text.includes('**5 killed**'))).toHaveLength(
    1,
  );
  expect(shown.filter((text) => text.includes('Story NEWEST') && text.includes('**7 killed**'))).toHaveLength(
    1,
  );

  const [list, ...more] = shown.filter((text) => text.includes('While I was away'));
  expect(more).toEqual([]);
  for (const text of ['Story FIRST1', 'Story FIRST2']) expect(list).toContain(text);
  // A card, its rise and its correction; the list; the newest card.
  expect(shown.filter((text) => !text.includes('5 killed (was 2)'))).toHaveLength(3);
  expect(simulator.violations).toEqual([]);
});
