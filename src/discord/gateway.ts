import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientUser, Events, GatewayIntentBits, Options, RESTEvents } from 'discord.js';
import type { Logger } from 'pino';
import { commands, messageCommands } from '../commands/all.ts';
import type { CommandContext } from '../commands/command.ts';
import type { CommandLimits } from '../commands/rate_limit.ts';
import { type ShardState, toldShards } from '../store/shards.ts';
import { agent } from './agent.ts';
import { channelKind, noticeChannel, storeChannelKinds, threadsIn } from './channels.ts';
import { openDirectMessage } from './direct_message.ts';
import { encodeForms } from './encode_forms.ts';
import { watchFollowings } from './ended_followings.ts';
import { endFollowing, followChannel, lookAtHome } from './follow.ts';
import { interactionListener } from './interactions.ts';
import { pauseLostChannels } from './lost_channels.ts';
import type { Budget } from './pace.ts';
import { missingPermissions } from './permissions.ts';
import { registerCommands } from './register.ts';
import type { ChannelKind } from './sender.ts';
import { statusOf, withOthers } from './shard_states.ts';

export interface GatewayOptions {
  token: string;
  /** Discord's REST API without a version, e.g. `https://discord.com/api`. */
  apiUrl: string;
  logger: Logger;
  db: CommandContext['db'];
  version: string;
  /** Unix milliseconds. */
  now(): number;
  /** Called when a command owes a channel a message. */
  wakeDelivery(): void;
  /** What members' feeds are looked at with; without it none can be added. */
  feeds?: CommandContext['feeds'];
  /** Makes the pictures of replies; without it they go without. */
  draw?: CommandContext['draw'];
  /** Called once when Discord ends the session for good after it stood (token reset, intents refused). */
  onLost(reason: string): void;
  /** The budget of refused requests that this program shares. */
  budget?: Budget;
  /** The shards that this process holds; `auto`: as many as Discord recommends, one where absent. */
  shards?: { ids: readonly number[]; count: number } | 'auto';
  /** Whether other processes share the store, and are told by way of it what kind of channel each is. */
  isShared?: boolean;
  /** How long the connection of the first shard, and then of each further one, may take, in ms; 60 s by default, and 11 s for each shard. */
  bootMs?: number;
  /** How many commands may be used; any number where absent. */
  commandLimits?: CommandLimits;
  /** How long a command may take before the bot asks Discord for time, in ms. */
  deferAfterMs?: number;
}

export interface Gateway {
  /** The bot's name with its tag, for logs. */
  name: string;
  /** The shards that are held here. */
  status(): ShardState[];
  /** What kind of channel one is; null where it isn't seen here. */
  channelKind(channelId: string): ChannelKind | null;
  /** Where the bot can tell a server's admins something about a channel that it can't write to, or null; undefined where the server isn't seen here. */
  noticeChannel(guildId: string, channelId: string): string | null | undefined;
  /** Whether a channel can be a home channel: its server, or what is wrong. Rejects where Discord can't be asked. */
  lookAtHome(channelId: string): Promise<{ guildId: string } | { fault: string }>;
  /** Leaves; answers nothing more. */
  close(): Promise<void>;
}

/** `message` is one line for the person who started the bot. */
export type GatewayOutcome =
  | { kind: 'connected'; gateway: Gateway }
  | { kind: 'bad_token'; message: string }
  | { kind: 'refused'; message: string }
  | { kind: 'unreachable'; message: string };

const NO_FEEDS: CommandContext['feeds'] = {
  readPage: async () => null,
  mayAdd: false,
  find: async () => ({ kind: 'failed', code: 'aborted', message: 'Feeds can not be looked at now.' }),
  readText: async () => null,
};

const BOOT_MS = 60_000;
/** Other processes begin sessions meanwhile, of which Discord takes one in five seconds; what comes too soon has to try again. */
const SESSION_MS = 11_000;

/** Close codes after which Discord takes no other try (4004, 4010–4014), in words. */
const fatalCloses: Record<number, string> = {
  4004: 'Discord refused the bot token: it was reset. Set the new one as DISCORD_TOKEN.',
  4010: 'Discord refused the shard.',
  4011: 'The bot is in too many servers for so few connections: set SHARDS=auto.',
  4012: 'Discord no longer takes this API version: update Sitrep.',
  4013: 'Discord refused the intents as invalid.',
  4014: 'Discord refused the intents: allow them for the application in the developer portal.',
};

