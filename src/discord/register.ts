import type { REST } from 'discord.js';
import { Routes } from 'discord-api-types/v10';
import type { Command, MessageCommand } from '../commands/command.ts';
import { localized } from '../commands/localize.ts';

/**
 * Makes Discord's list of the application's global commands exactly these, in every language; doing it again changes nothing.
 * @throws DiscordAPIError where Discord refuses a definition
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  commands: readonly (Command | MessageCommand)[],
): Promise<void> {
  await rest.put(Routes.applicationCommands(applicationId), {
    body: commands.map(({ definition }) => localized(definition)),
  });
}
