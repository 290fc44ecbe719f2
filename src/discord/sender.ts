import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DiscordAPIError,
  MessageFlags,
  REST,
  RESTJSONErrorCodes,
  type RESTOptions,
  Routes,
} from 'discord.js';
import type { Said } from '../languages/say.ts';
import { asEmbed } from '../messages/embed.ts';
import type { MessageBody } from '../messages/message.ts';
import { agent } from './agent.ts';
import { codedLimits } from './coded_limits.ts';
import { encodeForms } from './encode_forms.ts';
import { findOwn, findPosts, type Sought } from './find_own.ts';
import { ARCHIVE_AFTER_MINUTES, type ForumTag, forumPost, threadName } from './forum_post.ts';
import { rememberId } from './newest_ids.ts';
import { inOwnThread, placeOf } from './own_threads.ts';
import { type Budget, createBudget, createPace } from './pace.ts';
import { createPublishBudget } from './publish.ts';
import { outcomeOf } from './send_failure.ts';
import { withoutMedia } from './without_media.ts';

/** One message to a channel. */
export interface Outgoing {
  channelId: string;
  /**
   * `thread`: a message in the thread of a card, which is started where it has none. `publish`: a message of an
   * announcement channel goes to the channels that follow it.
   */
  kind: 'post' | 'edit' | 'reply' | 'thread' | 'publish';
  /** The message to edit, to publish or to reply to, or whose thread it is; null on a post. */
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
  | { kind: 'retry'; scope: 'channel' | 'all'; afterMs: number | null; attempted: boolean; reason: Said }
  /** The channel or message can't be reached any more; `reason` tells a server's admin how to mend it. */
  | { kind: 'gone'; scope: 'channel' | 'message'; code: number; reason: Said }
  /** The message stands, but Discord lets it not be edited for now: reply to it instead. */
  | { kind: 'uneditable' }
  /** This edit has to wait for so long; what else its channel waits for need not. */
  | { kind: 'later'; afterMs: number; reason: Said }
  /** Members closed the thread that it belongs to: it isn't owed any more. */
  | { kind: 'closed'; reason: Said }
  /** Discord takes no such message, however often it is sent: a fault of this program. */
  | { kind: 'refused'; reason: Said };

/** The bot's own messages that may be the one that was sought, newest first; or why nobody can tell for now. */
export type FindOutcome = { kind: 'found'; messageIds: string[] } | SendFailure;

/** Every outcome but that a message was sent. */
export type SendFailure = Exclude<SendOutcome, { kind: 'sent' }>;

/** What delivers messages: Discord, or a test's stand-in. */
export interface Sender {
  /** Sends one message, once; never throws. */
  send(outgoing: Outgoing): Promise<SendOutcome>;
  /** Whether a message there reaches others once it is published (`kind: 'publish'`). */
  publishes(channelId: string): boolean;
  /** Whether Discord would drop a repeated one by its nonce: posts in forums have none. */
  dropsRepeated(outgoing: Pick<Outgoing, 'channelId' | 'kind'>): boolean;
  /** Looks in the channel whether a message arrived after all, for one that its nonce can't tell of. */
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
  channelKind?: (channelId: string) => ChannelKind | null;
  /** Requests a second, a little more after a hold-up; 0 where something on the way to Discord keeps its limits. A little below Discord's own where absent. */
  requestsPerSecond?: number;
  /** For how long this process is the one that sends; nothing leaves afterwards. For good where absent. */
  tenure?: { holds(): boolean; ended: AbortSignal };
}

const TIMEOUT_MS = 15_000;

/** Where undici tells of each request that it writes (https://undici.nodejs.org/#/docs/api/DiagnosticsChannel). */
const WRITTEN = 'undici:client:sendHeaders';

/** Answers to members have no part in the limit of 50 requests a second. */
const NOT_COUNTED = /\/(interactions|webhooks)\//;

/** A rate limit that ends sooner is waited out in the queue; for a longer one the channel is better parked. */
const LONGEST_QUEUE_WAIT_MS = 1_500;

/** Where refused requests have used up their budget. */
const SPENT_MS = 60_000;

const NO_HISTORY = 160_002;

/** So many of the newest messages are remembered not to have a thread. */
const REMEMBERED = 1_000;

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
  const pace = createPace(monotonic, budget, sleep, options.requestsPerSecond);
  /** Messages of this process that have no thread yet; of others it is found out by writing there. */
  const threadless = new Set<string>();
  const rest = new REST({
    api: options.apiUrl,
    agent,
    ...(options.version === undefined ? {} : { version: options.version }),
    timeout,
    makeRequest: codedLimits(counted),
    retries: 0,
    ...(options.requestsPerSecond === 0 && { globalRequestsPerSecond: Number.POSITIVE_INFINITY }),
    // A 429 that doesn't say how long comes as 0: the queue would repeat it at once.
    rejectOnRateLimit: ({ retryAfter }) => retryAfter <= 0 || retryAfter > LONGEST_QUEUE_WAIT_MS,
  });
  const { origin } = new URL(options.apiUrl);
  /**
   * A request leaves when it is written, which on a new connection is later than it was made. What else this process asks of
   * Discord counts as well, but for what answers members.
   */
  function noteLeaving(message: unknown): void {
    const { request } = message as { request: { origin: unknown; path: string } };
    if (String(request.origin) === origin && !NOT_COUNTED.test(request.path)) pace.left();
  }
  subscribe(WRITTEN, noteLeaving);
  const published = createPublishBudget(monotonic);

