import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { createFetcher } from '../../src/feeds/fetch.ts';
import { createFullText } from '../../src/feeds/full_text.ts';
import { createFeedParser } from '../../src/feeds/parse_apart.ts';
import { createIngest } from '../../src/jobs/ingest.ts';
import { createPoller } from '../../src/jobs/poll.ts';
import { listFeeds, syncFeeds } from '../../src/store/feeds.ts';
import { openStore } from '../../src/store/open.ts';
import { latestStories } from '../../src/store/story_lists.ts';
import { serve } from '../feeds/serve.ts';
import { aFeed, HOUR, T0 } from '../store/samples.ts';

const TITLE = 'Russian drone attack hits the port of Odesa';
const PAGE = `<!doctype html><html><head><title>${TITLE}</title></head><body><article><h1>${TITLE}</h1>
  <p>A Russian drone attack killed four people and wounded nine in the port of Odesa on Monday, the governor of the region said.</p>
  <p>The drones came in over the sea shortly before dawn, the governor said, and set fire to a grain store that burned until noon.</p>
  <p>Trams went around the harbour for the rest of the day, and the city opened two schools for those whose windows were broken.</p>
</article></body></html>`;

/** What is understood of an article whose feed says no more than its title and a line, after one poll. */
async function read(pageStatus: number, fullText: boolean) {
  const origin = await serve((request, response) => {
    if (request.url === '/feed.xml') {
      const date = new Date(T0 - HOUR).toUTCString();
      response.end(
        `<rss><channel><title>t</title><item><title>${TITLE}</title><guid>1</guid><link>${origin}/odesa</link><pubDate>${date}</pubDate><description>Fires burn in the harbour.</description></item></channel></rss>`,
      );
    } else if (request.url === '/odesa' && pageStatus === 200) response.end(PAGE);
    else response.writeHead(404).end();
  });
  const { db, close } = await openStore('sqlite::memory:');
  const fetcher = createFetcher({ allowHosts: ['127.0.0.1'], spacingMs: 0 });
  const parser = createFeedParser();
  const pages = createFullText({ fetcher, now: () => T0, budgetMs: 60_000, pageMs: 60_000 });
  const poller = createPoller({
    ...{ db, fetcher, parser, fullText: pages, now: () => T0, random: () => 0.5, onOwed: () => {} },
    ingest: createIngest(db, { freshMs: 6 * HOUR, storyCloseMs: 72 * HOUR }, () => T0),
    logger: pino({ level: 'silent' }),
    settings: { minMs: HOUR, maxMs: HOUR, concurrency: 2, fullText: false },
  });
  onTestFinished(async () => {
    await poller.stop();
    await Promise.all([fetcher.close(), parser.close(), pages.close()]);
    await close();
  });
  await syncFeeds(db, [{ ...aFeed(), url: `${origin}/feed.xml`, fullText }], T0);
  await poller.pollDue();
  await poller.settled();
  const { stories } = await latestStories(db, { limit: 5, offset: 0 });
  const [feed] = await listFeeds(db);
  return { killed: stories[0]?.strike?.killed?.shown.count, pageFailure: feed?.pageFailure?.code };
}

it('an article of a teaser is read by its page, where that is wanted of the feed', async () => {
  expect(await read(200, true)).toEqual({ killed: 4, pageFailure: undefined });
  expect(await read(200, false)).toEqual({ killed: undefined, pageFailure: undefined });
});

it('it is read by its teaser where there is no page, and the feed says why', async () => {
  expect(await read(404, true)).toEqual({ killed: undefined, pageFailure: 'http_404' });
});
