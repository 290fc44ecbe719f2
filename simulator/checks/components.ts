import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Faults, Path } from './faults.ts';
import {
  address,
  type Body,
  choice,
  flag,
  lengthOf,
  list,
  object,
  snowflake,
  text,
  whole,
} from './fields.ts';

/**
 * The rules of message components (https://docs.discord.com/developers/components/reference): which may stand in
 * which, how many, how long; in legacy messages and in Components V2.
 */

const MAX_COMPONENTS = 40;
const MAX_TEXT = 4_000;
/** Not in the documentation: Discord was seen to refuse more, for scripts that take several bytes a character. */
const MAX_TEXT_BYTES = 10_000;

const SELECTS = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];
const IN_CONTAINER = [
  ComponentType.ActionRow,
  ComponentType.Section,
  ComponentType.TextDisplay,
  ComponentType.MediaGallery,
  ComponentType.File,
  ComponentType.Separator,
];
const AT_TOP_V2 = [...IN_CONTAINER, ComponentType.Container];

/** What is gathered over the whole message while its components are walked. */
interface Walk {
  faults: Faults;
  /** Names of files sent with, or already on, the message: what `attachment://` may point at. */
  files: ReadonlySet<string>;
  count: number;
  characters: number;
  bytes: number;
  customIds: Set<string>;
  ids: Set<number>;
}

/**
 * Checks a message's `components`; what is wrong goes into `faults`. `v2`: the message has the Components V2 flag.
 */
export function checkComponents(
  faults: Faults,
  value: unknown,
  options: { v2: boolean; files: ReadonlySet<string> },
): void {
  const path = ['components'];
  const components = list(faults, path, value, options.v2 ? {} : { max: 5 });
  if (!components) return;
  const walk: Walk = {
    faults,
    files: options.files,
    count: 0,
    characters: 0,
    bytes: 0,
    customIds: new Set(),
    ids: new Set(),
  };
  children(walk, path, components, options.v2 ? AT_TOP_V2 : [ComponentType.ActionRow]);
  if (walk.count > MAX_COMPONENTS) {
    faults.add(
      path,
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      `Message exceeds the maximum of ${MAX_COMPONENTS} total components.`,
    );
  }
  if (walk.characters > MAX_TEXT || walk.bytes > MAX_TEXT_BYTES) {
    faults.add(
      path,
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `Components displayable text size exceeds maximum size of ${MAX_TEXT}`,
    );
  }
}

function children(walk: Walk, path: Path, values: readonly unknown[], allowed: readonly number[]): void {
  for (const [at, value] of values.entries()) component(walk, [...path, at], value, allowed);
}

