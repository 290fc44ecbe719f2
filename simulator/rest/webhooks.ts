import { type APIMessage, MessageFlags } from 'discord-api-types/v10';
import { refuse } from '../api_error.ts';
import { editMessage } from '../compose.ts';
import type { Core } from '../core.ts';
import type { Interaction } from '../interactions.ts';
import { messageFaults } from './messages.ts';
import { occasionOf, replyMessage } from './replies.ts';
import { type ApiRequest, bodyOf, type Route } from './route.ts';

const FIVE_IN_FIVE = { limit: 5, windowMs: 5_000 };

/** The interaction behind a webhook token. Throws where it has no answer yet, or was answered too long ago. */
function answered({ params }: ApiRequest, core: Core): Interaction {
  if (params.application !== core.world.application.id) throw refuse.unknownWebhook();
  const interaction = core.interactions.answered(params.token!);
  if (!interaction) throw refuse.unknownWebhook();
  if (interaction === 'expired') throw refuse.deadWebhookToken();
  return interaction;
}

function named(request: ApiRequest, core: Core): { interaction: Interaction; message: APIMessage } {
  const interaction = answered(request, core);
  const { placeholder, originalId, channelId } = interaction;
  const id = request.params.message === '@original' ? originalId : request.params.message!;
  if (placeholder && id === placeholder.id) return { interaction, message: placeholder };
  const message = id ? core.messages.find(channelId, id) : undefined;
  const own = message?.webhook_id === core.world.application.id || message?.id === originalId;
  if (!message || !own) throw refuse.unknownMessage();
  return { interaction, message };
}

/** Changes a reply; a placeholder becomes the message that it stood for. */
function edit(request: ApiRequest, core: Core, interaction: Interaction, message: APIMessage): APIMessage {
  const edited = editMessage(core, message, bodyOf(request), request.uploads);
  const occasion = occasionOf(interaction, message);
  if (message !== interaction.placeholder) {
    core.messages.replace(edited, occasion);
    return edited;
  }
  const flags = (edited.flags ?? 0) & ~MessageFlags.Loading;
  const shown = { ...edited, flags, edited_timestamp: null };
  interaction.placeholder = null;
  core.messages.add(shown, occasion);
  return shown;
}

/** Answers after the first: edits of it, and follow-ups, for 15 minutes. */
export const interactionWebhookRoutes: Route[] = [
  {
    method: 'POST',
    path: '/webhooks/:application/:token',
    interaction: true,
    limit: FIVE_IN_FIVE,
    check: (request, core) => {
      answered(request, core);
      return messageFaults(request, bodyOf(request), null);
    },
    run: (request, core) => {
      const interaction = answered(request, core);
      const body = bodyOf(request);
      // The first follow-up to a deferred answer is that answer.
      if (interaction.placeholder) {
        return { status: 200, body: edit(request, core, interaction, interaction.placeholder) };
      }
      const { message, occasion } = replyMessage(core, interaction, body, request.uploads);
      core.messages.add(message, occasion);
      return { status: 200, body: message };
    },
  },
  {
    method: 'GET',
    path: '/webhooks/:application/:token/messages/:message',
    interaction: true,
    run: (request, core) => ({ status: 200, body: named(request, core).message }),
  },
  {
    method: 'PATCH',
    path: '/webhooks/:application/:token/messages/:message',
    interaction: true,
    limit: FIVE_IN_FIVE,
    check: (request, core) => {
      const { interaction, message } = named(request, core);
      // What fills a placeholder is judged as a new message: there is nothing yet that could stay.
      const body = bodyOf(request);
      return messageFaults(request, body, message === interaction.placeholder ? null : message);
    },
    run: (request, core) => {
      const { interaction, message } = named(request, core);
      return { status: 200, body: edit(request, core, interaction, message) };
    },
  },
  {
    method: 'DELETE',
    path: '/webhooks/:application/:token/messages/:message',
    interaction: true,
    run: (request, core) => {
      const { interaction, message } = named(request, core);
      if (message === interaction.placeholder) {
        interaction.placeholder = null;
        interaction.asker.hear({ type: 'acknowledged', requestId: interaction.requestId });
      } else {
        core.messages.remove(message);
      }
      return { status: 204 };
    },
  },
];
