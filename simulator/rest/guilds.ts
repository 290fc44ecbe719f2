import { PermissionFlagsBits } from 'discord-api-types/v10';
import { refuse } from '../api_error.ts';
import type { Core } from '../core.ts';
import { channelObject, guildObject, memberObject, roleObject } from '../objects.ts';
import { permissionsOf } from '../permissions.ts';
import { serverOf } from '../servers.ts';
import { channelOf, memberOf, type Server } from '../world.ts';
import type { Route } from './route.ts';

function knownGuild(core: Core, id: string | undefined): Server {
  const server = serverOf(core.world, id);
  if (!server) throw refuse.unknownGuild();
  return server;
}

/** The guild, its channels, roles and members, as a bot may read them. */
export const guildRoutes: Route[] = [
  {
    method: 'GET',
    path: '/guilds/:guild',
    run: ({ params }, core) => ({
      status: 200,
      body: guildObject(core.world, knownGuild(core, params.guild)),
    }),
  },
  {
    method: 'GET',
    path: '/guilds/:guild/channels',
    run: ({ params }, core) => {
      const server = knownGuild(core, params.guild);
      const { world, messages } = core;
      const channels = server.channels.map((one) => channelObject(world, one, messages.lastId(one.id)));
      return { status: 200, body: channels };
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/roles',
    run: ({ params }, core) => {
      const { id } = knownGuild(core, params.guild);
      return { status: 200, body: core.world.roles.map((role) => roleObject(core.world, role, id)) };
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/members/:user',
    run: ({ params }, core) => {
      knownGuild(core, params.guild);
      const member = memberOf(core.world, params.user!);
      if (!member) throw refuse.unknownMember();
      return { status: 200, body: memberObject(member) };
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel',
    run: ({ params }, { world, messages }) => {
      const channel = channelOf(world, params.channel!);
      if (!channel) throw refuse.unknownChannel();
      const permissions = permissionsOf(world, world.botId, channel);
      if (!(permissions & PermissionFlagsBits.ViewChannel)) throw refuse.missingAccess();
      return { status: 200, body: channelObject(world, channel, messages.lastId(channel.id)) };
    },
  },
];
