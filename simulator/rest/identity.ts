import { refuse } from '../api_error.ts';
import { Faults } from '../checks/faults.ts';
import { snowflake } from '../checks/fields.ts';
import type { Core } from '../core.ts';
import { SESSION_STARTS } from '../gateway.ts';
import { channelObject, guildObject, userObject } from '../objects.ts';
import { permissionsOf } from '../permissions.ts';
import { serversOf } from '../servers.ts';
import { directChannelOf, memberOf } from '../world.ts';
import { bodyOf, type Route } from './route.ts';

function application(core: Core) {
  const { world } = core;
  return {
    id: world.application.id,
    name: world.application.name,
    icon: null,
    description: '',
    type: null,
    bot: userObject(memberOf(world, world.botId)!),
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: 0,
    flags_new: '0',
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: userObject(memberOf(world, world.guild.ownerId)!),
    approximate_guild_count: 1,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: ['bot', 'applications.commands'],
  };
}

/** Who the bot is, and where its gateway is. */
export const identityRoutes: Route[] = [
  {
    method: 'GET',
    path: '/gateway',
    run: (_, core) => ({ status: 200, body: { url: gatewayUrl(core) } }),
  },
  {
    method: 'GET',
    path: '/gateway/bot',
    run: (_, core) => ({
      status: 200,
      body: {
        url: gatewayUrl(core),
        shards: core.sharding.shards,
        session_start_limit: {
          total: SESSION_STARTS,
          remaining: Math.max(0, SESSION_STARTS - core.gateway.starts),
          reset_after: 86_400_000,
          max_concurrency: core.sharding.maxConcurrency,
        },
      },
    }),
  },
  {
    method: 'GET',
    path: '/users/@me',
    run: (_, core) => ({
      status: 200,
      body: {
        ...userObject(memberOf(core.world, core.world.botId)!),
        email: null,
        verified: true,
        mfa_enabled: true,
        locale: 'en-US',
      },
    }),
  },
  {
    method: 'GET',
    path: '/users/@me/guilds',
    run: (_, { world }) => {
      const permissions = permissionsOf(world, world.botId, null).toString();
      const body = serversOf(world).map((server) => {
        const { id, name, icon, banner, features } = guildObject(world, server);
        return { id, name, icon, banner, features, owner: false, permissions };
      });
      return { status: 200, body };
    },
  },
  {
    method: 'POST',
    path: '/users/@me/channels',
    check: (request) => {
      const faults = new Faults();
      snowflake(faults, ['recipient_id'], bodyOf(request).recipient_id, true);
      return faults;
    },
    run: (request, core) => {
      const { world, messages } = core;
      const recipient = memberOf(world, String(bodyOf(request).recipient_id));
      if (!recipient || recipient.bot) throw refuse.invalidRecipient();
      const channel = directChannelOf(world, recipient.id, core.snowflake);
      return { status: 200, body: channelObject(world, channel, messages.lastId(channel.id)) };
    },
  },
  {
    method: 'GET',
    path: '/users/:user',
    run: ({ params }, { world }) => {
      const member = memberOf(world, params.user!);
      if (!member) throw refuse.unknownUser();
      return { status: 200, body: userObject(member) };
    },
  },
  {
    method: 'GET',
    path: '/applications/@me',
    run: (_, core) => ({ status: 200, body: application(core) }),
  },
  {
    method: 'GET',
    path: '/oauth2/applications/@me',
    run: (_, core) => ({ status: 200, body: application(core) }),
  },
];

function gatewayUrl(core: Core): string {
  return `${core.origin().replace('http', 'ws')}/gateway`;
}
