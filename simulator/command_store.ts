import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { Body } from './checks/fields.ts';

/** The application's commands: global, and those of the guild alone. */
export class CommandStore {
  readonly #snowflake: () => string;
  readonly #applicationId: string;
  readonly #changed: () => void;
  #commands: APIApplicationCommand[] = [];

  /** `changed` is called after every change. */
  constructor(applicationId: string, snowflake: () => string, changed: () => void) {
    this.#applicationId = applicationId;
    this.#snowflake = snowflake;
    this.#changed = changed;
  }

  /** The commands of one scope (null: global). */
  of(guildId: string | null): APIApplicationCommand[] {
    return this.#commands.filter((command) => (command.guild_id ?? null) === guildId);
  }

  /** Everything that a member of the guild can use; a guild's command hides a global one of its name. */
  usable(): APIApplicationCommand[] {
    const local = this.#commands.filter((command) => command.guild_id);
    const hidden = new Set(local.map((command) => `${command.type} ${command.name}`));
    return [
      ...this.#commands.filter((one) => !one.guild_id && !hidden.has(`${one.type} ${one.name}`)),
      ...local,
    ];
  }

  /** Puts one command into its scope; one of the same name and type is overwritten and keeps its id. */
  save(guildId: string | null, body: Body): { command: APIApplicationCommand; created: boolean } {
    const result = this.#put(guildId, body);
    this.#changed();
    return result;
  }

  /** Makes `bodies` the whole of a scope; commands that stay keep their ids. */
  replace(guildId: string | null, bodies: readonly Body[]): APIApplicationCommand[] {
    const kept = bodies.map((body) => this.#put(guildId, body).command);
    const ids = new Set(kept.map((command) => command.id));
    this.#commands = this.#commands.filter(
      (command) => (command.guild_id ?? null) !== guildId || ids.has(command.id),
    );
    this.#changed();
    return kept;
  }

  /** Returns whether there was such a command in the scope. */
  remove(guildId: string | null, id: string): boolean {
    const before = this.#commands.length;
    this.#commands = this.#commands.filter(
      (command) => command.id !== id || (command.guild_id ?? null) !== guildId,
    );
    if (this.#commands.length === before) return false;
    this.#changed();
    return true;
  }

  #put(guildId: string | null, body: Body): { command: APIApplicationCommand; created: boolean } {
    const type = (body.type as number | null | undefined) ?? 1;
    const old = this.of(guildId).find((one) => one.name === body.name && one.type === type);
    const permissions = body.default_member_permissions;
    const command = withoutUndefined({
      id: old?.id ?? this.#snowflake(),
      application_id: this.#applicationId,
      version: this.#snowflake(),
      default_member_permissions:
        permissions === undefined || permissions === null ? null : String(permissions),
      type,
      name: body.name,
      name_localizations: body.name_localizations ?? null,
      description: body.description ?? '',
      description_localizations: body.description_localizations ?? null,
      options: body.options ?? undefined,
      guild_id: guildId ?? undefined,
      dm_permission: guildId ? undefined : true,
      contexts: body.contexts ?? (guildId ? undefined : null),
      integration_types: body.integration_types ?? [0],
      nsfw: body.nsfw ?? false,
    }) as unknown as APIApplicationCommand;
    const at = old ? this.#commands.indexOf(old) : this.#commands.length;
    this.#commands[at] = command;
    return { command, created: !old };
  }
}

function withoutUndefined(body: Body): Body {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
