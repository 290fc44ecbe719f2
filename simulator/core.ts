import type { AttachedFiles } from './attachments.ts';
import type { CommandStore } from './command_store.ts';
import type { Followers } from './followers.ts';
import type { Gateway } from './gateway.ts';
import type { Interactions } from './interactions.ts';
import type { MessageStore } from './message_store.ts';
import type { ToPage } from './protocol.ts';
import type { RateLimits } from './rate_limits.ts';
import type { World } from './world.ts';

/** Whoever used a command or component: a page's socket or a test's member. Hears what the bot does about it. */
export interface Asker {
  hear(news: ToPage): void;
}

/** Something that members see. `channelId` null: all of them, wherever they look. */
export interface News {
  /** What a page is told; `refresh`: that it should be shown everything anew, `channels`: what channels and threads there are. */
  news: ToPage | 'refresh' | 'channels';
  channelId: string | null;
  /** The one member that sees it (ephemeral), or null. */
  onlyFor: string | null;
  /** The asker that has already heard it, with its request's id. */
  told: Asker | null;
}

/** Those who listen to what members see. */
export class Audience {
  readonly #listeners = new Set<(news: News) => void>();

  /** Returns the function that ends the listening. */
  listen(listener: (news: News) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(news: News): void {
    for (const listener of [...this.#listeners]) listener(news);
  }
}

/** What the simulator's parts share: one guild's state, its clock and its ways to the bot and to members. */
export interface Core {
  readonly world: World;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly snowflake: () => string;
  readonly token: string;
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  readonly origin: () => string;
  readonly audience: Audience;
  readonly messages: MessageStore;
  readonly commands: CommandStore;
  readonly attached: AttachedFiles;
  readonly interactions: Interactions;
  readonly gateway: Gateway;
  /** What `/gateway/bot` tells bots to begin with. */
  readonly sharding: { shards: number; maxConcurrency: number };
  readonly followers: Followers;
  /** What edits of old and of published messages are counted by; null where nothing is limited. */
  readonly editLimits: RateLimits | null;
}
