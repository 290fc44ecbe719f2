import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
} from 'discord-api-types/v10';
import { lengthOf } from './checks/fields.ts';
import type { PageOption } from './protocol.ts';
import { channelOf, memberOf, roleOf, type World } from './world.ts';

const {
  Subcommand,
  SubcommandGroup,
  Integer,
  Number: Decimal,
  Boolean: YesNo,
  User,
  Channel,
  Role,
} = ApplicationCommandOptionType;
const TextOption = ApplicationCommandOptionType.String;

type Loose = Record<string, unknown>;
/** An option's definition with every field that some type of it may have. */
type Definition = APIApplicationCommandOption & {
  options?: Definition[];
  choices?: { name: string; value: string | number }[];
  min_value?: number;
  max_value?: number;
  min_length?: number;
  max_length?: number;
  channel_types?: number[];
};

/** What a Discord client would not let its user send; the message is for that person. */
export class OptionError extends Error {}

/**
 * Checks options as a Discord client does before it sends them: known, of their type, within their limits, the required
 * ones present (not for autocomplete). Returns them as an interaction carries them. Throws `OptionError`.
 */
export function checkedOptions(
  world: World,
  command: APIApplicationCommand,
  options: readonly PageOption[],
  autocomplete: boolean,
): PageOption[] {
  return level(world, (command.options ?? []) as Definition[], options, autocomplete);
}

function level(
  world: World,
  definitions: readonly Definition[],
  options: readonly PageOption[],
  autocomplete: boolean,
): PageOption[] {
  const nested = definitions.some(({ type }) => type === Subcommand || type === SubcommandGroup);
  if (nested && options.length !== 1) throw new OptionError('Choose one of the sub-commands.');
  for (const { name, required } of definitions) {
    if (required && !autocomplete && !options.some((option) => option.name === name)) {
      throw new OptionError(`The option ${name} is required.`);
    }
  }
  return options.map((option) => {
    const definition = definitions.find(({ name }) => name === option.name);
    if (!definition) throw new OptionError(`There is no option ${option.name}.`);
    const { name, type } = definition;
    if (type === Subcommand || type === SubcommandGroup) {
      return {
        name,
        type,
        options: level(world, definition.options ?? [], option.options ?? [], autocomplete),
      };
    }
    if (option.focused) return { name, type, value: String(option.value ?? ''), focused: true };
    return { name, type, value: value(world, definition, option.value, autocomplete) };
  });
}

function value(
  world: World,
  definition: Definition,
  given: unknown,
  autocomplete: boolean,
): string | number | boolean {
  const { name, type } = definition;
  const wrong = (what: string) => new OptionError(`The option ${name} ${what}.`);
  switch (type) {
    case TextOption: {
      if (typeof given !== 'string') throw wrong('takes text');
      const { min_length = 0, max_length = 6000 } = definition;
      if (lengthOf(given) > max_length) throw wrong(`takes at most ${max_length} characters`);
      if (lengthOf(given) < min_length && !autocomplete)
        throw wrong(`takes at least ${min_length} characters`);
      return chosen(definition, given, wrong);
    }
    case Integer:
    case Decimal: {
      if (typeof given !== 'number' || (type === Integer && !Number.isSafeInteger(given))) {
        throw wrong(type === Integer ? 'takes a whole number' : 'takes a number');
      }
      const { min_value = -Infinity, max_value = Infinity } = definition;
      if (given < min_value || given > max_value)
        throw wrong(`takes numbers from ${min_value} to ${max_value}`);
      return chosen(definition, given, wrong);
    }
    case YesNo:
      if (typeof given !== 'boolean') throw wrong('takes true or false');
      return given;
    case User:
      if (!memberOf(world, String(given))) throw wrong('takes a member');
      return String(given);
    case Role:
      if (!roleOf(world, String(given))) throw wrong('takes a role');
      return String(given);
    case Channel: {
      const channel = channelOf(world, String(given));
      if (!channel) throw wrong('takes a channel');
      const allowed = definition.channel_types;
      if (allowed && !allowed.includes(channel.type)) throw wrong('takes another kind of channel');
      return channel.id;
    }
    default:
      if (memberOf(world, String(given)) || roleOf(world, String(given))) return String(given);
      throw wrong('takes a member or a role');
  }
}

function chosen<T extends string | number>(
  { choices }: Definition,
  given: T,
  wrong: (what: string) => Error,
): T {
  if (!choices?.length || choices.some((one) => one.value === given)) return given;
  throw wrong(`takes one of: ${choices.map((one) => one.value).join(', ')}`);
}

/**
 * Options of a command in the way a test writes them: `path` are the words after the command's name, `values` the
 * leaf options by name. `focused` names the one that is being completed. Throws `OptionError` for unknown words.
 */
export function optionsOf(
  command: APIApplicationCommand,
  path: readonly string[],
  values: Loose,
  focused: string | null,
): PageOption[] {
  let definitions = (command.options ?? []) as Definition[];
  const nests: Definition[] = [];
  for (const word of path) {
    const next = definitions.find(({ name }) => name === word);
    if (!next) throw new OptionError(`/${command.name} has no sub-command ${word}.`);
    nests.push(next);
    definitions = next.options ?? [];
  }
  const leaves = Object.entries(values).map(([name, given]): PageOption => {
    const definition = definitions.find((one) => one.name === name);
    if (!definition) throw new OptionError(`There is no option ${name}.`);
    const option = { name, type: definition.type, value: given as string | number | boolean };
    return name === focused ? { ...option, focused: true } : option;
  });
  return nests.reduceRight<PageOption[]>((inner, { name, type }) => [{ name, type, options: inner }], leaves);
}
