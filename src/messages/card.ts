import type { DiplomacyUpdate } from '../reports/report.ts';
import type { Source, Story, StoryStrike } from '../stories/story.ts';
import { gravityBand } from './accent.ts';
import type { StoryAction, StoryPage } from './custom_id.ts';
import { cut, firstThatFit, line } from './fit.ts';
import { type Block, type Button, linkButton, message, pressButton } from './layout.ts';
import { maskedLink, webUrl } from './link.ts';
import type { MessageBody } from './message.ts';
import {
  counted,
  day,
  diplomacyText,
  disputeText,
  listed,
  listedNames,
  moment,
  sayingsLine,
  sentence,
  tollLine,
  weaponsText,
  whereText,
} from './wording.ts';

/**
 * The card of one story: what happened in figures and facts, who disputes it, who reports it, and buttons to the
 * story's other pages. Always within Discord's limits.
 * @param options.roleId the role to mention, for a card that is posted; null for edits and replies
 * @param options.asPage whether it is a page that a member asked for, with buttons for what the member may do
 */
export function storyCard(story: Story, options: { roleId: string | null; asPage?: boolean }): MessageBody {
  const strike = story.strike ? strikeBlocks(story, story.strike) : [];
  const diplomacy = story.diplomacy ? diplomacyBlocks(story.diplomacy) : [];
  const between: Block[] = strike.length > 0 && diplomacy.length > 0 ? [{ kind: 'line' }] : [];
  const blocks: Block[] = [
    titleBlock(story),
    ...(story.topics[0] === 'diplomacy'
      ? [...diplomacy, ...between, ...strike]
      : [...strike, ...between, ...diplomacy]),
    ...disputeBlocks(story),
    { kind: 'line' },
    { kind: 'text', text: sourcesLine(story) },
    { kind: 'text', text: subtext(story) },
    ...(options.asPage
      ? pageBlocks(story, 'card')
      : [
          {
            kind: 'buttons' as const,
            buttons: [...pageButtons(story, 'card'), actionButton(story.id, 'follow')],
          },
        ]),
  ];
  return message(blocks, gravityBand(story.gravity.score).accent, options.roleId);
}

const PAGE_LABELS: Record<StoryPage, string> = {
  card: 'Card',
  timeline: 'Timeline',
  sources: 'Sources',
  evidence: 'Evidence',
  disputes: 'Disputed',
};

const ACTION_LABELS: Record<StoryAction, string> = {
  follow: 'Follow',
  unfollow: 'Unfollow',
  mute: 'Mute this story',
  unmute: 'Unmute',
};

/** A button for what a member may do about a story. */
export function actionButton(storyId: string, action: StoryAction): Button {
  return pressButton(ACTION_LABELS[action], { kind: 'story_action', storyId, action });
}

/** The rows below a page: to the other pages, and what the member may do. */
export function pageBlocks(story: Story, shown: StoryPage): Block[] {
  return [
    { kind: 'buttons', buttons: pageButtons(story, shown) },
    { kind: 'buttons', buttons: [actionButton(story.id, 'follow'), actionButton(story.id, 'mute')] },
  ];
}

/** Buttons to the story's pages other than the one that is shown; to what is disputed only where something is. */
export function pageButtons(story: Story, shown: StoryPage): Button[] {
  const pages: StoryPage[] = ['card', 'timeline', 'sources', 'evidence', 'disputes'];
  return pages
    .filter((page) => page !== shown && (page !== 'disputes' || story.disputes.length > 0))
    .map((page) => pressButton(PAGE_LABELS[page], { kind: 'story', storyId: story.id, page }));
}

/** The headline, with a link to the lead article at its side: the first source that can be linked. */
export function titleBlock(story: Story): Block {
  const lead = story.sources.find((source) => webUrl(source.url) !== null);
  return {
    kind: 'section',
    text: `### ${line(story.headline, 200, 'Untitled story')}`,
    button: linkButton('Read', lead?.url ?? null),
  };
}

