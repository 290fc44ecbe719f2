import type { Source, Story, StoryChange } from '../stories/story.ts';
import { gravityBand } from './accent.ts';
import { changeText, independent, pageButtons, storyCard, titleBlock } from './card.ts';
import type { StoryPage } from './custom_id.ts';
import { evidenceQuotes } from './evidence.ts';
import { firstThatFit, line } from './fit.ts';
import { message } from './layout.ts';
import { maskedLink } from './link.ts';
import type { MessageBody } from './message.ts';
import { counted, moment, sentence } from './wording.ts';

/** The weight that a page's list of entries may have, the title and the buttons apart. */
const PAGE_WEIGHT = 7_500;

/**
 * One page of a story, as its buttons open it: the card as it is now, what changed and when, every source, or the
 * sentences that bear the facts. Always within Discord's limits; what doesn't fit is counted at the end.
 */
export function storyPage(story: Story, page: StoryPage): MessageBody {
  switch (page) {
    case 'card':
      return storyCard(story, { roleId: null });
    case 'timeline':
      return listPage(story, page, 'What changed, newest first', timelineEntries(story));
    case 'sources':
      return listPage(story, page, sourcesHead(story), sourceEntries(story));
    case 'evidence':
      return listPage(story, page, 'The sentences that the facts stand in', evidenceQuotes(story));
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
      { kind: 'buttons', buttons: pageButtons(story, page) },
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
};

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

/** Newest first, as the story's newest facts are looked for. */
function sourceEntries(story: Story): string[] {
  return story.sources.toReversed().map((source) => {
    const head = [
      `**${line(source.publisher.name, 60, 'Unknown publisher')}**`,
      PUBLISHER_KINDS[source.publisher.kind],
      moment(timeOf(source), 'R'),
    ];
    return `${head.filter(Boolean).join(' · ')}\n${maskedLink(source.title, source.url, 150)}`;
  });
}

function timeOf(source: Source): number {
  return source.publishedAt ?? source.seenAt;
}
