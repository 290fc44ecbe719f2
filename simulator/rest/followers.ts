import { ChannelType, PermissionFlagsBits, WebhookType } from 'discord-api-types/v10';
import { refuse } from '../api_error.ts';
import { Faults } from '../checks/faults.ts';
import { snowflake } from '../checks/fields.ts';
import type { Core } from '../core.ts';
import { type Follower, nameOf } from '../followers.ts';
import { permissionsOf } from '../permissions.ts';
import { guildOf, serverOf } from '../servers.ts';
import { type Channel, channelOf } from '../world.ts';
import { seenChannel } from './messages.ts';
import { guildIn } from './replies.ts';
import { type ApiRequest, bodyOf, type Route } from './route.ts';

const { ManageWebhooks } = PermissionFlagsBits;
const MOST_WEBHOOKS = 15;

/** The channel, whose webhooks the bot may manage. Throws where there is none, or it may not. */
function managed(core: Core, channelId: string): Channel {
  const channel = channelOf(core.world, channelId);
  if (!channel) throw refuse.unknownChannel();
  const { world } = core;
  if (!(permissionsOf(world, world.botId, channel) & ManageWebhooks)) throw refuse.missingPermissions();
  return channel;
}

function targetOf(request: ApiRequest, core: Core): Channel {
  return managed(core, String(bodyOf(request).webhook_channel_id));
}

function follower(request: ApiRequest, core: Core): Follower {
  const known = core.followers.get(request.params.webhook!);
  if (!known) throw refuse.unknownWebhook();
  managed(core, known.targetId);
  return known;
}

function webhookObject(core: Core, { webhookId, sourceId, targetId }: Follower) {
  const { world } = core;
  const source = channelOf(world, sourceId);
  const home = source && serverOf(world, guildOf(world, source) ?? '');
  return {
    id: webhookId,
    type: WebhookType.ChannelFollower,
    application_id: null,
    avatar: null,
    channel_id: targetId,
    ...guildIn(core, targetId),
    name: source ? nameOf(core, source) : '',
    // Both are absent, says Discord, where the bot is not in that server.
    ...(home && { source_guild: { id: home.id, name: home.name, icon: null } }),
    ...(source && { source_channel: { id: sourceId, name: source.name } }),
  };
}

/** Following announcement channels, and the webhooks that this makes. */
export const followerRoutes: Route[] = [
  {
    method: 'POST',
    path: '/channels/:channel/followers',
    check: (request, core) => {
      const { channel } = seenChannel(request, core);
      if (channel.type !== ChannelType.GuildAnnouncement) throw refuse.notForThisChannel();
      const faults = new Faults();
      snowflake(faults, ['webhook_channel_id'], bodyOf(request).webhook_channel_id, true);
      if (faults.list.length > 0) return faults;
      if (core.followers.of(targetOf(request, core).id).length >= MOST_WEBHOOKS) {
        throw refuse.tooManyWebhooks(MOST_WEBHOOKS);
      }
      return faults;
    },
    run: (request, core) => {
      const { channel } = seenChannel(request, core);
      const { webhookId } = core.followers.follow(channel, targetOf(request, core));
      return { status: 200, body: { channel_id: channel.id, webhook_id: webhookId } };
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/webhooks',
    run: (request, core) => {
      const { id } = managed(core, request.params.channel!);
      return { status: 200, body: core.followers.of(id).map((one) => webhookObject(core, one)) };
    },
  },
  {
    method: 'GET',
    path: '/webhooks/:webhook',
    run: (request, core) => ({ status: 200, body: webhookObject(core, follower(request, core)) }),
  },
  {
    method: 'DELETE',
    path: '/webhooks/:webhook',
    run: (request, core) => {
      core.followers.unfollow(follower(request, core).webhookId);
      return { status: 204 };
    },
  },
];
