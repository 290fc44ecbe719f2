import { h, present, uniqueId } from './dom.js';

/**
 * The list over the composer. It holds no focus: the field that is typed in keeps it, and names the active
 * line by `aria-activedescendant`.
 */
export class ChoiceMenu {
  element = h('div', { class: 'choice-menu', hidden: true });
  #title = h('p', { class: 'choice-title' });
  #list = h('ul', { role: 'listbox', id: uniqueId('choices') });
  /** @type {HTMLElement | null} */
  #field = null;
  /** @type {(() => void)[]} */
  #picks = [];
  #active = -1;

  constructor() {
    this.element.append(this.#title, this.#list);
    // A press on a line must not take the focus from the field.
    this.element.addEventListener('pointerdown', (event) => event.preventDefault());
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /**
   * @param {HTMLElement} field that is typed in
   * @param {object} content
   * @param {(Node | string)[]} content.title
   * @param {{ view: Node[], pick: () => void }[]} content.lines
   * @param {string | null} [content.empty] said where there are no lines
   * @param {boolean} [content.activate] whether the first line is active at once
   */
  show(field, { title, lines, empty = null, activate = true }) {
    this.hide();
    this.#field = field;
    this.#picks = lines.map((line) => line.pick);
    this.#title.replaceChildren(...title);
    this.#list.setAttribute('aria-label', this.#title.textContent ?? '');
    this.#list.replaceChildren(
      ...present([
        ...lines.map((line, at) =>
          h(
            'li',
            {
              role: 'option',
              id: `${this.#list.id}-${at}`,
              'aria-selected': 'false',
              onclick: line.pick,
              onpointermove: () => this.#activate(at),
            },
            ...line.view,
          ),
        ),
        lines.length === 0 && empty && h('li', { class: 'empty', role: 'status' }, empty),
      ]),
    );
    this.element.hidden = false;
    this.#list.scrollTop = 0;
    field.setAttribute('aria-expanded', 'true');
    field.setAttribute('aria-controls', this.#list.id);
    this.#activate(activate && lines.length > 0 ? 0 : -1);
  }

  hide() {
    this.element.hidden = true;
    this.#picks = [];
    this.#active = -1;
    this.#field?.setAttribute('aria-expanded', 'false');
    this.#field?.removeAttribute('aria-activedescendant');
    this.#field = null;
  }

  /** @param {number} at -1 for none */
  #activate(at) {
    if (at === this.#active && at !== -1) return;
    this.#list.children[this.#active]?.setAttribute('aria-selected', 'false');
    this.#active = at;
    const line = at === -1 ? null : this.#list.children[at];
    if (!line) return;
    line.setAttribute('aria-selected', 'true');
    line.scrollIntoView({ block: 'nearest' });
    this.#field?.setAttribute('aria-activedescendant', line.id);
  }

  /**
   * Arrow keys move, Enter and Tab choose, Escape closes.
   * @param {KeyboardEvent} event
   * @returns {boolean} whether the key was for the menu.
   */
  takeKey(event) {
    if (!this.isOpen || event.isComposing) return false;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && this.#picks.length > 0) {
      event.preventDefault();
      const from = this.#active === -1 && step === -1 ? 0 : this.#active;
      this.#activate((from + step + this.#picks.length) % this.#picks.length);
      return true;
    }
    if ((event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) && this.#active !== -1) {
      event.preventDefault();
      this.#picks[this.#active]?.();
      return true;
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.hide();
      return true;
    }
    return false;
  }
}
