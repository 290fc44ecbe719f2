import {
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ComponentType,
  GatewayDispatchEvents,
  InteractionContextType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Body } from './checks/fields.ts';
import { componentOf } from './component_tree.ts';
import type { Asker, Core } from './core.ts';
import type { Interaction } from './interactions.ts';
import { channelObject, memberObject, roleObject, userObject } from './objects.ts';
import { checkedOptions, OptionError } from './options.ts';
import { OUTSIDE_APP_PERMISSIONS } from './outside.ts';
import { permissionsOf } from './permissions.ts';
import type { PageOption } from './protocol.ts';
import { guildOf } from './servers.ts';
import { type Channel, channelOf, memberOf, roleOf } from './world.ts';

/**
 * What members do that makes Discord send the bot an interaction. Each function sends it, or tells the asker in
 * a sentence why Discord would not; nothing is returned and nothing thrown. The bot's answer reaches the
 * asker under the request's id.
 */

interface Request {
  requestId: string;
  memberId: string;
  channelId: string;
}

const { UseApplicationCommands, ViewChannel } = PermissionFlagsBits;

/** A slash command, or with `autocomplete` the wish for choices of its focused option. */
export function askCommand(
  core: Core,
  asker: Asker,
  request: Request & { commandId: string; options: readonly PageOption[]; autocomplete: boolean },
): void {
  const { autocomplete } = request;
  attempt(asker, request, () => {
    const command = usableCommand(core, request, ApplicationCommandType.ChatInput);
    const options = checkedOptions(core.world, command, request.options, autocomplete);
    const type = autocomplete
      ? InteractionType.ApplicationCommandAutocomplete
      : InteractionType.ApplicationCommand;
    const { id, name, guild_id } = command;
    const data = {
      id,
      name,
      type: command.type,
      options,
      resolved: resolved(core, request, leaves(options)),
    };
    const path = [name, ...subcommands(options)].join(' ');
    const focused = leaves(options).find((option) => option.focused);
    if (autocomplete && !focused) throw new OptionError('No option is being completed.');
    send(core, asker, request, {
      type,
      data: guild_id ? { ...data, guild_id } : data,
      commandName: path,
      focusedType: focused?.type ?? null,
    });
  });
}

/** A command of a message's menu. */
export function askMessageCommand(
  core: Core,
  asker: Asker,
  request: Request & { commandId: string; messageId: string },
): void {
  const { memberId, channelId, messageId } = request;
  attempt(asker, request, () => {
    const { id, name, type } = usableCommand(core, request, ApplicationCommandType.Message);
    const message = core.messages.seenBy(memberId, channelId, messageId);
    if (!message) throw new OptionError('This message is gone.');
    send(core, asker, request, {
      type: InteractionType.ApplicationCommand,
      data: { id, name, type, target_id: messageId, resolved: { messages: { [messageId]: message } } },
      commandName: name,
    });
  });
}

/** The command, where the member may use it in the channel. */
function usableCommand(
  core: Core,
  { memberId, channelId, commandId }: Request & { commandId: string },
  type: ApplicationCommandType,
) {
  const command = core.commands.usable().find((one) => one.id === commandId && one.type === type);
  if (!command) throw new OptionError('There is no such command.');
  const permissions = permissionsIn(core, memberId, channelId);
  const channel = channelOf(core.world, channelId);
  const direct = channel?.recipientId !== undefined;
  if (channel && command.contexts && !command.contexts.includes(contextOf(channel))) {
    throw new OptionError(
      `/${command.name} can’t be used in ${direct ? 'direct messages' : 'this kind of channel'}.`,
    );
  }
  if (channel?.outside && !command.integration_types?.includes(ApplicationIntegrationType.UserInstall)) {
    throw new OptionError(`/${command.name} is not for those who installed the app for themselves.`);
  }
  if (!(permissions & UseApplicationCommands))
    throw new OptionError('You may not use commands in this channel.');
  const needed = direct ? 0n : BigInt(command.default_member_permissions ?? 0);
  const lacking = needed & ~permissions;
  const nobody =
    !direct &&
    command.default_member_permissions === '0' &&
    !(permissions & PermissionFlagsBits.Administrator);
  if (lacking || nobody) throw new OptionError(`You may not use /${command.name}.`);
  return command;
}

