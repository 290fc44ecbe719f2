import type { PublisherKind } from '../articles/article.ts';
import type { Said } from '../languages/say.ts';
import type { Topic } from '../reports/report.ts';

export interface AlertFilters {
  /** Empty means every topic. */
  topics: Topic[];
  /** Countries and places, as people type them; empty means everywhere. */
  regions: string[];
  /** 0 to 100, compared with a story's gravity. */
  minGravity: number;
}

/** What narrows a subscription further. */
export interface FinerFilters {
  /** Regions that are towns reach so many kilometres around them; null where only the town itself is meant. */
  withinKm: number | null;
  /** Words that a story must have, as `readWords` takes them; null for any. */
  words: string | null;
  /** Independent publishers that a story needs, 1 or more. */
  minPublishers: number;
  /** Publishers of these kinds don't count: a story that only they tell is not wanted. */
  withoutKinds: PublisherKind[];
}

/** When nothing new is posted. The end may be earlier in the day than the start: then it is on the next day. */
export interface QuietHours {
  /** Wall-clock `HH:MM`, inclusive. */
  from: string;
  /** Wall-clock `HH:MM`, exclusive. */
  to: string;
  /** IANA name. */
  timeZone: string;
}

/** How a story is posted: as a card, or as a card with a thread in which each change is told. A forum's posts are threads. */
export type PostAs = 'card' | 'thread';

/** How loud a subscription for alerts may be. */
export interface AlertManners {
  quiet: QuietHours | null;
  /** New cards within any 60 minutes; the rest comes in one message. */
  maxPerHour: number;
  /** Whether the role is mentioned again where a toll rises materially. */
  pingRises: boolean;
  postAs: PostAs;
}

/** What a subscription has where nothing else was asked for. */
export const USUAL_OPTIONS: FinerFilters & AlertManners & Looks = {
  withinKm: null,
  words: null,
  minPublishers: 1,
  withoutKinds: [],
  quiet: null,
  maxPerHour: 10,
  pingRises: false,
  postAs: 'card',
  spoilers: false,
};

/** How often a digest comes. */
export type DigestEvery = 'hourly' | 'twice_daily' | 'daily' | 'weekly';

/** How what is sent looks. */
export interface Looks {
  /** Whether what tells of people killed or injured is covered until its reader uncovers it. */
  spoilers: boolean;
}

/** What stands in the place of a member: of one who is forgotten, or where the host decides. */
export const NOBODY = '0';

/** How a channel follows a home channel, which serves it in the place of messages of its own. */
export interface Followed {
  channelId: string;
  /** Its end ends the following. */
  webhookId: string;
}

/** A channel's or member's standing wish. All times are Unix milliseconds. */
export interface Subscription extends AlertFilters, FinerFilters, AlertManners, Looks {
  id: number;
  kind: 'alerts' | 'digest';
  /** Null where it is a member's own, told by direct message. */
  guildId: string | null;
  channelId: string;
  /** Role to mention, or null. */
  roleId: string | null;
  /** Digest only: wall-clock `HH:MM` in `timeZone`. */
  digestTime: string | null;
  /** Digest only: IANA name. */
  timeZone: string | null;
  /** Digest only; daily where it isn't said. */
  digestEvery?: DigestEvery | undefined;
  /** Digest only: the weekdays it comes on, 1 (Monday) to 7; every one where none is named. */
  digestDays?: readonly number[] | undefined;
  /** The language that it is written in, such as `fr`, into which a model may rewrite digests; English where it isn't said. */
  language?: string | undefined;
  createdBy: string;
  createdAt: number;
  status: 'active' | 'paused';
  /** Why it is paused, in words for its server's admin. */
  pausedReason: Said | null;
  /** The home channel that it is served by; undefined where it is posted to directly. */
  followed?: Followed | undefined;
}

/** A subscription as it is asked for. */
export type Wish = Omit<Subscription, 'id' | 'status' | 'pausedReason' | 'followed'>;

/** What a subscription asks for. */
export function wishOf(subscription: Subscription): Wish {
  const { id, status, pausedReason, followed, ...wish } = subscription;
  return wish;
}
