import { type APIApplicationCommandOption, ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { Say } from '../languages/say.ts';
import { notice } from '../messages/notice.ts';
import type { Command, CommandReply } from './command.ts';
import { nameIn, textIn } from './localize.ts';
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

    async run({ options, say }) {
      return options.command === undefined ? overview(say) : detail(String(options.command), say);
    },

    async complete({ focused, say }) {
      const typed = focused.value.replace(/^\//, '').toLowerCase();
      return commands()
        .map(({ definition: { name } }) => ({ name: `/${nameIn(say.language, name)}`, value: name }))
        .filter(({ name, value }) => value.startsWith(typed) || name.startsWith(`/${typed}`))
        .slice(0, 25);
    },
  };
  const commands = () => [...others, help];

  function overview(say: Say): CommandReply {
    const { language } = say;
    const line = (path: readonly string[], description: string) =>
      `\`/${path.map((name) => nameIn(language, name)).join(' ')}\` ${textIn(language, description)}`;
    const lines = commands().flatMap(({ definition }) => {
      const subcommands = subcommandsOf(definition.options);
      if (subcommands.length === 0) return [line([definition.name], definition.description)];
      return subcommands.map(({ name, description }) => line([definition.name, name], description));
    });
    return {
      body: notice(
        say('help.title'),
        [say('help.about'), ...lines, say('help.read_this'), `-# ${say('help.hint')}`],
        'info',
        [],
        say,
      ),
    };
  }

  function detail(typed: string, say: Say): CommandReply {
    const { language } = say;
    const wanted = typed.replace(/^\//, '').trim().toLowerCase().split(' ')[0];
    const found = commands().find(({ definition: { name } }) =>
      [name, nameIn(language, name)].some((one) => one === wanted),
    );
    if (!found) throw new UserError('unknown_command', 'error.no_such_command', { typed: quoted(typed) });
    const { definition } = found;
    const own = nameIn(language, definition.name);
    const subcommands = subcommandsOf(definition.options);
    const lines =
      subcommands.length === 0
        ? optionLines(definition.options, say)
        : subcommands.flatMap(({ name, description, options }) => [
            `**/${own} ${nameIn(language, name)}** ${textIn(language, description)}`,
            ...optionLines(options, say),
          ]);
    const who = definition.default_member_permissions ? [`-# ${say('help.who')}`] : [];
    return {
      body: notice(`/${own}`, [textIn(language, definition.description), ...lines, ...who], 'info', [], say),
    };
  }

  return help;
}

function subcommandsOf(options: readonly APIApplicationCommandOption[] = []) {
  return options.filter((option) => option.type === ApplicationCommandOptionType.Subcommand);
}

function optionLines(options: readonly APIApplicationCommandOption[] = [], say: Say): string[] {
  const { language } = say;
  return options.map(({ name, description, required }) => {
    const about = `- \`${nameIn(language, name)}\` ${textIn(language, description)}`;
    return required ? `${about} (${say('help.required')})` : about;
  });
}
