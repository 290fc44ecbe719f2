import { type APIApplicationCommandOption, ApplicationCommandOptionType } from 'discord-api-types/v10';
import { notice } from '../messages/notice.ts';
import type { Command, CommandReply } from './command.ts';
import { everywhere } from './story_lists.ts';
import { quoted, UserError } from './user_error.ts';

/** `/help`, which describes the given commands and itself from their definitions. */
export function helpOn(others: readonly Command[]): Command {
  const help: Command = {
    definition: {
      name: 'help',
      description: 'What I can do, and how to ask for it',
      ...everywhere,
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: 'command',
          description: 'One command in detail',
          autocomplete: true,
          max_length: 32,
        },
      ],
    },
    ephemeral: true,

    async run({ options }) {
      return options.command === undefined ? overview() : detail(String(options.command));
    },

    async complete({ focused }) {
      const typed = focused.value.replace(/^\//, '').toLowerCase();
      return commands()
        .filter(({ definition }) => definition.name.startsWith(typed))
        .slice(0, 25)
        .map(({ definition }) => ({ name: `/${definition.name}`, value: definition.name }));
    },
  };
  const commands = () => [...others, help];

  function overview(): CommandReply {
    const lines = commands().flatMap(({ definition }) => {
      const subcommands = subcommandsOf(definition.options);
      if (subcommands.length === 0) return [`\`/${definition.name}\` ${definition.description}`];
      return subcommands.map(({ name, description }) => `\`/${definition.name} ${name}\` ${description}`);
    });
    return {
      body: notice(
        'Sitrep: conflict news, read for you',
        [
          'I read news feeds, join the reports of one event into one story, and say who says so.',
          ...lines,
          '-# `/help command:` explains one of them with its options.',
        ],
        'info',
      ),
    };
  }

  function detail(typed: string): CommandReply {
    const name = typed.replace(/^\//, '').trim().toLowerCase().split(' ')[0];
    const found = commands().find(({ definition }) => definition.name === name);
    if (!found) {
      throw new UserError(
        'unknown_command',
        `I have no command ${quoted(typed)}. \`/help\` lists those that I have.`,
      );
    }
    const { definition } = found;
    const subcommands = subcommandsOf(definition.options);
    const lines =
      subcommands.length === 0
        ? optionLines(definition.options)
        : subcommands.flatMap(({ name, description, options }) => [
            `**/${definition.name} ${name}** ${description}`,
            ...optionLines(options),
          ]);
    const who = definition.default_member_permissions ? ['-# Needs Manage Server or Manage Webhooks.'] : [];
    return { body: notice(`/${definition.name}`, [definition.description, ...lines, ...who], 'info') };
  }

  return help;
}

function subcommandsOf(options: readonly APIApplicationCommandOption[] = []) {
  return options.filter((option) => option.type === ApplicationCommandOptionType.Subcommand);
}

function optionLines(options: readonly APIApplicationCommandOption[] = []): string[] {
  return options.map(
    ({ name, description, required }) => `- \`${name}\` ${description}${required ? ' (required)' : ''}`,
  );
}
