import type { APIMessage } from 'discord-api-types/v10';
import type { Asker, Audience } from './core.ts';

/** What a message goes to its readers with. */
export interface Occasion {
  /** The one member that sees it, for an ephemeral message. */
  onlyFor?: string | null;
  /** The request that it answers. */
  asker?: Asker | null;
  requestId?: string | null;
}

/** What bots with the message intents are told. */
type Dispatch = (event: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE' | 'MESSAGE_DELETE', data: object) => void;

/**
 * All messages, public and ephemeral. A stored message is never changed, only replaced, so that whoever holds one
 * holds a moment. Every change is told to the members that see the channel and, where public, to the gateway.
 */
export class MessageStore {
  readonly #audience: Audience;
  readonly #dispatch: Dispatch;
  readonly #guildOf: (channelId: string) => string | undefined;
  readonly #public = new Map<string, APIMessage[]>();
  readonly #ephemeral = new Map<string, { message: APIMessage; memberId: string }>();

  /** `guildOf`: the guild of a channel; undefined for direct messages. */
  constructor(audience: Audience, guildOf: (channelId: string) => string | undefined, dispatch: Dispatch) {
    this.#audience = audience;
    this.#guildOf = guildOf;
    this.#dispatch = dispatch;
  }

  /** A channel's public messages, oldest first. */
  in(channelId: string): readonly APIMessage[] {
    return this.#public.get(channelId) ?? [];
  }

  /** The ephemeral messages that one member was sent in a channel, oldest first. */
  ephemeralIn(channelId: string, memberId: string): APIMessage[] {
    return [...this.#ephemeral.values()]
      .filter((one) => one.memberId === memberId && one.message.channel_id === channelId)
      .map((one) => one.message);
  }

  /** The public message of this id in the channel, or undefined. */
  get(channelId: string, id: string): APIMessage | undefined {
    return this.in(channelId).find((message) => message.id === id);
  }

  /** A message that this member sees, ephemeral ones too, or undefined. */
  seenBy(memberId: string, channelId: string, id: string): APIMessage | undefined {
    const own = this.#ephemeral.get(id);
    return own?.memberId === memberId ? own.message : this.get(channelId, id);
  }

  /** The message of this id wherever it is, or undefined. */
  find(channelId: string, id: string): APIMessage | undefined {
    return this.#ephemeral.get(id)?.message ?? this.get(channelId, id);
  }

  /** The id of the newest public message of a channel, or null. */
  lastId(channelId: string): string | null {
    return this.in(channelId).at(-1)?.id ?? null;
  }

  add(message: APIMessage, occasion: Occasion = {}): void {
    if (occasion.onlyFor) {
      this.#ephemeral.set(message.id, { message, memberId: occasion.onlyFor });
    } else {
      this.#public.set(message.channel_id, [...this.in(message.channel_id), message]);
      this.#dispatch('MESSAGE_CREATE', { ...message, guild_id: this.#guildOf(message.channel_id) });
    }
    this.#tell('create', message, occasion);
  }

  /** Replaces the message of the same id. */
  replace(message: APIMessage, occasion: Occasion = {}): void {
    const ephemeral = this.#ephemeral.get(message.id);
    if (ephemeral) {
      this.#ephemeral.set(message.id, { ...ephemeral, message });
    } else {
      const channel = this.in(message.channel_id);
      this.#public.set(
        message.channel_id,
        channel.map((old) => (old.id === message.id ? message : old)),
      );
      this.#dispatch('MESSAGE_UPDATE', { ...message, guild_id: this.#guildOf(message.channel_id) });
    }
    this.#tell('update', message, { ...occasion, onlyFor: ephemeral?.memberId ?? null });
  }

  remove(message: APIMessage): void {
    const onlyFor = this.#ephemeral.get(message.id)?.memberId ?? null;
    const channelId = message.channel_id;
    this.#ephemeral.delete(message.id);
    this.#public.set(
      channelId,
      this.in(channelId).filter((old) => old.id !== message.id),
    );
    if (!onlyFor) {
      const data = { id: message.id, channel_id: channelId, guild_id: this.#guildOf(channelId) };
      this.#dispatch('MESSAGE_DELETE', data);
    }
    const news = { type: 'delete', channelId, messageId: message.id } as const;
    this.#audience.tell({ news, channelId, onlyFor, told: null });
  }

  #tell(op: 'create' | 'update', message: APIMessage, occasion: Occasion): void {
    const { asker = null, requestId = null, onlyFor = null } = occasion;
    const channelId = message.channel_id;
    const news = { type: 'message', op, channelId, message } as const;
    asker?.hear({ ...news, requestId });
    this.#audience.tell({ news: { ...news, requestId: null }, channelId, onlyFor, told: asker });
  }
}
