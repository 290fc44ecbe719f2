import type { Topic } from '../reports/report.ts';
import { changesBetween } from './changes.ts';
import { mergeDiplomacy } from './diplomacy.ts';
import { mergeDisputes } from './dispute.ts';
import { PLACED } from './figure.ts';
import { gravityOf } from './gravity.ts';
import { independentPublishers } from './independence.ts';
import { spokeAt } from './source.ts';
import type { Source, Story, StoryChange } from './story.ts';
import { storyIdOf } from './story_id.ts';
import { mergeStrikes } from './strike.ts';

/**
 * A story of one source, with one change of kind `new`.
 * @param taken whether a story of that id exists already
 */
export function openStory(source: Source, now: number, taken: (id: string) => boolean): Story {
  const opened: Story = {
    ...merged([source], source.topics),
    id: storyIdOf(source.articleId, taken),
    openedAt: now,
    updatedAt: now,
    closedAt: null,
    timeline: [],
  };
  const first: StoryChange = {
    kind: 'new',
    before: null,
    after: opened.headline,
    at: now,
    publisherId: source.publisher.id,
    articleId: source.articleId,
  };
  return { ...opened, timeline: [first] };
}

/**
 * The story with a source added, or with that article's newer revision in the place of its older one. What a story
 * says is a function of its sources alone, so the order in which they came doesn't matter.
 * @returns the very same story and no changes where the source says nothing that it didn't say before
 */
export function mergeSource(
  story: Story,
  source: Source,
  now: number,
): { story: Story; changes: StoryChange[] } {
  const known = story.sources.find(({ articleId }) => articleId === source.articleId);
  if (known && contentOf(known) === contentOf(source)) return { story, changes: [] };
  const added = known ? asRevision(known, source) : source;
  const sources = [...story.sources.filter(({ articleId }) => articleId !== source.articleId), added].sort(
    bySpeaking,
  );
  const next: Story = {
    ...story,
    ...merged(sources, story.topics),
    updatedAt: Math.max(now, story.updatedAt),
  };
  const changes = changesBetween(story, next, added, now);
  return { story: { ...next, timeline: [...story.timeline, ...changes] }, changes };
}

/**
 * One story of several that turned out to be of one event: `story` with the sources of the others, which it replaces.
 * @param joins the younger ones
 */
export function joinStories(
  story: Story,
  joins: readonly Story[],
  now: number,
): { story: Story; changes: StoryChange[] } {
  if (joins.length === 0) return { story, changes: [] };
  const sources = new Map([...joins, story].flatMap((one) => one.sources).map((one) => [one.articleId, one]));
  const next: Story = {
    ...story,
    ...merged([...sources.values()].sort(bySpeaking), story.topics),
    updatedAt: Math.max(now, story.updatedAt),
  };
  const joined = joins.map(
    (other): StoryChange => ({
      kind: 'joined',
      before: null,
      after: `${other.id}: ${other.headline}`,
      at: now,
      publisherId: null,
      articleId: null,
    }),
  );
  const changes = [...joined, ...changesBetween(story, next, null, now)];
  const timeline = [...story.timeline, ...joins.flatMap((other) => other.timeline)];
  timeline.sort((a, b) => a.at - b.at);
  return { story: { ...next, timeline: [...timeline, ...changes] }, changes };
}

/**
 * The story without an article that turned out to be of another event, and what moved in it by that.
 * @returns null where the story has no other article, and so is that article's whatever it says
 */
export function withoutArticle(
  story: Story,
  articleId: string,
  now: number,
): { story: Story; changes: StoryChange[] } | null {
  const gone = story.sources.find((source) => source.articleId === articleId);
  const sources = story.sources.filter((source) => source !== gone);
  if (!gone || sources.length === 0) return null;
  const borne = story.topics.filter((topic) => sources.some(({ topics }) => topics.includes(topic)));
  const next: Story = { ...story, ...merged(sources, borne), updatedAt: Math.max(now, story.updatedAt) };
  const left: StoryChange = {
    kind: 'left',
    before: null,
    after: gone.title,
    at: now,
    publisherId: gone.publisher.id,
    articleId,
  };
  const changes = [left, ...changesBetween(story, next, null, now)];
  return { story: { ...next, timeline: [...story.timeline, ...changes] }, changes };
}

/** The story closed, where no report joined it for `quietMs`; null where it goes on or is closed already. */
export function closeIfQuiet(story: Story, now: number, quietMs: number): Story | null {
  if (story.closedAt !== null || now - story.updatedAt < quietMs) return null;
  const hours = Math.floor((now - story.updatedAt) / 3_600_000);
  const closed: StoryChange = {
    kind: 'closed',
    before: null,
    after: { key: 'changed.closed', values: { hours } },
    at: now,
    publisherId: null,
    articleId: null,
  };
  return { ...story, closedAt: now, timeline: [...story.timeline, closed] };
}

function bySpeaking(a: Source, b: Source): number {
  return spokeAt(a) - spokeAt(b) || (a.articleId < b.articleId ? -1 : 1);
}

type Merged = Pick<
  Story,
  'headline' | 'topics' | 'strike' | 'diplomacy' | 'disputes' | 'sources' | 'publishers' | 'gravity'
>;

/** @param founding topics that the story had, the foremost first: they stay, new ones follow */
function merged(sources: Source[], founding: readonly Topic[]): Merged {
  const publishers = independentPublishers(sources);
  const strike = mergeStrikes(sources, new Set(publishers.map(({ id }) => id)));
  const diplomacy = mergeDiplomacy(sources);
  const topics = [...new Set([...founding, ...sources.flatMap((source) => source.topics)])];
  return {
    headline: headlineOf(sources, topics[0], strike?.killed?.shown.count ?? null),
    topics,
    strike,
    diplomacy,
    disputes: mergeDisputes(sources),
    sources,
    publishers,
    gravity: gravityOf({ strike, diplomacy, publishers, sources }),
  };
}

/**
 * The title to show: of the sources about the story's foremost topic, those that carry the shown toll go first, then
 * the better placed publisher, then the earliest. It moves only with the toll or for a better placed publisher.
 */
function headlineOf(sources: readonly Source[], foremost: Topic | undefined, killed: number | null): string {
  const rank = (source: Source) =>
    (source.title.trim() === '' ? -100 : 0) +
    (source.topics[0] === foremost ? 20 : 0) +
    (killed !== null && source.strike?.killed?.count === killed ? 10 : 0) +
    PLACED[source.publisher.kind];
  const best = sources.reduce((first, next) => (rank(next) > rank(first) ? next : first));
  return best.title.trim() || 'Untitled report';
}

/** A revision keeps its article's first date, and is a later word only where its facts are others. */
function asRevision(known: Source, revision: Source): Source {
  const saysOther = factsOf(known) !== factsOf(revision);
  return {
    ...revision,
    publishedAt: known.publishedAt ?? revision.publishedAt,
    revisedAt: saysOther ? revision.seenAt : known.revisedAt,
  };
}

/** What a source says, apart from when it was read and dated. */
function contentOf(source: Source): string {
  const { publisher, title, lead, url, topics } = source;
  return JSON.stringify([publisher, title, lead, url, topics, factsOf(source)]);
}

function factsOf({ strike, diplomacy, disputes }: Source): string {
  return JSON.stringify([strike, diplomacy, disputes]);
}
