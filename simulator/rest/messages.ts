import {
  type APIMessage,
  ChannelType,
  MessageFlags,
  MessageReferenceType,
  MessageType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { refuse } from '../api_error.ts';
import { safeFilename } from '../attachments.ts';
import { Faults } from '../checks/faults.ts';
import { type Body, snowflake } from '../checks/fields.ts';
import { checkMessage } from '../checks/message.ts';
import { composeMessage, editMessage } from '../compose.ts';
import type { Core } from '../core.ts';
import { permissionsOf } from '../permissions.ts';
import { moderates, setThread } from '../threads.ts';
import { type Channel, channelOf } from '../world.ts';
import { guildIn } from './replies.ts';
import { type ApiRequest, bodyOf, type Route } from './route.ts';

const { AttachFiles, EmbedLinks, ManageMessages, ReadMessageHistory, SendMessages, ViewChannel } =
  PermissionFlagsBits;

/** How long Discord remembers a nonce; its documentation says "the past few minutes". */
const NONCE_LIFE_MS = 5 * 60_000;
const MAY_HOLD_MESSAGES = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.DM,
  ChannelType.PublicThread,
  ChannelType.AnnouncementThread,
];
const FIVE_IN_FIVE = { limit: 5, windowMs: 5_000 };
/** Discord says that there is a limit, not which; the figure is what bots have met. */
const OLD_EDITS = { limit: 3, windowMs: 20_000 };
const OLD_MS = 3_600_000;
/** As many edits of published messages a channel takes. */
const PUBLISHED_EDITS = { limit: 3, windowMs: 3_600_000 };

/** The channel, seen by the bot. Throws where there is none or it may not look. */
export function seenChannel(
  { params }: ApiRequest,
  { world }: Core,
): { channel: Channel; permissions: bigint } {
  const channel = channelOf(world, params.channel!);
  if (!channel) throw refuse.unknownChannel();
  const permissions = permissionsOf(world, world.botId, channel);
  if (!(permissions & ViewChannel)) throw refuse.missingAccess();
  return { channel, permissions };
}

/** The message that the path names. Throws where there is none. */
export function knownMessage(request: ApiRequest, core: Core): APIMessage {
  const message = core.messages.get(request.params.channel!, request.params.message!);
  if (!message) throw refuse.unknownMessage();
  return message;
}

/** The faults of a message body. Throws where it is right but would show nothing. */
export function messageFaults(request: ApiRequest, body: Body, edited: APIMessage | null): Faults {
  const described = (Array.isArray(body.attachments) ? body.attachments : []) as Body[];
  const newFiles = request.uploads.map(({ filename }, index) => {
    const own = described.find((one) => String(one?.id) === String(index))?.filename;
    return safeFilename(typeof own === 'string' ? own : filename);
  });
  const { faults, empty } = checkMessage(body, {
    newFiles,
    edited: edited && {
      flags: edited.flags ?? 0,
      content: edited.content,
      embeds: edited.embeds.length,
      files: edited.attachments.map(({ filename }) => filename),
    },
  });
  if (empty && faults.list.length === 0) throw refuse.emptyMessage();
  return faults;
}

function mayPost(permissions: bigint, body: Body, request: ApiRequest): void {
  const needed =
    SendMessages |
    ((body.embeds as unknown[] | null | undefined)?.length ? EmbedLinks : 0n) |
    (request.uploads.length > 0 ? AttachFiles : 0n);
  if ((permissions & needed) !== needed) throw refuse.missingPermissions();
}

