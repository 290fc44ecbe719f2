/** @import { FromPage, ToPage } from '../protocol.ts' */

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;

/**
 * The socket to the simulator; opens itself again whenever it closes. Events: `open`, `close`, and
 * `message` with a ToPage as `detail`.
 */
export class Connection extends EventTarget {
  /** @type {WebSocket | null} */
  #socket = null;
  #wait = FIRST_WAIT_MS;

  open() {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/simulator/page`);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#wait = FIRST_WAIT_MS;
      this.dispatchEvent(new Event('open'));
    });
    socket.addEventListener('message', (event) => {
      /** @type {ToPage} */
      const message = JSON.parse(String(event.data));
      this.dispatchEvent(new CustomEvent('message', { detail: message }));
    });
    socket.addEventListener('close', () => {
      this.dispatchEvent(new Event('close'));
      setTimeout(() => this.open(), this.#wait);
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
    });
  }

  /**
   * @param {FromPage} message
   * @returns {boolean} false where there is no connection; the message is then dropped.
   */
  send(message) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }
}
