import { h, present, uniqueId } from './dom.js';
import { channelIcon, icon } from './icons.js';

/** @import * as Discord from 'discord-api-types/v10' */
/** @import { Session } from './session.js' */

/** @typedef {{ value: string, label: string, description: string | null, mark: Node | string | null }} Choice */

/** A select menu of a message: one value is used at once, several when the menu is closed. */
class ChatSelect extends HTMLElement {
  /** @type {Choice[]} */
  choices = [];
  /** @type {string[]} */
  values = [];
  min = 1;
  max = 1;
  customId = '';
  placeholder = 'Make a selection';
  disabled = false;
  /** @type {(values: string[]) => void} */
  use = () => {};
  #before = '';
  #active = 0;
  #list = h('ul', { class: 'select-list', role: 'listbox', id: uniqueId('select'), hidden: true });
  #button = h('button', {
    type: 'button',
    class: 'select-button',
    role: 'combobox',
    'aria-expanded': 'false',
  });

  connectedCallback() {
    if (this.firstChild) return;
    this.append(this.#button, this.#list);
    this.#button.dataset.customId = this.customId;
    this.#button.toggleAttribute('disabled', this.disabled);
    this.#button.setAttribute('aria-controls', this.#list.id);
    this.#button.setAttribute('aria-haspopup', 'listbox');
    this.#button.setAttribute('aria-label', this.placeholder);
    this.#list.setAttribute('aria-label', this.placeholder);
    if (this.max > 1) this.#list.setAttribute('aria-multiselectable', 'true');
    this.#button.addEventListener('click', () => (this.#list.hidden ? this.#open() : this.#close()));
    this.#button.addEventListener('keydown', (event) => this.#onKey(event));
    this.addEventListener('focusout', (event) => {
      if (!this.contains(/** @type {Node | null} */ (event.relatedTarget))) this.#close();
    });
    // A press on a choice must not take the focus from the button, which closes the menu.
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#drawButton();
  }

  #open() {
    this.#before = this.values.join();
    this.#active = Math.max(
      0,
      this.choices.findIndex((choice) => this.values.includes(choice.value)),
    );
    this.#list.hidden = false;
    this.#button.setAttribute('aria-expanded', 'true');
    this.#drawList();
    this.#list.scrollIntoView({ block: 'nearest' });
  }

  #close() {
    if (this.#list.hidden) return;
    this.#list.hidden = true;
    this.#button.setAttribute('aria-expanded', 'false');
    this.#button.removeAttribute('aria-activedescendant');
    if (this.max === 1 || this.values.join() === this.#before || this.values.length < this.min) return;
    this.use(this.values);
  }

  /** @param {number} at */
  #pick(at) {
    const choice = this.choices[at];
    if (!choice) return;
    if (this.max === 1) {
      this.values = [choice.value];
      this.#drawButton();
      this.#close();
      this.use(this.values);
      return;
    }
    if (this.values.includes(choice.value))
      this.values = this.values.filter((value) => value !== choice.value);
    else if (this.values.length < this.max) this.values = [...this.values, choice.value];
    this.#active = at;
    this.#drawButton();
    this.#drawList();
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (this.#list.hidden) {
        this.#open();
        return;
      }
      this.#active = (this.#active + step + this.choices.length) % Math.max(1, this.choices.length);
      this.#drawList();
    } else if (this.#list.hidden) {
      return;
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#pick(this.#active);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      this.#close();
    }
  }

  #drawButton() {
    const chosen = this.choices.filter((choice) => this.values.includes(choice.value));
    this.#button.replaceChildren(
      h(
        'span',
        { class: chosen.length > 0 ? 'select-value' : 'select-value placeholder' },
        chosen.length > 0 ? chosen.map((choice) => choice.label).join(', ') : this.placeholder,
      ),
      icon('chevron'),
    );
  }

  #drawList() {
    const entries = this.choices.map((choice, at) => {
      const chosen = this.values.includes(choice.value);
      return h(
        'li',
        {
          role: 'option',
          id: `${this.#list.id}-${at}`,
          class: at === this.#active ? 'active' : null,
          'aria-selected': String(chosen),
          onclick: () => this.#pick(at),
        },
        choice.mark && h('span', { class: 'select-mark' }, choice.mark),
        h('span', {}, choice.label, choice.description && h('small', {}, choice.description)),
        chosen && icon('check'),
      );
    });
    this.#list.replaceChildren(
      ...present([...entries, entries.length === 0 && h('li', {}, 'Nothing to choose from')]),
    );
    const active = entries[this.#active];
    if (!active) return;
    this.#button.setAttribute('aria-activedescendant', active.id);
    active.scrollIntoView({ block: 'nearest' });
  }
}
customElements.define('chat-select', ChatSelect);

/**
 * @param {Discord.APISelectMenuComponent} component
 * @param {{ session: Session, busy: boolean, use: (values: string[]) => void }} options
 */
export function createSelect(component, { session, busy, use }) {
  const select = /** @type {ChatSelect} */ (document.createElement('chat-select'));
  select.choices = choicesOf(component, session);
  select.values = valuesOf(component);
  select.min = component.min_values ?? 1;
  select.max = component.max_values ?? 1;
  select.customId = component.custom_id;
  select.placeholder = component.placeholder ?? 'Make a selection';
  select.disabled = Boolean(component.disabled) || busy;
  select.use = use;
  return select;
}

/** @param {Discord.APISelectMenuComponent} component @returns {string[]} */
function valuesOf(component) {
  if (component.type === 3) {
    return component.options.filter((option) => option.default).map((option) => option.value);
  }
  return (component.default_values ?? []).map((one) => one.id);
}

/** @param {Discord.APISelectMenuComponent} component @param {Session} session @returns {Choice[]} */
function choicesOf(component, session) {
  if (component.type === 3) {
    return component.options.map((option) => ({
      value: option.value,
      label: option.label,
      description: option.description ?? null,
      mark: option.emoji ? (option.emoji.id ? `:${option.emoji.name}:` : (option.emoji.name ?? null)) : null,
    }));
  }
  const { channels = [], members = [], roles = [] } = session.guild ?? {};
  const people = members.map((one) => ({
    value: one.id,
    label: one.name,
    description: null,
    mark: icon('user'),
  }));
  const ranks = roles.map((one) => ({
    value: one.id,
    label: one.name,
    description: null,
    mark: icon('role'),
  }));
  if (component.type === 5) return people;
  if (component.type === 6) return ranks;
  if (component.type === 7) return [...people, ...ranks];
  /** @type {number[]} */
  const types = component.channel_types ?? [];
  return channels
    .filter((one) => types.length === 0 || types.includes(one.type))
    .map((one) => ({ value: one.id, label: one.name, description: null, mark: channelIcon(one.type) }));
}
