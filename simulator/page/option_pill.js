import { fixedChoices, readOption, searchChoices, sentName } from './commands.js';
import { h, uniqueId } from './dom.js';

/** @import { APIApplicationCommandBasicOption } from 'discord-api-types/v10' */
/** @import { PageOption } from '../protocol.ts' */
/** @import { Choice, Filling } from './commands.js' */
/** @import { Session } from './session.js' */

/** One option of the command that is being written: its name and a field as wide as its text. */
export class OptionPill {
  option;
  input = /** @type {HTMLInputElement} */ (
    h('input', {
      type: 'text',
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      enterkeyhint: 'send',
    })
  );
  element;
  /** @type {Choice | null} */
  #chosen = null;
  #session;
  #error = h('span', { class: 'visually-hidden', id: uniqueId('pill-error') });
  #width = h('span', { class: 'pill-width', 'aria-hidden': 'true' });

  /** @param {APIApplicationCommandBasicOption} option @param {Session} session */
  constructor(option, session) {
    this.option = option;
    this.#session = session;
    this.input.setAttribute('aria-label', `${option.name}: ${option.description}`);
    this.input.setAttribute('aria-describedby', this.#error.id);
    this.input.addEventListener('input', () => {
      this.#chosen = null;
      this.#fit();
    });
    this.element = h(
      'div',
      { class: 'pill', 'data-option': option.name },
      h('span', { class: 'pill-name', onclick: () => this.input.focus() }, option.name),
      h('span', { class: 'pill-value' }, this.#width, this.input),
      this.#error,
    );
    this.#fit();
  }

  /** @returns {Filling} */
  get #filling() {
    return { text: this.input.value, chosen: this.#chosen?.value ?? null };
  }

  get isEmpty() {
    return this.input.value.trim() === '';
  }

  get isChosen() {
    return this.#chosen !== null;
  }

  get asksBot() {
    return 'autocomplete' in this.option && this.option.autocomplete === true;
  }

  /** The choices that fit what was typed, or null where the option takes any text. */
  get offered() {
    const choices = fixedChoices(this.option, this.#session.guild);
    return choices && searchChoices(choices, this.isChosen ? '' : this.input.value);
  }

  /** @param {Choice} choice */
  choose(choice) {
    const mark = choice.kind === 'channel' ? '#' : choice.kind === 'text' ? '' : '@';
    this.input.value = `${mark}${choice.name.replace(/^[#@]+/, mark ? '' : '$&')}`;
    this.#chosen = choice;
    this.#fit();
  }

  /**
   * Says what is wrong with the value, if anything.
   * @returns {string | null}
   */
  check() {
    const read = readOption(this.option, this.#filling, this.#session.guild);
    const error = 'error' in read ? read.error : null;
    this.element.classList.toggle('wrong', error !== null);
    this.input.setAttribute('aria-invalid', String(error !== null));
    this.#error.textContent = error ?? '';
    return error;
  }

  /** As it is sent; null where it was left empty or won't do. @returns {PageOption | null} */
  get sent() {
    const read = readOption(this.option, this.#filling, this.#session.guild);
    if ('error' in read || read.value === null) return null;
    return { name: sentName(this.option), type: this.option.type, value: read.value };
  }

  /** What is being typed, for autocomplete. @returns {PageOption} */
  get focused() {
    return { name: sentName(this.option), type: this.option.type, value: this.input.value, focused: true };
  }

  #fit() {
    this.#width.textContent = this.input.value || ' ';
    if (this.element?.classList.contains('wrong')) this.check();
  }
}
