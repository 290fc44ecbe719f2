import type { AutocompleteRequest, Choice, Command, CommandContext, MessageCommand } from './command.ts';
import { digest } from './digest.ts';
import { feeds } from './feeds.ts';
import { helpOn } from './help.ts';
import { map } from './map.ts';
import { forget, privacy } from './privacy.ts';
import { readThis } from './read_this.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { stats } from './stats.ts';
import { status } from './status.ts';
import { story } from './story.ts';
import { diplomacy, latest, strikes } from './story_lists.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { UserError } from './user_error.ts';
import { why } from './why.ts';

const described = [
  latest,
  strikes,
  diplomacy,
  story,
  search,
  digest,
  stats,
  map,
  subscribe,
  subscriptions,
  why,
  feeds,
  settings,
  privacy,
  forget,
  status,
];

/** Every slash command, in the order in which `/help` lists them. */
export const commands: readonly Command[] = [...described, helpOn(described)];

/** Every command of a message's menu. */
export const messageCommands: readonly MessageCommand[] = [readThis];

/** @throws UserError `unknown_command`, which an older registration can still send */
export function requireCommand(name: string): Command {
  const command = commands.find(({ definition }) => definition.name === name);
  if (command) return command;
  throw new UserError('unknown_command', 'error.command_gone');
}

/** Suggestions for the option that is being typed; none where the command has none to make. */
export async function complete(request: AutocompleteRequest, context: CommandContext): Promise<Choice[]> {
  return (await requireCommand(request.command).complete?.(request, context)) ?? [];
}
