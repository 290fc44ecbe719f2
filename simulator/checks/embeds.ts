import type { Faults, Path } from './faults.ts';
import { address, type Body, flag, lengthOf, list, object, text, whole } from './fields.ts';

/** Titles, descriptions, fields, footers and authors of all a message's embeds together. */
const MAX_TOTAL = 6_000;

/**
 * Checks a message's `embeds` (https://docs.discord.com/developers/resources/message#embed-object-embed-limits);
 * what is wrong goes into `faults`.
 */
export function checkEmbeds(faults: Faults, value: unknown): void {
  const embeds = list(faults, ['embeds'], value, { max: 10 });
  let total = 0;
  for (const [index, one] of (embeds ?? []).entries()) {
    const path = ['embeds', index];
    const embed = object(faults, path, one, true);
    if (embed) total += checkEmbed(faults, path, embed);
  }
  if (total > MAX_TOTAL) {
    faults.add(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${MAX_TOTAL}`);
  }
}

function checkEmbed(faults: Faults, path: Path, embed: Body): number {
  let length = 0;
  const counted = (at: Path, value: unknown, size: { required?: boolean; min?: number; max: number }) => {
    text(faults, at, value, size);
    if (typeof value === 'string') length += lengthOf(value);
  };
  counted([...path, 'title'], embed.title, { max: 256 });
  counted([...path, 'description'], embed.description, { max: 4096 });
  address(faults, [...path, 'url'], embed.url, ['http', 'https']);
  whole(faults, [...path, 'color'], embed.color, { min: 0, max: 0xffffff });
  if (typeof embed.timestamp === 'string' && Number.isNaN(Date.parse(embed.timestamp))) {
    const message = `Could not parse ${JSON.stringify(embed.timestamp)}. Should be ISO8601.`;
    faults.add([...path, 'timestamp'], 'DATE_TIME_TYPE_PARSE', message);
  }
  const footer = object(faults, [...path, 'footer'], embed.footer);
  if (footer) counted([...path, 'footer', 'text'], footer.text, { required: true, min: 1, max: 2048 });
  const author = object(faults, [...path, 'author'], embed.author);
  if (author) {
    counted([...path, 'author', 'name'], author.name, { required: true, min: 1, max: 256 });
    address(faults, [...path, 'author', 'url'], author.url, ['http', 'https']);
  }
  for (const [key, part] of [
    ['image', 'url'],
    ['thumbnail', 'url'],
    ['footer', 'icon_url'],
    ['author', 'icon_url'],
  ] as const) {
    const picture = object(faults, [...path, key], embed[key]);
    address(faults, [...path, key, part], picture?.[part], ['http', 'https', 'attachment']);
  }
  const fields = list(faults, [...path, 'fields'], embed.fields, { max: 25 });
  for (const [index, value] of (fields ?? []).entries()) {
    const at = [...path, 'fields', index];
    const field = object(faults, at, value, true);
    if (!field) continue;
    counted([...at, 'name'], field.name, { required: true, min: 1, max: 256 });
    counted([...at, 'value'], field.value, { required: true, min: 1, max: 1024 });
    flag(faults, [...at, 'inline'], field.inline);
  }
  if (length === 0 && !embed.image && !embed.thumbnail) {
    faults.add([...path, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required');
  }
  return length;
}
