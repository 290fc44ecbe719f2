import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  type APIEmbed,
  type APIMessageTopLevelComponent,
  ComponentType,
} from 'discord-api-types/v10';
import type { MessageBody } from './message.ts';

/** A message of Discord's older kind: an embed, with rows of buttons below it. */
export interface EmbedBody {
  flags: 0;
  content: string;
  embeds: APIEmbed[];
  components: APIActionRowComponent<APIComponentInMessageActionRow>[];
  allowed_mentions: MessageBody['allowed_mentions'];
}

const MOST_ROWS = 5;
const MOST_IN_ROW = 5;
const MOST_EMBEDS = 10;
const LONGEST = 4_096;

/**
 * A message whose words and pictures stand in an embed. Discord carries no components over into the channels that
 * follow one (https://github.com/discord/discord-api-docs/issues/3079): what is published must be readable without.
 * The texts of one message fit into one embed; buttons beyond five rows are left out, those at the side of texts first.
 */
export function asEmbed({ components, allowed_mentions }: MessageBody): EmbedBody {
  const above: string[] = [];
  const containers: APIContainerComponent[] = [];
  for (const component of components) {
    if (component.type === ComponentType.TextDisplay) above.push(component.content);
    if (component.type === ComponentType.Container) containers.push(component);
  }
  // Without a container there is nothing that the texts stand above.
  const parts = containers.length > 0 ? containers.map(partsOf) : [partsOf({ components })];
  const asides = parts.flatMap(({ buttons }) => buttons);
  const rows = parts.flatMap(({ rows }) => rows).slice(0, MOST_ROWS);
  while (rows.length < MOST_ROWS && asides.length > 0) {
    rows.push({ type: ComponentType.ActionRow, components: asides.splice(0, MOST_IN_ROW) });
  }
  return {
    flags: 0,
    content: containers.length > 0 ? above.join('\n') : '',
    embeds: parts.flatMap(({ embeds }) => embeds).slice(0, MOST_EMBEDS),
    components: rows,
    allowed_mentions,
  };
}

interface Parts {
  embeds: APIEmbed[];
  rows: EmbedBody['components'];
  /** Those that stood at the side of texts. */
  buttons: APIButtonComponent[];
}

function partsOf({
  accent_color,
  spoiler,
  components,
}: Omit<Partial<APIContainerComponent>, 'components'> & Pick<MessageBody, 'components'>): Parts {
  const texts: string[] = [];
  const pictures: string[] = [];
  const rows: Parts['rows'] = [];
  const buttons: APIButtonComponent[] = [];
  const take = (component: APIMessageTopLevelComponent) => {
    switch (component.type) {
      case ComponentType.TextDisplay:
        texts.push(component.content);
        break;
      case ComponentType.Section:
        for (const text of component.components) take(text);
        if (component.accessory.type === ComponentType.Button) buttons.push(component.accessory);
        break;
      case ComponentType.MediaGallery:
        pictures.push(...component.items.map(({ media }) => media.url));
        break;
      case ComponentType.ActionRow:
        rows.push(component);
    }
  };
  for (const component of components) take(component);
  // An embed can't be covered itself; its text can.
  const text = texts.join('\n');
  const description = (spoiler ? `||${text}||` : text).slice(0, LONGEST).toWellFormed();
  const colour = accent_color === null || accent_color === undefined ? {} : { color: accent_color };
  const [first, ...more] = pictures.map((url) => ({ image: { url } }));
  return {
    embeds: [{ description, ...colour, ...first }, ...more.map((one) => ({ ...colour, ...one }))],
    rows,
    buttons,
  };
}
