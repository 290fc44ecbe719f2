import { moment } from '../messages/wording.ts';
import type { Asking } from './command.ts';
import { UserError } from './user_error.ts';

const MINUTE = 60_000;

/** Buckets that are full again are forgotten at that many. */
const TIDY_AT = 10_000;

/** How many commands and presses a minute; null for any number. */
export interface CommandLimits {
  perMember: number | null;
  perServer: number | null;
}

export interface RateLimiter {
  /**
   * Counts a command or a press.
   * @param now Unix milliseconds
   * @throws UserError `too_fast`, naming when to try again; it isn't counted then
   */
  take(asking: Pick<Asking, 'userId' | 'guildId'>, now: number): void;
}

/** Limits held in memory: after a restart everyone starts anew. */
export function createRateLimiter({ perMember, perServer }: CommandLimits): RateLimiter {
  const [members, servers] = [createBuckets(perMember), createBuckets(perServer)];
  return {
    take({ userId, guildId }, now) {
      const free = members.freeAt(userId, now);
      if (free > now) throw tooFast('member', free);
      if (guildId !== null) {
        const serverFree = servers.freeAt(guildId, now);
        if (serverFree > now) throw tooFast('server', serverFree);
        servers.take(guildId, now);
      }
      members.take(userId, now);
    },
  };
}

/** The seconds of a Discord timestamp are whole: the next one is late enough. */
function tooFast(who: 'member' | 'server', at: number): UserError {
  return new UserError('too_fast', 'error.too_fast', {
    who,
    when: moment(Math.ceil(at / 1_000) * 1_000, 'R'),
  });
}

/**
 * Token buckets (https://en.wikipedia.org/wiki/Token_bucket): each holds a minute's worth, all of which may be taken at
 * once, and fills evenly. Of each is kept when it is full again, which says how much it holds.
 */
export function createBuckets(perMinute: number | null) {
  const fullAt = new Map<string, number>();
  const refillMs = perMinute === null ? 0 : Math.floor(MINUTE / perMinute);
  const holdMs = refillMs * (perMinute ?? 0);

  /** A bucket fills within a minute: what a clock that was set back says of longer is not so. */
  const known = (key: string, now: number) => Math.min(Math.max(fullAt.get(key) ?? now, now), now + holdMs);

  return {
    /** When there is a token in it: `now`, or later. */
    freeAt: (key: string, now: number) => Math.max(now, known(key, now) + refillMs - holdMs),
    take(key: string, now: number): void {
      if (perMinute === null) return;
      fullAt.set(key, known(key, now) + refillMs);
      if (fullAt.size < TIDY_AT) return;
      for (const [key, at] of fullAt) if (at <= now) fullAt.delete(key);
    },
  };
}