/**
 * Connects to Discord, registers the commands and answers interactions from then on. A connection that breaks
 * later is resumed by itself. Needs no privileged intent.
 *
 * While Discord can't be reached, it is tried again until `bootMs` is over. A gateway that closes before HELLO
 * leaves a client that neither logs in nor stops: after `unreachable` the process has to be ended and started anew.
 */
export async function connectGateway(options: GatewayOptions): Promise<GatewayOutcome> {
  const { logger, shards } = options;
  const others = typeof shards === 'object' ? shards.count * SESSION_MS : 0;
  const { boot, prolong, end } = bootOf(options.bootMs ?? BOOT_MS + others);
  for (let pauseMs = 1_000; ; pauseMs = Math.min(pauseMs * 2, 15_000)) {
    const client = createClient(options);
    client.on(Events.ShardReady, prolong);
    const failure = await logIn(client, options.token, boot);
    if (failure === null) {
      end();
      return { kind: 'connected', gateway: await open(client as Client<true>, options) };
    }
    await abandon(client);
    const final = finalFailure(failure);
    if (final) return final;
    // Once the gateway itself was spoken to, the abandoned client may still be trying: a second one would double it.
    const mayTryAgain = client.ws.gateway === null && !boot.aborted;
    if (mayTryAgain) {
      logger.warn(`Discord can’t be reached yet (${failure.message}); trying again in ${pauseMs / 1_000} s`);
      await sleep(pauseMs, undefined, { signal: boot }).catch(() => undefined);
    }
    if (!mayTryAgain || boot.aborted) {
      return { kind: 'unreachable', message: `Discord can’t be reached: ${failure.message}` };
    }
  }
}

/** The time within which the bot has to be connected; it begins anew with each shard that is. */
function bootOf(ms: number): { boot: AbortSignal; prolong(): void; end(): void } {
  const expired = new AbortController();
  const timer = setTimeout(() => expired.abort(), ms).unref();
  return { boot: expired.signal, prolong: () => timer.refresh(), end: () => clearTimeout(timer) };
}

function createClient({ token: _, apiUrl, logger, ...options }: GatewayOptions): Client {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildWebhooks],
    ...(options.shards === 'auto' && { shards: 'auto' as const }),
    ...(typeof options.shards === 'object' && {
      shards: [...options.shards.ids],
      shardCount: options.shards.count,
    }),
    rest: { api: apiUrl, agent, makeRequest: encodeForms },
    // Guilds that are in an outage come later; they don't hold up the others.
    waitGuildTimeout: 5_000,
    // Whoever runs a command would stay in memory for good; the bot itself has to.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      // What no command and no delivery asks for; in a thousand servers it would be most of what they take.
      ...{
        MessageManager: 0,
        ReactionManager: 0,
        ThreadMemberManager: 0,
        PresenceManager: 0,
        VoiceStateManager: 0,
      },
      ...{
        GuildEmojiManager: 0,
        GuildStickerManager: 0,
        GuildScheduledEventManager: 0,
        StageInstanceManager: 0,
      },
      ...{ AutoModerationRuleManager: 0, GuildBanManager: 0, GuildInviteManager: 0 },
      GuildMemberManager: { maxSize: 100, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 100, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
    allowedMentions: { parse: [] },
  });
  client.rest.on(RESTEvents.Response, (_request, response) => {
    options.budget?.count(response.status, response.headers.get('x-ratelimit-scope') === 'shared');
  });
  const context = commandContext(client, options);
  client.on(Events.InteractionCreate, interactionListener(context, logger, options));
  client.on(Events.Error, (error) => logger.error({ err: error }, 'the Discord client failed'));
  client.on(Events.ShardError, (error, shard) =>
    logger.warn({ shard }, `the gateway connection failed: ${error.message}`),
  );
  client.on(Events.ShardReconnecting, (shard) => logger.info({ shard }, 'the gateway closed; reconnecting'));
  client.on(Events.ShardResume, (shard, replayed) => logger.info({ shard, replayed }, 'the gateway resumed'));
  client.on(Events.ShardReady, (shard) => logger.info({ shard }, 'the gateway is ready'));
  pauseLostChannels(client, options.db, logger);
  watchFollowings(client, options, logger);
  return client;
}

