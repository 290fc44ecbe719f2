import type { Say } from '../languages/say.ts';
import { escapeText } from '../messages/escape.ts';
import { faultText } from '../messages/fault.ts';
import { notice } from '../messages/notice.ts';
import { moment } from '../messages/wording.ts';
import { deliveryCounts } from '../store/deliveries.ts';
import { type FeedState, listFeeds } from '../store/feeds.ts';
import { type RewritingDay, rewritingToday } from '../store/rewriting.ts';
import type { ShardState } from '../store/shards.ts';
import { countStories } from '../store/story_lists.ts';
import { countSubscriptions } from '../store/subscriptions.ts';
import type { Command } from './command.ts';
import { noteLines } from './feed_notes.ts';
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

  async run({ say }, context) {
    const { db } = context;
    const shards = await context.gateway();
    const feeds = await listFeeds(db);
    const failing = feeds.filter(({ failure }) => failure !== null);
    const stories = await countStories(db);
    const { alerts, digest: digests } = await countSubscriptions(db);
    const articles = feeds.reduce((sum, feed) => sum + feed.articles, 0);
    return {
      body: notice(
        say('status.title'),
        [
          say('status.feeds', {
            well: feeds.length - failing.length,
            all: feeds.length,
            last: lastPoll(feeds),
          }),
          ...failureLines(failing, say),
          ...teaserLine(feeds, say),
          gatewayText(shards, say),
          say('status.read', { articles, stories }),
          say('status.subscriptions', { alerts, digests }),
          ...rewritingLines(await rewritingToday(db, context.now()), say),
          deliveryText(await deliveryCounts(db), say),
          // Last but one: where all can't be shown, failures and the connection are.
          ...noteLines(feeds, context.now(), say),
          `-# ${say('status.version', { version: context.version, when: moment(context.startedAt, 'R') })}`,
        ],
        failing.length === 0 && allConnected(shards) ? 'success' : 'warning',
        [],
        say,
      ),
    };
  },
};

/** When a feed was last polled; null where none was yet. */
function lastPoll(feeds: readonly FeedState[]): string | null {
  const last = Math.max(...feeds.map(({ lastPolledAt }) => lastPolledAt ?? 0), 0);
  return last === 0 ? null : moment(last, 'R');
}

function failureLines(failing: readonly FeedState[], say: Say): string[] {
  const lines = failing.slice(0, NAMED).map(({ feed, failure, lastOkAt }) => {
    const fault = failure === null ? '' : escapeText(faultText(failure, say).slice(0, 200));
    return `- ${say('status.fails', {
      title: escapeText(feed.title),
      fault,
      when: moment(failure?.since ?? 0, 'R'),
      never: lastOkAt === null,
    })}`;
  });
  const left = failing.length - NAMED;
  return left > 0 ? [...lines, `- ${say('list.and_more', { count: left })}`] : lines;
}

/** Feeds whose articles are read from their teasers although their pages are wanted, with the reason of the first. */
function teaserLine(feeds: readonly FeedState[], say: Say): string[] {
  const [first, ...others] = feeds.filter(({ pageFailure }) => pageFailure !== null);
  if (first === undefined) return [];
  const fault = first.pageFailure === null ? '' : escapeText(faultText(first.pageFailure, say).slice(0, 200));
  return [`- ${say('status.teasers', { title: escapeText(first.feed.title), more: others.length, fault })}`];
}

/** Whether all shards of the bot are connected. One that nobody tells of is not. */
function allConnected(shards: readonly ShardState[]): boolean {
  return shards.filter(({ connected }) => connected).length === shards[0]?.of;
}

function gatewayText(shards: readonly ShardState[], say: Say): string {
  const pings = shards.flatMap(({ pingMs }) => pingMs ?? []);
  const ping =
    pings.length === 0 ? 'none' : Math.round(pings.reduce((sum, ms) => sum + ms, 0) / pings.length);
  const servers = shards.reduce((sum, { guilds }) => sum + guilds, 0);
  const all = shards[0]?.of ?? 1;
  if (all === 1) return say('status.discord', { connected: allConnected(shards), ping, servers });
  const connected = shards.filter((shard) => shard.connected).length;
  return say('status.shards', { connected, all, ping, servers });
}

/** Nothing where no model is asked. */
function rewritingLines(today: RewritingDay | null, say: Say): string[] {
  if (today === null) return [];
  const { rewritten, kept, tokens, failure, failedAt } = today;
  const when = failure === null || failedAt === null ? null : moment(failedAt, 'R');
  return [say('status.rewriting', { rewritten, kept, tokens, failure: failure ?? '', when })];
}

function deliveryText(counts: Awaited<ReturnType<typeof deliveryCounts>>, say: Say): string {
  const states = Object.keys(counts) as (keyof typeof counts)[];
  const parts = states.flatMap((state) =>
    counts[state] > 0 ? [say(`deliveries.${state}`, { count: counts[state] })] : [],
  );
  return say('status.deliveries', { counts: parts.join(', ') || null });
}
