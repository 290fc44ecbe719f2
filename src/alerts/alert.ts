import type { Said } from '../languages/say.ts';

/** What a channel is told when a toll rises materially. */
export interface Rise {
  /** `7 killed (was 2)`, one line a figure. */
  lines: Said[];
  /** Whether the subscription's role is mentioned. */
  ping: boolean;
}

/** What a subscription is told of a story's change; the reason is kept and shown by `/why`. */
export type AlertDecision =
  | { action: 'post'; reason: Said }
  /** `rise` asks for a short reply under the card, where the toll rose materially; `until` holds that back. */
  | { action: 'edit'; reason: Said; rise: Rise | null; until: number | null }
  /** Not now: it is told in one message with what else is held back, from `until` (Unix milliseconds). */
  | { action: 'hold'; reason: Said; until: number }
  | { action: 'silent'; reason: Said };
