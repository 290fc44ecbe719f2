import { Temporal } from 'temporal-polyfill';
import { listText } from '../stories/wording.ts';
import type { Digest, DigestStory } from './digest.ts';

/** A digest as plain text for a terminal, lines parted by `\n`, without one at its end. Times are in its zone. */
export function digestText(digest: Digest): string {
  const { figures, strikes, diplomacy, disputes } = digest;
  const lines = [
    `Digest, ${momentText(digest.window.since, digest)} to ${momentText(digest.window.until, digest)} (${digest.timeZone})`,
  ];
  if (strikes.length === 0 && diplomacy.length === 0) {
    const missing = { strike: 'no strike reports', diplomacy: 'no diplomacy updates' };
    const topics = digest.topics.length > 0 ? digest.topics : (['strike', 'diplomacy'] as const);
    return [...lines, `Quiet: ${listText(topics.map((topic) => missing[topic]))}.`].join('\n');
  }
  lines.push(
    `${counted(figures.strikes, 'strike report')} (${figures.killed} killed, ${figures.injured} injured), ${counted(figures.diplomacy, 'diplomacy update')}`,
  );
  lines.push(...section('Strikes', strikes), ...section('Diplomacy', diplomacy));
  if (disputes.length > 0) lines.push('', 'Disputed');
  for (const { storyId, claim, claimedBy, disputedBy } of disputes) {
    const by = claimedBy.length > 0 ? `${listText(claimedBy)}: ` : '';
    const denied = disputedBy.length > 0 ? `; disputed by ${listText(disputedBy)}` : '';
    lines.push(`- ${by}${claim}${denied} [${storyId}]`);
  }
  return lines.join('\n');
}

function section(title: string, stories: readonly DigestStory[]): string[] {
  if (stories.length === 0) return [];
  const lines = ['', title];
  for (const { storyId, headline, summary, gravity, sources } of stories) {
    lines.push(`- ${headline} [${storyId}, gravity ${gravity}]`);
    if (summary) lines.push(`  ${summary}`);
    for (const { publisher, url } of sources) lines.push(`  ${publisher}${url ? `: ${url}` : ''}`);
  }
  return lines;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function momentText(time: number, { timeZone }: Digest): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(timeZone);
  return moment.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}
