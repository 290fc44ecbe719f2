import { nestOptions } from './commands.js';
import { h } from './dom.js';
import { channelIcon, icon } from './icons.js';
import { OptionPill } from './option_pill.js';

/** @import { APIApplicationCommandBasicOption } from 'discord-api-types/v10' */
/** @import { PageOption, ToPage } from '../protocol.ts' */
/** @import { ChoiceMenu } from './choice_menu.js' */
/** @import { Choice, Entry } from './commands.js' */
/** @import { Session } from './session.js' */

/** Typing is a burst: the bot is asked when it pauses this long. */
const AUTOCOMPLETE_PAUSE_MS = 200;

/** A command that is being written: its name, a pill an option, and a field that offers the options left. */
export class CommandDraft {
  entry;
  element;
  /** @type {OptionPill[]} */
  #pills = [];
  #session;
  #menu;
  #on;
  #listening = new AbortController();
  /** The newest question to the bot; answers to older ones come too late. @type {string | null} */
  #asked = null;
  #pause = 0;
  #more = /** @type {HTMLInputElement} */ (
    h('input', {
      type: 'text',
      class: 'more-options',
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-label': 'More options',
      autocomplete: 'off',
      autocapitalize: 'off',
      enterkeyhint: 'send',
    })
  );

  /**
   * @param {Entry} entry
   * @param {Session} session
   * @param {ChoiceMenu} menu
   * @param {{ send: () => void, leave: (text: string) => void }} on
   */
  constructor(entry, session, menu, on) {
    this.entry = entry;
    this.#session = session;
    this.#menu = menu;
    this.#on = on;
    this.element = h(
      'div',
      { class: 'command' },
      h('span', { class: 'command-title' }, `/${entry.name}`),
      this.#more,
    );
    for (const option of entry.options.filter((one) => one.required)) this.#addPill(option);
    this.#fitMore();
    this.#more.addEventListener('focus', () => this.#offerOptions());
    this.#more.addEventListener('input', () => this.#offerOptions());
    this.#more.addEventListener('keydown', (event) => this.#onKey(event, null));
    const { signal } = this.#listening;
    session.addEventListener('choices', (event) => this.#takeChoices(event), { signal });
    session.addEventListener('refused', (event) => this.#takeRefusal(event), { signal });
  }

  close() {
    this.#listening.abort();
    clearTimeout(this.#pause);
  }

  focus() {
    const next = this.#pills.find((pill) => pill.isEmpty)?.input ?? this.#more;
    next.focus();
  }

  /**
   * Marks every option that won't do, and goes to the first.
   * @returns {string | null} what is wrong, with the option's name, for a person.
   */
  check() {
    const errors = this.#pills.map((pill) => ({ pill, error: pill.check() })).filter(({ error }) => error);
    const [first] = errors;
    if (!first) return null;
    first.pill.input.focus();
    return `${first.pill.option.name}: ${first.error}`;
  }

  /** As the protocol takes them. */
  get options() {
    return nestOptions(this.entry, this.#leaves(null));
  }

  /** @param {OptionPill | null} focused @returns {PageOption[]} */
  #leaves(focused) {
    return this.#pills
      .map((pill) => (pill === focused ? pill.focused : pill.sent))
      .filter((option) => option !== null);
  }

  /** @param {APIApplicationCommandBasicOption} option */
  #addPill(option) {
    const pill = new OptionPill(option, this.#session);
    pill.input.addEventListener('focus', () => this.#offerChoices(pill));
    pill.input.addEventListener('input', () => this.#offerChoices(pill));
    pill.input.addEventListener('keydown', (event) => this.#onKey(event, pill));
    this.#pills.push(pill);
    this.element.insertBefore(pill.element, this.#more);
    return pill;
  }

  get #optionsLeft() {
    return this.entry.options.filter((option) => !this.#pills.some((pill) => pill.option === option));
  }

  #fitMore() {
    const left = this.#optionsLeft.length;
    this.#more.placeholder = left === 0 ? '' : `+${left} more`;
    this.#more.classList.toggle('none-left', left === 0);
  }

  #offerOptions() {
    const typed = this.#more.value.trim().toLowerCase().replace(/:$/, '');
    const offered = this.#optionsLeft.filter((option) => option.name.includes(typed));
    if (offered.length === 0) {
      this.#menu.hide();
      return;
    }
    this.#menu.show(this.#more, {
      title: ['Optional'],
      lines: offered.map((option) => ({
        view: [
          h(
            'span',
            { class: 'choice-text' },
            h('span', { class: 'choice-name' }, option.name),
            h('small', {}, option.description),
          ),
        ],
        pick: () => {
          const pill = this.#addPill(option);
          this.#more.value = '';
          this.#fitMore();
          pill.input.focus();
        },
      })),
      // Enter sends the command unless an option was gone to on purpose.
      activate: typed !== '',
    });
  }

  /** @param {OptionPill} pill */
  #offerChoices(pill) {
    clearTimeout(this.#pause);
    this.#asked = null;
    if (pill.asksBot) {
      this.#showChoices(pill, [], 'Loading options…');
      this.#pause = window.setTimeout(() => {
        const options = nestOptions(this.entry, this.#leaves(pill));
        this.#asked = this.#session.askChoices(this.entry.commandId, options);
        if (!this.#asked)
          this.#showChoices(pill, [], 'Loading options failed: no connection to the simulator.');
      }, AUTOCOMPLETE_PAUSE_MS);
      return;
    }
    this.#showChoices(pill, pill.offered ?? [], pill.offered ? 'Nothing on the list matches.' : null);
  }

  /** @param {OptionPill} pill @param {Choice[]} choices @param {string | null} empty */
  #showChoices(pill, choices, empty) {
    const { name, description } = pill.option;
    this.#menu.show(pill.input, {
      title: [h('strong', {}, name), ` ${description}`],
      lines: choices.map((choice) => ({
        view: choiceLine(choice),
        pick: () => {
          pill.choose(choice);
          this.#menu.hide();
          this.#asked = null;
          this.focus();
        },
      })),
      empty,
      activate: !pill.isChosen,
    });
  }

  /** The pill that is being typed in. */
  get #current() {
    return this.#pills.find((pill) => pill.input === document.activeElement) ?? null;
  }

  /** @param {Event} event */
  #takeChoices(event) {
    const { requestId, choices } = /** @type {CustomEvent<Extract<ToPage, { type: 'choices' }>>} */ (event)
      .detail;
    const pill = this.#current;
    if (requestId !== this.#asked || !pill) return;
    this.#asked = null;
    this.#showChoices(
      pill,
      choices.map(({ name, value }) => ({ name, value, kind: 'text' })),
      'Nothing matches.',
    );
  }

  /** @param {Event} event */
  #takeRefusal(event) {
    const { requestId, reason } = /** @type {CustomEvent} */ (event).detail;
    const pill = this.#current;
    if (requestId !== this.#asked || !pill) return;
    this.#asked = null;
    this.#showChoices(pill, [], `Loading options failed: ${reason}`);
  }

  /** @param {KeyboardEvent} event @param {OptionPill | null} pill null in the field of options left */
  #onKey(event, pill) {
    const input = pill?.input ?? this.#more;
    if (this.#menu.takeKey(event) || event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      this.#on.send();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.#on.leave('');
    } else if (event.key === 'Backspace' && input.value === '') {
      event.preventDefault();
      this.#eraseBefore(pill);
    }
  }

  /** Erasing an empty option takes it away; before the first stands the command itself. @param {OptionPill | null} pill */
  #eraseBefore(pill) {
    const at = pill ? this.#pills.indexOf(pill) : this.#pills.length;
    const before = this.#pills[at - 1];
    if (pill && !pill.option.required) {
      this.#pills.splice(at, 1);
      pill.element.remove();
      this.#fitMore();
    }
    if (before) before.input.focus();
    else if (pill && !pill.option.required) this.#more.focus();
    else this.#on.leave(`/${this.entry.name}`);
  }
}

/** @param {Choice} choice @returns {Node[]} */
function choiceLine(choice) {
  const mark =
    choice.kind === 'channel'
      ? channelIcon(choice.channelType ?? 0)
      : choice.kind === 'text'
        ? null
        : icon(choice.kind);
  const name = choice.kind === 'text' ? choice.name : choice.name.replace(/^[#@]+/, '');
  const line = h('span', { class: 'choice-name' }, name);
  return mark ? [mark, line] : [line];
}
