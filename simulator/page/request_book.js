/** @import { ToPage } from '../protocol.ts' */

/**
 * Something that the member asked for and that the bot hasn't answered yet, or failed to.
 * @typedef {object} Request
 * @property {string} id
 * @property {'command' | 'component' | 'modal'} kind
 * @property {string} channelId
 * @property {string | null} commandName
 * @property {string | null} messageId the message whose component was used
 * @property {string | null} customId
 * @property {'sent' | 'thinking' | 'failed'} state
 * @property {boolean} ephemeral
 * @property {string | null} reason why it failed
 */

/**
 * The requests that are open, by id. What changes one gives it back as it is then, null where there is none.
 * @extends {Map<string, Request>}
 */
export class RequestBook extends Map {
  /** @param {Partial<Request> & Pick<Request, 'id' | 'kind' | 'channelId'>} request */
  open(request) {
    const usual = { commandName: null, messageId: null, customId: null, ephemeral: false, reason: null };
    this.set(request.id, { ...usual, ...request, state: 'sent' });
  }

  /** The bot asked for time. @param {Extract<ToPage, { type: 'thinking' }>} news */
  think({ requestId, channelId, commandName, ephemeral }) {
    // The button is free again; the reply is on its way as a message of its own.
    const change = { channelId, ephemeral, messageId: null, state: /** @type {const} */ ('thinking') };
    return this.#change(requestId, commandName === null ? change : { ...change, commandName });
  }

  /** @param {string} id @param {string} reason */
  fail(id, reason) {
    return this.#change(id, { state: 'failed', reason });
  }

  /** It is answered, or forgotten. @param {string} id */
  settle(id) {
    const request = this.get(id) ?? null;
    this.delete(id);
    return request;
  }

  /** @param {string} id @param {Partial<Request>} change */
  #change(id, change) {
    const request = this.get(id);
    if (!request) return null;
    const changed = { ...request, ...change };
    this.set(id, changed);
    return changed;
  }
}

/** Unique over all pages; `crypto.randomUUID` is missing where the page is opened by a LAN address. */
export function newRequestId() {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('-');
}