function strikeBlocks(story: Story, strike: StoryStrike): Block[] {
  const toll = tollLine(strike);
  const names = new Map(story.publishers.map((publisher) => [publisher.id, publisher.name]));
  const nameOf = (publisher: string) => names.get(publisher) ?? publisher;
  const differing = [
    strike.killed && sayingsLine(strike.killed, 'killed', nameOf),
    strike.injured && sayingsLine(strike.injured, 'injured', nameOf),
  ].filter(Boolean);
  const toldBy = strike.tollSource ? line(strike.tollSource, 80) : '';
  return [
    { kind: 'text', text: toll && `## ${toll}` },
    {
      kind: 'text',
      text: cut(differing.join('\n'), 1_000) || (toll && toldBy && `-# Toll given by ${toldBy}`),
    },
    {
      kind: 'text',
      text: factLines([
        ['Where', whereText(strike)],
        ['When', strike.when === null ? '' : day(strike.when)],
        ['Attacker', line(strike.attacker ?? '', 80)],
        ['Weapons', sentence(weaponsText(strike.weapons))],
        ['Hit', sentence(listedNames(strike.targets, 5))],
        ['Effects', sentence(listedNames(strike.effects, 5))],
      ]),
    },
  ];
}

function diplomacyBlocks(update: DiplomacyUpdate): Block[] {
  const facts = factLines([
    ['Who', listedNames(update.participants, 8)],
    ['About', sentence(listedNames(update.topics, 5))],
  ]);
  return [
    { kind: 'line' },
    { kind: 'text', text: [diplomacyText(update), facts].filter(Boolean).join('\n') },
  ];
}

function factLines(facts: [label: string, value: string][]): string {
  return facts
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `**${label}:** ${cut(value, 700)}`)
    .join('\n');
}

function disputeBlocks(story: Story): Block[] {
  const lines = story.disputes.map((dispute) => {
    // Told by one side and, so far, contradicted by nobody.
    const label = dispute.disputedBy.length > 0 ? 'Disputed' : 'Claimed';
    return `**${label}:** ${disputeText(dispute, 200)}`;
  });
  const shown = firstThatFit(lines, 1_500, 3, '\n', (left) => `… and ${left} more disputed`);
  return [{ kind: 'line' }, { kind: 'text', text: shown }];
}

/** `France 24, BBC and 2 more`, each a link to that publisher's newest article. */
function sourcesLine(story: Story): string {
  const newest = new Map<string, Source>();
  for (const source of story.sources) newest.set(source.publisher.id, source);
  const links = story.publishers.map(({ id, name, kind }) => {
    const link = maskedLink(name, newest.get(id)?.url ?? null, 40);
    return kind === 'state_media' ? `${link} (state media)` : link;
  });
  let most = 6;
  while (most > 1 && listed(links, most).length > 600) most--;
  return links.length > 0 ? `**Sources:** ${listed(links, most)}` : '';
}

function subtext(story: Story): string {
  const change = story.timeline.findLast(({ kind }) => kind !== 'new');
  const band = gravityBand(story.gravity.score).word;
  const state = story.closedAt === null ? '' : `closed ${moment(story.closedAt, 'R')}`;
  const lines = [
    change ? `Changed ${moment(change.at, 'R')}: ${changeText(change.before, change.after)}` : '',
    [
      line(story.id, 20),
      `gravity ${Math.round(story.gravity.score)}, ${band}`,
      independent(story.publishers.length),
      `since ${moment(story.openedAt, 'R')}`,
      state,
    ]
      .filter(Boolean)
      .join(' · '),
  ];
  return lines
    .filter(Boolean)
    .map((text) => `-# ${text}`)
    .join('\n');
}

/** `3 independent publishers`. */
export function independent(publishers: number): string {
  return publishers === 1 ? '1 publisher' : counted(publishers, 'independent publisher');
}

/** `1 killed → 2 killed`. */
export function changeText(before: string | null, after: string): string {
  const now = line(after, 120, 'changed');
  const was = line(before ?? '', 120);
  return was ? `${was} → ${now}` : now;
}