function commandContext(
  client: Client,
  options: Pick<GatewayOptions, 'db' | 'now' | 'wakeDelivery' | 'version' | 'feeds' | 'draw'>,
): CommandContext {
  const { db, now, wakeDelivery, version } = options;
  return {
    db,
    now,
    wakeDelivery,
    feeds: options.feeds ?? NO_FEEDS,
    draw: options.draw,
    version,
    startedAt: now(),
    gateway: async () => withOthers(statusOf(client), await toldShards(db, now())),
    missingPermissions: (channelId, roleId, postAs) =>
      missingPermissions(client as Client<true>, channelId, roleId, postAs === 'thread'),
    threadsIn: (channelId) => threadsIn(client, channelId),
    follow: (homeId, channelId) => followChannel(client as Client<true>, homeId, channelId),
    unfollow: (webhookId) => endFollowing(client as Client<true>, webhookId),
    openDirectMessage: (userId) => openDirectMessage(client as Client<true>, userId),
    channelName(channelId) {
      const channel = client.channels.cache.get(channelId);
      return channel && 'name' in channel ? channel.name : null;
    },
  };
}

/** Null once the client is ready with its servers. */
async function logIn(client: Client, token: string, boot: AbortSignal): Promise<Error | null> {
  let closes = 0;
  const counted = () => {
    closes++;
  };
  client.on(Events.ShardReconnecting, counted);
  const ready = new Promise<null>((resolve) => client.once(Events.ClientReady, () => resolve(null)));
  const failed = client.login(token).then(
    () => ready,
    (error: Error) => error,
  );
  const expired = new Promise<Error>((resolve) => {
    const expire = () => resolve(new Error(silence(closes)));
    if (boot.aborted) expire();
    else boot.addEventListener('abort', expire, { once: true });
  });
  const outcome = await Promise.race([failed, expired]);
  client.off(Events.ShardReconnecting, counted);
  return outcome;
}

function silence(closes: number): string {
  return closes > 0
    ? `its gateway closed ${closes} times before the bot was let in`
    : 'it did not answer in time';
}

async function abandon(client: Client): Promise<void> {
  client.removeAllListeners();
  client.on(Events.Error, () => undefined);
  await client.destroy();
}

/** What trying again can't mend; null for everything else. */
function finalFailure(error: Error & { code?: unknown; status?: unknown }): GatewayOutcome | null {
  if (error.code === 'TokenInvalid' || error.status === 401 || error.message === 'Authentication failed') {
    return {
      kind: 'bad_token',
      message:
        'Discord refused the bot token. Copy it anew from https://discord.com/developers/applications → your application → Bot, and set DISCORD_TOKEN.',
    };
  }
  const refusals = [
    'Used disallowed intents',
    'Used invalid intents',
    'Sharding is required',
    'Invalid shard',
    'Used an invalid API version',
  ];
  return refusals.includes(error.message)
    ? { kind: 'refused', message: `Discord refused the bot: ${error.message}` }
    : null;
}

async function open(client: Client<true>, options: GatewayOptions): Promise<Gateway> {
  const { logger, onLost } = options;
  client.once(Events.ShardDisconnect, ({ code }) => {
    onLost(fatalCloses[code] ?? `Discord ended the session (${code}).`);
  });
  // Commands are the application's; one of its shards is enough to register them.
  if (client.ws.shards.has(0)) {
    await registerCommands(client.rest, client.application.id, [...commands, ...messageCommands]).catch(
      (error: unknown) => {
        // The commands of the last start still stand; alerts don't need them.
        logger.error({ err: error }, 'the commands could not be registered');
      },
    );
  }
  if (options.isShared) await storeChannelKinds(client, options.db, logger);
  const user: ClientUser = client.user;
  return {
    name: user.tag,
    status: () => statusOf(client),
    channelKind: (channelId) => channelKind(client, channelId),
    noticeChannel: (guildId, channelId) => noticeChannel(client, guildId, channelId),
    lookAtHome: (channelId) => lookAtHome(client, channelId),
    async close() {
      client.removeAllListeners();
      client.on(Events.Error, () => undefined);
      await client.destroy();
    },
  };
}
