import { type APIMessage, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Body } from './checks/fields.ts';
import { userObject } from './objects.ts';
import { permissionsOf } from './permissions.ts';
import { channelOf, memberOf, roleOf, type World } from './world.ts';

/**
 * Whom a message really pings: who is named in its text (content and V2 text), as far as `allowed_mentions` lets it
 * and, for roles and everyone, as far as the author may. Without `allowed_mentions` everything may be pinged.
 */
export function mentionsOf(
  world: World,
  message: Pick<APIMessage, 'content' | 'components' | 'author' | 'channel_id'>,
  allowedMentions: unknown,
) {
  const text = [message.content, ...texts(message.components)].join('\n');
  const allowed = allowedMentions as
    | { parse?: string[]; roles?: string[]; users?: string[] }
    | null
    | undefined;
  const may = (kind: 'roles' | 'users', id: string) =>
    !allowed || Boolean(allowed.parse?.includes(kind)) || Boolean(allowed[kind]?.includes(id));
  const permissions = permissionsOf(world, message.author.id, channelOf(world, message.channel_id) ?? null);
  const anybody = (permissions & PermissionFlagsBits.MentionEveryone) !== 0n;

  const users = idsIn(text, /<@!?(\d+)>/g).filter((id) => may('users', id) && memberOf(world, id));
  const roles = idsIn(text, /<@&(\d+)>/g).filter((id) => {
    const role = roleOf(world, id);
    return role && (role.mentionable || anybody) && may('roles', id);
  });
  const everyone =
    /@(everyone|here)\b/.test(text) && anybody && (!allowed || Boolean(allowed.parse?.includes('everyone')));
  return {
    mentions: users.map((id) => userObject(memberOf(world, id)!)),
    mention_roles: roles,
    mention_everyone: everyone,
  };
}

function idsIn(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1]!))];
}

function texts(components: unknown): string[] {
  if (!Array.isArray(components)) return [];
  return (components as Body[]).flatMap((one) => [
    ...(typeof one.content === 'string' ? [one.content] : []),
    ...texts(one.components),
  ]);
}