  async function counted(...[url, init]: Parameters<RESTOptions['makeRequest']>) {
    const response = await encodeForms(url, init);
    budget.count(response.status, response.headers.get('x-ratelimit-scope') === 'shared');
    return response;
  }

  function kindOf(channelId: string): ChannelKind {
    return options.channelKind?.(channelId) ?? { kind: 'text' };
  }

  /** One request with all its bounds; what it throws is for `outcomeOf`. */
  async function paced<T>(request: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (!(await pace.turn())) throw new BudgetSpent();
    if (options.tenure?.holds() === false) throw new NotTheSender();
    // After a 401 the client forgets its token.
    rest.setToken(options.token);
    // The client's own time-out ends with the answer's first line; this one bounds the whole.
    const bound = AbortSignal.timeout(timeout + LONGEST_QUEUE_WAIT_MS);
    return request(options.tenure ? AbortSignal.any([bound, options.tenure.ended]) : bound);
  }

  async function attempt(outgoing: Outgoing): Promise<SendOutcome> {
    const { channelId, messageId } = outgoing;
    if (outgoing.kind === 'publish' && messageId !== null) return publish(channelId, messageId);
    const { tags: _, ...components } = outgoing.body;
    const files = outgoing.files?.length ? { files: [...outgoing.files] } : {};
    const channel = kindOf(channelId);
    const place = placeOf(outgoing, channel);
    const announces = channel.kind === 'announcement' && place === channelId;
    const body = announces ? asEmbed(components) : components;
    if (outgoing.kind === 'edit' && messageId !== null) {
      const waitMs = announces ? published.waitToEdit(channelId, messageId) : 0;
      if (waitMs > 0) {
        return { kind: 'later', afterMs: waitMs, reason: { key: 'delivery.published_edits' } };
      }
      const route = Routes.channelMessage(place, messageId);
      return written(await paced((signal) => rest.patch(route, { body: editBody(body), signal })));
    }
    if (channel.kind === 'forum' && outgoing.kind === 'post') {
      const post = forumPost(outgoing.body, channel);
      return written(
        await paced((signal) => rest.post(Routes.threads(channelId), { body: post, ...files, signal })),
      );
    }
    if (outgoing.kind === 'thread' && threadless.delete(messageId ?? '')) {
      // A member may have started it; whether it is there shows when it is written to.
      await startThread(outgoing).catch((error: unknown) => {
        if (codeOf(error) !== RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage) throw error;
      });
    }
    const replyTo = outgoing.kind === 'reply' ? messageId : (outgoing.replyTo ?? null);
    const reference =
      replyTo === null ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
    const post = { ...body, ...reference, nonce: outgoing.nonce, enforce_nonce: true };
    return written(
      await paced((signal) => rest.post(Routes.channelMessages(place), { body: post, ...files, signal })),
    );

    async function written(answer: unknown): Promise<SendOutcome> {
      const outcome = sentAs(answer);
      if (channel.kind !== 'forum' && outgoing.kind === 'post' && outcome.kind === 'sent') {
        rememberId(threadless, outcome.messageId, REMEMBERED);
      }
      if (announces && outcome.kind === 'sent') {
        published[outgoing.kind === 'edit' ? 'edited' : 'posted'](channelId, outcome.messageId);
      }
      return outcome;
    }
  }

  async function publish(channelId: string, messageId: string): Promise<SendOutcome> {
    const waitMs = published.waitToPublish(channelId);
    if (waitMs > 0) return { kind: 'later', afterMs: waitMs, reason: { key: 'delivery.publish_limit' } };
    const route = Routes.channelMessageCrosspost(channelId, messageId);
    await paced((signal) => rest.post(route, { signal })).catch((error: unknown) => {
      if (codeOf(error) !== RESTJSONErrorCodes.ThisMessageWasAlreadyCrossposted) throw error;
    });
    published.published(channelId, messageId);
    return { kind: 'sent', messageId };
  }

  async function startThread({ channelId, messageId, body: { components } }: Outgoing): Promise<void> {
    if (messageId === null) return;
    const body = { name: threadName({ components }), auto_archive_duration: ARCHIVE_AFTER_MINUTES };
    const route = Routes.threads(channelId, messageId);
    await paced((signal) => rest.post(route, { body, signal }));
  }

