import { wants } from '../alerts/filters.ts';
import type { AlertFilters } from '../alerts/subscription.ts';
import { inEnglish, type Say } from '../languages/say.ts';
import type { Topic } from '../reports/report.ts';
import type { Story } from '../stories/story.ts';
import { barragesOf } from './barrages.ts';
import { changesWithin } from './changes.ts';
import type { Digest, DigestBarrage, DigestChange, DigestDispute, DigestWindow } from './digest.ts';
import { sumOf } from './figures.ts';
import { groupsOf } from './groups.ts';
import { digestStory, linksOf } from './lines.ts';

/** A section holds so many; the rest is counted. */
const MOST_STORIES = 40;
const MOST_DISPUTES = 20;
const MOST_CHANGED = 20;

/**
 * The digest of a window: the stories that opened within it and that the filters want, the gravest first, and what
 * changed in those that opened before. A story about both topics stands under the foremost of those wanted; one that
 * an earlier digest told of comes again only for what is new in it.
 * @param stories in any order; those outside of the window are left out
 * @param say the language of its sentences; what sources say stays as they say it
 */
export function buildDigest(
  stories: readonly Story[],
  window: DigestWindow,
  filters: AlertFilters,
  timeZone: string,
  say: Say = inEnglish,
): Digest {
  const wanted = stories
    .filter(
      ({ openedAt, updatedAt }) => openedAt < window.until && Math.max(openedAt, updatedAt) >= window.since,
    )
    .filter((story) => wants(filters, story).yes)
    .sort((a, b) => b.gravity.score - a.gravity.score || b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1));
  const opened = wanted.filter((story) => story.openedAt >= window.since);
  const sectionOf = ({ topics }: Story): Topic | undefined =>
    topics.find((topic) => filters.topics.length === 0 || filters.topics.includes(topic));
  const attacks = groupsOf(opened.filter((story) => sectionOf(story) === 'strike'));
  const strikes = attacks.map(({ lead }) => lead);
  const diplomacy = opened.filter((story) => sectionOf(story) === 'diplomacy');
  const barrages = barragesOf(
    attacks.flatMap(({ lead, also }) => [lead, ...also]),
    window,
  );
  return {
    window,
    timeZone,
    topics: filters.topics,
    figures: {
      strikes: strikes.length,
      killed: sumOf(strikes, 'killed'),
      injured: sumOf(strikes, 'injured'),
      launched: countOf(barrages, 'launched'),
      intercepted: countOf(barrages, 'intercepted'),
      diplomacy: diplomacy.length,
    },
    barrages,
    strikes: attacks.slice(0, MOST_STORIES).map(({ lead, also }) => digestStory(lead, 'strike', say, also)),
    diplomacy: diplomacy.slice(0, MOST_STORIES).map((story) => digestStory(story, 'diplomacy', say)),
    disputes: opened.flatMap(disputesOf).slice(0, MOST_DISPUTES),
    changes: wanted
      .filter((story) => story.openedAt < window.since)
      .flatMap((story) => changeOf(story, window, say) ?? [])
      .slice(0, MOST_CHANGED),
  };
}

function changeOf(story: Story, window: DigestWindow, say: Say): DigestChange | null {
  const changes = changesWithin(story, window, say);
  if (changes.length === 0) return null;
  const { id, headline, gravity } = story;
  return { storyId: id, headline, gravity: gravity.score, changes, sources: linksOf(story) };
}

function disputesOf(story: Story): DigestDispute[] {
  return story.disputes.map((dispute) => ({ storyId: story.id, ...dispute }));
}

function countOf(barrages: readonly DigestBarrage[], count: 'launched' | 'intercepted'): number {
  return barrages.flatMap(({ weapons }) => weapons).reduce((sum, weapon) => sum + (weapon[count] ?? 0), 0);
}
