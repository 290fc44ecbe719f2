import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import { guildOf } from './servers.ts';
import { type Channel, channelOf, memberOf, type Overwrite, type World } from './world.ts';

const ALL = Object.values(PermissionFlagsBits).reduce((sum, bit) => sum | bit, 0n);
const { AttachFiles, EmbedLinks, MentionEveryone, SendMessages, SendMessagesInThreads, ViewChannel } =
  PermissionFlagsBits;
/** What both sides of direct messages may do, and members where the bot is not. */
const DIRECT =
  AttachFiles |
  EmbedLinks |
  SendMessages |
  ViewChannel |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.UseApplicationCommands;

/**
 * What a member may do in the guild (`channel` null) or in one channel, as Discord's permission bits; 0 for
 * somebody who is no member. The order is Discord's: roles, then the overwrites of everyone, of roles, of the member
 * (https://docs.discord.com/developers/topics/permissions). Without View Channel nothing is left, without Send
 * Messages none of what hangs on it. A thread takes its parent's, with Send Messages in Threads in the place of Send
 * Messages.
 */
export function permissionsOf(world: World, memberId: string, channel: Channel | null): bigint {
  const member = memberOf(world, memberId);
  if (!member) return 0n;
  if (channel?.outside) return memberId === world.botId ? 0n : DIRECT;
  if (channel?.recipientId) return [channel.recipientId, world.botId].includes(memberId) ? DIRECT : 0n;
  const everyone = world.guild.id;
  const held = world.roles.filter((role) => role.id === everyone || member.roleIds.includes(role.id));
  const base = held.reduce((sum, role) => sum | role.permissions, 0n);
  if (member.id === world.guild.ownerId || base & PermissionFlagsBits.Administrator) return ALL;
  if (!channel) return base;

  const overwrites = (channel.parentId ? channelOf(world, channel.parentId) : channel)?.overwrites ?? [];
  const ofRoles = overwrites.filter((o) => o.type === OverwriteType.Role && member.roleIds.includes(o.id));
  let bits = base;
  bits = apply(
    bits,
    overwrites.filter((overwrite) => overwrite.id === guildOf(world, channel)),
  );
  bits = apply(bits, ofRoles);
  bits = apply(
    bits,
    overwrites.filter((o) => o.type === OverwriteType.Member && o.id === memberId),
  );
  if (!(bits & ViewChannel)) return 0n;
  if (channel.parentId) bits = bits & SendMessagesInThreads ? bits | SendMessages : bits & ~SendMessages;
  if (!(bits & SendMessages)) bits &= ~(EmbedLinks | AttachFiles | MentionEveryone);
  return bits;
}

function apply(bits: bigint, overwrites: readonly Overwrite[]): bigint {
  const deny = overwrites.reduce((sum, overwrite) => sum | overwrite.deny, 0n);
  const allow = overwrites.reduce((sum, overwrite) => sum | overwrite.allow, 0n);
  return (bits & ~deny) | allow;
}
