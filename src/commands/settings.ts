import {
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
} from 'discord-api-types/v10';
import { notice } from '../messages/notice.ts';
import { setAuditChannel } from '../store/guild_settings.ts';
import { managersByDefault, requireGuild, requirePostable, requireServerManager } from './access.ts';
import { writeAudit } from './audit.ts';
import type { Command } from './command.ts';

export const settings: Command = {
  definition: {
    name: 'settings',
    description: 'What holds for this whole server',
    default_member_permissions: managersByDefault,
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'audit-channel',
        description: 'Where I say who changed what here; nowhere when left out',
        options: [
          {
            type: ApplicationCommandOptionType.Channel,
            name: 'channel',
            description: 'A channel that admins read',
            channel_types: [ChannelType.GuildText, ChannelType.PublicThread, ChannelType.PrivateThread],
          },
        ],
      },
    ],
  },
  ephemeral: true,

  async run(request, context) {
    const { say, options } = request;
    const guildId = requireGuild(request);
    requireServerManager(request);
    const channelId = options.channel === undefined ? null : String(options.channel);
    const channel = `<#${channelId}>`;
    if (channelId === null) {
      await writeAudit(request, context, 'audit.ended');
      await setAuditChannel(context.db, guildId, null);
    } else {
      await requirePostable(request, context, channelId, null);
      await setAuditChannel(context.db, guildId, channelId);
      await writeAudit(request, context, 'audit.begun', { channel });
    }
    const done = channelId === null ? say('settings.no_audit') : say('settings.audit', { channel });
    return { body: notice(say('settings.title'), [done], 'success', [], say) };
  },
};
