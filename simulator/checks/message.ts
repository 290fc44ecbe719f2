import { AllowedMentionsTypes, MessageFlags } from 'discord-api-types/v10';
import { checkComponents } from './components.ts';
import { checkEmbeds } from './embeds.ts';
import { Faults } from './faults.ts';
import { type Body, choice, flag, lengthOf, list, object, snowflake, text, whole } from './fields.ts';

/** What a message body is checked against besides itself. */
export interface MessageSetting {
  /** Names of the files that come with the request. */
  newFiles: readonly string[];
  /** The message that is edited; null for a new one. */
  edited: { flags: number; content: string; embeds: number; files: readonly string[] } | null;
}

/** What was found: the faults of the form, and whether the message, if right, would show nothing at all. */
export interface MessageVerdict {
  faults: Faults;
  empty: boolean;
}

const LEGACY_FIELDS = ['content', 'embeds', 'poll', 'sticker_ids'] as const;

/**
 * Checks the body of a message that is to be created or edited
 * (https://docs.discord.com/developers/resources/message#create-message). Never throws; what is wrong is in the verdict.
 */
export function checkMessage(body: Body, setting: MessageSetting): MessageVerdict {
  const faults = new Faults();
  const { edited, newFiles } = setting;
  const flags = whole(faults, ['flags'], body.flags, { min: 0 }) ?? 0;
  const wasV2 = ((edited?.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
  const v2 = wasV2 || (flags & MessageFlags.IsComponentsV2) !== 0;
  if (wasV2 && typeof body.flags === 'number' && !(flags & MessageFlags.IsComponentsV2)) {
    const message = 'The IS_COMPONENTS_V2 flag cannot be removed from a message';
    faults.add(['flags'], 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG', message);
  }
  text(faults, ['content'], body.content, { max: 2000 });
  checkEmbeds(faults, body.embeds);
  if (v2) checkNoLegacyFields(faults, body, edited);
  flag(faults, ['tts'], body.tts);
  flag(faults, ['enforce_nonce'], body.enforce_nonce);
  checkNonce(faults, body.nonce);
  checkMentions(faults, body.allowed_mentions);
  list(faults, ['sticker_ids'], body.sticker_ids, { max: 3 });
  const reference = object(faults, ['message_reference'], body.message_reference);
  if (reference) snowflake(faults, ['message_reference', 'message_id'], reference.message_id, true);
  const kept = checkAttachments(faults, body.attachments, newFiles.length);
  const files = new Set([...newFiles, ...(kept ? (edited?.files ?? []) : [])]);
  checkComponents(faults, body.components, { v2, files });
  return { faults, empty: isEmpty(body, v2, setting) };
}

function checkNoLegacyFields(faults: Faults, body: Body, edited: MessageSetting['edited']): void {
  const code = 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2';
  const left = { content: edited?.content, embeds: edited?.embeds };
  for (const field of LEGACY_FIELDS) {
    // An edit that turns a legacy message into a V2 one must take its old content and embeds away by name.
    const leftOver = body[field] === undefined && Boolean(left[field as keyof typeof left]);
    if (!filled(body[field]) && !leftOver) continue;
    const message = `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
    faults.add([field], code, message);
  }
}

function checkNonce(faults: Faults, nonce: unknown): void {
  if (typeof nonce === 'number') whole(faults, ['nonce'], nonce);
  else text(faults, ['nonce'], nonce, { max: 25 });
}

const KINDS = [AllowedMentionsTypes.Role, AllowedMentionsTypes.User, AllowedMentionsTypes.Everyone];

function checkMentions(faults: Faults, value: unknown): void {
  const path = ['allowed_mentions'];
  const mentions = object(faults, path, value);
  if (!mentions) return;
  const parse = list(faults, [...path, 'parse'], mentions.parse) ?? [];
  for (const [index, kind] of parse.entries()) choice(faults, [...path, 'parse', index], kind, KINDS, true);
  for (const kind of ['roles', 'users'] as const) {
    const ids = list(faults, [...path, kind], mentions[kind], { max: 100 }) ?? [];
    for (const [index, id] of ids.entries()) snowflake(faults, [...path, kind, index], id, true);
    if (parse.includes(kind) && ids.length > 0) {
      const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
      faults.add(path, 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message);
    }
  }
  flag(faults, [...path, 'replied_user'], mentions.replied_user);
}

/** Returns whether the files that the message already had are kept. */
function checkAttachments(faults: Faults, value: unknown, newFiles: number): boolean {
  const attachments = list(faults, ['attachments'], value, { max: 10 });
  if (!attachments) {
    if (newFiles > 10) faults.add(['attachments'], 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.');
    return true;
  }
  let kept = false;
  for (const [index, one] of attachments.entries()) {
    const path = ['attachments', index];
    const attachment = object(faults, path, one, true);
    if (!attachment) continue;
    text(faults, [...path, 'filename'], attachment.filename, { max: 1024 });
    text(faults, [...path, 'description'], attachment.description, { max: 1024 });
    const id = String(attachment.id ?? '');
    if (!/^\d{1,20}$/.test(id)) {
      faults.add([...path, 'id'], 'NUMBER_TYPE_COERCE', `Value "${id}" is not snowflake.`);
    } else if (id.length > 10) {
      kept = true;
    } else if (Number(id) >= newFiles) {
      const message = `Attachment data for file ${id} was not found in the request.`;
      faults.add(path, 'MESSAGE_ATTACHMENT_NOT_FOUND', message);
    }
  }
  return kept;
}

/** Whether a field holds something that a reader would see. */
function filled(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
}

function isEmpty(body: Body, v2: boolean, { edited, newFiles }: MessageSetting): boolean {
  if (v2) return edited && body.components === undefined ? false : !filled(body.components);
  const shows = [...LEGACY_FIELDS, 'components'].some((field) => filled(body[field])) || newFiles.length > 0;
  if (shows || !edited) return !shows;
  // An edit that leaves a field out leaves it as it was.
  const stays =
    (body.content === undefined && lengthOf(edited.content) > 0) ||
    (body.embeds === undefined && edited.embeds > 0) ||
    (body.attachments === undefined && edited.files.length > 0) ||
    body.components === undefined;
  return !stays;
}
