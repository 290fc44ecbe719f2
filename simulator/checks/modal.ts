import { ComponentType } from 'discord-api-types/v10';
import { checkSelectOptions } from './components.ts';
import { Faults, type Path } from './faults.ts';
import { type Body, choice, flag, list, object, text, whole } from './fields.ts';

const SELECTS: readonly number[] = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];

/**
 * Checks the data of a modal (https://docs.discord.com/developers/interactions/receiving-and-responding, modal
 * callback data): one to five labels, texts, or rows with a text input each.
 */
export function checkModal(data: unknown): Faults {
  const faults = new Faults();
  const modal = object(faults, ['data'], data, true);
  if (!modal) return faults;
  text(faults, ['data', 'custom_id'], modal.custom_id, { required: true, min: 1, max: 100 });
  text(faults, ['data', 'title'], modal.title, { required: true, min: 1, max: 45 });
  const path = ['data', 'components'];
  const components = list(faults, path, modal.components, { required: true, min: 1, max: 5 });
  const customIds = new Set<string>();
  for (const [index, value] of (components ?? []).entries()) {
    const at = [...path, index];
    const body = object(faults, at, value, true);
    if (!body) continue;
    const allowed = [ComponentType.ActionRow, ComponentType.TextDisplay, ComponentType.Label];
    const type = choice(faults, [...at, 'type'], body.type, allowed, true);
    if (type === ComponentType.Label) label(faults, at, body, customIds);
    if (type === ComponentType.ActionRow) row(faults, at, body, customIds);
    if (type === ComponentType.TextDisplay) {
      text(faults, [...at, 'content'], body.content, { required: true, min: 1, max: 4000 });
    }
  }
  return faults;
}

function label(faults: Faults, path: Path, body: Body, customIds: Set<string>): void {
  text(faults, [...path, 'label'], body.label, { required: true, min: 1, max: 45 });
  text(faults, [...path, 'description'], body.description, { min: 1, max: 100 });
  const at = [...path, 'component'];
  const inside = object(faults, at, body.component, true);
  if (!inside) return;
  const type = choice(faults, [...at, 'type'], inside.type, [ComponentType.TextInput, ...SELECTS], true);
  if (type === undefined) return;
  if (type === ComponentType.TextInput) textInput(faults, at, inside);
  else select(faults, at, inside);
  customId(faults, at, inside, customIds);
}

function row(faults: Faults, path: Path, body: Body, customIds: Set<string>): void {
  const at = [...path, 'components'];
  const inside = list(faults, at, body.components, { required: true, min: 1, max: 1 });
  for (const [index, value] of (inside ?? []).entries()) {
    const input = object(faults, [...at, index], value, true);
    if (!input || !choice(faults, [...at, index, 'type'], input.type, [ComponentType.TextInput], true))
      continue;
    text(faults, [...at, index, 'label'], input.label, { required: true, min: 1, max: 45 });
    textInput(faults, [...at, index], input);
    customId(faults, [...at, index], input, customIds);
  }
}

function textInput(faults: Faults, path: Path, body: Body): void {
  choice(faults, [...path, 'style'], body.style, [1, 2], true);
  const min = whole(faults, [...path, 'min_length'], body.min_length, { min: 0, max: 4000 }) ?? 0;
  const max = whole(faults, [...path, 'max_length'], body.max_length, { min: 1, max: 4000 }) ?? 4000;
  if (min > max) {
    const message = 'min_length cannot be greater than max_length';
    faults.add([...path, 'min_length'], 'TEXT_INPUT_MIN_LENGTH_TOO_LARGE', message);
  }
  text(faults, [...path, 'placeholder'], body.placeholder, { max: 100 });
  text(faults, [...path, 'value'], body.value, { max });
  flag(faults, [...path, 'required'], body.required);
}

function select(faults: Faults, path: Path, body: Body): void {
  text(faults, [...path, 'placeholder'], body.placeholder, { max: 150 });
  whole(faults, [...path, 'min_values'], body.min_values, { min: 0, max: 25 });
  whole(faults, [...path, 'max_values'], body.max_values, { min: 1, max: 25 });
  flag(faults, [...path, 'required'], body.required);
  if (body.type === ComponentType.StringSelect) checkSelectOptions(faults, path, body);
}

function customId(faults: Faults, path: Path, body: Body, customIds: Set<string>): void {
  const id = text(faults, [...path, 'custom_id'], body.custom_id, { required: true, min: 1, max: 100 });
  if (id === undefined) return;
  if (customIds.has(id)) {
    const message = 'Component custom id cannot be duplicated';
    faults.add([...path, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', message);
  }
  customIds.add(id);
}
