const PAGES = ['card', 'timeline', 'sources', 'evidence', 'disputes'] as const;
const STORY_ACTIONS = ['follow', 'unfollow', 'mute', 'unmute'] as const;
const FEED_ACTIONS = ['add', 'leave'] as const;
const ACTIONS = ['pause', 'resume', 'test', 'remove'] as const;
const SUBSCRIPTION_PRESSES = [...ACTIONS, 'edit'] as const;
const DRAFT_PARTS = [
  'topic',
  'gravity',
  'every',
  'channel',
  'role',
  'language',
  'more',
  'spoilers',
  'save',
  'cancel',
] as const;

/** The pages of a story that a button can open. */
export type StoryPage = (typeof PAGES)[number];

/** What a member does about a story: told of its changes by direct message, or its channel no longer. */
export type StoryAction = (typeof STORY_ACTIONS)[number];

/** What is done to a subscription. */
export type SubscriptionAction = (typeof ACTIONS)[number];

/** What a member changes of a subscription that is being put together, or does with it. */
export type DraftPart = (typeof DRAFT_PARTS)[number];

/** What a member does about a feed that was shown before it is added. */
export type FeedAction = (typeof FEED_ACTIONS)[number];

/** What a pressed button asks for. */
export type ButtonPress =
  | { kind: 'story'; storyId: string; page: StoryPage }
  | { kind: 'story_action'; storyId: string; action: StoryAction }
  | { kind: 'list'; list: string; arg: string; page: number }
  | { kind: 'feed'; proposalId: number; action: FeedAction }
  | { kind: 'draft'; draftId: number; part: DraftPart }
  | { kind: 'forget' }
  | { kind: 'subscription'; subscriptionId: number; action: SubscriptionAction | 'edit' };

/** Discord's limit on a custom id, in characters. */
const MOST_CHARACTERS = 100;

/**
 * The custom id of a button: `story:<id>:<page>`, `act:<story id>:<action>`, `list:<list>:<arg>:<page number>`, `feed:<id>:<action>`,
 * `draft:<id>:<part>`, `forget:me` or `subscription:<id>:<action>`.
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
    case 'story_action':
      return `act:${press.storyId}:${press.action}`;
    case 'list':
      return `list:${press.list}:${press.arg}:${press.page}`;
    case 'feed':
      return `feed:${press.proposalId}:${press.action}`;
    case 'draft':
      return `draft:${press.draftId}:${press.part}`;
    case 'forget':
      return 'forget:me';
    case 'subscription':
      return `subscription:${press.subscriptionId}:${press.action}`;
  }
}

/** Reads a button's custom id; null for anything that Sitrep's buttons never carry. `arg` may hold colons. */
export function readCustomId(id: string): ButtonPress | null {
  const story = /^story:([0-9A-Za-z]+):(\w+)$/.exec(id);
  const page = PAGES.find((name) => name === story?.[2]);
  if (story && page) return { kind: 'story', storyId: story[1]!, page };

  const act = /^act:([0-9A-Za-z]+):(\w+)$/.exec(id);
  const storyAction = STORY_ACTIONS.find((name) => name === act?.[2]);
  if (act && storyAction) return { kind: 'story_action', storyId: act[1]!, action: storyAction };

  const list = /^list:([a-z_]+):(.*):([1-9]\d{0,8})$/s.exec(id);
  if (list) return { kind: 'list', list: list[1]!, arg: list[2]!, page: Number(list[3]) };

  const feed = /^feed:(\d{1,15}):(\w+)$/.exec(id);
  const feedAction = FEED_ACTIONS.find((name) => name === feed?.[2]);
  if (feed && feedAction) return { kind: 'feed', proposalId: Number(feed[1]), action: feedAction };

  const draft = /^draft:(\d{1,15}):(\w+)$/.exec(id);
  const part = DRAFT_PARTS.find((name) => name === draft?.[2]);
  if (draft && part) return { kind: 'draft', draftId: Number(draft[1]), part };

  if (id === 'forget:me') return { kind: 'forget' };

  const subscription = /^subscription:(\d{1,15}):(\w+)$/.exec(id);
  const action = SUBSCRIPTION_PRESSES.find((name) => name === subscription?.[2]);
  if (subscription && action) {
    return { kind: 'subscription', subscriptionId: Number(subscription[1]), action };
  }
  return null;
}
