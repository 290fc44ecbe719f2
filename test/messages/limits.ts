import { type APIComponentInContainer, ComponentType, MessageFlags } from 'discord-api-types/v10';
import type { MessageBody } from '../../src/messages/message.ts';

/** A component of any kind, as a walk over them sees it. */
interface Part {
  type: ComponentType;
  components?: Part[];
  accessory?: Part;
  content?: string;
  label?: string;
  url?: string;
  custom_id?: string;
  accent_color?: unknown;
}

function partsOf(part: Part): Part[] {
  const inner = [...(part.components ?? []), ...(part.accessory ? [part.accessory] : [])];
  return [part, ...inner.flatMap(partsOf)];
}

/** Every component of a message, nested ones included. */
function allParts(body: MessageBody): Part[] {
  return (body.components as Part[]).flatMap(partsOf);
}

/** The texts of a message from top to bottom. */
export function textsOf(body: MessageBody): string[] {
  return allParts(body).flatMap(({ type, content }) =>
    type === ComponentType.TextDisplay ? [content ?? ''] : [],
  );
}

/** Labels of a message's buttons and where they lead. */
export function buttonsOf(body: MessageBody): Record<string, string> {
  const buttons = allParts(body).filter(({ type }) => type === ComponentType.Button);
  return Object.fromEntries(buttons.map(({ label, url, custom_id }) => [label, url ?? custom_id ?? '']));
}

/** The components of a message's container. */
export function contained(body: MessageBody): APIComponentInContainer[] {
  return body.components.flatMap((part) => (part.type === ComponentType.Container ? part.components : []));
}

/** What is wrong with a message by Discord's documented limits; nothing for a valid one. */
export function faultsOf(body: MessageBody): string[] {
  const parts = allParts(body);
  const faults: string[] = [];
  const must = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };

  must((body.flags & MessageFlags.IsComponentsV2) !== 0, 'flag');
  must(body.allowed_mentions.parse.length === 0, 'parse');
  must(parts.length <= 40, `${parts.length} components`);
  must(body.components.length >= 1 && contained(body).length >= 1, 'empty');

  const text = textsOf(body).join('');
  must(Math.max(text.length, [...text].length) <= 4_000, `${text.length} characters`);
  must(Buffer.byteLength(text) <= 10_000, `${Buffer.byteLength(text)} bytes`);
  must(text.isWellFormed(), 'lone surrogate');

  const ids = parts.flatMap(({ custom_id }) => (custom_id === undefined ? [] : [custom_id]));
  must(new Set(ids).size === ids.length, 'custom id twice');

  for (const part of parts) {
    const inner = part.components?.length ?? 0;
    switch (part.type) {
      case ComponentType.TextDisplay:
        must((part.content ?? '').trim() !== '', 'empty text');
        break;
      case ComponentType.Button:
        must(/\S/.test(part.label ?? '') && part.label!.length <= 80, `label ${part.label}`);
        must((part.url === undefined) !== (part.custom_id === undefined), 'url or custom id');
        if (part.custom_id !== undefined)
          must(/^.{1,100}$/su.test(part.custom_id), `custom id ${part.custom_id}`);
        if (part.url !== undefined) must(/^https?:\/\/\S+$/.test(part.url) && part.url.length <= 512, 'url');
        break;
      case ComponentType.Section:
        must(inner >= 1 && inner <= 3 && part.accessory !== undefined, 'section');
        break;
      case ComponentType.Container:
        must(Number.isInteger(part.accent_color) && inner >= 1, 'container');
        break;
      case ComponentType.ActionRow:
        must(inner >= 1 && inner <= 5, 'row');
        break;
    }
  }
  return faults;
}
