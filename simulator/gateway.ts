import {
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  GatewayOpcodes,
} from 'discord-api-types/v10';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Body } from './checks/fields.ts';
import { GatewaySession } from './gateway_session.ts';
import { guildCreateObject, userObject } from './objects.ts';
import { serversOf, shardOf } from './servers.ts';
import { memberOf, type World } from './world.ts';

interface GatewaySetting {
  world: World;
  token: string;
  now: () => number;
  /** What clients are told to beat at, in milliseconds. */
  heartbeatMs: number;
  /** How many sessions may begin within five seconds; any number where absent. */
  maxConcurrency: number | undefined;
  /** Whether silent clients are dropped by wall clock. */
  timers: boolean;
  origin: () => string;
  lastMessageId: (channelId: string) => string | null;
  /** Called when the first bot comes online or the last goes. */
  onlineChanged: (online: boolean) => void;
  /** Called when a client broke the protocol. */
  refused: (code: number, reason: string) => void;
}

const MOST_PAYLOAD = 4_096;
const MOST_SENT = { count: 120, windowMs: 60_000 };
const MOST_GUILDS = 2_500;
const IDENTIFY_WINDOW_MS = 5_000;
/** Intents that Discord's portal has to allow; the simulator allows Message Content and Members. */
const KNOWN_INTENTS = Object.values(GatewayIntentBits).reduce<number>(
  (sum, bit) => (typeof bit === 'number' ? sum | bit : sum),
  0,
);
/** How many sessions may begin a day. */
export const SESSION_STARTS = 1_000;
const MESSAGE_EVENTS = ['MESSAGE_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_DELETE'];

/**
 * Discord's gateway, version 10, JSON without compression (https://docs.discord.com/developers/events/gateway):
 * hello, identify, ready, guild create, heartbeats, resume with replay, and the close codes for those who do it wrong.
 */
export class Gateway {
  readonly server = new WebSocketServer({ noServer: true });
  readonly #setting: GatewaySetting;
  readonly #sessions = new Map<string, GatewaySession>();
  #silent = false;
  #online = false;
  #serial = 0;
  /** When each of the shards that share a rate limit last began a session. */
  readonly #identified = new Map<number, number>();

  constructor(setting: GatewaySetting) {
    this.#setting = setting;
    this.server.on('connection', (socket, request) => {
      const query = new URL(request.url ?? '/', 'http://gateway').searchParams;
      this.#converse(socket, query);
    });
  }

