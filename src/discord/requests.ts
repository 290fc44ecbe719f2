import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  GuildMember,
  Message,
} from 'discord.js';
import { MessageFlags } from 'discord-api-types/v10';
import type { AutocompleteRequest, ButtonRequest, CommandRequest } from '../commands/command.ts';

type Member = Pick<CommandRequest, 'guildId' | 'channelId' | 'userId' | 'permissionsIn'>;

/** A command as the plain request that commands take. */
export function commandRequest(interaction: ChatInputCommandInteraction): CommandRequest {
  return {
    ...memberOf(interaction),
    command: interaction.commandName,
    subcommand: interaction.options.getSubcommand(false),
    options: leafOptions(interaction.options.data),
  };
}

/** A half-typed command as a plain request. */
export function autocompleteRequest(interaction: AutocompleteInteraction): AutocompleteRequest {
  const { name, value } = interaction.options.getFocused(true);
  return {
    ...memberOf(interaction),
    command: interaction.commandName,
    subcommand: interaction.options.getSubcommand(false),
    options: leafOptions(interaction.options.data),
    focused: { name, value },
  };
}

/** A pressed button as a plain request. */
export function buttonRequest(interaction: ButtonInteraction): ButtonRequest {
  return { ...memberOf(interaction), customId: interaction.customId, ownReply: isOwnReply(interaction) };
}

function memberOf(
  interaction: ChatInputCommandInteraction | AutocompleteInteraction | ButtonInteraction,
): Member {
  const { guildId, user, member, memberPermissions } = interaction;
  const channelId = interaction.channelId ?? '';
  return {
    guildId,
    channelId,
    userId: user.id,
    permissionsIn(id) {
      // Discord sends what the member may do here; elsewhere it follows from roles and overwrites.
      if (id === channelId) return memberPermissions?.bitfield ?? 0n;
      const channel = interaction.guild?.channels.cache.get(id);
      return channel && member instanceof GuildMember ? channel.permissionsFor(member).bitfield : 0n;
    },
  };
}

function leafOptions(options: readonly CommandInteractionOption[]): CommandRequest['options'] {
  const leaves = options.flatMap((option) =>
    option.type === ApplicationCommandOptionType.Subcommand ? (option.options ?? []) : [option],
  );
  return Object.fromEntries(
    leaves.flatMap(({ name, value, attachment }) =>
      value === undefined ? [] : [[name, attachment?.url ?? value]],
    ),
  );
}

/** Ephemeral messages have one reader; a public reply belongs to the one who asked for it. */
function isOwnReply({ message, user }: ButtonInteraction): boolean {
  const flags =
    message instanceof Message ? message.flags.bitfield : ((message as { flags?: number }).flags ?? 0);
  if ((flags & MessageFlags.Ephemeral) !== 0) return true;
  return message.interactionMetadata?.user.id === user.id;
}
