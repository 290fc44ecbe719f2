import { speakIn } from '../languages/say.ts';
import { storyList } from '../messages/list.ts';
import { type Delivery, waitingPosts } from '../store/deliveries.ts';
import { giveUpDelivery, retryDelivery } from '../store/delivery_outcomes.ts';
import { enqueuePost } from '../store/enqueue.ts';
import { type Db, inTransaction } from '../store/open.ts';
import { getStory } from '../store/stories.ts';
import { getSubscription } from '../store/subscriptions.ts';
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
const REASON = { key: 'delivery.missed' } as const;

/** Whether a delivery is a new card whose news is too old for an alert of its own. */
export async function isLate(
  db: Db,
  { kind, storyId }: Delivery,
  { lateMs }: Lateness,
  now: number,
): Promise<boolean> {
  return kind === 'post' && storyId !== null && (await lateStory(db, storyId, now - lateMs)) !== null;
}

/**
 * Keeps a channel from being flooded after an outage: alerts whose news is too old leave together, as one list of
 * the stories in their newest state. A single one leaves as the card that it is.
 * @param delivery one that `isLate` and has not arrived
 * @returns true where the delivery is settled by it, or put off until the rest is there
 */
export async function foldLate(
  db: Db,
  delivery: Delivery,
  { lateMs }: Lateness,
  now: number,
): Promise<boolean> {
  return inTransaction(db, async (db) => {
    const others = (await waitingPosts(db, delivery.channelId)).filter(
      ({ attemptedAt }) => attemptedAt === null,
    );
    const all: { id: number; story: Story }[] = [];
    for (const { id, storyId } of [delivery, ...others]) {
      const story = await lateStory(db, storyId ?? '', now - lateMs);
      if (story) all.push({ id, story });
    }
    if (now - delivery.createdAt < GATHER_MS) {
      await retryDelivery(
        db,
        delivery.id,
        delivery.createdAt + GATHER_MS,
        { key: 'delivery.gathered' },
        {
          attempted: false,
        },
      );
      return true;
    }
    if (all.length < 2) return false;
    for (const { id } of all) await giveUpDelivery(db, id, REASON, now);
    const stories = all.map(({ story }) => story).sort((a, b) => b.gravity.score - a.gravity.score);
    const subscription =
      delivery.subscriptionId === null ? null : await getSubscription(db, delivery.subscriptionId);
    const say = speakIn(subscription?.language);
    const pages = Math.ceil(stories.length / LISTED);
    for (let page = 1; page <= pages; page++) {
      const shown = stories.slice((page - 1) * LISTED, page * LISTED);
      // Without a name for its pages: each of them is a message, so none needs buttons to the others.
      const at = { kind: 'missed', arg: '', page: 1, pages: 1, total: stories.length };
      const title = say('late.title', { page, pages: pages > 1 ? pages : null });
      await enqueuePost(db, {
        subscriptionId: delivery.subscriptionId,
        channelId: delivery.channelId,
        storyId: null,
        body: storyList(title, shown, at, say),
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
