import { GatewayDispatchEvents, GatewayOpcodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';

/** How long a session without a socket can be resumed, and how many of its events are kept for that. */
const RESUMABLE_MS = 3 * 60_000;
const MOST_KEPT = 1_000;

/** One bot's session: it outlives its socket, and what it missed is replayed when it resumes. */
export class GatewaySession {
  readonly id: string;
  readonly intents: number;
  /** Which part of the bot's servers it is told of: 0 of 1 for all. */
  readonly shard: { id: number; of: number };
  /** The open socket, or null while the bot is away. */
  socket: WebSocket | null = null;
  #sequence = 0;
  #lostAt: number | null = null;
  #kept: { s: number; text: string }[] = [];

  constructor(id: string, intents: number, shard: { id: number; of: number }) {
    this.id = id;
    this.intents = intents;
    this.shard = shard;
  }

  /** The number of the newest event. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Takes a socket; an older one that still hangs about is ended. */
  attach(socket: WebSocket): void {
    this.socket?.terminate();
    this.socket = socket;
    this.#lostAt = null;
  }

  detach(socket: WebSocket, now: number): void {
    if (this.socket !== socket) return;
    this.socket = null;
    this.#lostAt = now;
  }

  /** Whether it was left for too long to be resumed. */
  isOld(now: number): boolean {
    return this.#lostAt !== null && now - this.#lostAt > RESUMABLE_MS;
  }

  /** Numbers an event, keeps it and sends it if the bot is there. */
  dispatch(event: string, data: object): void {
    const s = ++this.#sequence;
    const text = JSON.stringify({ op: GatewayOpcodes.Dispatch, t: event, s, d: data });
    this.#kept.push({ s, text });
    if (this.#kept.length > MOST_KEPT) this.#kept.shift();
    this.socket?.send(text);
  }

  /** Sends every kept event with a greater number, then RESUMED. */
  replayAfter(sequence: number): void {
    for (const { s, text } of this.#kept) if (s > sequence) this.socket?.send(text);
    this.dispatch(GatewayDispatchEvents.Resumed, { _trace: [] });
  }
}
