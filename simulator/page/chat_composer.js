import { appBadge, avatar } from './avatar.js';
import { ChoiceMenu } from './choice_menu.js';
import { CommandDraft } from './command_draft.js';
import { listEntries, searchEntries } from './commands.js';
import { h } from './dom.js';
import { icon } from './icons.js';

/** @import { Entry } from './commands.js' */
/** @import { Session } from './session.js' */

/** Where commands are written: a line of text until a command is chosen, then that command's options. */
export class ChatComposer extends HTMLElement {
  /** @type {Session} */
  session = /** @type {Session} */ (/** @type {unknown} */ (null));
  #menu = new ChoiceMenu();
  #note = h('p', { class: 'composer-note', role: 'status', hidden: true });
  #input = /** @type {HTMLInputElement} */ (
    h('input', {
      type: 'text',
      class: 'composer-text',
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      autocomplete: 'off',
      autocapitalize: 'off',
      enterkeyhint: 'send',
      maxlength: 2000,
    })
  );
  #line = h('div', { class: 'composer-line' });
  #send = h('button', {
    type: 'button',
    class: 'icon-button send',
    'aria-label': 'Send command',
    onclick: () => (this.#draft ? this.#submit() : this.#sendText()),
  });
  #slash = h('button', {
    type: 'button',
    class: 'icon-button slash',
    'aria-label': 'Show commands',
    onclick: () => this.#startCommand(),
  });
  /** @type {CommandDraft | null} */
  #draft = null;

  connectedCallback() {
    const { session } = this;
    this.#send.append(icon('send'));
    this.#slash.append(icon('slash'));
    this.append(
      this.#menu.element,
      this.#note,
      h('div', { class: 'composer-box' }, this.#slash, this.#line, this.#send),
    );
    this.#line.append(this.#input);

    this.#input.addEventListener('input', () => this.#onText());
    this.#input.addEventListener('focus', () => this.#onText());
    this.#input.addEventListener('keydown', (event) => {
      if (this.#menu.takeKey(event) || event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      this.#sendText();
    });
    this.addEventListener('focusout', (event) => {
      if (!this.contains(/** @type {Node | null} */ (event.relatedTarget))) this.#menu.hide();
    });

    for (const news of ['state', 'channel', 'commands']) {
      session.addEventListener(news, () => this.#onNews());
    }
    session.addEventListener('bot', () => this.#drawBot());
  }

  get #entries() {
    return listEntries(this.session.usableCommands);
  }

  focus() {
    if (this.#draft) this.#draft.focus();
    else this.#input.focus();
  }

  #onNews() {
    const channel = this.session.channel(this.session.channelId);
    const place = channel ? `Message #${channel.name}` : 'Message';
    this.#input.placeholder = place;
    this.#input.setAttribute('aria-label', `${place}. Type a slash for commands.`);
    this.#drawBot();
    // The command that is being written may be gone, or be another member's or another place's now.
    const draft = this.#draft;
    if (draft && !this.#entries.some((entry) => entry.name === draft.entry.name)) this.#leave('');
    else if (!draft && document.activeElement === this.#input) this.#onText();
  }

  #drawBot() {
    const { bot, botOnline, me } = this.session;
    this.classList.toggle('bot-offline', me !== null && !botOnline);
    if (me && !botOnline)
      this.#say(`${bot?.name ?? 'The app'} is offline: nobody answers commands until it is back.`);
    else if (this.#note.dataset.about === 'bot') this.#say('');
    this.#note.dataset.about = me && !botOnline ? 'bot' : '';
  }

  /** @param {string} text empty to say nothing @param {boolean} [wrong] */
  #say(text, wrong = false) {
    this.#note.hidden = text === '';
    this.#note.textContent = text;
    this.#note.classList.toggle('wrong', wrong);
    this.#note.dataset.about = '';
  }

  #onText() {
    const text = this.#input.value;
    if (text && this.#note.dataset.about !== 'bot') this.#say('');
    if (!text.startsWith('/')) {
      this.#menu.hide();
      return;
    }
    const entries = this.#entries;
    const typed = text.slice(1);
    const exact = typed.endsWith(' ') && entries.find((entry) => entry.name === typed.trim().toLowerCase());
    if (exact) {
      this.#begin(exact);
      return;
    }
    const found = searchEntries(entries, typed);
    this.#menu.show(this.#input, {
      title: found.length > 0 ? [typed.trim() ? `Commands matching /${typed.trim()}` : 'Commands'] : [],
      lines: found.map((entry) => ({ view: this.#entryLine(entry), pick: () => this.#begin(entry) })),
      empty: entries.length === 0 ? 'No app has commands here yet.' : `No command is called ${text.trim()}.`,
    });
  }

  /** @param {Entry} entry */
  #entryLine(entry) {
    const { bot } = this.session;
    return [
      avatar(bot?.id ?? '', bot?.name ?? 'App', 'small'),
      h(
        'span',
        { class: 'choice-text' },
        h(
          'span',
          { class: 'choice-name' },
          `/${entry.name}`,
          ...entry.options.map((option) =>
            h('span', { class: option.required ? 'option-name' : 'option-name optional' }, option.name),
          ),
        ),
        h('small', {}, entry.description),
      ),
      h('span', { class: 'choice-app' }, bot?.name ?? '', appBadge()),
    ];
  }

  #startCommand() {
    if (this.#draft) {
      this.#draft.focus();
      return;
    }
    this.#input.value = '/';
    this.#input.focus();
    this.#onText();
  }

  #sendText() {
    const text = this.#input.value.trim();
    if (text === '') return;
    if (text.startsWith('/')) {
      const [first] = searchEntries(this.#entries, text.slice(1));
      if (first) this.#begin(first);
      return;
    }
    this.#say('Only slash commands work here: type / to see them.', true);
  }

  /** @param {Entry} entry */
  #begin(entry) {
    this.#menu.hide();
    this.#say('');
    this.#draft = new CommandDraft(entry, this.session, this.#menu, {
      send: () => this.#submit(),
      leave: (text) => this.#leave(text),
    });
    this.#line.replaceChildren(this.#draft.element);
    this.classList.add('writing-command');
    this.#draft.focus();
  }

  #submit() {
    const draft = this.#draft;
    if (!draft) return;
    const error = draft.check();
    if (error) {
      this.#say(error, true);
      return;
    }
    this.session.runCommand(draft.entry.commandId, draft.entry.name, draft.options);
    this.#leave('');
  }

  /** Back to a line of text. @param {string} text */
  #leave(text) {
    this.#draft?.close();
    this.#draft = null;
    this.#menu.hide();
    this.#say('');
    this.classList.remove('writing-command');
    const focused = this.#line.contains(document.activeElement) || this.contains(document.activeElement);
    this.#line.replaceChildren(this.#input);
    this.#input.value = text;
    if (focused) this.#input.focus();
    this.#onText();
    this.#drawBot();
  }
}
customElements.define('chat-composer', ChatComposer);
