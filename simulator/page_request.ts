import type { FromPage, PageOption } from './protocol.ts';

type Loose = Record<string, unknown>;

/** Deeper than a command's options can be: group, sub-command, option. */
const DEEPEST = 4;

/** Reads what a page sent; null where it isn't one of protocol.ts' requests. */
export function readPageRequest(text: string): FromPage | null {
  let sent: Loose | null;
  try {
    sent = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof sent !== 'object' || sent === null) return null;
  if (sent.type === 'hello') {
    const known = sent.memberId === null || isText(sent.memberId);
    const speaks = sent.locale === undefined || isText(sent.locale);
    return known && speaks ? (sent as unknown as FromPage) : null;
  }
  if (!isText(sent.requestId) || !isText(sent.channelId)) return null;
  return fits(sent) ? (sent as unknown as FromPage) : null;
}

function fits(sent: Loose): boolean {
  switch (sent.type) {
    case 'command':
    case 'autocomplete':
      return isText(sent.commandId) && isList(sent.options, (option) => isOption(option, DEEPEST));
    case 'message_command':
      return isText(sent.commandId) && isText(sent.messageId);
    case 'component':
      return isText(sent.messageId) && isText(sent.customId) && isList(sent.values, isText);
    case 'modal':
      return isText(sent.customId) && isList(sent.fields, isField);
    default:
      return false;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isList(value: unknown, isMember: (member: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isMember);
}

function isOption(value: unknown, depth: number): value is PageOption {
  if (depth === 0 || typeof value !== 'object' || value === null) return false;
  const { name, type, value: given, options } = value as Loose;
  const plain = given === undefined || ['string', 'number', 'boolean'].includes(typeof given);
  const nested = options === undefined || isList(options, (option) => isOption(option, depth - 1));
  return isText(name) && typeof type === 'number' && plain && nested;
}

function isField(value: unknown): boolean {
  const { customId, value: given } = (value ?? {}) as Loose;
  return isText(customId) && isText(given);
}