  /** Whether a bot holds a session on an open socket. */
  get online(): boolean {
    return [...this.#sessions.values()].some((session) => session.socket !== null);
  }

  /** The shards that hold a session on an open socket, each once, such as `0/2`. */
  get shards(): string[] {
    const open = [...this.#sessions.values()].filter((session) => session.socket !== null);
    return [...new Set(open.map(({ shard: { id, of } }) => `${id}/${of}`))].sort();
  }

  /** How many sessions were begun. */
  get starts(): number {
    return this.#serial;
  }

  /**
   * Sends an event to every session that listens for it and has its server; one whose socket is gone gets it when it resumes.
   * Returns the number of sessions.
   */
  dispatch(event: string, data: object): number {
    this.#forgetOld();
    let reached = 0;
    for (const session of this.#sessions.values()) {
      const heard = this.#heard(session, event, data);
      if (!heard) continue;
      session.dispatch(event, heard);
      reached++;
    }
    return reached;
  }

  /** Closes all sockets with this code, as Discord does now and then; sessions can be resumed. */
  drop(code: number): void {
    for (const socket of this.server.clients) socket.close(code, 'Dropped by the simulator');
  }

  /** Tears all sockets without closing them; sessions can be resumed. */
  tear(): void {
    for (const socket of this.server.clients) socket.terminate();
  }

  /** Forgets all sessions and closes their sockets, as when Discord restarts: nothing can be resumed. */
  endSessions(): void {
    for (const session of this.#sessions.values()) session.socket?.close(4000, 'Restarted by the simulator');
    this.#sessions.clear();
  }

  /** While silent, nothing is acknowledged or sent to new sockets: clients have to notice it by themselves. */
  set silent(silent: boolean) {
    this.#silent = silent;
  }

  close(): void {
    for (const socket of this.server.clients) socket.terminate();
    this.server.close();
  }

  #heard(session: GatewaySession, event: string, data: object): object | null {
    const { GuildMessages, DirectMessages, GuildWebhooks } = GatewayIntentBits;
    const guildId = (data as { guild_id?: string }).guild_id;
    if (shardOf(guildId ?? null, session.shard.of) !== session.shard.id) return null;
    if (event === GatewayDispatchEvents.WebhooksUpdate) return session.intents & GuildWebhooks ? data : null;
    if (!MESSAGE_EVENTS.includes(event)) return data;
    const inGuild = guildId !== undefined;
    if (!(session.intents & (inGuild ? GuildMessages : DirectMessages))) return null;
    const author = (data as { author?: { id: string } }).author;
    const own = author === undefined || author.id === this.#setting.world.botId;
    // What is written to the bot itself is no secret from it.
    if (own || !inGuild || session.intents & GatewayIntentBits.MessageContent) return data;
    return { ...data, content: '', embeds: [], attachments: [], components: [] };
  }

  #converse(socket: WebSocket, query: URLSearchParams): void {
    const { heartbeatMs, timers, now } = this.#setting;
    let session: GatewaySession | null = null;
    let sent: number[] = [];
    let lastBeat = now();
    const end = (code: number, reason: string) => {
      if (code !== GatewayCloseCodes.SessionTimedOut) this.#setting.refused(code, reason);
      socket.close(code, reason);
    };
    const say = (op: number, d: unknown = null) => {
      if (!this.#silent) socket.send(JSON.stringify({ op, d, s: null, t: null }));
    };
    const watch = timers
      ? setInterval(() => {
          if (now() - lastBeat > heartbeatMs * 2)
            end(GatewayCloseCodes.SessionTimedOut, 'Session timed out.');
        }, heartbeatMs)
      : undefined;
    watch?.unref();

    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => {
      clearInterval(watch);
      session?.detach(socket, now());
      // A client that says goodbye properly gives its session up.
      if (session && (code === 1000 || code === 1001)) this.#sessions.delete(session.id);
      this.#tellOnline();
    });
    socket.on('message', (raw) => {
      sent = [...sent.filter((at) => now() - at < MOST_SENT.windowMs), now()];
      const payload = read(raw);
      if (sent.length > MOST_SENT.count) end(GatewayCloseCodes.RateLimited, 'Rate limited.');
      else if (!payload) end(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
      else hear(payload);
    });

    const hear = (payload: Payload) => {
      switch (payload.op) {
        case GatewayOpcodes.Heartbeat:
          lastBeat = now();
          say(GatewayOpcodes.HeartbeatAck);
          return;
        case GatewayOpcodes.Identify:
          if (session) end(GatewayCloseCodes.AlreadyAuthenticated, 'Already authenticated.');
          else session = this.#identify(socket, payload.d, end, say);
          return;
        case GatewayOpcodes.Resume:
          if (session) end(GatewayCloseCodes.AlreadyAuthenticated, 'Already authenticated.');
          else session = this.#resume(socket, payload.d, end, say);
          return;
        case GatewayOpcodes.PresenceUpdate:
        case GatewayOpcodes.VoiceStateUpdate:
        case GatewayOpcodes.RequestGuildMembers:
          if (!session) end(GatewayCloseCodes.NotAuthenticated, 'Not authenticated.');
          return;
        default:
          end(GatewayCloseCodes.UnknownOpcode, 'Unknown opcode.');
      }
    };

    if (query.get('v') !== '10') {
      end(GatewayCloseCodes.InvalidAPIVersion, 'Invalid API version.');
    } else if (query.get('encoding') !== 'json' || query.has('compress')) {
      end(GatewayCloseCodes.DecodeError, 'The simulator speaks uncompressed JSON only.');
    } else {
      say(GatewayOpcodes.Hello, { heartbeat_interval: heartbeatMs, _trace: [] });
    }
  }

  #identify(
    socket: WebSocket,
    d: Body,
    end: (code: number, reason: string) => void,
    say: (op: number, d?: unknown) => void,
  ): GatewaySession | null {
    const { world, token, origin, lastMessageId } = this.#setting;
    const fail = (code: number, reason: string) => {
      end(code, reason);
      return null;
    };
    if (bare(d.token) !== token)
      return fail(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
    const intents = d.intents;
    if (typeof intents !== 'number' || !Number.isInteger(intents) || intents & ~KNOWN_INTENTS) {
      return fail(GatewayCloseCodes.InvalidIntents, 'Invalid intent(s).');
    }
    const [shard, shards] = (Array.isArray(d.shard) ? d.shard : [0, 1]) as [number, number];
    const whole = Number.isSafeInteger(shard) && Number.isSafeInteger(shards);
    if (!whole || shard < 0 || shard >= shards) return fail(GatewayCloseCodes.InvalidShard, 'Invalid shard.');
    if (typeof d.properties !== 'object') {
      return fail(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
    }

    const servers = serversOf(world).filter(({ id }) => shardOf(id, shards) === shard);
    if (servers.length > MOST_GUILDS)
      return fail(GatewayCloseCodes.ShardingRequired, 'Sharding is required.');
    if (!this.#mayIdentify(shard)) {
      say(GatewayOpcodes.InvalidSession, false);
      return null;
    }

    const session = new GatewaySession(`simulated${++this.#serial}`, intents, { id: shard, of: shards });
    this.#sessions.set(session.id, session);
    session.attach(socket);
    session.dispatch(GatewayDispatchEvents.Ready, {
      v: 10,
      user: { ...userObject(memberOf(world, world.botId)!), verified: true, mfa_enabled: true, email: null },
      guilds: servers.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${origin().replace('http', 'ws')}/gateway`,
      shard: [shard, shards],
      application: { id: world.application.id, flags: 0 },
      _trace: [],
    });
    if (intents & GatewayIntentBits.Guilds) {
      for (const server of servers) {
        session.dispatch(GatewayDispatchEvents.GuildCreate, guildCreateObject(world, server, lastMessageId));
      }
    }
    this.#tellOnline();
    return session;
  }

  /** Shards whose ids are alike, divided by `maxConcurrency`, begin one session in five seconds. */
  #mayIdentify(shard: number): boolean {
    const { maxConcurrency, now } = this.#setting;
    if (maxConcurrency === undefined) return true;
    const last = this.#identified.get(shard % maxConcurrency) ?? Number.NEGATIVE_INFINITY;
    if (now() - last < IDENTIFY_WINDOW_MS) return false;
    this.#identified.set(shard % maxConcurrency, now());
    return true;
  }

  #resume(
    socket: WebSocket,
    d: Body,
    end: (code: number, reason: string) => void,
    say: (op: number, d?: unknown) => void,
  ): GatewaySession | null {
    this.#forgetOld();
    if (bare(d.token) !== this.#setting.token) {
      end(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
      return null;
    }
    const session = this.#sessions.get(String(d.session_id));
    if (!session) {
      say(GatewayOpcodes.InvalidSession, false);
      return null;
    }
    if (typeof d.seq !== 'number' || d.seq > session.sequence) {
      end(GatewayCloseCodes.InvalidSeq, 'Invalid seq.');
      return null;
    }
    session.attach(socket);
    session.replayAfter(d.seq);
    this.#tellOnline();
    return session;
  }

  #forgetOld(): void {
    for (const session of this.#sessions.values()) {
      if (session.isOld(this.#setting.now())) this.#sessions.delete(session.id);
    }
  }

  #tellOnline(): void {
    if (this.online === this.#online) return;
    this.#online = this.online;
    this.#setting.onlineChanged(this.#online);
  }
}

function bare(token: unknown): string {
  return String(token).replace(/^Bot /, '');
}

interface Payload {
  op: number;
  d: Body;
}

function read(raw: RawData): Payload | null {
  const text = raw.toString();
  if (text.length > MOST_PAYLOAD) return null;
  try {
    const payload = JSON.parse(text);
    return typeof payload?.op === 'number' ? { op: payload.op, d: payload.d ?? {} } : null;
  } catch {
    return null;
  }
}
