/** What a subscription is told of a story's change; the reason is kept and shown by `/why`. */
export type AlertDecision =
  | { action: 'post'; reason: string }
  | { action: 'edit'; reason: string }
  | { action: 'silent'; reason: string };
