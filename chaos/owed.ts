import type { APIMessage } from 'discord-api-types/v10';
import type { Attack } from './feeds.ts';

/** What a run's channels show against what was owed. */
export interface Balance {
  owed: number;
  lost: string[];
  twice: string[];
}

/** All text that a message shows. */
export function textOf(message: APIMessage): string {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'content' && typeof inner === 'string') texts.push(inner);
        else if (typeof inner === 'object') walk(inner);
      }
    }
  };
  walk(message.components);
  return texts.join('\n');
}

/**
 * Compares the channels with the articles that were told, knowing nothing of how the bot works: of each attack one
 * card in its country's channel, and on it the toll that was told last.
 * @param cards a country's channel, oldest message first
 * @param options.onlyOwed the attacks whose cards have to be there; of others there may be none, but not two
 */
export function balance(
  attacks: readonly Attack[],
  cards: (country: string) => readonly APIMessage[],
  { onlyOwed = () => true }: { onlyOwed?: (attack: Attack) => boolean } = {},
): Balance {
  const told = attacks.filter((attack) => attack.told > 0);
  const result: Balance = { owed: told.filter(onlyOwed).length, lost: [], twice: [] };
  for (const attack of told) {
    const { country, city, killed } = attack;
    const telling = cards(country)
      .map(textOf)
      .filter((text) => text.includes(city));
    const own = telling.filter((text) => text.includes('**Sources:**'));
    const [first] = own;
    // A short reply under the card tells of a risen toll; tolls only rise, so no two may say the same.
    const replies = telling.filter((text) => !own.includes(text));
    if (new Set(replies).size < replies.length) result.twice.push(`${city}: a reply under its card`);
    if (own.length > 1) result.twice.push(`${city}: ${own.length} cards`);
    if (!onlyOwed(attack)) continue;
    if (!first) result.lost.push(`${city}: no card`);
    else if (!new RegExp(`\\b${killed} killed`).test(first)) {
      result.lost.push(`${city}: the card lacks "${killed} killed"`);
    }
  }
  return result;
}

/**
 * Of each attack one thread, which opens with the attack's town and says nothing twice.
 * @param threads each thread's messages, oldest first, its card left out
 */
export function threadBalance(
  attacks: readonly Attack[],
  threads: readonly (readonly APIMessage[])[],
): Balance {
  const told = attacks.filter((attack) => attack.told > 0);
  const texts = threads.map((messages) => messages.map(textOf));
  const of = ({ city }: Attack) => texts.filter(([opening]) => opening?.includes(city));
  return {
    owed: told.length,
    lost: told.filter((attack) => of(attack).length === 0).map(({ city }) => `${city}: no thread`),
    twice: [
      ...told.filter((attack) => of(attack).length > 1).map(({ city }) => `${city}: more than one thread`),
      ...texts
        .filter((thread) => new Set(thread).size < thread.length)
        .map(([opening]) => `a message in the thread of ${opening?.split('\n', 1)[0]}`),
    ],
  };
}

/** A digest's time came once: one digest is owed, whatever the clocks did meanwhile. */
export function digestBalance(messages: readonly APIMessage[]): Balance {
  const digests = messages.filter((message) => !/Part ([2-9]|\d\d) of \d/.test(textOf(message)));
  return {
    owed: 1,
    lost: digests.length === 0 ? ['the digest'] : [],
    twice: digests.length > 1 ? [`the digest: ${digests.length} of them`] : [],
  };
}
