import type { Digest, DigestStory } from '../digests/digest.ts';
import { gravityBand } from './accent.ts';
import { line, weight } from './fit.ts';
import { type Block, message } from './layout.ts';
import { maskedLink } from './link.ts';
import type { MessageBody } from './message.ts';
import { counted, disputeText, grouped, listed, moment } from './wording.ts';

/** A section shows so many; the rest are counted, and found by command. One look, not a wall. */
const MOST_STORIES = 15;
const MOST_DISPUTES = 8;

/** The weight that one message's lines may have, the space between them included. */
const PART_WEIGHT = 9_000;

/** One heading or entry, never split over two messages. */
interface Passage {
  text: string;
  isHeading: boolean;
}

/**
 * A digest as one message, or as several where one is too small: the day's figures, then strikes, diplomacy and
 * disputed claims, the gravest first as the digest has them. Each message is within Discord's limits.
 * @param options.roleId the role to mention, at the top of the first message; null for replies
 */
export function digestMessages(digest: Digest, options: { roleId: string | null }): MessageBody[] {
  const gravities = [...digest.strikes, ...digest.diplomacy].map((story) => story.gravity);
  const { accent } = gravityBand(Math.max(0, ...gravities));
  const parts = inParts(passagesOf(digest));
  return parts.map((passages, index) =>
    message(
      [
        ...(index === 0 ? headBlocks(digest) : []),
        ...blocksOf(passages),
        { kind: 'text', text: parts.length > 1 ? `-# Part ${index + 1} of ${parts.length}` : '' },
      ],
      accent,
      index === 0 ? options.roleId : null,
    ),
  );
}

function headBlocks(digest: Digest): Block[] {
  const { window, figures, topics } = digest;
  const only =
    topics.length === 1 ? { strike: 'Strikes digest', diplomacy: 'Diplomacy digest' }[topics[0]!] : 'Digest';
  const day = [
    figures.strikes > 0 ? `**${counted(figures.strikes, 'strike')}**` : '',
    figures.killed > 0 ? `**${grouped(figures.killed)} killed**` : '',
    figures.injured > 0 ? `**${grouped(figures.injured)} injured**` : '',
    figures.diplomacy > 0 ? `**${counted(figures.diplomacy, 'diplomacy update')}**` : '',
  ].filter(Boolean);
  return [
    {
      kind: 'text',
      text: [
        `## ${only} · ${moment(window.until, 'D')}`,
        `-# ${moment(window.since, 'f')} to ${moment(window.until, 'f')}`,
        day.join(' · '),
      ]
        .filter(Boolean)
        .join('\n'),
    },
  ];
}

function passagesOf(digest: Digest): Passage[] {
  const passages = [
    ...section('Strikes', digest.strikes.map(storyText), MOST_STORIES, 'more strikes: `/strikes`'),
    ...section('Diplomacy', digest.diplomacy.map(storyText), MOST_STORIES, 'more: `/diplomacy`'),
    ...section(
      'Disputed',
      digest.disputes.map((dispute) => `${disputeText(dispute, 300)}\n-# ${line(dispute.storyId, 20)}`),
      MOST_DISPUTES,
      'more',
    ),
  ];
  return passages.length > 0
    ? passages
    : [{ text: '**Quiet.** Nothing was reported in this time.', isHeading: false }];
}

function section(title: string, entries: readonly string[], most: number, more: string): Passage[] {
  if (entries.length === 0) return [];
  const left = entries.length - most;
  return [
    { text: `### ${title}`, isHeading: true },
    ...entries.slice(0, most).map((text) => ({ text, isHeading: false })),
    ...(left > 0 ? [{ text: `-# … and ${left} ${more}`, isHeading: false }] : []),
  ];
}

/** The headline and the facts on one line, publishers and the story's id on the next. */
function storyText(story: DigestStory): string {
  const headline = line(story.headline, 150, 'Untitled story');
  const summary = line(story.summary, 350);
  const sources = new Map(story.sources.map((source) => [source.publisher, source]));
  const links = [...sources.values()].map(({ publisher, url }) => maskedLink(publisher, url, 40));
  const by = listed(links, 3);
  return [
    summary && summary !== headline
      ? `**${headline}${/[.!?…]$/.test(headline) ? '' : '.'}** ${summary}`
      : `**${headline}**`,
    `-# ${[by, line(story.storyId, 20)].filter(Boolean).join(' · ')}`,
  ].join('\n');
}

/** Fills message after message; a heading goes with what it heads. */
function inParts(passages: readonly Passage[]): Passage[][] {
  const parts: Passage[][] = [[]];
  // The first message also holds the head.
  let room = PART_WEIGHT - 700;
  for (const [index, passage] of passages.entries()) {
    const next = passage.isHeading ? passages[index + 1] : undefined;
    const cost = weight(passage.text) + 5;
    if (room < cost + (next ? weight(next.text) + 5 : 0)) {
      parts.push([]);
      room = PART_WEIGHT;
    }
    parts[parts.length - 1]!.push(passage);
    room -= cost;
  }
  return parts;
}

/** One text a section, with a line above each heading. */
function blocksOf(passages: readonly Passage[]): Block[] {
  const texts: string[][] = [];
  for (const { text, isHeading } of passages) {
    if (isHeading || texts.length === 0) texts.push([]);
    texts[texts.length - 1]!.push(isHeading ? `${text}\n` : `${text}\n\n`);
  }
  return texts.flatMap((lines): Block[] => [{ kind: 'line' }, { kind: 'text', text: lines.join('') }]);
}
