import {
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from 'discord-api-types/v10';
import { refuse } from '../api_error.ts';
import { checkOptionChoices } from '../checks/commands.ts';
import { Faults } from '../checks/faults.ts';
import { type Body, choice, list } from '../checks/fields.ts';
import { checkModal } from '../checks/modal.ts';
import { editMessage } from '../compose.ts';
import type { Core } from '../core.ts';
import type { Interaction } from '../interactions.ts';
import { messageFaults } from './messages.ts';
import { currentSource, guildIn, replyMessage } from './replies.ts';
import { type ApiAnswer, type ApiRequest, bodyOf, type Route } from './route.ts';

const {
  ChannelMessageWithSource,
  DeferredChannelMessageWithSource,
  DeferredMessageUpdate,
  UpdateMessage,
  ApplicationCommandAutocompleteResult,
  Modal,
} = InteractionResponseType;

/** Callbacks whose message goes back to the bot where it asks for it. */
const RETURNED: readonly number[] = [ChannelMessageWithSource, UpdateMessage];

function open({ params, at }: ApiRequest, core: Core): Interaction {
  const interaction = core.interactions.get(params.interaction!, params.token!, at);
  if (!interaction) throw refuse.unknownInteraction();
  if (interaction.callback !== null) throw refuse.alreadyAcknowledged();
  return interaction;
}

/** The callback types that an interaction can be answered with. */
function fitting(interaction: Interaction): number[] {
  if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
    return [ApplicationCommandAutocompleteResult];
  }
  const updates = interaction.source ? [DeferredMessageUpdate, UpdateMessage] : [];
  const modal = interaction.type === InteractionType.ModalSubmit ? [] : [Modal];
  return [ChannelMessageWithSource, DeferredChannelMessageWithSource, ...updates, ...modal];
}

function dataOf(request: ApiRequest): Body {
  const { data } = bodyOf(request);
  return typeof data === 'object' && data !== null ? (data as Body) : {};
}

function check(request: ApiRequest, core: Core): Faults {
  const interaction = open(request, core);
  const faults = new Faults();
  const type = choice(faults, ['type'], bodyOf(request).type, fitting(interaction), true);
  const data = dataOf(request);
  switch (type) {
    case ChannelMessageWithSource:
      return within('data', messageFaults(request, data, null));
    case UpdateMessage:
      return within('data', messageFaults(request, data, currentSource(core, interaction)));
    case Modal:
      return checkModal(data);
    case ApplicationCommandAutocompleteResult:
      list(faults, ['data', 'choices'], data.choices, { required: true });
      checkOptionChoices(faults, ['data', 'choices'], data.choices, interaction.focusedType!);
      return faults;
    default:
      return faults;
  }
}

function within(field: string, faults: Faults): Faults {
  const moved = new Faults();
  for (const { path, code, message } of faults.list) moved.add([field, ...path], code, message);
  return moved;
}

function run(request: ApiRequest, core: Core): ApiAnswer {
  const interaction = open(request, core);
  const type = Number(bodyOf(request).type);
  const message = act(type, request, core, interaction);
  if (request.query.get('with_response') !== 'true') return { status: 204 };
  const { id, type: interactionType, channelId, originalId } = interaction;
  const loading = interaction.placeholder !== null;
  return {
    status: 200,
    body: {
      interaction: {
        id,
        type: interactionType,
        channel_id: channelId,
        ...guildIn(core, channelId),
        ...(originalId
          ? {
              response_message_id: originalId,
              response_message_loading: loading,
              response_message_ephemeral: ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0,
            }
          : {}),
      },
      ...(message && RETURNED.includes(type) ? { resource: { type, message } } : {}),
    },
  };
}

/** Does what the callback says; returns the message that it made or changed. */
function act(
  type: number,
  request: ApiRequest,
  core: Core,
  interaction: Interaction,
): APIMessage | undefined {
  const { asker, requestId, channelId } = interaction;
  const data = dataOf(request);
  core.interactions.answer(interaction, type);
  switch (type) {
    case ChannelMessageWithSource: {
      const { message, occasion } = replyMessage(core, interaction, data, request.uploads);
      interaction.originalId = message.id;
      core.messages.add(message, occasion);
      return message;
    }
    case DeferredChannelMessageWithSource: {
      const ephemeral = Number(data.flags ?? 0) & MessageFlags.Ephemeral;
      const body = { flags: ephemeral };
      const { message } = replyMessage(core, interaction, body, [], MessageFlags.Loading);
      interaction.originalId = message.id;
      interaction.placeholder = message;
      const { commandName } = interaction;
      asker.hear({ type: 'thinking', requestId, channelId, ephemeral: ephemeral !== 0, commandName });
      return message;
    }
    case DeferredMessageUpdate:
      interaction.originalId = interaction.source!.id;
      asker.hear({ type: 'acknowledged', requestId });
      return interaction.source!;
    case UpdateMessage: {
      const message = editMessage(core, currentSource(core, interaction), data, request.uploads);
      interaction.originalId = message.id;
      core.messages.replace(message, { asker, requestId });
      return message;
    }
    case ApplicationCommandAutocompleteResult:
      asker.hear({ type: 'choices', requestId, choices: data.choices as [] });
      return undefined;
    default: {
      const modal = data as unknown as APIModalInteractionResponseCallbackData;
      core.interactions.openModal(interaction, modal);
      asker.hear({ type: 'modal', requestId, channelId, modal });
      return undefined;
    }
  }
}

/** The bot's first answer to an interaction. */
export const callbackRoutes: Route[] = [
  {
    method: 'POST',
    path: '/interactions/:interaction/:token/callback',
    interaction: true,
    check,
    run,
  },
];
