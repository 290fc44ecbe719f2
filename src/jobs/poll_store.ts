import type { Article } from '../articles/article.ts';
import type { Report } from '../reports/report.ts';
import { type KnownArticle, knownArticles, type SavedArticle, saveArticles } from '../store/articles.ts';
import type { Db } from '../store/open.ts';
import { getStory, saveStories, takenStoryIds } from '../store/stories.ts';
import type { Story } from '../stories/story.ts';
import { storyIdOf } from '../stories/story_id.ts';

/** An article of a poll, as it was read. */
export interface ReadArticle {
  article: Article;
  entryKey: string;
  report: Report;
}

/**
 * The store as one poll sees it: asked once for all its articles, and told once of all that they come to. What is to be
 * stored shows here as if it were already.
 */
export interface PollStore {
  known(read: ReadArticle): KnownArticle | null;
  story(id: string): Promise<Story | null>;
  /** The ids of other stories that one which opens with this article would have else. */
  takenIds(articleId: string): Promise<ReadonlySet<string>>;
  saveArticle(saved: SavedArticle): void;
  saveStory(story: Story): void;
  /** Stores what was to be stored: before anything else in the transaction reads or moves it. */
  flush(): Promise<void>;
}

/**
 * @param tx the poll's transaction
 * @param seenAt Unix milliseconds
 */
export async function openPollStore(
  tx: Db,
  articles: readonly ReadArticle[],
  seenAt: number,
): Promise<PollStore> {
  const known = await knownArticles(tx, articles.map(keysOf));
  const asked = new Set(articles.map(({ article }) => storyIdOf(article.id, () => false)));
  const taken = new Set(await takenStoryIds(tx, [...asked]));
  const saved: SavedArticle[] = [];
  const stories = new Map<string, Story>();

  return {
    known: (read) => known.find(keysOf(read)),
    async story(id) {
      const story = stories.get(id) ?? (await getStory(tx, id));
      return story && (stories.get(story.id) ?? story);
    },
    async takenIds(articleId) {
      for (;;) {
        const id = storyIdOf(articleId, (one) => taken.has(one));
        if (!asked.has(id)) for (const one of await takenStoryIds(tx, [id])) taken.add(one);
        asked.add(id);
        if (!taken.has(id)) return taken;
      }
    },
    saveArticle(one) {
      const { article, storyId } = one;
      saved.push(one);
      known.add(keysOf(one), { id: article.id, revision: article.revision, storyId });
    },
    saveStory(story) {
      stories.set(story.id, story);
      taken.add(story.id);
    },
    async flush() {
      await saveArticles(tx, saved, seenAt);
      await saveStories(tx, [...stories.values()]);
      saved.length = 0;
      stories.clear();
    },
  };
}

function keysOf({ article: { id, feedId, url }, entryKey }: { article: Article; entryKey: string }) {
  return { id, feedId, entryKey, url };
}
