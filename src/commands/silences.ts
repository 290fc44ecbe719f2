import { silenceOn, storyIn } from '../alerts/story_state.ts';
import type { Subscription } from '../alerts/subscription.ts';
import { type Decision, firstDecidedAt } from '../store/decisions.ts';
import type { Db } from '../store/open.ts';
import { type DecidedState, statesOf } from '../store/story_states.ts';
import { type SubscriptionVersion, versionsOf } from '../store/subscription_versions.ts';

/**
 * The silences on a story that no row is kept of, found again from what the story and the subscriptions were then: those
 * before something was first stored for a subscription. The same one again is there once, with its newest time. Oldest first.
 */
export async function silencesOn(
  db: Db,
  storyId: string,
  subscriptions: readonly Subscription[],
): Promise<Decision[]> {
  const states = await statesOf(db, storyId);
  if (states.length === 0) return [];
  const ids = subscriptions.map(({ id }) => id);
  const stored = await firstDecidedAt(db, storyId, ids);
  const silences: Decision[] = [];
  for (const subscription of subscriptions) {
    const versions = await versionsOf(db, subscription.id);
    const before = stored.get(subscription.id) ?? Number.POSITIVE_INFINITY;
    const own: Decision[] = [];
    for (const decided of states) {
      if (decided.at >= before) break;
      const silence = silenceAt(decided, versionAt(decided, versions, subscription));
      if (silence === null) continue;
      if (isSame(own.at(-1), silence)) own.pop();
      own.push({ ...silence, storyId });
    }
    silences.push(...own);
  }
  return silences.sort((a, b) => a.at - b.at);
}

function versionAt(
  { id }: DecidedState,
  versions: readonly SubscriptionVersion[],
  now: Subscription,
): Subscription {
  return versions.find(({ untilState }) => untilState >= id)?.subscription ?? now;
}

function silenceAt(
  { at, state, guildIds }: DecidedState,
  subscription: Subscription,
): Omit<Decision, 'storyId'> | null {
  const { id, guildId, createdAt, followed } = subscription;
  // What follows a home channel wasn't decided on: the home channel's subscription was.
  const isOther = guildIds !== null && !guildIds.includes(guildId ?? '');
  if (createdAt > at || followed || isOther) return null;
  const decision = silenceOn(storyIn(state), subscription, at);
  return decision && { subscriptionId: id, action: 'silent', reason: decision.reason, at, heldUntil: null };
}

function isSame(before: Decision | undefined, { reason }: Pick<Decision, 'reason'>): boolean {
  return before !== undefined && JSON.stringify(before.reason) === JSON.stringify(reason);
}
