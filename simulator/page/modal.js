import { h, uniqueId } from './dom.js';
import { icon } from './icons.js';
import { markdown } from './markdown_view.js';

/** @import * as Discord from 'discord-api-types/v10' */
/** @import { ToPage } from '../protocol.ts' */
/** @import { Session } from './session.js' */

/** @typedef {{ customId: string, input: HTMLInputElement | HTMLTextAreaElement, error: HTMLElement, label: string }} Field */

/**
 * Shows a modal of the bot until it is submitted and answered, or closed.
 * @param {Session} session
 * @param {Extract<ToPage, { type: 'modal' }>} news
 */
export function openModal(session, { channelId, modal }) {
  /** @type {Field[]} */
  const fields = [];
  const titleId = uniqueId('modal');
  const failure = h('p', { class: 'failure', role: 'alert', hidden: true });
  const submit = h('button', { type: 'submit', class: 'button primary' }, 'Submit');
  const close = () => dialog.close();
  const form = h(
    'form',
    { novalidate: true, method: 'dialog' },
    h(
      'header',
      {},
      h('h2', { id: titleId }, modal.title),
      h(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: close },
        icon('close'),
      ),
    ),
    h(
      'div',
      { class: 'modal-fields' },
      ...modal.components.map((part) => modalPart(part, session, fields)),
      failure,
    ),
    h('footer', {}, h('button', { type: 'button', class: 'button plain', onclick: close }, 'Cancel'), submit),
  );
  const dialog = /** @type {HTMLDialogElement} */ (
    h('dialog', { class: 'modal', 'aria-labelledby': titleId }, form)
  );

  /** @type {string | null} */
  let requestId = null;
  /** @param {string} reason */
  const fail = (reason) => {
    submit.removeAttribute('disabled');
    failure.hidden = false;
    failure.replaceChildren(
      icon('warning'),
      h('span', {}, 'The application did not respond', h('small', {}, reason)),
    );
  };
  const listening = new AbortController();
  const { signal } = listening;
  const answered = (/** @type {Event} */ event) => {
    if (submit.hasAttribute('disabled') && /** @type {CustomEvent<string>} */ (event).detail === requestId) {
      dialog.close();
    }
  };
  session.addEventListener('answered', answered, { signal });
  const refused = (/** @type {Event} */ event) => {
    const { requestId: id, reason } = /** @type {CustomEvent} */ (event).detail;
    if (id === requestId) fail(reason);
  };
  session.addEventListener('refused', refused, { signal });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wrong = fields.filter((field) => !check(field));
    if (wrong.length > 0) {
      wrong[0]?.input.focus();
      return;
    }
    failure.hidden = true;
    if (requestId) session.forget(requestId);
    submit.setAttribute('disabled', '');
    const values = fields.map(({ customId, input }) => ({ customId, value: input.value }));
    requestId = session.submitModal(channelId, modal.custom_id, values);
    const request = session.requests.get(requestId);
    if (request?.state === 'failed') fail(request.reason ?? '');
  });
  dialog.addEventListener('close', () => {
    listening.abort();
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
  fields[0]?.input.focus();
}

/**
 * @param {Discord.APIModalInteractionResponseCallbackData['components'][number]} part
 * @param {Session} session
 * @param {Field[]} fields what can be filled is added here
 * @returns {HTMLElement}
 */
function modalPart(part, session, fields) {
  if (part.type === 1) {
    return h('div', {}, ...part.components.map((input) => textField(input, input.label ?? '', null, fields)));
  }
  if (part.type === 18 && part.component.type === 4) {
    return textField(part.component, part.label, part.description ?? null, fields);
  }
  if (part.type === 10) return markdown(part.content, session);
  return h('p', { class: 'unknown-component' }, `A field of type ${part.type}: not shown by this page.`);
}

/**
 * @param {Discord.APITextInputComponent} component
 * @param {string} label
 * @param {string | null} description
 * @param {Field[]} fields
 */
function textField(component, label, description, fields) {
  const id = uniqueId('field');
  const error = h('small', { class: 'field-error', id: `${id}-error`, role: 'alert' });
  const paragraph = component.style === 2;
  const input = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (
    h(paragraph ? 'textarea' : 'input', {
      id,
      type: paragraph ? null : 'text',
      rows: paragraph ? 4 : null,
      placeholder: component.placeholder,
      maxlength: component.max_length ?? 4000,
      'data-min': component.min_length ?? 0,
      'aria-describedby': error.id,
      required: component.required ?? true,
      autocomplete: 'off',
    })
  );
  input.value = component.value ?? '';
  const field = { customId: component.custom_id, input, error, label };
  input.addEventListener('input', () => error.textContent && check(field));
  fields.push(field);
  return h(
    'div',
    { class: 'field' },
    h('label', { for: id }, label, (component.required ?? true) && h('span', { class: 'required' }, ' *')),
    description && h('small', {}, description),
    input,
    error,
  );
}

/** Says what is wrong with a field's text, if anything. @param {Field} field @returns {boolean} whether it will do */
function check({ input, error, label }) {
  const min = Number(input.dataset.min);
  const { length } = input.value;
  const wrong =
    input.required && length === 0
      ? `${label} is required.`
      : length > 0 && length < min
        ? `Must be ${min} or more characters; this is ${length}.`
        : '';
  error.textContent = wrong;
  input.setAttribute('aria-invalid', String(wrong !== ''));
  return wrong === '';
}
