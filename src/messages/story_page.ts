import type { Source, Story, StoryChange } from '../stories/story.ts';
import { gravityBand } from './accent.ts';
import { changeText, independent, pageBlocks, storyCard, titleBlock } from './card.ts';
import type { StoryPage } from './custom_id.ts';
import { evidenceQuotes } from './evidence.ts';
import { cut, firstThatFit, line } from './fit.ts';
import { message } from './layout.ts';
import { maskedLink } from './link.ts';
import type { MessageBody } from './message.ts';
import {
  counted,
  diplomacyText,
  disputeText,
  listedNames,
  moment,
  sentence,
  tollText,
  weaponsText,
  whereText,
} from './wording.ts';

/** The weight that a page's list of entries may have, the title and the buttons apart. */
const PAGE_WEIGHT = 7_500;

/**
 * One page of a story, as its buttons open it: the card as it is now, what changed and when, what every source says,
 * the sentences that bear the facts, or what is disputed. Always within Discord's limits; what doesn't fit is counted at the end.
 */
export function storyPage(story: Story, page: StoryPage): MessageBody {
  switch (page) {
    case 'card':
      return storyCard(story, { roleId: null, asPage: true });
    case 'timeline':
      return listPage(story, page, 'What changed, newest first', timelineEntries(story));
    case 'sources':
      return listPage(story, page, sourcesHead(story), sourceEntries(story));
    case 'evidence':
      return listPage(story, page, 'The sentences that the facts stand in', evidenceQuotes(story));
    case 'disputes':
      return listPage(story, page, 'What is claimed, and who disputes it', disputeEntries(story));
  }
}

function listPage(story: Story, page: StoryPage, head: string, entries: string[]): MessageBody {
  const shown = firstThatFit(entries, PAGE_WEIGHT, 40, '\n\n');
  return message(
    [
      titleBlock(story),
      { kind: 'text', text: `-# ${head} · ${line(story.id, 20)}` },
      { kind: 'line' },
      { kind: 'text', text: shown || 'Nothing yet.' },
      ...pageBlocks(story, page),
    ],
    gravityBand(story.gravity.score).accent,
  );
}

const CHANGES: Record<StoryChange['kind'], string> = {
  new: 'First reported',
  killed: 'Killed',
  injured: 'Injured',
  weapons: 'Weapons',
  place: 'Place',
  target: 'Target',
  topic: 'Topic',
  talks: 'Talks',
  claim: 'Claim',
  denial: 'Denial',
  corroborated: 'Corroborated',
  correction: 'Correction',
  closed: 'Closed',
  joined: 'Joined',
};

/** `**Killed:** 1 killed → 2 killed`. */
export function changeLine({ kind, before, after }: StoryChange): string {
  return `**${CHANGES[kind]}:** ${changeText(before, after)}`;
}

function timelineEntries(story: Story): string[] {
  const names = new Map(story.publishers.map((publisher) => [publisher.id, publisher.name]));
  return story.timeline.toReversed().map(({ kind, before, after, at, publisherId }) => {
    const publisher = publisherId === null ? '' : line(names.get(publisherId) ?? publisherId, 40);
    const head = `${moment(at, 'f')} · **${CHANGES[kind]}**`;
    return `${head}\n${sentence(changeText(before, after))}${publisher && ` (${publisher})`}`;
  });
}

function sourcesHead(story: Story): string {
  return `${counted(story.sources.length, 'article')} · ${independent(story.publishers.length)}`;
}

const PUBLISHER_KINDS = {
  wire: 'wire',
  outlet: '',
  state_media: 'state media',
  official: 'official',
} as const;

/** Each claim with who makes and who disputes it, then the sentences that say so. */
function disputeEntries(story: Story): string[] {
  return [
    ...story.disputes.map((dispute) => disputeText(dispute, 300)),
    ...evidenceQuotes(story, (field) => field.startsWith('disputes')),
  ];
}

/** Newest first, as the story's newest facts are looked for. */
function sourceEntries(story: Story): string[] {
  return story.sources.toReversed().map((source) => {
    const head = [
      `**${line(source.publisher.name, 60, 'Unknown publisher')}**`,
      PUBLISHER_KINDS[source.publisher.kind],
      moment(timeOf(source), 'R'),
    ];
    return [head.filter(Boolean).join(' · '), maskedLink(source.title, source.url, 150), sayingOf(source)]
      .filter(Boolean)
      .join('\n');
  });
}

/** What a source says, in its figures and places, or of whom it says that they met. */
function sayingOf({ strike, diplomacy }: Source): string {
  const tolls = [
    strike?.killed && `${tollText(strike.killed)} killed`,
    strike?.injured && `${tollText(strike.injured)} injured`,
  ].filter(Boolean);
  const said = strike
    ? [tolls.join(', '), whereText(strike), sentence(weaponsText(strike.weapons))]
    : diplomacy
      ? [diplomacyText(diplomacy), listedNames(diplomacy.participants, 5)]
      : [];
  return cut(said.filter(Boolean).join(' · '), 700);
}

function timeOf(source: Source): number {
  return source.publishedAt ?? source.seenAt;
}
