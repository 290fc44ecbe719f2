import { h } from './dom.js';

/** How each style of `<t:…>` is written, by Discord's "Message Formatting" page. @type {Record<string, Intl.DateTimeFormatOptions>} */
const STYLES = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'always' });

/** @param {number} ms Unix milliseconds @param {string} style a key of STYLES */
function formatDate(ms, style) {
  return new Intl.DateTimeFormat(undefined, STYLES[style] ?? STYLES.f).format(ms);
}

/** @param {number} ms @param {number} now both Unix milliseconds */
function formatRelative(ms, now) {
  const seconds = Math.round((ms - now) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return relative.format(Math.trunc(seconds / size), /** @type {Intl.RelativeTimeFormatUnit} */ (unit));
}

/**
 * When a message was written, as Discord says it in a header.
 * @param {number} ms Unix milliseconds
 */
function messageTime(ms) {
  const clock = formatDate(ms, 't');
  const days = Math.round((midnight(Date.now()) - midnight(ms)) / 86_400_000);
  if (days === 0) return clock;
  return days === 1 ? `Yesterday at ${clock}` : `${formatDate(ms, 'd')} ${clock}`;
}

/** @param {number} ms */
function midnight(ms) {
  return new Date(ms).setHours(0, 0, 0, 0);
}

/** @param {number} ms Unix milliseconds */
export function dayName(ms) {
  return formatDate(ms, 'D');
}

/** A `<t:unix:style>` of a message; relative ones stay live while they are on the page. */
class ChatTime extends HTMLElement {
  static #live = new Set();
  static #clock = 0;

  connectedCallback() {
    const ms = Number(this.dataset.ms);
    this.title = formatDate(ms, 'F');
    this.tick();
    if (this.dataset.timeStyle !== 'R') return;
    ChatTime.#live.add(this);
    ChatTime.#clock ||= window.setInterval(() => {
      for (const element of ChatTime.#live) element.tick();
    }, 1000);
  }

  disconnectedCallback() {
    ChatTime.#live.delete(this);
    if (ChatTime.#live.size > 0) return;
    clearInterval(ChatTime.#clock);
    ChatTime.#clock = 0;
  }

  tick() {
    const ms = Number(this.dataset.ms);
    const style = this.dataset.timeStyle ?? 'f';
    const text = style === 'R' ? formatRelative(ms, Date.now()) : formatDate(ms, style);
    // Written only when it changes: the log announces what is.
    if (this.firstChild?.nodeValue !== text) this.replaceChildren(text);
  }
}
customElements.define('chat-time', ChatTime);

/** @param {number} seconds Unix seconds @param {string} style of `<t:…>` */
export function timestamp(seconds, style) {
  return h('chat-time', { class: 'timestamp', 'data-ms': seconds * 1000, 'data-time-style': style });
}

/** @param {string} iso of a message @param {string} [style] of `<t:…>` instead of a header's wording */
export function messageTimestamp(iso, style) {
  const ms = Date.parse(iso);
  const text = style ? formatDate(ms, style) : messageTime(ms);
  return h('time', { class: 'time', datetime: iso, title: formatDate(ms, 'F') }, text);
}
