import {
  type APIMessage,
  ChannelType,
  GatewayDispatchEvents,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Core } from './core.ts';
import { channelObject } from './objects.ts';
import type { Channel } from './world.ts';

/** What moderators do to a thread. */
export interface ThreadState {
  archived?: boolean;
  locked?: boolean;
}

interface NewThread {
  /** The id of its first message, which it shares. */
  id: string;
  parent: Channel;
  name: string;
  autoArchiveMinutes: number;
  tags: string[];
}

/** A forum for a world, with tags by name; their ids are made from the forum's own. */
export function forumChannel(
  id: string,
  name: string,
  tags: readonly string[] = [],
  { needsTag = false }: { needsTag?: boolean } = {},
): Channel {
  const own = tags.map((tag, index) => ({
    id: (BigInt(id) + BigInt(index) + 1_000_000n).toString(),
    name: tag,
    moderated: false,
  }));
  return { id, name, type: ChannelType.GuildForum, topic: null, overwrites: [], tags: own, needsTag };
}

/** Makes a thread that the bot owns, and tells the gateway. */
export function openThread(core: Core, { id, parent, name, autoArchiveMinutes, tags }: NewThread): Channel {
  const type =
    parent.type === ChannelType.GuildAnnouncement ? ChannelType.AnnouncementThread : ChannelType.PublicThread;
  const thread: Channel = {
    ...{ id, name, type, topic: null, overwrites: [], parentId: parent.id },
    thread: { archived: false, locked: false, autoArchiveMinutes, openedAt: core.now(), tags },
  };
  core.world.threads = [...(core.world.threads ?? []), thread];
  dispatch(core, GatewayDispatchEvents.ThreadCreate, thread, { newly_created: true });
  return thread;
}

/** Archives, locks or opens a thread, and tells the gateway. */
export function setThread(core: Core, thread: Channel, state: ThreadState): void {
  if (!thread.thread) throw new Error(`${thread.id} is no thread.`);
  Object.assign(thread.thread, state);
  dispatch(core, GatewayDispatchEvents.ThreadUpdate, thread);
}

/** The message as the one from which a thread was started shows. */
export function startingThread(message: APIMessage): APIMessage {
  return { ...message, flags: (message.flags ?? 0) | MessageFlags.HasThread };
}

/** Whether somebody who may do this much there may open a thread again, or write where it is locked. */
export function moderates(permissions: bigint): boolean {
  return (permissions & PermissionFlagsBits.ManageThreads) !== 0n;
}

function dispatch(core: Core, event: string, thread: Channel, more: object = {}): void {
  const object = channelObject(core.world, thread, core.messages.lastId(thread.id));
  core.gateway.dispatch(event, { ...object, ...more });
  core.audience.tell({ news: 'channels', channelId: null, onlyFor: null, told: null });
}
