import { storyList } from '../messages/list.ts';
import { type Delivery, enqueuePost, waitingPosts } from '../store/deliveries.ts';
import { giveUpDelivery, retryDelivery } from '../store/delivery_outcomes.ts';
import { type Db, inTransaction } from '../store/open.ts';
import { getStory } from '../store/stories.ts';
import type { Story } from '../stories/story.ts';

export interface Lateness {
  /** How old a story's newest report may be for an alert of its own, in milliseconds. */
  lateMs: number;
}

/** After an outage the feeds bring what was missed one after another: so long is gathered. */
const GATHER_MS = 10_000;
/** One message lists so many stories. */
const LISTED = 10;
/** After alerts and corrections, like a digest. */
const LATE_URGENCY = -2_000;
const REASON = 'Too old for an alert of its own: told in a digest of what was missed.';

/**
 * Keeps a channel from being flooded after an outage: alerts whose news is too old leave together, as one list of
 * the stories in their newest state. A single one leaves as the card that it is.
 * @returns true where the delivery is settled by it, or put off until the rest is there
 */
export async function foldLate(
  db: Db,
  delivery: Delivery,
  { lateMs }: Lateness,
  now: number,
): Promise<boolean> {
  if (delivery.kind !== 'post' || delivery.storyId === null || delivery.attemptedAt !== null) return false;
  if (!(await lateStory(db, delivery.storyId, now - lateMs))) return false;
  return inTransaction(db, async (db) => {
    const others = (await waitingPosts(db, delivery.channelId)).filter(({ id }) => id !== delivery.id);
    const all: { id: number; story: Story }[] = [];
    for (const { id, storyId } of [{ id: delivery.id, storyId: delivery.storyId ?? '' }, ...others]) {
      const story = await lateStory(db, storyId, now - lateMs);
      if (story) all.push({ id, story });
    }
    if (now - delivery.createdAt < GATHER_MS) {
      await retryDelivery(db, delivery.id, delivery.createdAt + GATHER_MS, 'Gathered with what was missed.', {
        attempted: false,
      });
      return true;
    }
    if (all.length < 2) return false;
    for (const { id } of all) await giveUpDelivery(db, id, REASON, now);
    const stories = all.map(({ story }) => story).sort((a, b) => b.gravity.score - a.gravity.score);
    const pages = Math.ceil(stories.length / LISTED);
    for (let page = 1; page <= pages; page++) {
      const shown = stories.slice((page - 1) * LISTED, page * LISTED);
      // Without a name for its pages: each of them is a message, so none needs buttons to the others.
      const at = { kind: 'missed', arg: '', page: 1, pages: 1, total: stories.length };
      const title = pages > 1 ? `While Sitrep was away (${page} of ${pages})` : 'While Sitrep was away';
      await enqueuePost(db, {
        subscriptionId: delivery.subscriptionId,
        channelId: delivery.channelId,
        storyId: null,
        body: storyList(title, shown, at),
        urgency: LATE_URGENCY,
        now,
      });
    }
    return true;
  });
}

/** The story, where its newest report is older than `before`. */
async function lateStory(db: Db, storyId: string, before: number): Promise<Story | null> {
  const story = await getStory(db, storyId);
  if (!story) return null;
  const newest = Math.max(...story.sources.map(({ publishedAt, seenAt }) => publishedAt ?? seenAt));
  return newest < before ? story : null;
}
