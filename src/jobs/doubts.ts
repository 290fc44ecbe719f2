import type { Sender, SendOutcome } from '../discord/sender.ts';
import { type Delivery, waitingPosts } from '../store/deliveries.ts';
import { forgetAttempts, knownMessages } from '../store/delivery_outcomes.ts';
import type { Db } from '../store/open.ts';

/** Discord remembers a nonce for "the past few minutes"; an older attempt is looked for in the channel instead. */
const NONCE_TRUSTED_MS = 2 * 60_000;

/** What becomes of messages that may have arrived although nobody said so. */
export interface Doubts {
  /**
   * What is known of a message that may have arrived already, where its nonce can't be trusted to tell: its first attempt
   * was long ago, or made by a process that died, at nobody knows what time. That it arrived, or that this can't be
   * found out for now; null where it has to be sent. A repeated alert is better than a lost one, so what can't be
   * looked up for want of permission is sent.
   */
  arrivedBefore(delivery: Delivery): Promise<SendOutcome | null>;
  /** Looks for a message whatever its nonce may tell; null where it was never tried, or has not arrived. */
  look(delivery: Delivery): Promise<SendOutcome | null>;
  /**
   * Looks for all that a channel waits for: what has arrived is handed to `settle`, what has not is as though it had
   * never been tried.
   */
  clear(
    channelId: string,
    settle: (db: Db, delivery: Delivery, outcome: SendOutcome) => Promise<void>,
  ): Promise<void>;
  /** A delivery is settled. */
  over(id: number): void;
}

export function createDoubts(db: Db, sender: Sender): Doubts {
  /** Since when each message that isn't settled can only have been tried by this process, by a clock that can't be set. */
  const triedHere = new Map<number, number>();

  async function look({ attemptedAt, kind, ...delivery }: Delivery): Promise<SendOutcome | null> {
    if (attemptedAt === null || kind === 'edit' || kind === 'publish') return null;
    const { channelId } = delivery;
    const outcome = await sender.find({ ...delivery, kind, since: attemptedAt });
    if (outcome.kind === 'retry') return outcome;
    if (outcome.kind !== 'found') return null;
    const known = await knownMessages(db, channelId, outcome.messageIds);
    const messageId = outcome.messageIds.find((id) => !known.has(id));
    return messageId === undefined ? null : { kind: 'sent', messageId };
  }

  return {
    look,
    async arrivedBefore(delivery) {
      const { id, kind } = delivery;
      if (kind === 'edit' || kind === 'publish') return null;
      const triedAt = triedHere.get(id);
      const isNew = triedAt !== undefined && performance.now() - triedAt < NONCE_TRUSTED_MS;
      if (isNew && sender.dropsRepeated(delivery)) return null;
      const known = await look(delivery);
      // Only once it is known that no older attempt arrived does the nonce tell of every one that could.
      if (known === null) triedHere.set(id, performance.now());
      return known;
    },
    async clear(channelId, settle) {
      for (const post of await waitingPosts(db, channelId)) {
        if (post.attemptedAt === null) continue;
        const known = await look(post);
        if (known === null) await forgetAttempts(db, post.id);
        else if (known.kind === 'sent') await settle(db, post, known);
      }
    },
    over(id) {
      triedHere.delete(id);
    },
  };
}
