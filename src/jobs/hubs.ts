import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Fetcher } from '../feeds/fetch.ts';
import { isSigned } from '../feeds/hub.ts';
import { findHubLease, type HubToAsk, hubsToAsk, saveHubAsked, setHubLease } from '../store/hubs.ts';
import type { Db } from '../store/open.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** What a hub is asked for; it may promise less. */
const WANTED_LEASE_MS = 10 * DAY;
const LONGEST_LEASE_MS = 30 * DAY;
/** A lease is renewed when this share of it is over. */
const RENEW_AFTER = 0.8;
/** A hub that was asked and hasn't answered is asked again after this, doubled each time. */
const ASK_AGAIN_MS = 10 * MINUTE;
/** So many hubs a minute: a start with thousands of feeds doesn't ask them all at once. */
const MOST_ASKED = 50;

/** What a hub sends to make sure that a subscription is meant (WebSub section 5.3). */
export interface HubQuestion {
  mode: string;
  topic: string;
  leaseSeconds: number;
}

export interface Hubs {
  /** Asks hubs whose promise is missing or about to end. */
  ask(): Promise<void>;
  /** Whether a hub that was given this token pushes under it. */
  knows(token: string): Promise<boolean>;
  /** Whether what a hub asks about is meant; it is then kept. A refusal (`denied`) is kept, too. */
  confirm(token: string, question: HubQuestion): Promise<boolean>;
  /** Takes a push. `forged`: not signed as agreed, and left. `unknown`: nobody wants it any more. */
  take(token: string, signature: string | undefined, push: Push): Promise<'taken' | 'forged' | 'unknown'>;
}

export interface Push {
  document: Uint8Array;
  contentType: string | null;
}

/**
 * Keeps up WebSub (w3.org/TR/websub) with the hubs that feeds name: subscribes at `callback` + a secret token, renews
 * in time, and hands what is pushed and signed to `onPush`. Where a hub falls silent the feed's poller notices.
 */
export function createHubs(parts: {
  db: Db;
  fetcher: Pick<Fetcher, 'send'>;
  /** Public address that tokens are put behind, such as `https://sitrep.example/hub/`. */
  callback: string;
  now: () => number;
  logger: Logger;
  onPush: (feedId: string, push: Push) => void;
}): Hubs {
  const { db, fetcher, callback, now, logger } = parts;

  async function askOne({ feedId, hub, byMembers, lease: before }: HubToAsk): Promise<void> {
    const lease = before ?? {
      ...{ feedId, hub, leaseUntil: null, asked: 0 },
      ...{ token: randomBytes(24).toString('base64url'), secret: randomBytes(32).toString('base64url') },
    };
    const again = Math.min(ASK_AGAIN_MS * 2 ** Math.min(lease.asked, 10), DAY);
    await saveHubAsked(db, { ...lease, asked: lease.asked + 1 }, now() + again);
    const form = new URLSearchParams({
      'hub.callback': callback + lease.token,
      'hub.mode': 'subscribe',
      'hub.topic': hub.topic,
      'hub.secret': lease.secret,
      'hub.lease_seconds': String(WANTED_LEASE_MS / 1_000),
    });
    const outcome = await fetcher.send({ url: hub.url, form, byMember: byMembers });
    const log = logger.child({ feed: feedId, hub: hub.url });
    if (outcome.kind === 'failed') log.warn({ code: outcome.code }, `the hub: ${outcome.message}`);
    else if (outcome.status < 200 || outcome.status > 299)
      log.warn({ status: outcome.status, answer: outcome.text.slice(0, 200) }, 'the hub refuses');
  }

  return {
    async ask() {
      const due = await hubsToAsk(db, now(), MOST_ASKED);
      await Promise.all(due.map(askOne));
    },

    async knows(token) {
      return ((await findHubLease(db, token))?.leaseUntil ?? null) !== null;
    },

    async confirm(token, { mode, topic, leaseSeconds }) {
      const lease = await findHubLease(db, token);
      if (lease === null || topic !== lease.hub.topic) return false;
      if (mode === 'denied') {
        logger.warn({ feed: lease.feedId, hub: lease.hub.url }, 'the hub has denied the subscription');
        await setHubLease(db, lease.feedId, null, now() + DAY);
        return true;
      }
      // Sitrep never asks to be left alone: who asks about that is not answering it.
      if (mode !== 'subscribe' || !(leaseSeconds > 0)) return false;
      const leaseMs = Math.min(leaseSeconds * 1_000, LONGEST_LEASE_MS);
      await setHubLease(db, lease.feedId, now() + leaseMs, now() + Math.round(leaseMs * RENEW_AFTER));
      logger.info({ feed: lease.feedId, hub: lease.hub.url, leaseSeconds }, 'the hub pushes from now on');
      return true;
    },

    async take(token, signature, push) {
      const lease = await findHubLease(db, token);
      if (lease === null || lease.leaseUntil === null) return 'unknown';
      if (!isSigned(signature, lease.secret, push.document)) {
        logger.warn({ feed: lease.feedId }, 'a push was not signed as agreed, and is left');
        return 'forged';
      }
      parts.onPush(lease.feedId, push);
      return 'taken';
    },
  };
}
