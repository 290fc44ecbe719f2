import { quietUntil, usualNight } from '../alerts/quiet.ts';
import { languageOfLocale } from '../languages/language.ts';
import { speakIn } from '../languages/say.ts';
import { followChanges } from '../messages/follow.ts';
import { enqueuePost } from '../store/enqueue.ts';
import { type Follow, followsOf, heldFollows, setHeldSince } from '../store/follows.ts';
import { type Db, inTransaction } from '../store/open.ts';
import { getStory } from '../store/stories.ts';
import { memberSubscriptions } from '../store/subscriptions.ts';
import { isMaterial } from '../stories/changes.ts';
import type { Story, StoryChange } from '../stories/story.ts';

/**
 * Owes those who follow a story what moved in it, or holds it back where it is night for them.
 * @returns how many deliveries became due
 */
export async function tellFollowers(
  db: Db,
  story: Story,
  changes: readonly StoryChange[],
  now: number,
): Promise<number> {
  const moved = changes.filter(isMaterial);
  if (moved.length === 0) return 0;
  let owed = 0;
  for (const follow of await followsOf(db, story.id)) {
    owed += await tell(db, follow, story, follow.heldSince === null ? moved : heldOf(follow, story), now);
  }
  return owed;
}

/**
 * Owes what was held back for the quiet hours of members whose night is over: one message for each story.
 * @returns how many deliveries became due
 */
export async function oweHeldFollows(db: Db, now: number): Promise<number> {
  let owed = 0;
  for (const follow of await heldFollows(db)) {
    owed += await inTransaction(db, async (tx) => {
      const story = await getStory(tx, follow.storyId);
      return story === null ? 0 : tell(tx, follow, story, heldOf(follow, story), now);
    });
  }
  return owed;
}

function heldOf({ heldSince }: Follow, { timeline }: Story): StoryChange[] {
  return timeline.filter((change) => isMaterial(change) && change.at >= (heldSince ?? 0));
}

async function tell(
  db: Db,
  follow: Follow,
  story: Story,
  moved: readonly StoryChange[],
  now: number,
): Promise<number> {
  const { quiet, covered } = await mannersOf(db, follow);
  if (quietUntil(quiet, now) !== null) {
    if (follow.heldSince === null) await setHeldSince(db, follow, Math.min(...moved.map(({ at }) => at)));
    return 0;
  }
  if (follow.heldSince !== null) await setHeldSince(db, follow, null);
  // Without the story's id: each is a message of its own, not a card that is kept right.
  await enqueuePost(db, {
    subscriptionId: null,
    channelId: follow.channelId,
    storyId: null,
    body: followChanges(story, moved, { covered }, speakIn(follow.language)),
    urgency: story.gravity.score,
    now,
  });
  return 1;
}

/** As the member asked for in a subscription to alerts by direct message; without one the night is quiet and the worst is covered. */
async function mannersOf(db: Db, { userId, language }: Follow) {
  const own = (await memberSubscriptions(db, userId)).find(({ kind }) => kind === 'alerts');
  return {
    quiet: own ? own.quiet : usualNight(languageOfLocale(language)),
    covered: own ? own.spoilers : true,
  };
}
