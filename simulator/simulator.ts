import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type APIMessage, GatewayDispatchEvents } from 'discord-api-types/v10';
import { ApiServer, type RecordedRequest } from './api_server.ts';
import { AttachedFiles } from './attachments.ts';
import { openapiCheck } from './checks/openapi.ts';
import { CommandStore } from './command_store.ts';
import { composeMessage } from './compose.ts';
import { Audience, type Core } from './core.ts';
import { type Follower, Followers } from './followers.ts';
import { Gateway } from './gateway.ts';
import type { Injection } from './injections.ts';
import { Interactions } from './interactions.ts';
import { SimulatedMember, WAIT_MS } from './member.ts';
import { MessageStore } from './message_store.ts';
import { channelObject } from './objects.ts';
import { PageSocket } from './page_socket.ts';
import { RateLimits } from './rate_limits.ts';
import { guildIn } from './rest/replies.ts';
import { guildOf, serverOf } from './servers.ts';
import { snowflakeSource } from './snowflake.ts';
import { serveAttachment, servePage } from './static_files.ts';
import { setThread, type ThreadState } from './threads.ts';
import {
  type Channel,
  channelOf,
  directChannelOf,
  memberOf,
  type Overwrite,
  threadsIn,
  type World,
  watchRoom,
} from './world.ts';

export interface SimulatorOptions {
  /** The port on 127.0.0.1; any free one where absent or 0. */
  port?: number;
  /** The guild; the watch room where absent. */
  world?: World;
  /** Path of Discord's OpenAPI description, to check requests against as well; null or absent: not checked. */
  openapi?: string | null;
  /** Folder that is served at `/`; the simulator's own page where absent. */
  pageRoot?: string;
  /** Unix milliseconds; the machine's clock where absent. */
  now?: () => number;
  /** No deadline is noticed by timers, only by `now` when the next request comes: for tests and debuggers. */
  clockless?: boolean;
  /** How long the bot has for its first answer to an interaction; Discord's 3,000 ms where absent. */
  answerWithinMs?: number;
  /** The gateway's heartbeat interval; Discord's 41,250 ms where absent. */
  heartbeatMs?: number;
  /** How many shards bots are told to begin, and how many sessions may begin within five seconds; one, and any number, where absent. */
  sharding?: { shards: number; maxConcurrency: number };
  /** How long a request is on its way, there and back together, in milliseconds; 0 where absent. */
  latencyMs?: number;
  /** False: requests are not counted and never refused for their number. */
  rateLimits?: boolean;
}

export interface Simulator {
  /** The page, for people. */
  url: string;
  /** What a bot takes for `https://discord.com/api`. */
  apiUrl: string;
  /** The bot's token. */
  token: string;
  world: World;
  /** The newest 20,000 requests, oldest first. */
  record: readonly RecordedRequest[];
  /** How many requests were answered 429 so far; those that `fail` made left out. */
  limited(): number;
  /** The requests that were refused for the bot's own fault (any 4xx but 429), and gateway closes likewise. */
  violations: readonly RecordedRequest[];
  /** The id of the channel of this name; throws where there is none. */
  channelId(name: string): string;
  /** The id of the bot's direct messages with a member, which are opened if they weren't. */
  directChannelId(memberId: string): string;
  /** From now on the member takes no direct messages from the bot: they are refused with 50007. */
  closeDirectMessages(memberId: string): void;
  /** A channel's public messages, oldest first. */
  messages(channelId: string): readonly APIMessage[];
  /** A member by id, to act for; throws where there is none. */
  as(memberId: string): SimulatedMember;
  /** Posts a plain message of a member, and returns it. */
  say(memberId: string, channelId: string, content: string): APIMessage;
  /** The first public message, there already or to come or to be edited, that the predicate accepts. Rejects after `timeoutMs` (`WAIT_MS`). */
  waitForMessage(
    channelId: string,
    accepts: (message: APIMessage) => boolean,
    timeoutMs?: number,
  ): Promise<APIMessage>;
  /** Resolves once this holds, which is looked at whenever members see something new. Rejects after `timeoutMs` (`WAIT_MS`). */
  waitFor(holds: () => boolean, timeoutMs?: number): Promise<void>;
  /** Resolves once the bot is online and has registered commands. Rejects after `timeoutMs` (`WAIT_MS`). */
  waitForBot(timeoutMs?: number): Promise<void>;
  /** The shards that are connected, each once, such as `0/2`. */
  shards(): string[];
  /** Sets a role's or member's permission overwrite in a channel; the bot is told. */
  setOverwrite(channelId: string, overwrite: Overwrite): void;
  /** Deletes a channel or a thread with its messages; the bot is told. */
  deleteChannel(channelId: string): void;
  /** Deletes a public message, as a moderator does; the bot is told. */
  deleteMessage(channelId: string, messageId: string): void;
  /** Makes a channel follow another, as a member does who manages its webhooks. */
  follow(sourceId: string, targetId: string): void;
  /** Deletes the webhook of a following, as a member does who manages them; the bot is told. */
  unfollow(webhookId: string): void;
  /** What a channel follows, oldest first. */
  follows(channelId: string): readonly Follower[];
  /** The threads of a channel, or a forum's posts, oldest first. */
  threads(channelId: string): readonly Channel[];
  /** Archives, locks or opens a thread; the bot is told. */
  setThread(threadId: string, state: ThreadState): void;
  /** Makes coming requests fail. */
  fail(injection: Injection): void;
  /** Takes back all faults that are still to come. */
  heal(): void;
  /** Closes the gateway's sockets (4000 where no code is given); sessions can be resumed. */
  dropGateway(code?: number): void;
  /** Tears the gateway's sockets without a word (1006 to the bot); sessions can be resumed. */
  tearGateway(): void;
  /** Closes the gateway's sockets and forgets their sessions: they can't be resumed. */
  endSessions(): void;
  /** While true, the gateway acknowledges nothing: what a dead connection looks like to a bot. */
  silenceGateway(silent: boolean): void;
  /** While true, nobody gets through: connections are torn and refused, and sessions are forgotten. */
  setDown(down: boolean): void;
  /** How many connections were refused because it was down. */
  turnedAway(): number;
  /** Calls the listener when the page at `/` is first asked for; at once where it was already. */
  onFirstPage(listener: () => void): void;
  close(): Promise<void>;
}

