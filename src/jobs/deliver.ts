import type { Logger } from 'pino';
import { retryDelay } from '../discord/retry_delay.ts';
import type { Sender, SendOutcome } from '../discord/sender.ts';
import { inEnglish } from '../languages/say.ts';
import { claimDeliveries, type Delivery, nextDeliveryAt } from '../store/deliveries.ts';
import {
  giveUpDelivery,
  markSent,
  releaseDeliveries,
  repostCard,
  retryDelivery,
} from '../store/delivery_outcomes.ts';
import { enqueuePublish } from '../store/enqueue.ts';
import { type Db, inTransaction } from '../store/open.ts';
import { createDoubts } from './doubts.ts';
import { foldLate, isLate, type Lateness } from './late.ts';
import { type NoticeChannel, pauseAndTell } from './pause.ts';

export interface DelivererOptions {
  db: Db;
  sender: Sender;
  /** Unix milliseconds. */
  now: () => number;
  /** From 0 to below 1. */
  random: () => number;
  logger: Pick<Logger, 'debug' | 'warn' | 'error'>;
  /** How long a claim holds if this process dies with it; longer than the sender takes at most. */
  leaseMs?: number;
  /** How many channels are sent to at once. */
  concurrency?: number;
  /** An alert of news older than this is told with others of its kind in one message; never where absent. */
  lateMs?: number;
  /** Called with what became of each attempt. */
  onOutcome?: (delivery: Delivery, outcome: SendOutcome) => void;
  /** Where a server's admins are told that a channel of theirs was paused; nowhere where absent. */
  noticeChannel?: NoticeChannel;
}

export interface Deliverer {
  /** Sends whatever is due, and what falls due meanwhile; resolves once nothing is. */
  drain(): Promise<void>;
  /** Something may be due: look now. Call it after the transaction that enqueued. */
  wake(): void;
  /** From now on sends by itself whenever something is due. */
  start(): void;
  /** The clock was set by so many milliseconds, and what waits in the store was moved along. */
  clockSet(ms: number): void;
  /** Takes nothing new and waits up to `withinMs` for what is in flight; the rest is sent after the restart. */
  stop(withinMs?: number): Promise<void>;
  /** Another process sends from now on: it finds out what became of what is in flight, and nothing is stored here. */
  resign(): void;
}

const LEASE_MS = 60_000;
/** Enough to use Discord's 50 requests a second where each takes up to half a second, or the store for as long. */
const CONCURRENCY = 40;
const STOP_WITHIN_MS = 4_000;

/** Requests of a sender that was killed have this long to arrive before its deliveries are sent again. */
const GRACE_MS = 500;

/** About eight hours of an answer that never comes; what fails so long fails by itself. */
const MOST_ATTEMPTS = 100;

/** The queue is looked at that often even if nobody wakes it: another process may have enqueued. */
const LONGEST_SLEEP_MS = 60_000;
const SHORTEST_SLEEP_MS = 25;

/**
 * A commit waits for the disk and holds everything up meanwhile: what ends within so long is stored together, while
 * others leave.
 */
const GATHER_MS = 100;

/** What graver cards kept from being published for so long is no news any more. */
const PUBLISH_WITHIN_MS = 24 * 3_600_000;

const unsent = { attempted: false };

/**
 * Sends what the outbox owes: several channels at once, one message at a time in each. Every outcome is
 * stored before the next step, so that dying at any point leaves a row to be sent, with the nonce it had.
 */