function reference(core: Core, channel: Channel, permissions: bigint, body: Body): Partial<APIMessage> {
  const named = body.message_reference as
    | { message_id: string; fail_if_not_exists?: boolean }
    | null
    | undefined;
  if (!named) return {};
  if (!(permissions & ReadMessageHistory)) throw refuse.noHistory();
  const referenced = core.messages.get(channel.id, named.message_id);
  if (!referenced && named.fail_if_not_exists === false) return {};
  if (!referenced) {
    const faults = new Faults();
    faults.add(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
    throw refuse.invalidForm(faults);
  }
  const { referenced_message: _, ...shown } = referenced;
  return {
    type: MessageType.Reply,
    message_reference: {
      type: MessageReferenceType.Default,
      channel_id: channel.id,
      message_id: referenced.id,
      ...guildIn(core, channel.id),
    },
    referenced_message: shown as APIMessage,
  };
}

/** Counts an edit of an old or published message. Throws where there were too many. */
function countEdit({ editLimits, now }: Core, { channel_id, timestamp, flags }: APIMessage): void {
  if (!editLimits) return;
  if (now() - Date.parse(timestamp) > OLD_MS) {
    const { retryAfterMs } = editLimits.count('old', channel_id, OLD_EDITS);
    if (retryAfterMs !== null) throw refuse.oldEdits(retryAfterMs);
  }
  if ((flags ?? 0) & MessageFlags.Crossposted) {
    const { retryAfterMs } = editLimits.count('published', channel_id, PUBLISHED_EDITS);
    if (retryAfterMs !== null) throw refuse.rateLimited(retryAfterMs);
  }
}

/** The message that the bot made with this nonce a short while ago, if it asked for that to be looked up. */
function sameNonce(core: Core, channel: Channel, body: Body): APIMessage | undefined {
  if (body.enforce_nonce !== true || body.nonce === undefined || body.nonce === null) return undefined;
  return core.messages
    .in(channel.id)
    .find(
      (message) =>
        message.author.id === core.world.botId &&
        String(message.nonce) === String(body.nonce) &&
        core.now() - Date.parse(message.timestamp) < NONCE_LIFE_MS,
    );
}

/** A snowflake of the query, or null where it isn't given. Throws where it is none. */
function idOf(query: URLSearchParams, name: string): bigint | null {
  const faults = new Faults();
  const id = snowflake(faults, [name], query.get(name));
  if (faults.list.length > 0) throw refuse.invalidForm(faults);
  return id === undefined ? null : BigInt(id);
}

/** Messages in channels. */
export const messageRoutes: Route[] = [
  {
    method: 'POST',
    path: '/channels/:channel/messages',
    limit: FIVE_IN_FIVE,
    check: (request, core) => {
      const { channel, permissions } = seenChannel(request, core);
      if (channel.closed) throw refuse.unwelcome();
      if (!MAY_HOLD_MESSAGES.includes(channel.type)) throw refuse.notATextChannel();
      mayPost(permissions, bodyOf(request), request);
      if (channel.thread?.locked && !moderates(permissions)) throw refuse.lockedThread();
      return messageFaults(request, bodyOf(request), null);
    },
    run: (request, core) => {
      const { channel, permissions } = seenChannel(request, core);
      // Whoever writes in an archived thread opens it.
      if (channel.thread?.archived) setThread(core, channel, { archived: false });
      const body = bodyOf(request);
      const same = sameNonce(core, channel, body);
      if (same) return { status: 200, body: same };
      const extra = reference(core, channel, permissions, body);
      const { uploads } = request;
      const draft = { body, uploads, channelId: channel.id, authorId: core.world.botId, extra };
      const message = composeMessage(core, draft);
      core.messages.add(message);
      return { status: 200, body: message };
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/messages',
    run: (request, core) => {
      const { channel, permissions } = seenChannel(request, core);
      const { query } = request;
      const limit = Math.min(100, Math.max(1, Number(query.get('limit') ?? 50) || 50));
      const before = idOf(query, 'before') ?? 2n ** 64n;
      const after = idOf(query, 'after');
      const readable = permissions & ReadMessageHistory ? core.messages.in(channel.id) : [];
      const range = readable.filter(
        ({ id }) => BigInt(id) < before && (after === null || BigInt(id) > after),
      );
      const chosen = after === null ? range.slice(-limit) : range.slice(0, limit);
      // Discord gives a nonce back to the one who posts, and to nobody who reads.
      return { status: 200, body: chosen.toReversed().map(({ nonce: _, ...message }) => message) };
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/messages/:message',
    run: (request, core) => {
      const { permissions } = seenChannel(request, core);
      if (!(permissions & ReadMessageHistory)) throw refuse.missingAccess();
      return { status: 200, body: knownMessage(request, core) };
    },
  },
  {
    method: 'PATCH',
    path: '/channels/:channel/messages/:message',
    limit: FIVE_IN_FIVE,
    check: (request, core) => {
      const { channel } = seenChannel(request, core);
      const message = knownMessage(request, core);
      if (message.author.id !== core.world.botId) throw refuse.foreignMessage();
      if (channel.thread?.archived) throw refuse.archivedThread();
      const faults = messageFaults(request, bodyOf(request), message);
      if (faults.list.length === 0) countEdit(core, message);
      return faults;
    },
    run: (request, core) => {
      const message = editMessage(core, knownMessage(request, core), bodyOf(request), request.uploads);
      core.messages.replace(message);
      core.followers.edited(message);
      return { status: 200, body: message };
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/messages/:message/crosspost',
    limit: { limit: 10, windowMs: 3_600_000 },
    run: (request, core) => {
      const { channel, permissions } = seenChannel(request, core);
      const message = knownMessage(request, core);
      if (channel.type !== ChannelType.GuildAnnouncement) throw refuse.notForThisChannel();
      const own = message.author.id === core.world.botId;
      if (!(permissions & (own ? SendMessages : ManageMessages))) throw refuse.missingPermissions();
      const flags = message.flags ?? 0;
      if (flags & MessageFlags.Crossposted) throw refuse.alreadyCrossposted();
      const published = { ...message, flags: flags | MessageFlags.Crossposted };
      core.messages.replace(published);
      core.followers.published(published);
      return { status: 200, body: published };
    },
  },
  {
    method: 'DELETE',
    path: '/channels/:channel/messages/:message',
    limit: { limit: 5, windowMs: 1_000 },
    run: (request, core) => {
      const { permissions } = seenChannel(request, core);
      const message = knownMessage(request, core);
      const own = message.author.id === core.world.botId;
      if (!own && !(permissions & ManageMessages)) throw refuse.missingPermissions();
      core.messages.remove(message);
      core.followers.removed(message);
      return { status: 204 };
    },
  },
];
