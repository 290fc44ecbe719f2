import type { Logger } from 'pino';
import { retryDelay } from '../discord/retry_delay.ts';
import type { Sender, SendOutcome } from '../discord/sender.ts';
import { claimDeliveries, type Delivery, nextDeliveryAt } from '../store/deliveries.ts';
import { giveUpDelivery, markSent, repostCard, retryDelivery } from '../store/delivery_outcomes.ts';
import { type Db, inTransaction } from '../store/open.ts';
import { pauseChannel } from '../store/subscriptions.ts';

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
}

export interface Deliverer {
  /** Sends whatever is due, and what falls due meanwhile; resolves once nothing is. */
  drain(): Promise<void>;
  /** Something may be due: look now. Call it after the transaction that enqueued. */
  wake(): void;
  /** From now on sends by itself whenever something is due. */
  start(): void;
  /** Takes nothing new and waits up to `withinMs` for what is in flight; the rest is sent after the restart. */
  stop(withinMs?: number): Promise<void>;
}

const LEASE_MS = 60_000;
const CONCURRENCY = 10;
const STOP_WITHIN_MS = 4_000;

/** About eight hours of an answer that never comes; what fails so long fails by itself. */
const MOST_ATTEMPTS = 100;

/** The queue is looked at that often even if nobody wakes it: another process may have enqueued. */
const LONGEST_SLEEP_MS = 60_000;
const SHORTEST_SLEEP_MS = 25;

/**
 * Sends what the outbox owes: several channels at once, one message at a time in each. Every outcome is
 * stored before the next step, so that dying at any point leaves a row to be sent, with the nonce it had.
 */
export function createDeliverer(options: DelivererOptions): Deliverer {
  const { db, sender, now, random, logger } = options;
  const leaseMs = options.leaseMs ?? LEASE_MS;
  const concurrency = options.concurrency ?? CONCURRENCY;

  const inFlight = new Set<number>();
  let alarm = Promise.withResolvers<void>();
  let woken = false;
  let draining: Promise<void> | null = null;
  let loop: Promise<void> | null = null;
  let stopping = false;
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
      const claimed = await claim();
      for (const delivery of claimed) {
        inFlight.add(delivery.id);
        deliver(delivery).finally(() => {
          inFlight.delete(delivery.id);
          wake();
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

  async function claim(): Promise<Delivery[]> {
    if (room() <= 0 || now() < pausedUntil) return [];
    return claimDeliveries(db, now(), leaseMs, room());
  }

  /** Never throws: a row whose outcome can't be stored stays leased, and is sent again with its nonce. */
  async function deliver(delivery: Delivery): Promise<void> {
    try {
      const outcome = await sender.send(delivery);
      await settle(delivery, outcome);
    } catch (error) {
      logger.error(
        { err: error, delivery: delivery.id },
        'a delivery has no known outcome; it will be sent again',
      );
    }
  }

  async function settle(delivery: Delivery, outcome: SendOutcome): Promise<void> {
    const context = { delivery: delivery.id, channel: delivery.channelId, story: delivery.storyId };
    if (outcome.kind !== 'retry') outages = 0;
    switch (outcome.kind) {
      case 'sent':
        await markSent(db, delivery.id, outcome.messageId, now());
        logger.debug(context, 'delivered');
        return;
      case 'retry':
        await putOff(delivery, outcome);
        return;
      case 'refused':
        await giveUpDelivery(db, delivery.id, outcome.reason, now());
        logger.error(
          { ...context, reason: outcome.reason },
          'Discord refused a message: this is a fault in Sitrep',
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
          await pauseChannel(db, delivery.channelId, outcome.reason);
        });
        logger.warn(
          { ...context, reason: outcome.reason },
          'a channel is out of reach; its subscriptions are paused',
        );
    }
  }

  async function putOff(delivery: Delivery, outcome: SendOutcome & { kind: 'retry' }): Promise<void> {
    const { reason, attempted } = outcome;
    const context = { delivery: delivery.id, channel: delivery.channelId, reason };
    if (attempted && delivery.attempts >= MOST_ATTEMPTS) {
      await giveUpDelivery(db, delivery.id, `Given up after ${delivery.attempts} attempts. ${reason}`, now());
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
    while (!stopping) {
      let wait = LONGEST_SLEEP_MS / 10;
      try {
        await drain();
        wait = await untilNext();
      } catch (error) {
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
    async stop(withinMs = STOP_WITHIN_MS) {
      stopping = true;
      wake();
      const bound = Promise.withResolvers<void>();
      const timer = setTimeout(bound.resolve, withinMs);
      await Promise.race([Promise.allSettled([draining, loop]), bound.promise]);
      clearTimeout(timer);
      for (const id of inFlight) {
        await retryDelivery(db, id, now(), 'Sitrep was stopped while this was being sent.');
      }
    },
  };
}
