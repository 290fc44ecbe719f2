import type { Topic } from '../reports/report.ts';

export interface AlertFilters {
  /** Empty means every topic. */
  topics: Topic[];
  /** Countries and places, as people type them; empty means everywhere. */
  regions: string[];
  /** 0 to 100, compared with a story's gravity. */
  minGravity: number;
}

/** A channel's standing wish. All times are Unix milliseconds. */
export interface Subscription extends AlertFilters {
  id: number;
  kind: 'alerts' | 'digest';
  guildId: string | null;
  channelId: string;
  /** Role to mention, or null. */
  roleId: string | null;
  /** Digest only: wall-clock `HH:MM` in `timeZone`. */
  digestTime: string | null;
  /** Digest only: IANA name. */
  timeZone: string | null;
  createdBy: string;
  createdAt: number;
  status: 'active' | 'paused';
  /** Why it is paused, in words for its server's admin. */
  pausedReason: string | null;
}
