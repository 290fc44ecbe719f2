import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { checkCommands } from '../../simulator/checks/commands.ts';
import { commands } from '../../src/commands/all.ts';

const definitions = commands.map(({ definition }) => definition);

describe('command definitions', () => {
  it('are the commands that are promised', () => {
    const names = definitions.flatMap(({ name, options = [] }) => {
      const subcommands = options.filter(({ type }) => type === ApplicationCommandOptionType.Subcommand);
      return subcommands.length > 0 ? subcommands.map((subcommand) => `${name} ${subcommand.name}`) : [name];
    });
    expect(names.sort()).toEqual([
      'digest',
      'diplomacy',
      'help',
      'latest',
      'search',
      'status',
      'story',
      'strikes',
      'subscribe alerts',
      'subscribe digest',
      'subscriptions list',
      'subscriptions pause',
      'subscriptions remove',
      'subscriptions resume',
      'subscriptions test',
    ]);
  });

  it('keep Discord’s rules', () => {
    expect(checkCommands(definitions).list).toEqual([]);
  });

  it.each(definitions.map((definition) => [definition.name, definition] as const))(
    '/%s is offered where it works',
    (name, { contexts, integration_types, default_member_permissions, type }) => {
      const changes = name === 'subscribe' || name === 'subscriptions';
      expect(type ?? ApplicationCommandType.ChatInput).toBe(ApplicationCommandType.ChatInput);
      expect(contexts).toEqual(changes ? [0] : [0, 1, 2]);
      expect(integration_types).toEqual(changes ? [0] : [0, 1]);
      expect(default_member_permissions).toBe(changes ? String(PermissionFlagsBits.ManageGuild) : undefined);
    },
  );
});
