import { Temporal } from 'temporal-polyfill';
import { inEnglish } from '../languages/say.ts';
import { listText, weaponSaid } from '../stories/wording.ts';
import type { Digest, DigestBarrage, DigestStory } from './digest.ts';

/** A digest as plain text for a terminal, lines parted by `\n`, without one at its end. Times are in its zone. */
export function digestText(digest: Digest): string {
  const { figures, strikes, diplomacy, disputes, barrages, changes } = digest;
  const lines = [
    `Digest, ${momentText(digest.window.since, digest)} to ${momentText(digest.window.until, digest)} (${digest.timeZone})`,
  ];
  if (strikes.length === 0 && diplomacy.length === 0 && changes.length === 0) {
    const missing = { strike: 'no strike reports', diplomacy: 'no diplomacy updates' };
    const topics = digest.topics.length > 0 ? digest.topics : (['strike', 'diplomacy'] as const);
    return [...lines, `Quiet: ${listText(topics.map((topic) => missing[topic]))}.`].join('\n');
  }
  lines.push(
    `${counted(figures.strikes, 'strike report')} (${figures.killed} killed, ${figures.injured} injured), ${counted(figures.diplomacy, 'diplomacy update')}`,
  );
  if (barrages.length > 0) lines.push('', 'Launched and intercepted', ...barrages.map(barrageLine));
  lines.push(...section('Strikes', strikes), ...section('Diplomacy', diplomacy));
  if (disputes.length > 0) lines.push('', 'Disputed');
  for (const { storyId, claim, claimedBy, disputedBy } of disputes) {
    const by = claimedBy.length > 0 ? `${listText(claimedBy)}: ` : '';
    const denied = disputedBy.length > 0 ? `; disputed by ${listText(disputedBy)}` : '';
    lines.push(`- ${by}${claim}${denied} [${storyId}]`);
  }
  if (changes.length > 0) lines.push('', 'What changed');
  for (const change of changes)
    lines.push(`- ${change.headline}: ${change.changes.join('; ')} [${change.storyId}]`);
  return lines.join('\n');
}

function barrageLine({ country, weapons, saidBy, storyIds }: DigestBarrage): string {
  const texts = weapons.map((use) => inEnglish.text(weaponSaid(use) ?? ''));
  return `- ${country}: ${texts.join('; ')} (${listText(saidBy, 2)}) [${storyIds.join(', ')}]`;
}

function section(title: string, stories: readonly DigestStory[]): string[] {
  if (stories.length === 0) return [];
  const lines = ['', title];
  for (const { storyId, headline, summary, quote, gravity, sources, also } of stories) {
    lines.push(`- ${headline} [${storyId}, gravity ${gravity}]`);
    if (summary) lines.push(`  ${summary}`);
    if (quote) lines.push(`  “${quote.text}” (${quote.publisher})`);
    if (also.length > 0) lines.push(`  also: ${alsoText(also)}`);
    for (const { publisher, url } of sources) lines.push(`  ${publisher}${url ? `: ${url}` : ''}`);
  }
  return lines;
}

function alsoText(also: DigestStory['also']): string {
  return listText(
    also.map(({ headline, storyId }) => `${headline} [${storyId}]`),
    3,
  );
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function momentText(time: number, { timeZone }: Digest): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(timeZone);
  return moment.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}
