import {
  type AnySelectMenuInteraction,
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  GuildMember,
  Message,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import { ApplicationIntegrationType, MessageFlags } from 'discord-api-types/v10';
import type {
  Asking,
  AutocompleteRequest,
  ButtonRequest,
  CommandRequest,
  MessageRequest,
} from '../commands/command.ts';
import { languageOfLocale } from '../languages/language.ts';
import { speakIn } from '../languages/say.ts';

/** What can be pressed, chosen or sent in a message or form of the bot's. */
export type ComponentInteraction = ButtonInteraction | AnySelectMenuInteraction | ModalSubmitInteraction;

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

/** A pressed button, a used menu or a sent form as a plain request. */
export function buttonRequest(interaction: ComponentInteraction): ButtonRequest {
  return {
    ...memberOf(interaction),
    customId: interaction.customId,
    values: interaction.isAnySelectMenu() ? interaction.values : [],
    fields: interaction.isModalSubmit() ? fieldsOf(interaction) : null,
    ownReply: isOwnReply(interaction),
  };
}

function fieldsOf({ fields }: ModalSubmitInteraction): Record<string, string> {
  return Object.fromEntries(
    fields.fields.map((field) => [field.customId, 'value' in field ? String(field.value) : '']),
  );
}

/** A message that a command was chosen for as a plain request. */
export function messageRequest(interaction: MessageContextMenuCommandInteraction): MessageRequest {
  const { id, content, embeds, components, createdTimestamp } = interaction.targetMessage;
  const texts = [
    content,
    ...embeds.flatMap(({ title, description, url }) => [title, description, url]),
    ...textsIn(components.map((component) => component.toJSON())),
  ];
  return {
    ...memberOf(interaction),
    message: { id, text: texts.filter(Boolean).join('\n'), sentAt: createdTimestamp },
  };
}

/** The texts of components of any depth. */
function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'content' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}

function memberOf(
  interaction:
    | ChatInputCommandInteraction
    | AutocompleteInteraction
    | MessageContextMenuCommandInteraction
    | ComponentInteraction,
): Asking {
  const { guildId, user, member, memberPermissions, locale, guildLocale } = interaction;
  const channelId = interaction.channelId ?? '';
  const owners = interaction.authorizingIntegrationOwners ?? {};
  return {
    guildId,
    channelId,
    userId: user.id,
    isInstalled: guildId !== null && owners[ApplicationIntegrationType.GuildInstall] !== undefined,
    say: speakIn(languageOfLocale(locale)),
    placeLanguage: languageOfLocale(guildId === null ? locale : guildLocale),
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
function isOwnReply({ message, user }: ComponentInteraction): boolean {
  if (message === null) return false;
  const flags =
    message instanceof Message ? message.flags.bitfield : ((message as { flags?: number }).flags ?? 0);
  if ((flags & MessageFlags.Ephemeral) !== 0) return true;
  return message.interactionMetadata?.user.id === user.id;
}
