import { type Subscription, USUAL_OPTIONS } from '../../src/alerts/subscription.ts';
import type { Article } from '../../src/articles/article.ts';
import type { Feed } from '../../src/feeds/feed.ts';
import type { MessageBody } from '../../src/messages/message.ts';
import type { NewPost } from '../../src/store/enqueue.ts';
import type { Story } from '../../src/stories/story.ts';

export const T0 = Date.UTC(2026, 0, 5, 12);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export function aFeed(id = 'harbour-world'): Feed {
  return {
    id,
    url: `https://${id}.example/rss`,
    title: 'Harbour Wire: world',
    publisher: { id: 'harbour', name: 'Harbour Wire', kind: 'wire', country: 'Norway' },
    language: 'en',
  };
}

export function anArticle(change: Partial<Article> = {}): Article {
  const id = change.id ?? 'article-1';
  return {
    id,
    feedId: 'harbour-world',
    publisher: aFeed().publisher,
    url: `https://harbour.example/${id}`,
    title: 'Drones hit a clinic overnight',
    text: 'Two people were killed when drones hit a clinic, the governor said.',
    publishedAt: T0,
    language: 'en',
    authors: ['A. Writer'],
    revision: 'r1',
    ...change,
  };
}

export function aStory(change: Partial<Story> = {}): Story {
  return {
    id: 'K7F3QP',
    headline: 'Drone attack on Kyiv: 2 killed',
    topics: ['strike'],
    strike: {
      attacker: 'Russia',
      country: 'Ukraine',
      places: ['Kyiv'],
      when: '2026-01-05',
      killed: null,
      injured: null,
      weapons: [],
      targets: [],
      effects: [],
      tollSource: null,
    },
    diplomacy: null,
    disputes: [],
    sources: [],
    publishers: [],
    gravity: { score: 42, reasons: ['2 killed'] },
    openedAt: T0,
    updatedAt: T0,
    closedAt: null,
    timeline: [],
    ...change,
  };
}

export function aTalk(change: Partial<Story> = {}): Story {
  return aStory({
    id: 'P4R1S0',
    headline: 'Meeting in Paris on security guarantees',
    topics: ['diplomacy'],
    strike: null,
    diplomacy: {
      kind: 'meeting',
      participants: ['France', 'Ukraine'],
      place: 'Paris',
      date: '2026-01-06',
      topics: ['security guarantees'],
    },
    ...change,
  });
}

export function aSubscription(
  change: Partial<Subscription> = {},
): Omit<Subscription, 'id' | 'status' | 'pausedReason'> {
  return {
    ...USUAL_OPTIONS,
    kind: 'alerts',
    guildId: 'guild-1',
    channelId: '100000000000000001',
    roleId: null,
    topics: ['strike'],
    regions: ['Ukraine'],
    minGravity: 20,
    digestTime: null,
    timeZone: null,
    createdBy: 'member-1',
    createdAt: T0,
    ...change,
  };
}

/** A message that says `text`. */
export function aBody(text = 'a card'): MessageBody {
  return {
    flags: 1 << 15,
    components: [{ type: 10, content: text }],
    allowed_mentions: { parse: [], roles: [] },
  };
}

export function aPost(change: Partial<NewPost> = {}): NewPost {
  return {
    subscriptionId: null,
    channelId: '100000000000000001',
    storyId: null,
    body: aBody(),
    urgency: 0,
    now: T0,
    ...change,
  };
}

/** The text of a sample body. */
export function textOf(body: MessageBody): string {
  const [first] = body.components;
  return first && 'content' in first && typeof first.content === 'string' ? first.content : '';
}
