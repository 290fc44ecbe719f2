import {
  ChannelFlags,
  ChannelType,
  type Client,
  type GuildBasedChannel,
  PermissionFlagsBits,
} from 'discord.js';
import type { ChannelKind } from './sender.ts';

/** What kind of channel one is, by what the gateway told; text where it told nothing. */
export function channelKind(client: Client, channelId: string): ChannelKind {
  const channel = client.channels.cache.get(channelId);
  if (channel?.type === ChannelType.GuildAnnouncement) return { kind: 'announcement' };
  if (channel?.type === ChannelType.GuildForum || channel?.type === ChannelType.GuildMedia) {
    return {
      kind: 'forum',
      guildId: channel.guildId,
      tags: channel.availableTags.filter(({ moderated }) => !moderated).map(({ id, name }) => ({ id, name })),
      needsTag: channel.flags.has(ChannelFlags.RequireTag),
    };
  }
  return { kind: 'text' };
}

/**
 * Where the bot can write to tell a server's admins about a channel in which it can't: the server's system channel,
 * else the text channel that stands nearest to it. Null where there is none.
 */
export function noticeChannel(client: Client, guildId: string, channelId: string): string | null {
  const guild = client.guilds.cache.get(guildId);
  const me = guild?.members.me;
  if (!guild || !me) return null;
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
