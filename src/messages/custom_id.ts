const PAGES = ['card', 'timeline', 'sources', 'evidence'] as const;
const ACTIONS = ['pause', 'resume', 'test', 'remove'] as const;

/** The pages of a story that a button can open. */
export type StoryPage = (typeof PAGES)[number];

/** What a subscription's button does. */
export type SubscriptionAction = (typeof ACTIONS)[number];

/** What a pressed button asks for. */
export type ButtonPress =
  | { kind: 'story'; storyId: string; page: StoryPage }
  | { kind: 'list'; list: string; arg: string; page: number }
  | { kind: 'subscription'; subscriptionId: number; action: SubscriptionAction };

/** Discord's limit on a custom id, in characters. */
const MOST_CHARACTERS = 100;

/**
 * The custom id of a button: `story:<id>:<page>`, `list:<list>:<arg>:<page number>` or `subscription:<id>:<action>`.
 * Null where it would not fit Discord's 100 characters or not be read back the same; such a button is left out.
 */
export function customId(press: ButtonPress): string | null {
  const id = writeCustomId(press);
  if (id.length > MOST_CHARACTERS || !id.isWellFormed()) return null;
  return readCustomId(id) ? id : null;
}

function writeCustomId(press: ButtonPress): string {
  switch (press.kind) {
    case 'story':
      return `story:${press.storyId}:${press.page}`;
    case 'list':
      return `list:${press.list}:${press.arg}:${press.page}`;
    case 'subscription':
      return `subscription:${press.subscriptionId}:${press.action}`;
  }
}

/** Reads a button's custom id; null for anything that Sitrep's buttons never carry. `arg` may hold colons. */
export function readCustomId(id: string): ButtonPress | null {
  const story = /^story:([0-9A-Za-z]+):(\w+)$/.exec(id);
  const page = PAGES.find((name) => name === story?.[2]);
  if (story && page) return { kind: 'story', storyId: story[1]!, page };

  const list = /^list:([a-z_]+):(.*):([1-9]\d{0,8})$/s.exec(id);
  if (list) return { kind: 'list', list: list[1]!, arg: list[2]!, page: Number(list[3]) };

  const subscription = /^subscription:(\d{1,15}):(\w+)$/.exec(id);
  const action = ACTIONS.find((name) => name === subscription?.[2]);
  if (subscription && action) {
    return { kind: 'subscription', subscriptionId: Number(subscription[1]), action };
  }
  return null;
}