/** A button pressed or a select menu used. */
export function askComponent(
  core: Core,
  asker: Asker,
  request: Request & { messageId: string; customId: string; values: readonly string[] },
): void {
  const { memberId, channelId, customId, values } = request;
  attempt(asker, request, () => {
    permissionsIn(core, memberId, channelId);
    const message = core.messages.seenBy(memberId, channelId, request.messageId);
    if (!message) throw new OptionError('This message is gone.');
    const component = componentOf(message.components, customId);
    if (!component) throw new OptionError(`The message has no component ${customId}.`);
    if (component.disabled) throw new OptionError('This component is disabled.');
    const data: Body = { custom_id: customId, component_type: component.type, id: component.id };
    if (component.type !== ComponentType.Button) {
      checkChosen(component, values);
      data.values = [...values];
      if (component.type !== ComponentType.StringSelect) {
        data.resolved = resolvedIds(core, request, values);
      }
    }
    send(core, asker, request, { type: InteractionType.MessageComponent, data, source: message });
  });
}

/** A modal that the bot opened, filled in and sent. */
export function askModal(
  core: Core,
  asker: Asker,
  request: Request & { customId: string; fields: readonly { customId: string; value: string }[] },
): void {
  const { memberId, customId, fields } = request;
  attempt(asker, request, () => {
    const open = core.interactions.modal(memberId, customId);
    if (!open) throw new OptionError('This form is not open.');
    const given = new Map(fields.map((field) => [field.customId, field.value]));
    const components = submitted(open.modal, given);
    core.interactions.closeModal(memberId, customId);
    send(core, asker, request, {
      type: InteractionType.ModalSubmit,
      data: { custom_id: customId, components },
      source: open.opener.source,
      opener: open.opener,
      commandName: open.opener.commandName,
    });
  });
}

function attempt(asker: Asker, { requestId }: Request, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    asker.hear({ type: 'failed', requestId, reason: error.message });
  }
}

/** What the member may do in the channel. Throws where it doesn't see it. */
function permissionsIn(core: Core, memberId: string, channelId: string): bigint {
  const channel = channelOf(core.world, channelId);
  const permissions = channel ? permissionsOf(core.world, memberId, channel) : 0n;
  if (!(permissions & ViewChannel)) throw new OptionError('There is no such channel.');
  return permissions;
}

interface Question {
  type: InteractionType;
  data: Body;
  commandName?: string | null;
  focusedType?: number | null;
  source?: APIMessage | null;
  opener?: Interaction | null;
}

function send(core: Core, asker: Asker, request: Request, question: Question): void {
  const { world } = core;
  const { requestId, memberId, channelId } = request;
  const { type, data, commandName = null, focusedType = null, source = null, opener = null } = question;
  const channel = channelOf(world, channelId)!;
  const member = memberOf(world, memberId)!;
  const guildId = guildOf(world, channel);
  const interaction = core.interactions.open({
    type,
    memberId,
    channelId,
    requestId,
    asker,
    commandName,
    focusedType,
    source,
    opener,
  });
  const reached = core.gateway.dispatch(GatewayDispatchEvents.InteractionCreate, {
    id: interaction.id,
    application_id: world.application.id,
    type,
    data,
    ...(guildId === null
      ? { user: userObject(member) }
      : {
          guild: { id: guildId, locale: world.guild.locale ?? 'en-US', features: ['NEWS'] },
          guild_id: guildId,
          guild_locale: world.guild.locale ?? 'en-US',
          member: {
            ...memberObject(member),
            permissions: permissionsOf(world, memberId, channel).toString(),
          },
        }),
    context: contextOf(channel),
    channel: partialChannel(core, memberId, channelId),
    channel_id: channelId,
    token: interaction.token,
    version: 1,
    ...(source ? { message: source } : {}),
    app_permissions: (channel.outside
      ? OUTSIDE_APP_PERMISSIONS
      : permissionsOf(world, world.botId, channel)
    ).toString(),
    locale: member.locale ?? 'en-US',
    entitlements: [],
    authorizing_integration_owners: ownersIn(core, channelId, memberId),
    attachment_size_limit: 10 * 1024 * 1024,
  });
  if (reached === 0) core.interactions.fail(interaction, 'The bot is offline.');
}

/** The kind of place that a channel is to commands. */
function contextOf({ recipientId, outside }: Channel): InteractionContextType {
  if (recipientId !== undefined) return InteractionContextType.BotDM;
  return outside?.guildId === null ? InteractionContextType.PrivateChannel : InteractionContextType.Guild;
}

