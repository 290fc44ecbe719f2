import {
  type APIMessage,
  InteractionType,
  MessageFlags,
  MessageReferenceType,
  MessageType,
} from 'discord-api-types/v10';
import { refuse } from '../api_error.ts';
import { ownersIn } from '../ask.ts';
import type { Upload } from '../attachments.ts';
import type { Body } from '../checks/fields.ts';
import { composeMessage } from '../compose.ts';
import type { Core } from '../core.ts';
import type { Interaction } from '../interactions.ts';
import type { Occasion } from '../message_store.ts';
import { userObject } from '../objects.ts';
import { guildOf } from '../servers.ts';
import { channelOf, memberOf } from '../world.ts';

/** Makes a message that answers an interaction, with those whom it goes to; `flags` come on top of the body's own. */
export function replyMessage(
  core: Core,
  interaction: Interaction,
  body: Body,
  uploads: readonly Upload[],
  flags = 0,
): { message: APIMessage; occasion: Occasion } {
  const { world } = core;
  const ephemeral = Number(body.flags ?? 0) & MessageFlags.Ephemeral;
  const extra = {
    ...placeOf(core, interaction),
    flags: ephemeral | flags,
    webhook_id: world.application.id,
    application_id: world.application.id,
    interaction_metadata: metadataOf(core, interaction),
    // Deprecated by Discord and still sent: the one place that names the command.
    ...(interaction.originalId === null && interaction.commandName !== null
      ? { interaction: namedOf(core, interaction, interaction.commandName) }
      : {}),
  } as unknown as Partial<APIMessage>;
  const { channelId } = interaction;
  const message = composeMessage(core, { body, uploads, channelId, authorId: world.botId, extra });
  return { message, occasion: occasionOf(interaction, message) };
}

/** Those whom a reply goes to: its asker first, and nobody else where it is ephemeral. */
export function occasionOf(interaction: Interaction, message: APIMessage): Occasion {
  const ephemeral = (message.flags ?? 0) & MessageFlags.Ephemeral;
  const { asker, requestId, memberId } = interaction;
  return { asker, requestId, onlyFor: ephemeral ? memberId : null };
}

/** The message whose component was used, as it is now. Throws where it is gone. */
export function currentSource(core: Core, interaction: Interaction): APIMessage {
  const { source, channelId } = interaction;
  const message = source && core.messages.find(channelId, source.id);
  if (!message) throw refuse.unknownMessage();
  return message;
}

/** The first answer to a command is a message of its own kind; later ones, and those to components, are replies. */
function placeOf(core: Core, interaction: Interaction): Partial<APIMessage> {
  const target = interaction.originalId ?? interaction.source?.id;
  if (!target) return { type: MessageType.ChatInputCommand };
  return {
    type: MessageType.Reply,
    message_reference: {
      type: MessageReferenceType.Default,
      channel_id: interaction.channelId,
      message_id: target,
      ...guildIn(core, interaction.channelId),
    },
  };
}

/** The guild's id, where a channel is in it. */
export function guildIn({ world }: Core, channelId: string): { guild_id?: string } {
  const channel = channelOf(world, channelId);
  const guildId = channel ? guildOf(world, channel) : null;
  return guildId === null ? {} : { guild_id: guildId };
}

function namedOf(core: Core, { id, type, memberId }: Interaction, name: string): Body {
  return { id, type, name, user: userObject(memberOf(core.world, memberId)!) };
}

function metadataOf(core: Core, interaction: Interaction): Body {
  const { id, type, memberId, channelId, source, opener, originalId } = interaction;
  return {
    id,
    type,
    user: userObject(memberOf(core.world, memberId)!),
    authorizing_integration_owners: ownersIn(core, channelId, memberId),
    ...(originalId ? { original_response_message_id: originalId } : {}),
    ...(type === InteractionType.MessageComponent ? { interacted_message_id: source!.id } : {}),
    ...(opener ? { triggering_interaction_metadata: metadataOf(core, opener) } : {}),
  };
}
