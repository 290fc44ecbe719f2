import type { Topic } from '../reports/report.ts';
import { USUAL_OPTIONS, type Wish } from './subscription.ts';

/** An announcement channel of the host's in which each card is published once, for the channels that follow it. */
export interface HomeChannel {
  channelId: string;
  /** One topic; empty means every topic. */
  topics: Topic[];
  /** One country or place; empty means everywhere. */
  regions: string[];
}

/**
 * Whether a home channel can serve a subscription: beyond topics and regions it has nothing of its own. What is published
 * is the same for all who follow, in English, and mentions nobody.
 */
export function isPlain(wish: Wish): boolean {
  const { kind, guildId, roleId, minGravity, language } = wish;
  const usual = Object.entries(USUAL_OPTIONS).every(
    ([name, value]) => JSON.stringify(wish[name as keyof typeof USUAL_OPTIONS]) === JSON.stringify(value),
  );
  const speaksEnglish = language === undefined || language === 'en';
  return (
    kind === 'alerts' && guildId !== null && roleId === null && minGravity === 0 && speaksEnglish && usual
  );
}
