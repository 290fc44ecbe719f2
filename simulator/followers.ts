import {
  type APIMessage,
  GatewayDispatchEvents,
  MessageFlags,
  MessageReferenceType,
  MessageType,
} from 'discord-api-types/v10';
import { composeMessage } from './compose.ts';
import type { Core } from './core.ts';
import { guildIn } from './rest/replies.ts';
import { guildOf, serverOf } from './servers.ts';
import { type Channel, channelOf } from './world.ts';

/** One channel that follows another: what Discord calls a webhook of type 2. */
export interface Follower {
  webhookId: string;
  sourceId: string;
  targetId: string;
}

/** What stands in a copy whose source is gone. */
const DELETED = '[Original Message Deleted]';

/**
 * Channels that follow announcement channels (https://docs.discord.com/developers/resources/channel#follow-announcement-channel):
 * what is published there is copied into each of them, and the copies are changed and emptied with it.
 */
export class Followers {
  readonly #core: () => Core;
  readonly #all = new Map<string, Follower>();
  /** The copies of a published message, each with the channel that it is in. */
  readonly #copies = new Map<string, { channelId: string; id: string }[]>();

  constructor(core: () => Core) {
    this.#core = core;
  }

  /** The follower of this webhook, or undefined. */
  get(webhookId: string): Follower | undefined {
    return this.#all.get(webhookId);
  }

  /** What a channel follows, oldest first. */
  of(targetId: string): Follower[] {
    return [...this.#all.values()].filter((follower) => follower.targetId === targetId);
  }

  /** Makes a channel follow another, which it is told; a second time makes a second webhook, as in Discord. */
  follow(source: Channel, target: Channel): Follower {
    const core = this.#core();
    const follower = { webhookId: core.snowflake(), sourceId: source.id, targetId: target.id };
    this.#all.set(follower.webhookId, follower);
    this.#tellOf(target.id);
    core.messages.add(
      composeMessage(core, {
        body: { content: nameOf(core, source) },
        uploads: [],
        channelId: target.id,
        authorId: core.world.botId,
        extra: { type: MessageType.ChannelFollowAdd },
      }),
    );
    return follower;
  }

  unfollow(webhookId: string): void {
    const follower = this.#all.get(webhookId);
    this.#all.delete(webhookId);
    if (follower) this.#tellOf(follower.targetId);
  }

  /** That a channel's webhooks are others now, says Discord, not which. */
  #tellOf(channelId: string): void {
    const core = this.#core();
    const place = { ...guildIn(core, channelId), channel_id: channelId };
    core.gateway.dispatch(GatewayDispatchEvents.WebhooksUpdate, place);
  }

  /** Copies a message that was just published into every channel that follows. */
  published(message: APIMessage): void {
    const core = this.#core();
    const copies = [];
    for (const follower of this.#all.values()) {
      if (follower.sourceId !== message.channel_id || !channelOf(core.world, follower.targetId)) continue;
      const copy = copyOf(core, message, follower);
      core.messages.add(copy);
      copies.push({ channelId: copy.channel_id, id: copy.id });
    }
    this.#copies.set(message.id, copies);
  }

  /** Changes the copies of a published message with it. */
  edited(message: APIMessage): void {
    const { content, embeds, attachments, edited_timestamp } = message;
    this.#change(message, { content, embeds, attachments, edited_timestamp });
  }

  /** Empties the copies of a message that is gone. */
  removed(message: APIMessage): void {
    this.#change(
      message,
      { content: DELETED, embeds: [], attachments: [] },
      MessageFlags.SourceMessageDeleted,
    );
    this.#copies.delete(message.id);
  }

  #change(message: APIMessage, change: Partial<APIMessage>, flag = 0): void {
    const { messages } = this.#core();
    for (const { channelId, id } of this.#copies.get(message.id) ?? []) {
      const copy = messages.get(channelId, id);
      if (copy) messages.replace({ ...copy, ...change, flags: (copy.flags ?? 0) | flag } as APIMessage);
    }
  }
}

/** A followed channel, with its server, as its followers show it. */
export function nameOf({ world }: Core, source: Channel): string {
  return `${serverOf(world, guildOf(world, source) ?? '')?.name ?? ''} #${source.name}`;
}

/**
 * A message as those who follow get it: its words, embeds and files. Components are not carried over, says Discord
 * (https://github.com/discord/discord-api-docs/issues/3079), and nobody is pinged.
 */
function copyOf(core: Core, message: APIMessage, follower: Follower): APIMessage {
  const { content, embeds, attachments, flags = 0 } = message;
  const source = channelOf(core.world, message.channel_id);
  const username = source ? nameOf(core, source) : core.world.guild.name;
  return {
    id: core.snowflake(),
    channel_id: follower.targetId,
    type: MessageType.Default,
    webhook_id: follower.webhookId,
    author: {
      id: follower.webhookId,
      username,
      global_name: null,
      discriminator: '0000',
      avatar: null,
      bot: true,
    },
    timestamp: new Date(core.now()).toISOString(),
    edited_timestamp: null,
    tts: false,
    pinned: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    content,
    embeds,
    attachments,
    components: [],
    message_reference: {
      type: MessageReferenceType.Default,
      channel_id: message.channel_id,
      message_id: message.id,
      ...guildIn(core, message.channel_id),
    },
    flags: (flags & MessageFlags.IsComponentsV2) | MessageFlags.IsCrosspost,
  } as unknown as APIMessage;
}
