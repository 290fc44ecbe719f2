import {
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIFileComponent,
  type APIMediaGalleryComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord-api-types/v10';
import { type ButtonPress, customId } from './custom_id.ts';
import { cut, MESSAGE_WEIGHT, weight } from './fit.ts';
import { webUrl } from './link.ts';
import type { MessageBody } from './message.ts';

/** Discord's limit on components in one message, nested ones included. */
const MOST_COMPONENTS = 40;

/** A button, or null for one that can't be: it is left out. Labels are of our own wording, at most 80 characters. */
export type Button = APIButtonComponent | null;

/** One piece of a message from top to bottom. Texts are Markdown that is safe already. */
export type Block =
  | { kind: 'text'; text: string }
  /** A text with a button at its side; the text alone where there is no button. */
  | { kind: 'section'; text: string; button: Button }
  | { kind: 'line' }
  /** Files of the message, shown side by side; `alt` says what is to be seen, at most 1,024 characters. */
  | { kind: 'pictures'; pictures: readonly { name: string; alt: string }[] }
  /** A file of the message to be opened or saved. */
  | { kind: 'file'; name: string }
  /** At most five. */
  | { kind: 'buttons'; buttons: Button[] }
  /** A menu to choose from; left out where it is null. */
  | { kind: 'select'; select: APIComponentInMessageActionRow | null };

const STYLES = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const;

/** A button that Sitrep answers; null where its custom id can't be written. */
export function pressButton(
  label: string,
  press: ButtonPress,
  style: 'primary' | 'secondary' | 'success' | 'danger' = 'secondary',
): Button {
  const id = customId(press);
  if (id === null) return null;
  return {
    type: ComponentType.Button,
    style: STYLES[style],
    label,
    custom_id: id,
  };
}

/** A button that opens a page of the web; null where its URL can't be linked. */
export function linkButton(label: string, url: string | null): Button {
  const href = webUrl(url);
  return href === null ? null : { type: ComponentType.Button, style: ButtonStyle.Link, label, url: href };
}

/**
 * A message of one container, within Discord's limits for any blocks: a button whose custom id stands already is left
 * out, empty blocks are dropped, the text at which the message's weight ends is cut, and blocks stop where its
 * components end. Rows of buttons are never given up for texts above them.
 * @param roleId a role to mention at the top, the only one that may be pinged; null for none
 * @param cover covers the container until its reader uncovers it, under these words (at most 50 characters); null for none
 */
export function message(
  blocks: readonly Block[],
  accent: number,
  roleId: string | null = null,
  cover: string | null = null,
): MessageBody {
  const role = roleId !== null && /^\d{1,20}$/.test(roleId) ? roleId : null;
  const head = [role === null ? null : `<@&${role}>`, cover === null ? null : `-# ${cover}`].filter(
    (text) => text !== null,
  );
  const mention = head.map(textDisplay);
  return {
    flags: MessageFlags.IsComponentsV2,
    components: [
      ...mention,
      {
        type: ComponentType.Container,
        accent_color: accent,
        ...(cover === null ? {} : { spoiler: true }),
        components: place(blocks, MOST_COMPONENTS - 1 - mention.length),
      },
    ],
    allowed_mentions: { parse: [], roles: role === null ? [] : [role] },
  };
}

/** Room kept for the role's mention and the cover's words. */
const MENTION_WEIGHT = 300;

function place(blocks: readonly Block[], mostComponents: number): APIComponentInContainer[] {
  const taken = new Set<string>();
  const take = (button: Button): button is APIButtonComponent => {
    if (button === null) return false;
    if (!('custom_id' in button)) return true;
    if (taken.has(button.custom_id)) return false;
    taken.add(button.custom_id);
    return true;
  };

  let components = mostComponents;
  const rows = new Map<Block, APIComponentInMessageActionRow[]>();
  for (const block of blocks) {
    if (block.kind === 'select' && block.select !== null && components >= 5) {
      components -= 3;
      rows.set(block, [block.select]);
    }
    if (block.kind !== 'buttons') continue;
    const buttons = block.buttons.slice(0, 5).filter(take);
    // A separator may come with the row; two more are for the first text and the separator above it.
    if (buttons.length === 0 || components < buttons.length + 4) continue;
    components -= buttons.length + 2;
    rows.set(block, buttons);
  }

  const placed: APIComponentInContainer[] = [];
  let room = MESSAGE_WEIGHT - MENTION_WEIGHT;
  let lineIsDue = false;
  const put = (component: APIComponentInContainer) => {
    if (lineIsDue && placed.length > 0) placed.push({ type: ComponentType.Separator });
    lineIsDue = false;
    placed.push(component);
  };
  for (const block of blocks) {
    if (block.kind === 'line') {
      lineIsDue = true;
    } else if (block.kind === 'pictures' || block.kind === 'file') {
      if (components < 2) continue;
      components -= lineIsDue ? 2 : 1;
      put(block.kind === 'file' ? fileBlock(block.name) : gallery(block.pictures));
    } else if (block.kind === 'buttons' || block.kind === 'select') {
      const row = rows.get(block);
      if (row) put({ type: ComponentType.ActionRow, components: row });
    } else {
      const text = room < 10 ? '' : cut(block.text.toWellFormed().trim(), room);
      if (text === '' || components < 2) continue;
      const button = block.kind === 'section' && components >= 4 && take(block.button) ? block.button : null;
      components -= (button ? 3 : 1) + (lineIsDue ? 1 : 0);
      room -= weight(text);
      const display = textDisplay(text);
      put(button ? { type: ComponentType.Section, components: [display], accessory: button } : display);
    }
  }
  return placed.length > 0 ? placed : [textDisplay('Nothing to show.')];
}

function gallery(pictures: readonly { name: string; alt: string }[]): APIMediaGalleryComponent {
  return {
    type: ComponentType.MediaGallery,
    items: pictures.map(({ name, alt }) => ({ media: { url: `attachment://${name}` }, description: alt })),
  };
}

function fileBlock(name: string): APIFileComponent {
  return { type: ComponentType.File, file: { url: `attachment://${name}` } };
}

function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}
