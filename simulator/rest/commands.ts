import { ApiError, refuse } from '../api_error.ts';
import { checkCommand, checkCommands, MOST_COMMANDS } from '../checks/commands.ts';
import { Faults } from '../checks/faults.ts';
import type { Body } from '../checks/fields.ts';
import type { Core } from '../core.ts';
import { serverOf } from '../servers.ts';
import { type ApiRequest, bodyOf, type Route } from './route.ts';

/** The scope that a request is about: the guild's id, or null for global commands. */
function scope({ params }: ApiRequest, core: Core): string | null {
  if (params.application !== core.world.application.id) {
    throw new ApiError(403, 20012, 'You are not authorized to perform this action on this application');
  }
  if (params.guild && !serverOf(core.world, params.guild)) throw refuse.missingAccess();
  return params.guild ?? null;
}

function tooMany(commands: readonly { type?: unknown }[]): void {
  for (const [type, limit] of Object.entries(MOST_COMMANDS)) {
    const count = commands.filter((command) => Number(command.type ?? 1) === Number(type)).length;
    if (count > limit) throw refuse.tooManyCommands(limit);
  }
}

function commandRoutes(base: string): Route[] {
  const found = (request: ApiRequest, core: Core) => {
    const command = core.commands.of(scope(request, core)).find(({ id }) => id === request.params.command);
    if (!command) throw refuse.unknownCommand();
    return command;
  };
  return [
    {
      method: 'GET',
      path: base,
      run: (request, core) => ({ status: 200, body: core.commands.of(scope(request, core)) }),
    },
    {
      method: 'PUT',
      path: base,
      check: ({ body }) => checkCommands(body),
      run: (request, core) => {
        const place = scope(request, core);
        tooMany(request.body as Body[]);
        return { status: 200, body: core.commands.replace(place, request.body as Body[]) };
      },
    },
    {
      method: 'POST',
      path: base,
      check: ({ body }) => {
        const faults = new Faults();
        checkCommand(faults, [], body ?? {});
        return faults;
      },
      run: (request, core) => {
        const place = scope(request, core);
        const body = bodyOf(request);
        const others = core.commands.of(place).filter(({ name }) => name !== body.name);
        tooMany([...others, body as { type?: unknown }]);
        const { command, created } = core.commands.save(place, body);
        return { status: created ? 201 : 200, body: command };
      },
    },
    {
      method: 'GET',
      path: `${base}/:command`,
      run: (request, core) => ({ status: 200, body: found(request, core) }),
    },
    {
      method: 'DELETE',
      path: `${base}/:command`,
      run: (request, core) => {
        core.commands.remove(scope(request, core), found(request, core).id);
        return { status: 204 };
      },
    },
  ];
}

/** The application's commands, global and the guild's. */
export const applicationCommandRoutes: Route[] = [
  ...commandRoutes('/applications/:application/commands'),
  ...commandRoutes('/applications/:application/guilds/:guild/commands'),
];
