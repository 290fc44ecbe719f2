import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { checkCommands } from '../../simulator/checks/commands.ts';
import { commands, messageCommands } from '../../src/commands/all.ts';
import { localized } from '../../src/commands/localize.ts';

const definitions = commands.map(({ definition }) => definition);
const all = [...commands, ...messageCommands].map(({ definition }) => localized(definition));

describe('command definitions', () => {
  it('are the commands that are promised', () => {
    const names = definitions.flatMap(({ name, options = [] }) => {
      const subcommands = options.filter(({ type }) => type === ApplicationCommandOptionType.Subcommand);
      return subcommands.length > 0 ? subcommands.map((subcommand) => `${name} ${subcommand.name}`) : [name];
    });
    expect(names.sort()).toEqual([
      'digest',
      'diplomacy',
      'feeds add',
      'feeds export',
      'feeds import',
      'feeds list',
      'feeds preview',
      'feeds remove',
      'feeds status',
      'forget',
      'help',
      'latest',
      'map',
      'privacy',
      'search',
      'settings audit-channel',
      'stats',
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
      'why',
    ]);
  });

  it('keep Discord’s rules', () => {
    expect(checkCommands(all).list).toEqual([]);
  });

  it.each(definitions.map((definition) => [definition.name, definition] as const))(
    '/%s is offered where it works',
    (name, { contexts, integration_types, default_member_permissions, type }) => {
      const changes = ['subscribe', 'subscriptions', 'feeds', 'settings'].includes(name);
      expect(type ?? ApplicationCommandType.ChatInput).toBe(ApplicationCommandType.ChatInput);
      const ofServers = name === 'feeds' || name === 'settings';
      const withTheBot = ['subscribe', 'subscriptions', 'why'].includes(name);
      expect(contexts).toEqual(ofServers ? [0] : withTheBot ? [0, 1] : [0, 1, 2]);
      expect(integration_types).toEqual(ofServers ? [0] : [0, 1]);
      expect(default_member_permissions).toBe(changes ? String(PermissionFlagsBits.ManageGuild) : undefined);
    },
  );
});
