import { wants } from '../alerts/filters.ts';
import type { AlertFilters } from '../alerts/subscription.ts';
import type { Topic } from '../reports/report.ts';
import type { Story } from '../stories/story.ts';
import type { Digest, DigestDispute, DigestStory, DigestWindow } from './digest.ts';
import { sumOf } from './figures.ts';
import { diplomacySummary, strikeSummary } from './summary.ts';

const MOST_LINKS = 4;

/**
 * The digest of the stories that opened or moved within a window and that the filters want, the gravest first. A
 * story about both topics stands under the foremost of those wanted.
 * @param stories in any order; those outside of the window are left out
 */
export function buildDigest(
  stories: readonly Story[],
  window: DigestWindow,
  filters: AlertFilters,
  timeZone: string,
): Digest {
  const wanted = stories
    .filter((story) => isActive(story, window) && wants(filters, story).yes)
    .sort((a, b) => b.gravity.score - a.gravity.score || b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1));
  const sectionOf = ({ topics }: Story): Topic | undefined =>
    topics.find((topic) => filters.topics.length === 0 || filters.topics.includes(topic));
  const strikes = wanted.filter((story) => sectionOf(story) === 'strike');
  const diplomacy = wanted.filter((story) => sectionOf(story) === 'diplomacy');
  return {
    window,
    timeZone,
    topics: filters.topics,
    figures: {
      strikes: strikes.length,
      killed: sumOf(strikes, 'killed'),
      injured: sumOf(strikes, 'injured'),
      diplomacy: diplomacy.length,
    },
    strikes: strikes.map((story) => digestStory(story, 'strike')),
    diplomacy: diplomacy.map((story) => digestStory(story, 'diplomacy')),
    disputes: wanted.flatMap(disputesOf),
  };
}

function isActive(story: Story, { since, until }: DigestWindow): boolean {
  const within = (time: number) => time >= since && time < until;
  return within(story.openedAt) || within(story.updatedAt) || story.timeline.some(({ at }) => within(at));
}

function digestStory(story: Story, topic: Topic): DigestStory {
  const { strike, diplomacy } = story;
  const facts = [
    strike && story.topics.includes('strike') && strikeSummary(strike),
    diplomacy && story.topics.includes('diplomacy') && diplomacySummary(diplomacy),
  ];
  if (topic === 'diplomacy') facts.reverse();
  return {
    storyId: story.id,
    headline: story.headline,
    summary: facts.filter(Boolean).join(' '),
    gravity: story.gravity.score,
    sources: linksOf(story),
  };
}

/** One link a publisher, its newest article, in the order in which they first reported; independent ones first. */
function linksOf(story: Story): DigestStory['sources'] {
  const newest = new Map(story.sources.map((source) => [source.publisher.id, source]));
  const independent = new Set(story.publishers.map(({ id }) => id));
  const ids = [...independent, ...[...newest.keys()].filter((id) => !independent.has(id))];
  return ids.slice(0, MOST_LINKS).flatMap((id) => {
    const source = newest.get(id);
    return source ? [{ publisher: source.publisher.name, url: source.url }] : [];
  });
}

function disputesOf(story: Story): DigestDispute[] {
  return story.disputes.map((dispute) => ({ storyId: story.id, ...dispute }));
}
