/** @import { APIApplicationCommand, APIApplicationCommandBasicOption, APIApplicationCommandOption } from 'discord-api-types/v10' */
/** @import { PageChannel, PageGuild, PageOption } from '../protocol.ts' */

/**
 * What can be typed after a slash: a command, or one subcommand of it.
 * @typedef {object} Entry
 * @property {string} commandId
 * @property {string} name with its subcommand: `subscribe alerts`
 * @property {{ name: string, type: number }[]} path the subcommand group and subcommand, outermost first
 * @property {string} description
 * @property {APIApplicationCommandBasicOption[]} options required ones first
 */

/** What an option was filled with: as typed, and as chosen from a menu. @typedef {{ text: string, chosen: string | number | boolean | null }} Filling */

/** One line of a menu of choices. @typedef {{ name: string, value: string | number | boolean, kind: 'text' | 'user' | 'role' | 'channel', channelType?: number }} Choice */

const SUBCOMMAND = 1;
const GROUP = 2;
const INTEGER = 4;
const BOOLEAN = 5;
const USER = 6;
const CHANNEL = 7;
const ROLE = 8;
const MENTIONABLE = 9;
const NUMBER = 10;
const ATTACHMENT = 11;
const CHAT_INPUT = 1;

const DIRECT = 1;
const GROUP_CHAT = 3;
const USER_INSTALL = 1;

/** Bits of the permissions that a reader lacks: kick, ban, administrator, and to manage channels, server, messages, roles and webhooks. */
const MANAGING = [1n, 2n, 3n, 4n, 5n, 13n, 28n, 29n].reduce((bits, bit) => bits | (1n << bit), 0n);

/**
 * Whether a command may be used in a place, by a member who manages its server or one who doesn't; Discord shows no others.
 * @param {APIApplicationCommand} command
 * @param {PageChannel} channel
 * @param {boolean} manager
 */
export function isUsable(command, channel, manager) {
  const { contexts, integration_types: installs, default_member_permissions: needed } = command;
  // The server, the bot's direct messages, or a group: https://docs.discord.com/developers/interactions/application-commands#interaction-contexts
  const context = channel.type === DIRECT ? 1 : channel.type === GROUP_CHAT ? 2 : 0;
  if (contexts && !contexts.includes(context)) return false;
  if (channel.isOutside && !installs?.includes(USER_INSTALL)) return false;
  return !needed || channel.type === DIRECT || isOpen(needed) || (manager && !channel.isOutside);
}

/**
 * Every slash command among these and every subcommand, in alphabetical order.
 * @param {APIApplicationCommand[]} commands
 * @returns {Entry[]}
 */