function component(walk: Walk, path: Path, value: unknown, allowed: readonly number[]): number | null {
  const { faults } = walk;
  walk.count++;
  const body = object(faults, path, value, true);
  if (!body) return null;
  const type = body.type as number;
  if (!allowed.includes(type)) {
    const message = `Value of field "type" must be one of (${[...allowed].sort((a, b) => a - b).join(', ')},).`;
    faults.add([...path, 'type'], 'BASE_TYPE_CHOICES', message);
    return null;
  }
  const id = whole(faults, [...path, 'id'], body.id, { min: 0, max: 2 ** 31 - 1 });
  if (id && walk.ids.has(id)) {
    faults.add([...path, 'id'], 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
  }
  if (id) walk.ids.add(id);
  RULES[type]?.(walk, path, body);
  return type;
}

const RULES: Partial<Record<number, (walk: Walk, path: Path, body: Body) => void>> = {
  [ComponentType.ActionRow]: actionRow,
  [ComponentType.Button]: button,
  [ComponentType.StringSelect]: stringSelect,
  [ComponentType.UserSelect]: select,
  [ComponentType.RoleSelect]: select,
  [ComponentType.MentionableSelect]: select,
  [ComponentType.ChannelSelect]: select,
  [ComponentType.Section]: section,
  [ComponentType.TextDisplay]: textDisplay,
  [ComponentType.Thumbnail]: thumbnail,
  [ComponentType.MediaGallery]: mediaGallery,
  [ComponentType.File]: file,
  [ComponentType.Separator]: separator,
  [ComponentType.Container]: container,
};

function actionRow(walk: Walk, path: Path, body: Body): void {
  const at = [...path, 'components'];
  const inRow = list(walk.faults, at, body.components, { required: true, min: 1, max: 5 });
  if (!inRow) return;
  children(walk, at, inRow, [ComponentType.Button, ...SELECTS]);
  const selects = inRow.filter((child) => SELECTS.includes((child as Body | null)?.type as number)).length;
  if (selects > 0 && inRow.length > 1) {
    walk.faults.add(at, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'Layout component can not exceed max width');
  }
}

function button(walk: Walk, path: Path, body: Body): void {
  const { faults } = walk;
  const style = choice(faults, [...path, 'style'], body.style, [1, 2, 3, 4, 5, 6], true);
  const label = text(faults, [...path, 'label'], body.label, { max: 80 });
  flag(faults, [...path, 'disabled'], body.disabled);
  object(faults, [...path, 'emoji'], body.emoji);
  if (style === undefined) return;
  if (style === ButtonStyle.Premium) {
    snowflake(faults, [...path, 'sku_id'], body.sku_id, true);
    return;
  }
  if (!label && !body.emoji && !(typeof body.label === 'string' && body.label !== '')) {
    const message = 'A button needs a label or an emoji';
    faults.add([...path, 'label'], 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', message);
  }
  if (style === ButtonStyle.Link) {
    address(faults, [...path, 'url'], body.url, ['http', 'https', 'discord'], { required: true, max: 512 });
    if (body.custom_id !== undefined && body.custom_id !== null) {
      const message = 'A custom id and url cannot both be specified';
      faults.add([...path, 'custom_id'], 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', message);
    }
    return;
  }
  if (body.url !== undefined && body.url !== null) {
    const message = 'A url is only for buttons of the link style';
    faults.add([...path, 'url'], 'BUTTON_COMPONENT_INVALID_URL', message);
  }
  customId(walk, path, body);
}

function customId(walk: Walk, path: Path, body: Body): void {
  const at = [...path, 'custom_id'];
  const id = text(walk.faults, at, body.custom_id, { required: true, min: 1, max: 100 });
  if (id === undefined) return;
  if (walk.customIds.has(id)) {
    walk.faults.add(at, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  }
  walk.customIds.add(id);
}

function select(walk: Walk, path: Path, body: Body): void {
  const { faults } = walk;
  customId(walk, path, body);
  text(faults, [...path, 'placeholder'], body.placeholder, { max: 150 });
  flag(faults, [...path, 'disabled'], body.disabled);
  const min = whole(faults, [...path, 'min_values'], body.min_values, { min: 0, max: 25 }) ?? 1;
  const max = whole(faults, [...path, 'max_values'], body.max_values, { min: 1, max: 25 }) ?? 1;
  if (min > max) {
    const message = 'min_values cannot be greater than max_values';
    faults.add([...path, 'min_values'], 'SELECT_COMPONENT_MIN_VALUES_TOO_LARGE', message);
  }
  list(faults, [...path, 'default_values'], body.default_values, { max: 25 });
}

function stringSelect(walk: Walk, path: Path, body: Body): void {
  select(walk, path, body);
  checkSelectOptions(walk.faults, path, body);
}

/** Checks the options of a string select, in messages and modals alike. */
export function checkSelectOptions(faults: Faults, path: Path, body: Body): void {
  const options = list(faults, [...path, 'options'], body.options, { required: true, min: 1, max: 25 });
  if (!options) return;
  const values = new Set<string>();
  let defaults = 0;
  for (const [index, value] of options.entries()) {
    const at = [...path, 'options', index];
    const option = object(faults, at, value, true);
    if (!option) continue;
    text(faults, [...at, 'label'], option.label, { required: true, min: 1, max: 100 });
    text(faults, [...at, 'description'], option.description, { max: 100 });
    if (flag(faults, [...at, 'default'], option.default)) defaults++;
    const chosen = text(faults, [...at, 'value'], option.value, { required: true, min: 1, max: 100 });
    if (chosen === undefined) continue;
    if (values.has(chosen)) {
      const message = 'The specified option value is already used';
      faults.add([...at, 'value'], 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', message);
    }
    values.add(chosen);
  }
  const most = typeof body.max_values === 'number' ? body.max_values : 1;
  if (defaults > most) {
    const message = 'More options are set by default than may be chosen';
    faults.add([...path, 'options'], 'SELECT_COMPONENT_TOO_MANY_DEFAULTS', message);
  }
  const least = typeof body.min_values === 'number' ? body.min_values : 1;
  if (Math.max(least, most) > options.length) {
    const message = 'Fewer options than min_values or max_values ask for';
    faults.add([...path, 'options'], 'SELECT_COMPONENT_TOO_FEW_OPTIONS', message);
  }
}

function section(walk: Walk, path: Path, body: Body): void {
  const at = [...path, 'components'];
  const texts = list(walk.faults, at, body.components, { required: true, min: 1, max: 3 });
  if (texts) children(walk, at, texts, [ComponentType.TextDisplay]);
  if (object(walk.faults, [...path, 'accessory'], body.accessory, true)) {
    component(walk, [...path, 'accessory'], body.accessory, [ComponentType.Button, ComponentType.Thumbnail]);
  }
}

function textDisplay(walk: Walk, path: Path, body: Body): void {
  const size = { required: true, min: 1, max: MAX_TEXT };
  text(walk.faults, [...path, 'content'], body.content, size);
  if (typeof body.content !== 'string') return;
  walk.characters += lengthOf(body.content);
  walk.bytes += Buffer.byteLength(body.content);
}

function media(walk: Walk, path: Path, value: unknown, schemes: readonly string[]): void {
  const body = object(walk.faults, path, value, true);
  if (!body) return;
  const url = address(walk.faults, [...path, 'url'], body.url, schemes, { required: true });
  const name = url?.startsWith('attachment://') ? url.slice('attachment://'.length) : null;
  if (name === null || walk.files.has(name)) return;
  const message = 'The referenced attachment was not found';
  walk.faults.add([...path, 'url'], 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', message);
}

const MEDIA_SCHEMES = ['http', 'https', 'attachment'];

function thumbnail(walk: Walk, path: Path, body: Body): void {
  media(walk, [...path, 'media'], body.media, MEDIA_SCHEMES);
  text(walk.faults, [...path, 'description'], body.description, { min: 1, max: 1024 });
  flag(walk.faults, [...path, 'spoiler'], body.spoiler);
}

function mediaGallery(walk: Walk, path: Path, body: Body): void {
  const shown = list(walk.faults, [...path, 'items'], body.items, { required: true, min: 1, max: 10 });
  for (const [index, value] of (shown ?? []).entries()) {
    const at = [...path, 'items', index];
    const one = object(walk.faults, at, value, true);
    if (one) thumbnail(walk, at, one);
  }
}

function file(walk: Walk, path: Path, body: Body): void {
  media(walk, [...path, 'file'], body.file, ['attachment']);
  flag(walk.faults, [...path, 'spoiler'], body.spoiler);
}

function separator(walk: Walk, path: Path, body: Body): void {
  flag(walk.faults, [...path, 'divider'], body.divider);
  choice(walk.faults, [...path, 'spacing'], body.spacing, [1, 2]);
}

function container(walk: Walk, path: Path, body: Body): void {
  const at = [...path, 'components'];
  const inside = list(walk.faults, at, body.components, { required: true, min: 1, max: MAX_COMPONENTS });
  if (inside) children(walk, at, inside, IN_CONTAINER);
  whole(walk.faults, [...path, 'accent_color'], body.accent_color, { min: 0, max: 0xffffff });
  flag(walk.faults, [...path, 'spoiler'], body.spoiler);
}
