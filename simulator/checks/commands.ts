import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import { Faults, type Path } from './faults.ts';
import { type Body, choice, flag, lengthOf, list, object, text, whole } from './fields.ts';

/**
 * The rules of application commands
 * (https://docs.discord.com/developers/interactions/application-commands#application-command-object).
 */

/** How many commands of each type one scope may have. */
export const MOST_COMMANDS: Readonly<Record<number, number>> = {
  [ApplicationCommandType.ChatInput]: 100,
  [ApplicationCommandType.User]: 15,
  [ApplicationCommandType.Message]: 15,
};

const MAX_CHARACTERS = 8_000;
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const { Subcommand, SubcommandGroup, Integer, Number: Decimal, Channel } = ApplicationCommandOptionType;
const TextOption = ApplicationCommandOptionType.String;
const NESTS: readonly unknown[] = [Subcommand, SubcommandGroup];
const TYPED: readonly unknown[] = [TextOption, Integer, Decimal];

/** Checks one command as it is sent for registration; `path` is where it stands in the request's body. */
export function checkCommand(faults: Faults, path: Path, value: unknown): void {
  const command = object(faults, path, value, true);
  if (!command) return;
  const type = choice(faults, [...path, 'type'], command.type, [1, 2, 3]) ?? ApplicationCommandType.ChatInput;
  const chat = type === ApplicationCommandType.ChatInput;
  checkName(faults, [...path, 'name'], command.name, chat);
  checkLocalizations(faults, path, command);
  if (chat) {
    text(faults, [...path, 'description'], command.description, { required: true, min: 1, max: 100 });
    checkOptions(faults, path, command.options, 0);
  } else if (command.description) {
    const message = 'Context menu commands cannot have a description';
    faults.add([...path, 'description'], 'APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED', message);
  }
  const permissions = command.default_member_permissions;
  if (permissions !== undefined && permissions !== null && !/^\d+$/.test(String(permissions))) {
    const at = [...path, 'default_member_permissions'];
    faults.add(at, 'NUMBER_TYPE_COERCE', `Value ${JSON.stringify(permissions)} is not int.`);
  }
  for (const [field, allowed] of [
    ['contexts', [0, 1, 2]],
    ['integration_types', [0, 1]],
  ] as const) {
    const chosen = list(faults, [...path, field], command[field], { min: 1 }) ?? [];
    for (const [index, one] of chosen.entries())
      choice<unknown>(faults, [...path, field, index], one, allowed, true);
    if (new Set(chosen).size !== chosen.length) {
      faults.add([...path, field], 'SET_TYPE_CONTAINS_DUPLICATES', 'Must not contain duplicates.');
    }
  }
  flag(faults, [...path, 'nsfw'], command.nsfw);
  flag(faults, [...path, 'dm_permission'], command.dm_permission);
  if (charactersOf(command) > MAX_CHARACTERS) {
    const message = `Command exceeds maximum size (${MAX_CHARACTERS})`;
    faults.add(path, 'APPLICATION_COMMAND_TOO_LARGE', message);
  }
}