/** Starts a Discord on this machine, on 127.0.0.1 only. Rejects where the port is taken or `openapi` can't be read. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { world = watchRoom(), now = Date.now, clockless = false, openapi = null } = options;
  const pageRoot = options.pageRoot ?? fileURLToPath(new URL('./page', import.meta.url));
  const snowflake = snowflakeSource(now);
  const audience = new Audience();
  const tell = (news: Parameters<Audience['tell']>[0]['news']) =>
    audience.tell({ news, channelId: null, onlyFor: null, told: null });
  let origin = '';

  const token = [Buffer.from(world.botId).toString('base64url'), 'SIMULA', 'not-a-secret-of-anyone'].join(
    '.',
  );
  const gateway: Gateway = new Gateway({
    world,
    token,
    now,
    heartbeatMs: options.heartbeatMs ?? 41_250,
    maxConcurrency: options.sharding?.maxConcurrency,
    timers: !clockless,
    origin: () => origin,
    lastMessageId: (channelId) => core.messages.lastId(channelId),
    onlineChanged: (online) => tell({ type: 'bot', online }),
    refused: (code, reason) => api.gatewayRefused(code, reason),
  });
  const core: Core = {
    world,
    now,
    snowflake,
    token,
    origin: () => origin,
    audience,
    gateway,
    sharding: options.sharding ?? { shards: 1, maxConcurrency: 1 },
    messages: new MessageStore(
      audience,
      (channelId) => guildIn(core, channelId).guild_id,
      (event, data) => gateway.dispatch(event, data),
    ),
    commands: new CommandStore(world.application.id, snowflake, () =>
      tell({ type: 'commands', commands: core.commands.usable() }),
    ),
    attached: new AttachedFiles(),
    followers: new Followers(() => core),
    editLimits: (options.rateLimits ?? true) ? new RateLimits(now) : null,
    interactions: new Interactions({
      now,
      snowflake,
      answerWithinMs: options.answerWithinMs ?? 3_000,
      timers: !clockless,
    }),
  };
  const api = new ApiServer(
    core,
    openapi === null ? null : await openapiCheck(openapi),
    options.rateLimits ?? true,
    options.latencyMs ?? 0,
  );
  const page = new PageSocket(core);
  let pageAsked = false;
  let firstPage: (() => void)[] = [];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0]!;
    if (path === '/api' || path.startsWith('/api/')) return api.serve(request, response);
    if (path.startsWith('/attachments/')) return serveAttachment(core.attached, path, response);
    if (path === '/' && !pageAsked) {
      pageAsked = true;
      for (const listener of firstPage) listener();
      firstPage = [];
    }
    return servePage(pageRoot, path, response);
  }

  // It ends no idle connection: a client that is busy meanwhile would write into one that is closing.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    serve(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  let down = false;
  let turnedAway = 0;
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    if (down) {
      turnedAway++;
      return void socket.destroy();
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket, head) => {
    const path = (request.url ?? '/').split('?')[0]!.replace(/\/$/, '');
    const target = path === '/gateway' ? gateway.server : path === '/simulator/page' ? page.server : null;
    if (!target || !sameOrigin(request)) return void socket.destroy();
    target.handleUpgrade(request, socket, head, (opened) => target.emit('connection', opened, request));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** Waits until `ready` gives something, looking again whenever members see something new. */
  function until<T>(what: string, timeoutMs: number, ready: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = ready();
        if (found === undefined) return;
        clearTimeout(timeout);
        leave();
        resolve(found);
      };
      const leave = audience.listen(look);
      const timeout = setTimeout(() => {
        leave();
        reject(new Error(`${what} did not come within ${timeoutMs} ms.`));
      }, timeoutMs);
      look();
    });
  }

  const channelUpdate = (event: string, channelId: string) => {
    const channel = channelOf(world, channelId);
    if (!channel) throw new Error(`There is no channel ${channelId}.`);
    gateway.dispatch(event, channelObject(world, channel, core.messages.lastId(channelId)));
    return channel;
  };

  return {
    url: `${origin}/`,
    apiUrl: `${origin}/api`,
    token,
    world,
    record: api.record,
    limited: () => api.limited,
    violations: api.violations,
    channelId(name) {
      const channel = world.channels.find((one) => one.name === name);
      if (!channel) throw new Error(`There is no channel #${name}.`);
      return channel.id;
    },
    directChannelId: (memberId) => directChannelOf(world, memberId, snowflake).id,
    closeDirectMessages(memberId) {
      directChannelOf(world, memberId, snowflake).closed = true;
    },
    messages: (channelId) => core.messages.in(channelId),
    as(memberId) {
      if (!memberOf(world, memberId)) throw new Error(`There is no member ${memberId}.`);
      return new SimulatedMember(core, memberId);
    },
    say(memberId, channelId, content) {
      const message = composeMessage(core, { body: { content }, uploads: [], channelId, authorId: memberId });
      core.messages.add(message);
      return message;
    },
    waitForMessage: (channelId, accepts, timeoutMs = WAIT_MS) =>
      until(`The message in #${channelOf(world, channelId)?.name ?? channelId}`, timeoutMs, () =>
        core.messages.in(channelId).find(accepts),
      ),
    waitFor: (holds, timeoutMs = WAIT_MS) =>
      until('What was waited for', timeoutMs, () => (holds() ? true : undefined)).then(() => undefined),
    waitForBot: (timeoutMs = WAIT_MS) =>
      until('The bot with its commands', timeoutMs, () =>
        gateway.online && core.commands.usable().length > 0 ? true : undefined,
      ).then(() => undefined),
    shards: () => gateway.shards,
    setOverwrite(channelId, overwrite) {
      const channel = channelOf(world, channelId);
      if (channel)
        channel.overwrites = [...channel.overwrites.filter(({ id }) => id !== overwrite.id), overwrite];
      channelUpdate(GatewayDispatchEvents.ChannelUpdate, channelId);
      page.refresh();
    },
    deleteChannel(channelId) {
      const thread = channelOf(world, channelId)?.thread !== undefined;
      const { ChannelDelete, ThreadDelete } = GatewayDispatchEvents;
      const channel = channelUpdate(thread ? ThreadDelete : ChannelDelete, channelId);
      const list = thread ? world.threads : serverOf(world, guildOf(world, channel) ?? '')?.channels;
      list?.splice(list.indexOf(channel), 1);
      page.refresh();
    },
    deleteMessage(channelId, messageId) {
      const message = core.messages.get(channelId, messageId);
      if (!message) return;
      core.messages.remove(message);
      core.followers.removed(message);
    },
    follow(sourceId, targetId) {
      const [source, target] = [channelOf(world, sourceId), channelOf(world, targetId)];
      if (source && target) core.followers.follow(source, target);
    },
    unfollow: (webhookId) => core.followers.unfollow(webhookId),
    follows: (channelId) => core.followers.of(channelId),
    threads: (channelId) => threadsIn(world, channelId),
    setThread(threadId, state) {
      const thread = channelOf(world, threadId);
      if (thread) setThread(core, thread, state);
    },
    fail: (injection) => api.injections.add(injection),
    heal: () => api.injections.clear(),
    dropGateway: (code = 4000) => gateway.drop(code),
    tearGateway: () => gateway.tear(),
    endSessions: () => gateway.endSessions(),
    silenceGateway(silent) {
      gateway.silent = silent;
    },
    setDown(isDown) {
      down = isDown;
      if (!down) return;
      gateway.endSessions();
      for (const socket of sockets) socket.destroy();
    },
    turnedAway: () => turnedAway,
    onFirstPage(listener) {
      if (pageAsked) listener();
      else firstPage.push(listener);
    },
    async close() {
      core.interactions.close();
      page.close();
      gateway.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A web page of somewhere else must not act as a member here; programs send no Origin. */
function sameOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
