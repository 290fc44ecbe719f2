import { ChannelType, MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { refuse } from '../api_error.ts';
import { Faults } from '../checks/faults.ts';
import { type Body, choice, flag, list, object, text } from '../checks/fields.ts';
import { composeMessage } from '../compose.ts';
import { channelObject } from '../objects.ts';
import { permissionsOf } from '../permissions.ts';
import { serverOf } from '../servers.ts';
import { moderates, openThread, setThread, startingThread } from '../threads.ts';
import { type Channel, threadsIn } from '../world.ts';
import { knownMessage, messageFaults, seenChannel } from './messages.ts';
import { bodyOf, type Route } from './route.ts';

const { CreatePublicThreads, SendMessages } = PermissionFlagsBits;

const ARCHIVE_AFTER = [60, 1_440, 4_320, 10_080];
const USUAL_ARCHIVE = 4_320;
const MOST_TAGS = 5;
const MAY_HOLD_THREADS = [ChannelType.GuildText, ChannelType.GuildAnnouncement];

function threadFaults(body: Body): Faults {
  const faults = new Faults();
  text(faults, ['name'], body.name, { required: true, min: 1, max: 100 });
  choice(faults, ['auto_archive_duration'], body.auto_archive_duration, ARCHIVE_AFTER);
  return faults;
}

/** The faults of a post in a forum. Throws where it lacks a tag that the forum demands. */
function postFaults(body: Body, { tags = [], needsTag }: Channel): Faults {
  const faults = threadFaults(body);
  object(faults, ['message'], body.message, true);
  const given = list(faults, ['applied_tags'], body.applied_tags, { max: MOST_TAGS }) ?? [];
  const known = tags.map(({ id }) => id);
  for (const [index, tag] of given.entries()) choice(faults, ['applied_tags', index], tag, known);
  if (needsTag && given.length === 0 && faults.list.length === 0) throw refuse.tagRequired();
  return faults;
}

const archiveAfter = (body: Body) => Number(body.auto_archive_duration ?? USUAL_ARCHIVE);

/** Threads from messages, posts in forums, and what becomes of them. */
export const threadRoutes: Route[] = [
  {
    method: 'POST',
    path: '/channels/:channel/threads',
    check: (request, core) => {
      const { channel, permissions } = seenChannel(request, core);
      if (channel.type !== ChannelType.GuildForum) throw refuse.notForThisChannel();
      if (!(permissions & SendMessages)) throw refuse.missingPermissions();
      const body = bodyOf(request);
      const faults = postFaults(body, channel);
      if (faults.list.length > 0) return faults;
      for (const fault of messageFaults(request, body.message as Body, null).list) {
        faults.add(['message', ...fault.path], fault.code, fault.message);
      }
      return faults;
    },
    run: (request, core) => {
      const { channel: parent } = seenChannel(request, core);
      const { world } = core;
      const body = bodyOf(request);
      const id = core.snowflake();
      const tags = ((body.applied_tags ?? []) as string[]).slice();
      const thread = openThread(core, {
        ...{ id, parent, tags, name: String(body.name), autoArchiveMinutes: archiveAfter(body) },
      });
      const message = composeMessage(core, {
        body: body.message as Body,
        uploads: request.uploads,
        channelId: id,
        authorId: world.botId,
        extra: { id },
      });
      core.messages.add(message);
      return { status: 201, body: { ...channelObject(world, thread, id), message } };
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/messages/:message/threads',
    check: (request, core) => {
      const { channel, permissions } = seenChannel(request, core);
      if (!MAY_HOLD_THREADS.includes(channel.type)) throw refuse.notForThisChannel();
      if (!(permissions & CreatePublicThreads)) throw refuse.missingPermissions();
      const { flags } = knownMessage(request, core);
      if ((flags ?? 0) & MessageFlags.HasThread) throw refuse.threadAlready();
      return threadFaults(bodyOf(request));
    },
    run: (request, core) => {
      const { channel: parent } = seenChannel(request, core);
      const message = knownMessage(request, core);
      const body = bodyOf(request);
      const thread = openThread(core, {
        ...{ id: message.id, parent, tags: [], name: String(body.name) },
        autoArchiveMinutes: archiveAfter(body),
      });
      core.messages.replace(startingThread(message));
      return { status: 201, body: channelObject(core.world, thread, null) };
    },
  },
  {
    method: 'PATCH',
    path: '/channels/:channel',
    check: (request, core) => {
      const { channel } = seenChannel(request, core);
      if (!channel.thread) throw refuse.missingPermissions();
      const faults = new Faults();
      const body = bodyOf(request);
      flag(faults, ['archived'], body.archived);
      flag(faults, ['locked'], body.locked);
      return faults;
    },
    run: (request, core) => {
      const { channel, permissions } = seenChannel(request, core);
      const { archived, locked } = bodyOf(request) as { archived?: boolean; locked?: boolean };
      const mayOpen = moderates(permissions) || (!channel.thread?.locked && locked === undefined);
      if (!mayOpen || !(permissions & SendMessages)) throw refuse.missingPermissions();
      setThread(core, channel, {
        ...(archived === undefined ? {} : { archived }),
        ...(locked === undefined ? {} : { locked }),
      });
      return {
        status: 200,
        body: channelObject(core.world, channel, core.messages.lastId(channel.id)),
      };
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/threads/active',
    run: ({ params }, core) => {
      const { world, messages } = core;
      const server = serverOf(world, params.guild);
      if (!server) throw refuse.unknownGuild();
      const threads = server.channels
        .filter((channel) => permissionsOf(world, world.botId, channel) & PermissionFlagsBits.ViewChannel)
        .flatMap(({ id }) => threadsIn(world, id))
        .filter(({ thread }) => thread?.archived === false)
        .map((thread) => channelObject(world, thread, messages.lastId(thread.id)));
      return { status: 200, body: { threads, members: [], has_more: false } };
    },
  },
];
