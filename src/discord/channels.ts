import {
  type Channel,
  ChannelFlags,
  ChannelType,
  type Client,
  Events,
  type GuildBasedChannel,
  PermissionFlagsBits,
} from 'discord.js';
import type { Logger } from 'pino';
import { markKindsKnown, saveChannelKinds } from '../store/channel_kinds.ts';
import type { Db } from '../store/open.ts';
import type { ChannelKind } from './sender.ts';

/** What kind of channel one is, by what the gateway told; null where it told nothing. */
export function channelKind(client: Client, channelId: string): ChannelKind | null {
  const channel = client.channels.cache.get(channelId);
  return channel ? kindOf(channel) : null;
}

/**
 * Keeps in the store what kind of channel each is, for senders in processes that don't see it: all that are no plain text
 * channels now, and whatever changes from now on.
 */
export async function storeChannelKinds(client: Client, db: Db, logger: Logger): Promise<void> {
  const failed = (error: unknown) =>
    logger.error({ err: error }, 'the kinds of channels could not be stored');
  const save = (channels: Iterable<Channel>) =>
    saveChannelKinds(
      db,
      [...channels].map((channel) => [channel.id, kindOf(channel)] as const),
    );
  const store = (channels: Iterable<Channel>) => save(channels).catch(failed);
  const special = (channels: Iterable<Channel>) =>
    [...channels].filter((channel) => kindOf(channel).kind !== 'text');
  client.on(Events.ChannelCreate, (channel) => store(special([channel])));
  client.on(Events.ChannelUpdate, (before, after) =>
    store(special([before, after]).length > 0 ? [after] : []),
  );
  client.on(Events.GuildCreate, (guild) => store(special(guild.channels.cache.values())));
  const of = client.options.shardCount ?? 1;
  await save(special(client.channels.cache.values()))
    .then(() =>
      markKindsKnown(
        db,
        [...client.ws.shards.keys()].map((id) => ({ id, of })),
      ),
    )
    .catch(failed);
}

function kindOf(channel: Channel): ChannelKind {
  if (channel.type === ChannelType.GuildAnnouncement) return { kind: 'announcement' };
  if (channel.type === ChannelType.GuildForum || channel.type === ChannelType.GuildMedia) {
    return {
      kind: 'forum',
      guildId: channel.guildId,
      tags: channel.availableTags.filter(({ moderated }) => !moderated).map(({ id, name }) => ({ id, name })),
      needsTag: channel.flags.has(ChannelFlags.RequireTag),
    };
  }
  return { kind: 'text' };
}

/** Whether what is posted in a channel is, can or can't be a thread. */
export function threadsIn(client: Client, channelId: string): 'always' | 'possible' | 'never' {
  const channel = client.channels.cache.get(channelId);
  if (channel?.isThreadOnly()) return 'always';
  const { GuildAnnouncement, GuildText } = ChannelType;
  return channel?.type === GuildText || channel?.type === GuildAnnouncement ? 'possible' : 'never';
}

/**
 * Where the bot can write to tell a server's admins about a channel in which it can't: the server's system channel,
 * else the text channel that stands nearest to it. Null where there is none; undefined where the server isn't seen.
 */
export function noticeChannel(client: Client, guildId: string, channelId: string): string | null | undefined {
  const guild = client.guilds.cache.get(guildId);
  const me = guild?.members.me;
  if (!guild || !me) return undefined;
  const isWritable = (channel: GuildBasedChannel): boolean =>
    channel.id !== channelId &&
    channel
      .permissionsFor(me)
      ?.has(
        PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages | PermissionFlagsBits.EmbedLinks,
      ) === true;
  if (guild.systemChannel && isWritable(guild.systemChannel)) return guild.systemChannel.id;
  const lost = guild.channels.cache.get(channelId);
  const place = (channel: GuildBasedChannel | undefined) =>
    channel && 'rawPosition' in channel ? channel.rawPosition : 0;
  const sameParent = (channel: GuildBasedChannel) => (channel.parentId === (lost?.parentId ?? null) ? 0 : 1);
  const [nearest] = [...guild.channels.cache.values()]
    .filter((channel) => channel.type === ChannelType.GuildText && isWritable(channel))
    .sort(
      (a, b) =>
        sameParent(a) - sameParent(b) ||
        Math.abs(place(a) - place(lost)) - Math.abs(place(b) - place(lost)) ||
        (BigInt(a.id) < BigInt(b.id) ? -1 : 1),
    );
  return nearest?.id ?? null;
}
