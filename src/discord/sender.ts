import { setTimeout as sleep } from 'node:timers/promises';
import { DiscordAPIError, MessageFlags, REST, RESTEvents, Routes } from 'discord.js';
import type { MessageBody } from '../messages/message.ts';
import { encodeForms } from './encode_forms.ts';
import { findOwn, type Sought } from './find_own.ts';
import { type ForumTag, forumPost } from './forum_post.ts';
import { type Budget, createBudget, createPace } from './pace.ts';
import { outcomeOf } from './send_failure.ts';
import { withoutMedia } from './without_media.ts';

/** One message to a channel. */
export interface Outgoing {
  channelId: string;
  kind: 'post' | 'edit' | 'reply';
  /** The message to edit or to reply to; null on a post. */
  messageId: string | null;
  body: MessageBody;
  /** What the body refers to as `attachment://<name>`; posted only. */
  files?: readonly { name: string; data: Buffer }[];
  /** At most 25 characters, the same on every attempt at one message. */
  nonce: string;
  /** On a post, the message that it replies to, where there is one. */
  replyTo?: string | null;
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
  /** The message stands, but Discord lets it not be edited for now: reply to it instead. */
  | { kind: 'uneditable' }
  /** Discord takes no such message, however often it is sent: a fault of this program. */
  | { kind: 'refused'; reason: string };

/** The bot's own messages that may be the one that was sought, newest first; or why nobody can tell for now. */
export type FindOutcome = { kind: 'found'; messageIds: string[] } | Exclude<SendOutcome, { kind: 'sent' }>;

/** What delivers messages: Discord, or a test's stand-in. */
export interface Sender {
  /** Sends one message, once; never throws. */
  send(outgoing: Outgoing): Promise<SendOutcome>;
  /** Looks in the channel whether a post arrived after all, for one that is older than Discord remembers nonces. */
  find(sought: Sought): Promise<FindOutcome>;
  close(): void;
}

/** What kind of channel one is, as far as sending goes. */
export type ChannelKind =
  | { kind: 'text' }
  | { kind: 'announcement' }
  | { kind: 'forum'; guildId: string; tags: readonly ForumTag[]; needsTag: boolean };

export interface SenderOptions {
  token: string;
  /** Base of the REST API without its version, e.g. `https://discord.com/api`. */
  apiUrl: string;
  /** Of the REST API. */
  version?: string;
  /** How long one request may take, in milliseconds. */
  timeoutMs?: number;
  /** The budget of refused requests that this program shares; one of the sender's own where absent. */
  budget?: Budget;
  /** What is known of a channel; text where absent. */
  channelKind?: (channelId: string) => ChannelKind;
}

const TIMEOUT_MS = 15_000;

/** A rate limit that ends sooner is waited out in the queue; for a longer one the channel is better parked. */
const LONGEST_QUEUE_WAIT_MS = 1_500;

/** Where refused requests have used up their budget. */
const SPENT_MS = 60_000;

/** Discord publishes so many messages of a channel an hour, and as many edits of published ones. */
const PUBLISHED_AN_HOUR = 10;
const HOUR_MS = 3_600_000;

const THREAD_ARCHIVED = 50_083;
const TOO_LARGE = 40_005;
const NO_HISTORY = 160_002;

/**
 * Sends messages through a REST client of its own: discord.js' one would hold answers to members up behind
 * them. It makes one attempt a call; when to try again is for the caller to decide and to remember. A post
 * carries its nonce with `enforce_nonce`, so that Discord answers a repeated one with the message that is
 * there already (https://discord.com/developers/docs/resources/message#create-message).
 */
export function createSender(options: SenderOptions): Sender {
  const timeout = options.timeoutMs ?? TIMEOUT_MS;
  const monotonic = () => performance.now();
  const budget = options.budget ?? createBudget(monotonic);
  const turn = createPace(monotonic, budget, sleep);
  const published = new Map<string, number[]>();
  const rest = new REST({
    api: options.apiUrl,
    ...(options.version === undefined ? {} : { version: options.version }),
    timeout,
    makeRequest: encodeForms,
    retries: 0,
    // A 429 that doesn't say how long comes as 0: the queue would repeat it at once.
    rejectOnRateLimit: ({ retryAfter }) => retryAfter <= 0 || retryAfter > LONGEST_QUEUE_WAIT_MS,
  });
  rest.on(RESTEvents.Response, (_request, response) => {
    budget.count(response.status, response.headers.get('x-ratelimit-scope') === 'shared');
  });

  /** One request with all its bounds; what it throws is for `outcomeOf`. */
  async function paced<T>(request: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (!(await turn())) throw new BudgetSpent();
    // After a 401 the client forgets its token.
    rest.setToken(options.token);
    // The client's own time-out ends with the answer's first line; this one bounds the whole.
    return request(AbortSignal.timeout(timeout + LONGEST_QUEUE_WAIT_MS));
  }

  async function attempt(outgoing: Outgoing): Promise<SendOutcome> {
    const { channelId, body, messageId } = outgoing;
    const files = outgoing.files?.length ? { files: [...outgoing.files] } : {};
    const channel = options.channelKind?.(channelId) ?? { kind: 'text' };
    if (outgoing.kind === 'edit' && messageId !== null) {
      // A forum post is a thread, and has the id of its first message.
      const place = channel.kind === 'forum' ? messageId : channelId;
      const route = Routes.channelMessage(place, messageId);
      return sentAs(await paced((signal) => rest.patch(route, { body: editBody(body), signal })));
    }
    if (channel.kind === 'forum' && outgoing.kind === 'post') {
      const post = forumPost(body, channel);
      return sentAs(
        await paced((signal) => rest.post(Routes.threads(channelId), { body: post, ...files, signal })),
      );
    }
    const replyTo = outgoing.kind === 'reply' ? messageId : (outgoing.replyTo ?? null);
    const reference =
      replyTo === null ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
    const post = { ...body, ...reference, nonce: outgoing.nonce, enforce_nonce: true };
    const place = channel.kind === 'forum' && messageId !== null ? messageId : channelId;
    const message = await paced((signal) =>
      rest.post(Routes.channelMessages(place), { body: post, ...files, signal }),
    );
    const outcome = sentAs(message);
    if (channel.kind === 'announcement' && outcome.kind === 'sent')
      await publish(channelId, outcome.messageId);
    return outcome;
  }

  /** Lets the channel's followers have it. A courtesy: where Discord refuses, the message stands unpublished. */
  async function publish(channelId: string, messageId: string): Promise<void> {
    const now = monotonic();
    const recent = (published.get(channelId) ?? []).filter((at) => now - at < HOUR_MS);
    if (recent.length >= PUBLISHED_AN_HOUR) return;
    published.set(channelId, [...recent, now]);
    const route = Routes.channelMessageCrosspost(channelId, messageId);
    await paced((signal) => rest.post(route, { signal })).catch(() => undefined);
  }

  /** What a refusal asks to be changed about the request, once; null where it can't be helped. */
  async function mended(outgoing: Outgoing, error: unknown): Promise<Outgoing | null> {
    const code = error instanceof DiscordAPIError ? Number(error.code) : 0;
    if (code === TOO_LARGE) {
      const body = withoutMedia(outgoing.body);
      return body ? { ...outgoing, body, files: [] } : null;
    }
    if (code === NO_HISTORY) return { ...outgoing, kind: 'post', messageId: null, replyTo: null };
    if (code === THREAD_ARCHIVED) {
      const thread = isForum(outgoing) ? (outgoing.messageId ?? outgoing.channelId) : outgoing.channelId;
      await paced((signal) => rest.patch(Routes.channel(thread), { body: { archived: false }, signal }));
      return outgoing;
    }
    return null;
  }

  function isForum({ channelId }: Outgoing): boolean {
    return options.channelKind?.(channelId).kind === 'forum';
  }

  return {
    async send(outgoing) {
      try {
        try {
          return await attempt(outgoing);
        } catch (error) {
          const other = await mended(outgoing, error);
          if (!other) throw error;
          return await attempt(other);
        }
      } catch (error) {
        return error instanceof BudgetSpent ? spent : outcomeOf(error);
      }
    },
    async find(sought) {
      try {
        return {
          kind: 'found',
          messageIds: await findOwn(sought, (path, query) => {
            return paced((signal) => rest.get(path, { query, signal }));
          }),
        };
      } catch (error) {
        return error instanceof BudgetSpent ? spent : outcomeOf(error);
      }
    },
    close() {
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
    },
  };
}

/** So many requests were refused that the next ones could get the address banned. */
class BudgetSpent extends Error {}

const spent = {
  kind: 'retry',
  scope: 'all',
  afterMs: SPENT_MS,
  attempted: false,
  reason:
    'Discord refused thousands of requests within ten minutes: Sitrep waits, lest its address be banned.',
} as const;

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
