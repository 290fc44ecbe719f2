import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { countWaiting } from '../store/deliveries.ts';
import { moveFanOut, nextFanOut } from '../store/fan_outs.ts';
import { type Db, inTransaction } from '../store/open.ts';
import { getStory } from '../store/stories.ts';
import { activeSubscriptions } from '../store/subscriptions.ts';
import { openDecider } from './alerts.ts';
import type { Ingest } from './ingest.ts';

/**
 * Told in one transaction: some 15 ms of work, within which the sender can't store what left, nor take what leaves
 * next. What it took before lasts half a second.
 */
export const PAGE = 25;

/** Looked at in one transaction: most stories are nothing for most subscriptions, which takes little to see. */
export const LOOKED_AT = 250;

/** The outbox holds no more than so many messages of a fan-out ahead of the sender: about five seconds of sending. */
export const AHEAD = 250;

/** How often it is looked whether a poll left something. */
const EVERY_MS = 1_000;

interface FanOutParts {
  db: Db;
  /** Unix milliseconds. */
  now: () => number;
  between: Ingest['between'];
  /** Called whenever something became due. */
  onOwed: () => void;
}

/** Fans out whatever polls leave, until the signal; a fault is logged, and tried again. */
export async function keepFanningOut(
  parts: FanOutParts & { logger: Pick<Logger, 'error'> },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await fanOutDue(parts, signal).catch((error: unknown) => {
      if (!signal.aborted) parts.logger.error({ err: error }, 'a fan-out failed');
    });
    await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/**
 * Decides on stories for the subscriptions that polls left, a page at a time, each in a transaction of its own: sending,
 * polling and commands get their turn in between. The gravest story goes first, also before what was begun already; where
 * the outbox has enough of its urgency, the rest waits.
 */
export async function fanOutDue(
  { db, now, between, onOwed }: FanOutParts,
  signal: AbortSignal,
): Promise<void> {
  // A look takes no lock, and mostly there is nothing.
  while (!signal.aborted && (await nextFanOut(db)) !== null) {
    const owed = await between(() => inTransaction(db, (tx) => decideNextPage(tx, now())));
    if (owed === null) return;
    if (owed > 0) onOwed();
  }
}

/** @returns how many deliveries became due; null where nothing is to be decided for now */
async function decideNextPage(tx: Db, now: number): Promise<number | null> {
  const next = await nextFanOut(tx);
  if (next === null || (await countWaiting(tx, next.urgency, AHEAD)) >= AHEAD) return null;
  const { id, storyId, changes, guildIds, decidedUntil } = next;
  const story = await getStory(tx, storyId);
  // One that was joined to another is decided on as that one.
  if (story?.id !== storyId) {
    await moveFanOut(tx, id, null);
    return 0;
  }
  const page = { after: decidedUntil, limit: LOOKED_AT, guildIds };
  const subscriptions = await activeSubscriptions(tx, 'alerts', page);
  const { owed, decided } = await openDecider(tx, now)(subscriptions, story, changes, PAGE);
  const isLast = subscriptions.length < LOOKED_AT && decided === subscriptions.length;
  await moveFanOut(tx, id, isLast ? null : (subscriptions[decided - 1]?.id ?? null));
  return owed;
}
