import { MessageFlags, REST, Routes } from 'discord.js';
import type { MessageBody } from '../messages/message.ts';
import { outcomeOf } from './send_failure.ts';

/** One message to a channel. */
export interface Outgoing {
  channelId: string;
  kind: 'post' | 'edit';
  /** The message to edit; null on a post. */
  messageId: string | null;
  body: MessageBody;
  /** At most 25 characters, the same on every attempt at one message. */
  nonce: string;
}

/** What became of it. */
export type SendOutcome =
  | { kind: 'sent'; messageId: string }
  /**
   * Try again: after `afterMs` where Discord said when, else by the caller's own backoff (null). With scope
   * `all` the same would meet every message. `attempted` is false where nothing can have been posted.
   */
  | { kind: 'retry'; scope: 'channel' | 'all'; afterMs: number | null; attempted: boolean; reason: string }
  /** The channel or message can't be reached any more; `reason` tells a server's admin how to mend it. */
  | { kind: 'gone'; scope: 'channel' | 'message'; code: number; reason: string }
  /** Discord takes no such message, however often it is sent: a fault of this program. */
  | { kind: 'refused'; reason: string };

/** What delivers messages: Discord, or a test's stand-in. */
export interface Sender {
  /** Sends one message, once; never throws. */
  send(outgoing: Outgoing): Promise<SendOutcome>;
  close(): void;
}

export interface SenderOptions {
  token: string;
  /** Base of the REST API without its version, e.g. `https://discord.com/api`. */
  apiUrl: string;
  /** Of the REST API. */
  version?: string;
  /** How long one request may take, in milliseconds. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 15_000;

/** A rate limit that ends sooner is waited out in the queue; for a longer one the channel is better parked. */
const LONGEST_QUEUE_WAIT_MS = 1_500;

/**
 * Sends messages through a REST client of its own: discord.js' one would hold answers to members up behind
 * them. It makes one attempt a call; when to try again is for the caller to decide and to remember. A post
 * carries its nonce with `enforce_nonce`, so that Discord answers a repeated one with the message that is
 * there already (https://discord.com/developers/docs/resources/message#create-message).
 */
export function createSender(options: SenderOptions): Sender {
  const timeout = options.timeoutMs ?? TIMEOUT_MS;
  const rest = new REST({
    api: options.apiUrl,
    ...(options.version === undefined ? {} : { version: options.version }),
    timeout,
    retries: 0,
    // A 429 that doesn't say how long comes as 0: the queue would repeat it at once.
    rejectOnRateLimit: ({ retryAfter }) => retryAfter <= 0 || retryAfter > LONGEST_QUEUE_WAIT_MS,
  });

  return {
    async send(outgoing) {
      // After a 401 the client forgets its token.
      rest.setToken(options.token);
      // The client's own time-out ends with the answer's first line; this one bounds the whole.
      const signal = AbortSignal.timeout(timeout + LONGEST_QUEUE_WAIT_MS);
      try {
        const message =
          outgoing.kind === 'edit' && outgoing.messageId !== null
            ? await rest.patch(Routes.channelMessage(outgoing.channelId, outgoing.messageId), {
                body: editBody(outgoing.body),
                signal,
              })
            : await rest.post(Routes.channelMessages(outgoing.channelId), {
                body: { ...outgoing.body, nonce: outgoing.nonce, enforce_nonce: true },
                signal,
              });
        return sentAs(message);
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close() {
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
    },
  };
}

/** An edit may set no other flag, and has no nonce (same page, "Edit Message"). */
function editBody(body: MessageBody): MessageBody {
  return { ...body, flags: body.flags & MessageFlags.IsComponentsV2 };
}

function sentAs(answer: unknown): SendOutcome {
  if (typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string') {
    return { kind: 'sent', messageId: answer.id };
  }
  const reason = 'The answer was no message: something between here and Discord answered in its place.';
  return { kind: 'retry', scope: 'all', afterMs: null, attempted: true, reason };
}
