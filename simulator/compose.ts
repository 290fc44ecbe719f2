import {
  type APIAttachment,
  type APIMessage,
  type APIMessageTopLevelComponent,
  ComponentType,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10';
import type { Upload } from './attachments.ts';
import type { Body } from './checks/fields.ts';
import type { Core } from './core.ts';
import { mentionsOf } from './mentions.ts';
import { userObject } from './objects.ts';
import { memberOf } from './world.ts';

/** The flags that a bot may set; `Ephemeral` only counts where the answer to an interaction is made. */
const SETTABLE =
  MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

interface Draft {
  /** The checked request body. */
  body: Body;
  uploads: readonly Upload[];
  channelId: string;
  authorId: string;
  /** What is set beside the body: type, flags of the occasion, interaction metadata. */
  extra?: Partial<APIMessage>;
}

/** Makes a new message of a checked body, as Discord would give it back. */
export function composeMessage(core: Core, draft: Draft): APIMessage {
  const { body, channelId, extra } = draft;
  const author = memberOf(core.world, draft.authorId)!;
  const empty = {
    id: core.snowflake(),
    channel_id: channelId,
    type: MessageType.Default,
    author: userObject(author),
    timestamp: new Date(core.now()).toISOString(),
    edited_timestamp: null,
    tts: body.tts === true,
    pinned: false,
    content: '',
    embeds: [],
    attachments: [],
    components: [],
    ...(body.nonce === undefined || body.nonce === null ? {} : { nonce: body.nonce }),
    ...extra,
    flags: (Number(body.flags ?? 0) & SETTABLE) | Number(extra?.flags ?? 0),
  } as unknown as APIMessage;
  return fill(core, empty, body, draft.uploads);
}

/** The message as a checked edit leaves it; what the body doesn't name stays. */
export function editMessage(
  core: Core,
  message: APIMessage,
  body: Body,
  uploads: readonly Upload[],
): APIMessage {
  const changes = typeof body.flags === 'number' ? body.flags & SETTABLE : 0;
  const kept = (message.flags ?? 0) & ~MessageFlags.SuppressEmbeds;
  const flags = typeof body.flags === 'number' ? kept | changes : (message.flags ?? 0);
  const edited_timestamp = new Date(core.now()).toISOString();
  return fill(core, { ...message, flags, edited_timestamp }, body, uploads);
}

function fill(core: Core, message: APIMessage, body: Body, uploads: readonly Upload[]): APIMessage {
  const attachments = attach(core, message, body, uploads);
  const find = (url: string) => {
    const name = url.startsWith('attachment://') ? url.slice('attachment://'.length) : null;
    return attachments.find((attachment) => attachment.filename === name);
  };
  const media: Media = (value) => {
    const { url } = value as { url: string };
    const attachment = find(url);
    return { media: unfurled(core, url, attachment), attachment };
  };
  const numbering = { next: 1, taken: takenIds(body.components) };
  const components =
    body.components === undefined
      ? message.components
      : ((body.components ?? []) as Body[]).map((one) => finished(one, numbering, media));
  const filled = {
    ...message,
    content: body.content === undefined ? message.content : String(body.content ?? '').trim(),
    embeds:
      body.embeds === undefined
        ? message.embeds
        : ((body.embeds ?? []) as Body[]).map((one) => embed(one, find)),
    components: components as APIMessageTopLevelComponent[],
    attachments,
  };
  return { ...filled, ...mentionsOf(core.world, filled, body.allowed_mentions) } as APIMessage;
}

/** The files of the message: those that stay, then the new ones. */
function attach(core: Core, message: APIMessage, body: Body, uploads: readonly Upload[]): APIAttachment[] {
  const named = body.attachments as Body[] | null | undefined;
  const listed = new Set((named ?? []).map((one) => String(one.id)));
  const stay =
    named === undefined ? message.attachments : message.attachments.filter((one) => listed.has(one.id));
  const added = uploads.map((upload, index) => {
    const described = (named ?? []).find((one) => String(one.id) === String(index));
    const id = core.snowflake();
    const filename = (described?.filename as string | undefined) ?? upload.filename;
    const file = core.attached.keep(message.channel_id, id, { ...upload, filename });
    const url = `${core.origin()}${file.path}`;
    return {
      id,
      filename: file.filename,
      size: file.size,
      url,
      proxy_url: url,
      content_type: file.contentType,
      ...(file.width === undefined ? {} : { width: file.width, height: file.height }),
      ...(described?.description ? { description: described.description as string } : {}),
    };
  });
  return [...stay, ...added];
}

type FindAttachment = (url: string) => APIAttachment | undefined;

/** A file or picture that a component names, and the attachment behind it, if it is one. */
type Media = (value: unknown) => { media: Body; attachment: APIAttachment | undefined };

function unfurled(core: Core, address: string, attachment: APIAttachment | undefined): Body {
  const url = attachment?.url ?? address;
  return {
    id: core.snowflake(),
    url,
    proxy_url: url,
    width: attachment?.width ?? null,
    height: attachment?.height ?? null,
    content_type: attachment?.content_type ?? null,
    ...(attachment ? { attachment_id: attachment.id } : {}),
  };
}

function embed(value: Body, find: FindAttachment): Body {
  const made: Body = { ...value, type: 'rich' };
  for (const key of Object.keys(made)) if (made[key] === null) delete made[key];
  for (const key of ['image', 'thumbnail']) {
    const picture = made[key] as { url: string } | undefined;
    if (picture) made[key] = { ...picture, url: find(picture.url)?.url ?? picture.url };
  }
  if (made.fields) made.fields = (made.fields as Body[]).map((field) => ({ inline: false, ...field }));
  if (typeof made.timestamp === 'string') made.timestamp = new Date(made.timestamp).toISOString();
  return made;
}

/** A component with what Discord fills in: its id, and the defaults of its type. */
function finished(value: Body, numbering: { next: number; taken: Set<number> }, media: Media): Body {
  const made: Body = { ...value };
  for (const key of Object.keys(made)) if (made[key] === null) delete made[key];
  if (!made.id) {
    while (numbering.taken.has(numbering.next)) numbering.next++;
    made.id = numbering.next++;
  }
  const inner = (one: unknown) => finished(one as Body, numbering, media);
  if (Array.isArray(made.components)) made.components = made.components.map(inner);
  if (made.accessory) made.accessory = inner(made.accessory);
  switch (made.type) {
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return { min_values: 1, max_values: 1, ...made };
    case ComponentType.Separator:
      return { divider: true, spacing: 1, ...made };
    case ComponentType.Container:
      return { accent_color: null, spoiler: false, ...made };
    case ComponentType.Thumbnail:
      return { description: null, spoiler: false, ...made, media: media(made.media).media };
    case ComponentType.MediaGallery: {
      const shown = (made.items as Body[]).map((one) => ({
        description: null,
        spoiler: false,
        ...one,
        media: media(one.media).media,
      }));
      return { ...made, items: shown };
    }
    case ComponentType.File: {
      const { media: file, attachment } = media(made.file);
      return {
        spoiler: false,
        ...made,
        file,
        name: attachment?.filename ?? null,
        size: attachment?.size ?? null,
      };
    }
    default:
      return made;
  }
}

function takenIds(components: unknown, found = new Set<number>()): Set<number> {
  for (const one of Array.isArray(components) ? (components as Body[]) : []) {
    if (one.id) found.add(Number(one.id));
    takenIds(one.components, found);
    if (one.accessory) takenIds([one.accessory], found);
  }
  return found;
}
