import { afterEach, beforeEach } from 'vitest';
import type { Outgoing, Sender, SendOutcome } from '../../src/discord/sender.ts';
import { createDeliverer, type Deliverer, type DelivererOptions } from '../../src/jobs/deliver.ts';
import { inEnglish } from '../../src/languages/say.ts';
import { enqueuePost } from '../../src/store/enqueue.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { toSaid } from '../../src/store/said.ts';
import { aBody, aPost, MINUTE, T0, textOf } from '../store/samples.ts';

/** A sender that answers at the test's word: each send waits in `open` until it is answered. */
function createFakeSender() {
  const sent: string[] = [];
  const nonces: string[] = [];
  const repliedTo: (string | null)[] = [];
  const bodies: string[] = [];
  const open = new Map<string, (outcome: SendOutcome) => void>();
  const watchers: { text: string; seen: () => void }[] = [];
  let answer: ((outgoing: Outgoing) => SendOutcome | null) | null = null;
  let ids = 0;
  let found: string[] = [];
  let lookFails: Exclude<SendOutcome, { kind: 'sent' }> | null = null;
  const sender: Sender = {
    send(outgoing) {
      const text = textOf(outgoing.body);
      sent.push(`${outgoing.kind} ${outgoing.messageId ?? ''}: ${text}`.replace(' :', ':'));
      nonces.push(outgoing.nonce);
      repliedTo.push(outgoing.replyTo ?? null);
      bodies.push(JSON.stringify(outgoing.body));
      const { promise, resolve } = Promise.withResolvers<SendOutcome>();
      const now = answer?.(outgoing) ?? null;
      if (now) resolve(now);
      else open.set(text, resolve);
      for (const watcher of watchers) if (watcher.text === text) watcher.seen();
      return promise;
    },
    publishes: () => false,
    dropsRepeated: () => true,
    async find() {
      return lookFails ?? { kind: 'found', messageIds: found };
    },
    close() {},
  };
  const arrived = (): SendOutcome => ({ kind: 'sent', messageId: `m-${++ids}` });
  return {
    sender,
    sent,
    nonces,
    repliedTo,
    bodies,
    arrived,
    /** What the channel is found to hold of a post whose nonce is no longer trusted. */
    holds(messageIds: string[]) {
      found = messageIds;
    },
    /** What looking through the channel comes to from now on; null where it works. */
    failToFind(outcome: typeof lookFails) {
      lookFails = outcome;
    },
    /** Answers at once from now on; null leaves a send open. */
    answerWith(next: ((outgoing: Outgoing) => SendOutcome | null) | null) {
      answer = next;
    },
    answer(text: string, outcome: SendOutcome) {
      open.get(text)?.(outcome);
      open.delete(text);
    },
    /** Resolves when the message with that text is being sent. */
    seen(text: string): Promise<void> {
      if (sent.some((line) => line.endsWith(`: ${text}`))) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      watchers.push({ text, seen: resolve });
      return promise;
    },
  };
}

/** Discord can't be reached at all. */
export const outage: SendOutcome = {
  kind: 'retry',
  scope: 'all',
  afterMs: null,
  attempted: false,
  reason: 'unreachable',
};
/** Discord failed at one message. */
export const trouble: Exclude<SendOutcome, { kind: 'sent' }> = {
  kind: 'retry',
  scope: 'channel',
  afterMs: null,
  attempted: true,
  reason: 'HTTP 500',
};

/** A store, a sender at the test's word and a clock, anew for each test of the file that opens it. */
export interface DeliveryRoom {
  store: Store;
  fake: ReturnType<typeof createFakeSender>;
  /** Unix milliseconds; stands still unless a test moves it. */
  clock: number;
  logged: string[];
  deliverer(options?: Partial<DelivererOptions>): Deliverer;
  /** Owes a channel a post of this text; returns its row's id. */
  post(text: string, channelId: string, urgency?: number): Promise<number>;
  /** Why deliveries were given up, in the order of their rows. */
  reasons(): Promise<(string | null)[]>;
}

export function openDeliveryRoom(): DeliveryRoom {
  const log = (level: string) => (_: unknown, text?: string) => room.logged.push(`${level}: ${text}`);
  const room = {
    deliverer: (options = {}) =>
      createDeliverer({
        db: room.store.db,
        sender: room.fake.sender,
        now: () => room.clock,
        random: () => 0,
        logger: { debug: () => undefined, warn: log('warn'), error: log('error') },
        leaseMs: MINUTE,
        ...options,
      }),
    post: (text, channelId, urgency = 0) =>
      enqueuePost(room.store.db, aPost({ body: aBody(text), channelId, urgency })),
    async reasons() {
      const rows = await room.store.db
        .selectFrom('deliveries')
        .select('reason')
        .where('status', '=', 'given_up')
        .execute();
      return rows.map(({ reason }) => reason && inEnglish.text(toSaid(reason)));
    },
  } as DeliveryRoom;
  beforeEach(async () => {
    const fresh = { store: await openStore('sqlite::memory:'), fake: createFakeSender() };
    Object.assign(room, fresh, { clock: T0, logged: [] });
  });
  afterEach(() => room.store.close());
  return room;
}