export function listEntries(commands) {
  return commands
    .filter((command) => (command.type ?? CHAT_INPUT) === CHAT_INPUT)
    .flatMap((command) => entriesOf(command.id, command.name, [], command.description, command.options ?? []))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * Commands in the words of a client's language. What the application is sent keeps its own names: they stand in
 * `sent` where they differ.
 * @template {object} T
 * @param {T[]} named commands, options or choices
 * @param {string} locale
 * @returns {T[]}
 */
export function localizedCommands(named, locale) {
  return named.map((one) => {
    const given = /** @type {Record<string, any>} */ (one);
    const name = given.name_localizations?.[locale];
    const description = given.description_localizations?.[locale];
    return /** @type {T} */ ({
      ...given,
      ...(name ? { name, sent: given.name } : {}),
      ...(description ? { description } : {}),
      ...(given.options ? { options: localizedCommands(given.options, locale) } : {}),
      ...(given.choices ? { choices: localizedCommands(given.choices, locale) } : {}),
    });
  });
}

/** The name by which the application knows an option. @param {{ name: string }} option */
export function sentName(option) {
  return /** @type {{ sent?: string }} */ (option).sent ?? option.name;
}

/** Whether a member who manages nothing has these permissions; 0 is for administrators alone. @param {string} needed */
function isOpen(needed) {
  return needed !== '0' && (BigInt(needed) & MANAGING) === 0n;
}

/**
 * @param {string} commandId
 * @param {string} name
 * @param {Entry['path']} path
 * @param {string} description
 * @param {APIApplicationCommandOption[]} options
 * @returns {Entry[]}
 */
function entriesOf(commandId, name, path, description, options) {
  const inner = options.flatMap((option) =>
    option.type === SUBCOMMAND || option.type === GROUP
      ? entriesOf(
          commandId,
          `${name} ${option.name}`,
          [...path, { name: sentName(option), type: option.type }],
          option.description,
          /** @type {APIApplicationCommandOption[]} */ (option.options ?? []),
        )
      : [],
  );
  if (inner.length > 0) return inner;
  const leaves = /** @type {APIApplicationCommandBasicOption[]} */ (options);
  // Files can't be given in this page; an optional one is simply not offered.
  const fillable = leaves.filter((option) => option.type !== ATTACHMENT || option.required);
  return [{ commandId, name, path, description, options: fillable }];
}

/**
 * Entries whose name has what was typed after the slash; those that begin with it first.
 * @param {Entry[]} entries
 * @param {string} typed
 */
export function searchEntries(entries, typed) {
  const wanted = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  const begins = entries.filter((entry) => entry.name.startsWith(wanted));
  return [...begins, ...entries.filter((entry) => !begins.includes(entry) && entry.name.includes(wanted))];
}

/**
 * What an option's menu offers without asking the bot; null where it takes free text, a number or the
 * bot's suggestions.
 * @param {APIApplicationCommandBasicOption} option
 * @param {PageGuild | null} guild
 * @returns {Choice[] | null}
 */
export function fixedChoices(option, guild) {
  if ('choices' in option && option.choices && option.choices.length > 0) {
    return option.choices.map(({ name, value }) => ({ name, value, kind: 'text' }));
  }
  /** @type {Choice[]} */
  const members = (guild?.members ?? []).map(({ id, name }) => ({ name, value: id, kind: 'user' }));
  /** @type {Choice[]} */
  const roles = (guild?.roles ?? []).map(({ id, name }) => ({ name, value: id, kind: 'role' }));
  switch (option.type) {
    case BOOLEAN:
      return [
        { name: 'True', value: true, kind: 'text' },
        { name: 'False', value: false, kind: 'text' },
      ];
    case USER:
      return members;
    case ROLE:
      return roles;
    case MENTIONABLE:
      return [...members, ...roles];
    case CHANNEL: {
      /** @type {number[]} */
      const types = 'channel_types' in option ? (option.channel_types ?? []) : [];
      return (guild?.channels ?? [])
        .filter((channel) => types.length === 0 || types.includes(channel.type))
        .map(({ id, name, type }) => ({ name, value: id, kind: 'channel', channelType: type }));
    }
    default:
      return null;
  }
}

/**
 * The choices that have what was typed in their name; a leading `#` or `@` is how people name channels and people.
 * @param {Choice[]} choices
 * @param {string} typed
 */
export function searchChoices(choices, typed) {
  const wanted = typed
    .trim()
    .replace(/^[#@]+/, '')
    .toLowerCase();
  const name = (/** @type {Choice} */ choice) => choice.name.replace(/^[#@]+/, '').toLowerCase();
  const begins = choices.filter((choice) => name(choice).startsWith(wanted));
  return [
    ...begins,
    ...choices.filter((choice) => !begins.includes(choice) && name(choice).includes(wanted)),
  ];
}

/**
 * The value that is sent for an option, or what is wrong with it, for a person. Limits are the command's own.
 * @param {APIApplicationCommandBasicOption} option
 * @param {Filling} filling
 * @param {PageGuild | null} guild
 * @returns {{ value: string | number | boolean | null } | { error: string }} null where it was left empty.
 */
export function readOption(option, { text, chosen }, guild) {
  if (chosen !== null) return { value: chosen };
  const typed = text.trim();
  if (typed === '') {
    return option.required ? { error: 'This option is required. Specify a value.' } : { value: null };
  }
  const choices = fixedChoices(option, guild);
  if (choices) {
    const exact = searchChoices(choices, typed).find(
      (choice) =>
        choice.name.replace(/^[#@]+/, '').toLowerCase() === typed.replace(/^[#@]+/, '').toLowerCase(),
    );
    return exact ? { value: exact.value } : { error: `Choose one from the list: “${typed}” is not on it.` };
  }
  if (option.type === INTEGER || option.type === NUMBER) return readNumber(option, typed);
  if (option.type === ATTACHMENT) return { error: 'Files can’t be given in the simulator.' };
  const min = 'min_length' in option ? (option.min_length ?? 0) : 0;
  const max = 'max_length' in option ? (option.max_length ?? 6000) : 6000;
  if (typed.length < min) return { error: `Must be ${min} or more characters; this is ${typed.length}.` };
  if (typed.length > max) return { error: `Must be ${max} or fewer characters; this is ${typed.length}.` };
  return { value: typed };
}

/** @param {APIApplicationCommandBasicOption} option @param {string} typed */
function readNumber(option, typed) {
  const value = Number(typed);
  if (!Number.isFinite(value)) return { error: 'Must be a number.' };
  if (option.type === INTEGER && !Number.isInteger(value)) return { error: 'Must be a whole number.' };
  const min = 'min_value' in option ? option.min_value : undefined;
  const max = 'max_value' in option ? option.max_value : undefined;
  if (min !== undefined && value < min) return { error: `Must be ${min} or more.` };
  if (max !== undefined && value > max) return { error: `Must be ${max} or less.` };
  return { value };
}

/**
 * The options as the protocol takes them: leaves within their subcommand and group.
 * @param {Entry} entry
 * @param {PageOption[]} leaves
 * @returns {PageOption[]}
 */
export function nestOptions(entry, leaves) {
  return entry.path.reduceRight((options, { name, type }) => [{ name, type, options }], leaves);
}
