import { escapeText } from '../messages/escape.ts';
import { notice } from '../messages/notice.ts';
import { deliveryCounts } from '../store/deliveries.ts';
import { type FeedState, listFeeds } from '../store/feeds.ts';
import { latestStories } from '../store/stories.ts';
import { activeSubscriptions } from '../store/subscriptions.ts';
import type { Command, GatewayStatus } from './command.ts';
import { everywhere } from './story_lists.ts';

/** Failing feeds that are named; the others are counted. */
const NAMED = 10;

export const status: Command = {
  definition: {
    name: 'status',
    description: 'Whether I am well: feeds and their failures, connection, counts',
    ...everywhere,
  },
  ephemeral: true,

  async run(_request, context) {
    const { db } = context;
    const feeds = await listFeeds(db);
    const failing = feeds.filter(({ failure }) => failure !== null);
    const { total } = await latestStories(db, { limit: 1, offset: 0 });
    const alerts = await activeSubscriptions(db, 'alerts');
    const digests = await activeSubscriptions(db, 'digest');
    const articles = feeds.reduce((sum, feed) => sum + feed.articles, 0);
    return {
      body: notice(
        'Status',
        [
          `**Feeds:** ${feeds.length - failing.length} of ${feeds.length} in order${lastPoll(feeds)}`,
          ...failureLines(failing),
          `**Discord:** ${gatewayText(context.gateway())}`,
          `**Read:** ${count(articles, 'article')}, ${count(total, 'story', 'stories')}`,
          `**Subscriptions:** ${alerts.length} for alerts, ${digests.length} for digests`,
          `**Deliveries:** ${deliveryText(await deliveryCounts(db))}`,
          `-# Sitrep ${context.version}, started ${ago(context.startedAt)}`,
        ],
        failing.length === 0 && context.gateway().connected ? 'success' : 'warning',
      ),
    };
  },
};

const ago = (at: number) => `<t:${Math.floor(at / 1_000)}:R>`;
const count = (number: number, one: string, several = `${one}s`) =>
  `${number.toLocaleString('en')} ${number === 1 ? one : several}`;

function lastPoll(feeds: readonly FeedState[]): string {
  const last = Math.max(...feeds.map(({ lastPolledAt }) => lastPolledAt ?? 0), 0);
  return last === 0 ? ', none read yet' : `, last read ${ago(last)}`;
}

function failureLines(failing: readonly FeedState[]): string[] {
  const lines = failing.slice(0, NAMED).map(({ feed, failure, lastOkAt }) => {
    const reason = escapeText((failure?.message ?? '').slice(0, 200));
    const since = failure ? [`since ${ago(failure.since)}`] : [];
    const never = lastOkAt === null ? ['never read'] : [];
    return `- ${escapeText(feed.title)}: ${reason} (${[...since, ...never].join(', ')})`;
  });
  return failing.length > NAMED ? [...lines, `- … and ${failing.length - NAMED} more`] : lines;
}

function gatewayText({ connected, pingMs, guilds }: GatewayStatus): string {
  const ping = pingMs === null ? '' : ` (${Math.round(pingMs)} ms)`;
  return `${connected ? `connected${ping}` : 'reconnecting'}, ${count(guilds, 'server')}`;
}

function deliveryText(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).flatMap(([state, number]) =>
    number > 0 ? [`${number.toLocaleString('en')} ${state.replaceAll('_', ' ')}`] : [],
  );
  return parts.length > 0 ? parts.join(', ') : 'none yet';
}