export function createDeliverer(options: DelivererOptions): Deliverer {
  const { db, sender, now, random, logger } = options;
  const leaseMs = options.leaseMs ?? LEASE_MS;
  const concurrency = options.concurrency ?? CONCURRENCY;

  /** The deliveries that are being sent, with their channels. */
  const inFlight = new Map<number, string>();
  /** Sends that ended and whose outcome isn't stored yet. */
  const ended: { delivery: Delivery; outcome: SendOutcome | null }[] = [];
  const doubts = createDoubts(db, sender);
  const late: Lateness | null = options.lateMs === undefined ? null : { lateMs: options.lateMs };
  let alarm = Promise.withResolvers<void>();
  let woken = false;
  let gathering: NodeJS.Timeout | undefined;
  let draining: Promise<void> | null = null;
  let loop: Promise<void> | null = null;
  let stopping = false;
  let resigned = false;
  /** Failures in a row that any message would have met, and until when nothing is sent because of them. */
  let outages = 0;
  let pausedUntil = Number.NEGATIVE_INFINITY;

  function wake(): void {
    woken = true;
    alarm.resolve();
  }

  function drain(): Promise<void> {
    wake();
    draining ??= sendDue().finally(() => {
      draining = null;
    });
    return draining;
  }

  async function sendDue(): Promise<void> {
    for (;;) {
      // Set before looking, so that no call of wake() falls between looking and waiting.
      woken = false;
      alarm = Promise.withResolvers();
      clearTimeout(gathering);
      gathering = undefined;
      for (const delivery of await storeAndClaim()) {
        inFlight.set(delivery.id, delivery.channelId);
        deliver(delivery).then((outcome) => {
          ended.push({ delivery, outcome });
          const leaving = inFlight.size - ended.length;
          const mayWait = leaving > 0 && (room() > 0 || leaving > concurrency / 2);
          if (!mayWait) wake();
          else gathering ??= setTimeout(wake, GATHER_MS);
        });
      }
      if (inFlight.size > 0) await sleep(room() > 0 ? await untilNext() : LONGEST_SLEEP_MS);
      else if (!woken || stopping) return;
    }
  }

  /** How many more may be sent at once. After an outage a single message finds out whether it is over. */
  function room(): number {
    return stopping ? 0 : (outages > 0 ? 1 : concurrency) - inFlight.size;
  }

  /**
   * Stores what sends came to and takes the next, in one transaction: a commit waits for the disk, and many messages
   * a second can't each wait for it twice.
   */
  async function storeAndClaim(): Promise<Delivery[]> {
    const batch = ended.splice(0);
    for (const { delivery } of batch) inFlight.delete(delivery.id);
    if (resigned) return [];
    if (batch.length === 0) return claim(db);
    try {
      return await inTransaction(db, async (db) => {
        for (const one of batch) await settle(db, one.delivery, one.outcome);
        return claim(db);
      });
    } catch (error) {
      if (resigned) return [];
      logger.error({ err: error }, 'outcomes could not be stored together');
      for (const { delivery, outcome } of batch) {
        await inTransaction(db, (db) => settle(db, delivery, outcome)).catch((error: unknown) =>
          logUnknown(error, delivery),
        );
      }
      return [];
    }
  }

  async function claim(db: Db): Promise<Delivery[]> {
    if (room() <= 0 || now() < pausedUntil) return [];
    const claimed = await claimDeliveries(db, now(), leaseMs, room());
    const channels = new Set(inFlight.values());
    const mine: Delivery[] = [];
    for (const delivery of claimed) {
      if (!channels.has(delivery.channelId)) mine.push(delivery);
      // Its lease, or that of another in its channel, ended by a jump of the clock: the send still runs.
      else if (!inFlight.has(delivery.id))
        await retryDelivery(db, delivery.id, now() + leaseMs, null, unsent);
    }
    return mine;
  }

  /** Never throws. Null where there is nothing to store: it was folded, or a fault leaves it leased. */
  async function deliver(delivery: Delivery): Promise<SendOutcome | null> {
    try {
      if (late && (await isLate(db, delivery, late, now()))) {
        const known = await doubts.look(delivery);
        if (known) return known;
        await doubts.clear(delivery.channelId, settle);
        if (await foldLate(db, delivery, late, now())) return null;
      }
      const arrived = await doubts.arrivedBefore(delivery);
      if (arrived) return arrived;
      const outcome = await sender.send(delivery);
      // What arrived although nobody said so must not be posted again when the channel is open again.
      if (outcome.kind !== 'gone' || outcome.scope !== 'channel') return outcome;
      return (await doubts.look(delivery)) ?? outcome;
    } catch (error) {
      logUnknown(error, delivery);
      return null;
    }
  }

  /** Its row stays leased, and is sent again with its nonce. */
  function logUnknown(error: unknown, delivery: Delivery): void {
    logger.error(
      { err: error, delivery: delivery.id },
      'a delivery has no known outcome; it will be sent again',
    );
  }

  async function settle(db: Db, delivery: Delivery, outcome: SendOutcome | null): Promise<void> {
    if (outcome === null) return;
    options.onOutcome?.(delivery, outcome);
    const context = { delivery: delivery.id, channel: delivery.channelId, story: delivery.storyId };
    if (outcome.kind !== 'retry') {
      outages = 0;
      doubts.over(delivery.id);
    }
    switch (outcome.kind) {
      case 'sent':
        await markSent(db, delivery.id, outcome.messageId, now());
        if ((delivery.kind === 'post' || delivery.kind === 'reply') && sender.publishes(delivery.channelId)) {
          await enqueuePublish(db, delivery, outcome.messageId, now());
        }
        logger.debug(context, 'delivered');
        return;
      case 'retry':
        await putOff(db, delivery, outcome);
        return;
      case 'refused':
        await giveUpDelivery(db, delivery.id, outcome.reason, now());
        logger.error(
          { ...context, reason: inEnglish.text(outcome.reason) },
          'Discord refused a message: this is a fault in Sitrep',
        );
        return;
      case 'uneditable':
        await repostCard(db, delivery.id, now(), { asReply: true });
        logger.debug(context, 'a card is too old to be edited; replying to it');
        return;
      case 'later':
        if (delivery.kind === 'publish' && now() - delivery.createdAt > PUBLISH_WITHIN_MS) {
          await giveUpDelivery(
            db,
            delivery.id,
            { key: 'delivery.no_room', values: { why: outcome.reason } },
            now(),
          );
          return;
        }
        await retryDelivery(db, delivery.id, now() + outcome.afterMs, outcome.reason, { alone: true });
        return;
      case 'closed':
        await giveUpDelivery(db, delivery.id, outcome.reason, now());
        logger.debug(
          { ...context, reason: inEnglish.text(outcome.reason) },
          'a thread takes no more messages',
        );
        return;
      case 'gone':
        if (outcome.scope === 'message' && delivery.kind === 'edit') {
          await repostCard(db, delivery.id, now());
          logger.warn(context, 'a card was deleted in Discord; posting it anew');
          return;
        }
        await inTransaction(db, async (db) => {
          await giveUpDelivery(db, delivery.id, outcome.reason, now());
          await pauseAndTell(db, delivery.channelId, outcome.reason, options.noticeChannel, now());
        });
        logger.warn(
          { ...context, reason: inEnglish.text(outcome.reason) },
          'a channel is out of reach; its subscriptions are paused',
        );
    }
  }

  async function putOff(db: Db, delivery: Delivery, outcome: SendOutcome & { kind: 'retry' }): Promise<void> {
    const { reason, attempted } = outcome;
    const context = { delivery: delivery.id, channel: delivery.channelId, reason: inEnglish.text(reason) };
    if (attempted && delivery.attempts >= MOST_ATTEMPTS) {
      await giveUpDelivery(
        db,
        delivery.id,
        {
          key: 'delivery.given_up',
          values: { attempts: delivery.attempts, why: reason },
        },
        now(),
      );
      logger.error(context, 'a delivery was given up after too many attempts');
      return;
    }
    let at = now() + retryDelay(delivery.attempts, outcome.afterMs, random());
    if (outcome.scope === 'all') {
      // Those that were in flight together met the same outage: it counts once.
      if (now() >= pausedUntil) {
        outages += 1;
        pausedUntil = now() + retryDelay(outages, outcome.afterMs, random());
        logger.error(context, 'nothing can be delivered for now');
      }
      at = pausedUntil;
    }
    await retryDelivery(db, delivery.id, at, reason, { attempted });
    logger.debug({ ...context, at }, 'a delivery was put off');
  }

  async function sendForever(): Promise<void> {
    await releaseDeliveries(db, now() + GRACE_MS).catch((error: unknown) =>
      logger.error({ err: error }, 'what was in flight waits for the end of its lease'),
    );
    while (!stopping) {
      let wait = LONGEST_SLEEP_MS / 10;
      try {
        await drain();
        wait = await untilNext();
      } catch (error) {
        if (resigned) return;
        logger.error({ err: error }, 'the outbox could not be read');
      }
      await sleep(wait);
    }
  }

  /** How long there is nothing to claim, in milliseconds. */
  async function untilNext(): Promise<number> {
    const next = await nextDeliveryAt(db);
    if (next === null) return LONGEST_SLEEP_MS;
    return Math.min(Math.max(Math.max(next, pausedUntil) - now(), SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS);
  }

  /** Ends early when woken; the end of a send wakes too. */
  async function sleep(ms: number): Promise<void> {
    if (stopping && inFlight.size === 0) return;
    const timer = setTimeout(wake, ms);
    await alarm.promise;
    clearTimeout(timer);
  }

  return {
    drain,
    wake,
    start() {
      loop ??= sendForever();
    },
    clockSet(ms) {
      pausedUntil += ms;
      wake();
    },
    resign() {
      stopping = true;
      resigned = true;
      inFlight.clear();
      wake();
    },
    async stop(withinMs = STOP_WITHIN_MS) {
      stopping = true;
      wake();
      const bound = Promise.withResolvers<void>();
      const timer = setTimeout(bound.resolve, withinMs);
      await Promise.race([Promise.allSettled([draining, loop]), bound.promise]);
      clearTimeout(timer);
      if (ended.length > 0) await storeAndClaim();
      for (const id of inFlight.keys()) {
        await retryDelivery(db, id, now(), { key: 'delivery.stopped' });
      }
    },
  };
}
