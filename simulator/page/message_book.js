/** @import { APIMessage } from 'discord-api-types/v10' */

const EPHEMERAL = 64;

/** @param {APIMessage} message @returns {boolean} whether only its member can see it */
export function isEphemeral(message) {
  return ((message.flags ?? 0) & EPHEMERAL) !== 0;
}

/** The messages of every channel that the member sees, oldest first. */
export class MessageBook {
  /** @type {Map<string, APIMessage[]>} */
  #channels = new Map();
  /** @type {Set<string>} */
  #dismissed = new Set();

  /** @param {string} channelId */
  in(channelId) {
    return this.#channels.get(channelId) ?? [];
  }

  /**
   * Takes the simulator's word for what there is. The ephemeral messages of the same member stay: as in
   * Discord, only the page keeps those.
   * @param {Record<string, APIMessage[]>} channels
   * @param {boolean} sameMember
   * @returns {string[]} the ids of channels that have a newer message than this page knew
   */
  replace(channels, sameMember) {
    const known = sameMember ? this.#channels : new Map();
    this.#channels = new Map();
    const grown = [];
    for (const [channelId, messages] of Object.entries(channels)) {
      /** @type {APIMessage[]} */
      const before = known.get(channelId) ?? [];
      const newest = messages.at(-1);
      if (known.has(channelId) && newest && !before.some(({ id }) => id === newest.id)) grown.push(channelId);
      const whispers = before.filter(
        (message) => isEphemeral(message) && !messages.some(({ id }) => id === message.id),
      );
      this.#channels.set(
        channelId,
        [...messages, ...whispers]
          .filter(({ id }) => !this.#dismissed.has(id))
          .sort((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp)),
      );
    }
    return grown;
  }

  /**
   * Adds a message, or puts its newer version in its place.
   * @param {string} channelId
   * @param {APIMessage} message
   * @returns {'added' | 'replaced' | 'dismissed'}
   */
  put(channelId, message) {
    if (this.#dismissed.has(message.id)) return 'dismissed';
    const messages = this.in(channelId);
    const at = messages.findIndex(({ id }) => id === message.id);
    this.#channels.set(channelId, at === -1 ? [...messages, message] : messages.with(at, message));
    return at === -1 ? 'added' : 'replaced';
  }

  /** @param {string} channelId @param {string} messageId */
  remove(channelId, messageId) {
    this.#channels.set(
      channelId,
      this.in(channelId).filter(({ id }) => id !== messageId),
    );
  }

  /** Removes a message for as long as the page is open. @param {string} channelId @param {string} messageId */
  dismiss(channelId, messageId) {
    this.#dismissed.add(messageId);
    this.remove(channelId, messageId);
  }
}