/** Who installed the app where it is used: the guild, which Discord writes as 0 in direct messages, or the member. */
export function ownersIn({ world }: Core, channelId: string, memberId: string): Record<string, string> {
  if (channelOf(world, channelId)?.outside) return { [ApplicationIntegrationType.UserInstall]: memberId };
  const channel = channelOf(world, channelId);
  return { 0: (channel && guildOf(world, channel)) ?? '0' };
}

function partialChannel(core: Core, memberId: string, channelId: string) {
  const channel = channelOf(core.world, channelId)!;
  return {
    ...channelObject(core.world, channel, core.messages.lastId(channelId)),
    permissions: permissionsOf(core.world, memberId, channel).toString(),
  };
}

/** The options that carry values, from whatever depth. */
function leaves(options: readonly PageOption[]): PageOption[] {
  return options.flatMap((option) => (option.options ? leaves(option.options) : [option]));
}

function subcommands(options: readonly PageOption[]): string[] {
  const { Subcommand, SubcommandGroup } = ApplicationCommandOptionType;
  return options
    .filter(({ type }) => type === Subcommand || type === SubcommandGroup)
    .flatMap(({ name, options: inner }) => [name, ...subcommands(inner ?? [])]);
}

function resolved(core: Core, request: Request, options: readonly PageOption[]): Body | undefined {
  const { User, Channel, Role, Mentionable } = ApplicationCommandOptionType;
  const named = options.filter(({ type }) => [User, Channel, Role, Mentionable].includes(type));
  if (named.length === 0) return undefined;
  return resolvedIds(
    core,
    request,
    named.map((option) => String(option.value)),
  );
}

/** The users, members, roles and channels behind ids, as interactions carry them. */
function resolvedIds(core: Core, { memberId, channelId }: Request, ids: readonly string[]): Body {
  const found: Record<string, Body> = {};
  const put = (kind: string, id: string, value: unknown) => {
    found[kind] ??= {};
    found[kind][id] = value;
  };
  for (const id of ids) {
    const member = memberOf(core.world, id);
    const role = roleOf(core.world, id);
    if (member) {
      const { user: _, mute: _mute, deaf: _deaf, ...partial } = memberObject(member);
      const channel = channelOf(core.world, channelId)!;
      put('users', id, userObject(member));
      put('members', id, { ...partial, permissions: permissionsOf(core.world, id, channel).toString() });
    } else if (role) {
      put('roles', id, roleObject(core.world, role));
    } else if (channelOf(core.world, id)) {
      put('channels', id, partialChannel(core, memberId, id));
    }
  }
  return found;
}

function checkChosen(component: Body, values: readonly string[]): void {
  const { min_values: min = 1, max_values: max = 1 } = component as {
    min_values?: number;
    max_values?: number;
  };
  if (values.length < min || values.length > max) throw new OptionError(`Choose from ${min} to ${max}.`);
  if (component.type !== ComponentType.StringSelect) return;
  const known = (component.options as { value: string }[]).map((option) => option.value);
  const stranger = values.find((value) => !known.includes(value));
  if (stranger !== undefined) throw new OptionError(`There is no option ${stranger}.`);
}

/** The modal's components as a submission carries them. Throws where a field is missing or too long or short. */
function submitted(
  modal: APIModalInteractionResponseCallbackData,
  given: ReadonlyMap<string, string>,
): Body[] {
  const field = (component: Body): Body => {
    const { type, id = 0, custom_id } = component as { type: number; id?: number; custom_id: string };
    const value = given.get(custom_id) ?? String(component.value ?? '');
    if (component.required !== false && value === '') throw new OptionError(`Fill in ${custom_id}.`);
    if (type !== ComponentType.TextInput) {
      return { type, id, custom_id, values: value === '' ? [] : value.split(',') };
    }
    const { min_length: min = 0, max_length: max = 4000 } = component as {
      min_length?: number;
      max_length?: number;
    };
    if (value.length > max || (value !== '' && value.length < min)) {
      throw new OptionError(`${custom_id} takes from ${min} to ${max} characters.`);
    }
    return { type, id, custom_id, value };
  };
  return (modal.components as unknown as Body[]).map((component) => {
    const { type, id = 0 } = component as { type: number; id?: number };
    if (type === ComponentType.Label) return { type, id, component: field(component.component as Body) };
    if (type === ComponentType.TextDisplay) return { type, id };
    return { type, id, components: (component.components as Body[]).map(field) };
  });
}