/** Checks a whole list of commands, each by itself and their names against one another. */
export function checkCommands(value: unknown): Faults {
  const faults = new Faults();
  if (!Array.isArray(value)) {
    faults.add([], 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
    return faults;
  }
  const taken = new Set<string>();
  for (const [index, command] of value.entries()) {
    checkCommand(faults, [index], command);
    const { name, type } = (command ?? {}) as Body;
    const key = `${type ?? 1} ${name}`;
    if (taken.has(key)) {
      const message = 'Application command names must be unique';
      faults.add([index, 'name'], 'APPLICATION_COMMANDS_DUPLICATE_NAME', message);
    }
    taken.add(key);
  }
  return faults;
}

function checkName(faults: Faults, path: Path, value: unknown, slash: boolean): void {
  const name = text(faults, path, value, { required: true, min: 1, max: 32 });
  if (name === undefined || !slash) return;
  if (!NAME.test(name) || name !== name.toLowerCase()) {
    faults.add(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
}

function checkLocalizations(faults: Faults, path: Path, body: Body): void {
  for (const [field, max] of [
    ['name_localizations', 32],
    ['description_localizations', 100],
  ] as const) {
    const texts = object(faults, [...path, field], body[field]) ?? {};
    for (const [locale, one] of Object.entries(texts))
      text(faults, [...path, field, locale], one, { min: 1, max });
  }
}

function checkOptions(faults: Faults, path: Path, value: unknown, depth: number): void {
  const at = [...path, 'options'];
  const options = list(faults, at, value, { max: 25 });
  if (!options) return;
  const names = new Set<unknown>();
  let optionalSeen = false;
  for (const [index, one] of options.entries()) {
    const option = object(faults, [...at, index], one, true);
    if (!option) continue;
    checkOption(faults, [...at, index], option, depth);
    if (names.has(option.name)) {
      const message = 'Option names must be unique';
      faults.add([...at, index, 'name'], 'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED', message);
    }
    names.add(option.name);
    if (option.required && optionalSeen) {
      const message = 'Required options must be placed before non-required options';
      faults.add([...at, index], 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message);
    }
    if (!option.required) optionalSeen = true;
  }
  const nesting = options.filter((one) => NESTS.includes((one as Body | null)?.type)).length;
  if (nesting > 0 && nesting < options.length) {
    const message =
      'Sub-command and sub-command group option types are mutually exclusive to all other types';
    faults.add(at, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
  }
}

/** `depth`: 0 directly in the command, 1 in a subcommand or group, 2 in a subcommand of a group. */
function checkOption(faults: Faults, path: Path, option: Body, depth: number): void {
  checkName(faults, [...path, 'name'], option.name, true);
  text(faults, [...path, 'description'], option.description, { required: true, min: 1, max: 100 });
  checkLocalizations(faults, path, option);
  flag(faults, [...path, 'required'], option.required);
  const type = whole(faults, [...path, 'type'], option.type, { required: true, min: 1, max: 11 });
  if (type === undefined) return;
  if (type === SubcommandGroup && depth > 0) {
    const message = 'Sub-command groups may only stand directly in a command';
    faults.add([...path, 'type'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
  } else if (type === SubcommandGroup) {
    checkGroup(faults, path, option);
  } else if (type === Subcommand) {
    checkOptions(faults, path, option.options, depth + 1);
    if (((option.options ?? []) as Body[]).some?.((inner) => NESTS.includes(inner?.type))) {
      const message = 'Sub-commands cannot hold sub-commands';
      faults.add([...path, 'options'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
    }
  } else if (option.options !== undefined) {
    const message = 'Only sub-commands and sub-command groups have options';
    faults.add([...path, 'options'], 'APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED', message);
  }
  checkChoices(faults, path, option, type);
  checkRange(faults, path, option, type);
}

function checkGroup(faults: Faults, path: Path, group: Body): void {
  const inside = list(faults, [...path, 'options'], group.options, { required: true, min: 1, max: 25 }) ?? [];
  checkOptions(faults, path, inside, 1);
  if (inside.some((one) => (one as Body | null)?.type !== Subcommand)) {
    const message = 'Sub-command groups can only hold sub-commands';
    faults.add([...path, 'options'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
  }
}

function checkChoices(faults: Faults, path: Path, option: Body, type: number): void {
  const autocomplete = flag(faults, [...path, 'autocomplete'], option.autocomplete);
  const given = Array.isArray(option.choices) && option.choices.length > 0;
  if ((autocomplete || given) && !TYPED.includes(type)) {
    const message = 'Only string, integer and number options can have choices or autocomplete';
    faults.add(path, 'APPLICATION_COMMAND_OPTIONS_CHOICES_NOT_ALLOWED', message);
  }
  if (autocomplete && given) {
    const message = 'An option cannot have both choices and autocomplete';
    faults.add(path, 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_WITH_CHOICES', message);
  }
  checkOptionChoices(faults, [...path, 'choices'], option.choices, type);
}

/** Checks choices of an option of this type: those of its definition, and those that autocomplete answers with. */
export function checkOptionChoices(faults: Faults, path: Path, value: unknown, type: number): void {
  const choices = list(faults, path, value, { max: 25 }) ?? [];
  const seen = new Set<unknown>();
  for (const [index, one] of choices.entries()) {
    const at = [...path, index];
    const body = object(faults, at, one, true);
    if (!body) continue;
    text(faults, [...at, 'name'], body.name, { required: true, min: 1, max: 100 });
    if (type === TextOption) {
      text(faults, [...at, 'value'], body.value, { required: true, max: 100 });
    } else if (typeof body.value !== 'number' || (type === Integer && !Number.isSafeInteger(body.value))) {
      faults.add(
        [...at, 'value'],
        'NUMBER_TYPE_COERCE',
        `Value ${JSON.stringify(body.value)} is not a number.`,
      );
    }
    if (seen.has(body.name)) {
      const message = 'The specified choice name is already used';
      faults.add([...at, 'name'], 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS', message);
    }
    seen.add(body.name);
  }
}

function checkRange(faults: Faults, path: Path, option: Body, type: number): void {
  const numeric = type === Integer || type === Decimal;
  for (const [fields, allowed] of [
    [['min_value', 'max_value'], numeric],
    [['min_length', 'max_length'], type === TextOption],
    [['channel_types'], type === Channel],
  ] as const) {
    for (const field of fields) {
      if (option[field] === undefined || option[field] === null || allowed) continue;
      const message = `The field ${field} is not for options of this type`;
      faults.add([...path, field], 'APPLICATION_COMMAND_OPTIONS_FIELD_NOT_ALLOWED', message);
    }
  }
  whole(faults, [...path, 'min_length'], option.min_length, { min: 0, max: 6000 });
  whole(faults, [...path, 'max_length'], option.max_length, { min: 1, max: 6000 });
  list(faults, [...path, 'channel_types'], option.channel_types, { min: 1 });
  for (const size of ['value', 'length']) {
    const [min, max] = [option[`min_${size}`], option[`max_${size}`]];
    if (typeof min === 'number' && typeof max === 'number' && min > max) {
      const message = `min_${size} cannot be greater than max_${size}`;
      faults.add([...path, `min_${size}`], 'APPLICATION_COMMAND_OPTIONS_MIN_GREATER_THAN_MAX', message);
    }
  }
}

/** The characters that count towards 8,000: names, descriptions and choice values, each at its longest localization. */
function charactersOf(body: Body): number {
  const longest = (field: string): number => {
    const texts = [body[field], ...Object.values((body[`${field}_localizations`] ?? {}) as Body)];
    return Math.max(0, ...texts.map((one) => (typeof one === 'string' ? lengthOf(one) : 0)));
  };
  const own = longest('name') + longest('description');
  const value = typeof body.value === 'string' ? lengthOf(body.value) : 0;
  const inner = [body.options, body.choices].flatMap((one) => (Array.isArray(one) ? one : []));
  return inner.reduce<number>((sum, one) => sum + charactersOf((one ?? {}) as Body), own + value);
}