  /** What a refusal asks to be changed about the request, once; null where it can't be helped. */
  async function mended(outgoing: Outgoing, error: unknown): Promise<Outgoing | null> {
    const channel = kindOf(outgoing.channelId);
    if (outgoing.kind === 'publish') return null;
    switch (codeOf(error)) {
      // Attach Files is a permission of its own: a channel without it gets the words.
      case RESTJSONErrorCodes.MissingPermissions:
      case RESTJSONErrorCodes.RequestEntityTooLarge: {
        const body = withoutMedia(outgoing.body);
        return body ? { ...outgoing, body, files: [] } : null;
      }
      case NO_HISTORY:
        return channel.kind === 'forum'
          ? { ...outgoing, kind: 'thread' }
          : { ...outgoing, kind: 'post', messageId: null, replyTo: null };
      case RESTJSONErrorCodes.InvalidActionOnArchivedThread: {
        const route = Routes.channel(placeOf(outgoing, channel));
        await paced((signal) => rest.patch(route, { body: { archived: false }, signal })).catch((why) => {
          // Where it may not be opened, what counts is still that it is closed.
          throw why instanceof DiscordAPIError ? error : why;
        });
        return outgoing;
      }
      case RESTJSONErrorCodes.UnknownChannel: {
        if (outgoing.kind !== 'thread' || channel.kind === 'forum') return null;
        await startThread(outgoing);
        return outgoing;
      }
    }
    return null;
  }

  /** What a failure means for this message. */
  function meaning(outgoing: Outgoing, error: unknown): SendFailure {
    if (error instanceof BudgetSpent) return spent;
    if (error instanceof NotTheSender) return notTheSender;
    const failure = outcomeOf(error);
    const inside = placeOf(outgoing, kindOf(outgoing.channelId)) !== outgoing.channelId;
    if (inside) return inOwnThread(outgoing, failure);
    // What can't be published stands where it was posted: nothing is wrong with the channel.
    if (outgoing.kind === 'publish' && (failure.kind === 'gone' || failure.kind === 'refused')) {
      return { kind: 'closed', reason: failure.reason };
    }
    // Edits and publishing have limits of their own: they hold up no new message of the channel.
    const isLimited = outgoing.kind === 'edit' || outgoing.kind === 'publish';
    const waits = isLimited && failure.kind === 'retry' && failure.scope === 'channel';
    if (!waits || failure.afterMs === null) return failure;
    return { kind: 'later', afterMs: failure.afterMs, reason: failure.reason };
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
        return meaning(outgoing, error);
      }
    },
    publishes: (channelId) => kindOf(channelId).kind === 'announcement',
    dropsRepeated: ({ channelId, kind }) => kind !== 'post' || kindOf(channelId).kind !== 'forum',
    async find(sought) {
      const channel = kindOf(sought.channelId);
      const get = (path: `/${string}`, query: URLSearchParams) =>
        paced((signal) => rest.get(path, { query, signal }));
      try {
        const forum = channel.kind === 'forum' && sought.kind === 'post' ? channel : null;
        const messageIds = forum
          ? await findPosts(sought, forum.guildId, get)
          : await findOwn(
              {
                ...sought,
                channelId: placeOf(sought, channel),
                body: channel.kind === 'announcement' ? asEmbed(sought.body) : sought.body,
              },
              get,
            );
        return { kind: 'found', messageIds };
      } catch (error) {
        return meaning(sought, error);
      }
    },
    close() {
      unsubscribe(WRITTEN, noteLeaving);
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
    },
  };
}

/** So many requests were refused that the next ones could get the address banned. */
class BudgetSpent extends Error {}

/** Another process may be sending by now. */
class NotTheSender extends Error {}

const notTheSender = {
  kind: 'retry',
  scope: 'all',
  afterMs: 1_000,
  attempted: false,
  reason: 'This process does not know whether it still is the one that sends.',
} as const;

const spent = {
  kind: 'retry',
  scope: 'all',
  afterMs: SPENT_MS,
  attempted: false,
  reason: { key: 'delivery.spent' },
} as const;

/** Discord's code of a refusal; 0 for any other failure. */
function codeOf(error: unknown): number {
  return error instanceof DiscordAPIError ? Number(error.code) : 0;
}

/** An edit may set no other flag, and has no nonce (same page, "Edit Message"). */
function editBody<Body extends { flags: number }>(body: Body): Body {
  return { ...body, flags: body.flags & MessageFlags.IsComponentsV2 };
}

function sentAs(answer: unknown): SendOutcome {
  if (typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string') {
    return { kind: 'sent', messageId: answer.id };
  }
  const reason: Said = { key: 'delivery.no_answer' };
  return { kind: 'retry', scope: 'all', afterMs: null, attempted: true, reason };
}
