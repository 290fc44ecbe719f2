import type { Subscription } from '../alerts/subscription.ts';
import { inEnglish, type Say } from '../languages/say.ts';
import type { Story } from '../stories/story.ts';
import { toneAccent } from './accent.ts';
import type { SubscriptionAction } from './custom_id.ts';
import { howManyFit, line } from './fit.ts';
import { type Block, type Button, message, pressButton } from './layout.ts';
import { maskedLink } from './link.ts';
import type { MessageBody } from './message.ts';
import { optionTexts, whatText } from './subscription_text.ts';
import { diplomacyText, listedNames, moment, tollLine, whereText } from './wording.ts';

/** Which page of which list this is. */
export interface ListPage {
  /** The list's name in custom ids, lower-case letters and underscores, e.g. `strikes`. */
  kind: string;
  /** What the list was asked with, e.g. a country or a query; may be empty. Over about 80 characters there are no page buttons. */
  arg: string;
  /** 1 for the first. */
  page: number;
  pages: number;
  /** How many there are over all pages. */
  total: number;
}

/** One found article. */
export interface ArticleLine {
  title: string;
  url: string | null;
  publisher: string;
  publishedAt: number | null;
  storyId: string | null;
}

/** Each entry may be a text, its section and its button; ten leave room for the title, the page and its buttons. */
const MOST_ENTRIES = 10;

/**
 * Stories with their figures, each with a button to its card. At most 10 are shown (less is better on a phone).
 * @param title outside text: it is escaped here
 */
export function storyList(
  title: string,
  stories: readonly Story[],
  page: ListPage,
  say: Say = inEnglish,
): MessageBody {
  const entries = stories.map((story) => storySection(story, say));
  return listMessage(title, entries, say('list.no_stories'), page, say);
}

/** A story's headline and figures with a button to its card. */
export function storySection(story: Story, say: Say): Entry & { kind: 'section' } {
  const facts = [
    story.strike && tollLine(story.strike, say),
    story.strike && whereText(story.strike, say),
    story.diplomacy && !story.strike && diplomacyText(story.diplomacy, say),
  ];
  return {
    kind: 'section',
    ...entry(
      `**${line(story.headline, 120, say('card.untitled'))}**`,
      facts.filter(Boolean).join(' · '),
      `${line(story.id, 20)} · ${moment(story.updatedAt, 'R')}`,
      pressButton(say('button.open'), { kind: 'story', storyId: story.id, page: 'card' }),
    ),
  };
}

/**
 * Articles that were found, newest first as given, each linked, with a button to the story it is part of.
 * @param page null where there is only this page
 */
export function articleList(
  query: string,
  hits: readonly ArticleLine[],
  page: ListPage | null,
  say: Say = inEnglish,
): MessageBody {
  const entries = hits.map((hit): Entry => {
    const when = hit.publishedAt === null ? '' : ` · ${moment(hit.publishedAt, 'R')}`;
    const story =
      hit.storyId === null ? null : ({ kind: 'story', storyId: hit.storyId, page: 'card' } as const);
    return entry(
      maskedLink(hit.title, hit.url, 120),
      '',
      `${line(hit.publisher, 40, say('publisher.unknown'))}${when}${story ? ` · ${line(story.storyId, 20)}` : ''}`,
      story && pressButton(say('button.story'), story),
    );
  });
  return listMessage(say('list.search', { query }), entries, say('list.nothing_found'), page, say);
}

interface Entry {
  text: string;
  button: Button;
}

function entry(head: string, facts: string, sub: string, button: Button): Entry {
  return { text: [head, facts, `-# ${sub}`].filter(Boolean).join('\n'), button };
}

function listMessage(
  title: string,
  entries: readonly Entry[],
  nothing: string,
  page: ListPage | null,
  say: Say,
): MessageBody {
  const texts = entries.map(({ text }) => text);
  const fit = howManyFit(texts, 7_500, MOST_ENTRIES);
  const left = entries.length - fit;
  return message(
    [
      { kind: 'text', text: `### ${line(title, 150, say('list.title'))}` },
      ...entries.slice(0, fit).map(({ text, button }): Block => ({ kind: 'section', text, button })),
      { kind: 'text', text: entries.length === 0 ? nothing : moreText(left, say) },
      ...(page ? pageBlocks(page, say) : []),
    ],
    toneAccent('info'),
  );
}

const moreText = (left: number, say: Say) => (left > 0 ? say('list.and_more', { count: left }) : '');

/** `Page 2 of 7 · 63 in all`, and buttons to the pages on either side; nothing where there is one page. */
function pageBlocks({ kind, arg, page, pages, total }: ListPage, say: Say): Block[] {
  if (pages <= 1) return [];
  const button = (label: string, to: number): Button =>
    to >= 1 && to <= pages ? pressButton(label, { kind: 'list', list: kind, arg, page: to }) : null;
  return [
    { kind: 'text', text: `-# ${say('list.page', { page, pages, total })}` },
    {
      kind: 'buttons',
      buttons: [button(say('button.previous'), page - 1), button(say('button.next'), page + 1)],
    },
  ];
}

/** Each has a text, a row, its four buttons and a separator; four leave room for the title, the page and its buttons. */
export const MOST_SUBSCRIPTIONS = 4;

/**
 * A server's subscriptions with buttons to pause or resume, test, edit and remove each. Shows the first 4 of those given and
 * counts the rest; pages come from the caller.
 */
export function subscriptionList(
  subscriptions: readonly Subscription[],
  page: ListPage,
  say: Say = inEnglish,
): MessageBody {
  const texts = subscriptions.map((subscription) => subscriptionLines(subscription, say));
  const fit = howManyFit(texts, 7_500, MOST_SUBSCRIPTIONS);
  const left = subscriptions.length - fit;
  const rest = subscriptions.length === 0 ? say('subscription.none') : moreText(left, say);
  return message(
    [
      { kind: 'text', text: `### ${say('subscription.list_title')}` },
      ...subscriptions
        .slice(0, fit)
        .flatMap((subscription, index): Block[] => [
          { kind: 'line' },
          { kind: 'text', text: texts[index]! },
          { kind: 'buttons', buttons: actionButtons(subscription, say) },
        ]),
      { kind: 'text', text: rest },
      ...pageBlocks(page, say),
    ],
    toneAccent('info'),
  );
}

function actionButtons({ id, status }: Subscription, say: Say) {
  const button = (action: SubscriptionAction | 'edit', style: 'secondary' | 'danger' = 'secondary') =>
    pressButton(say(`button.${action}`), { kind: 'subscription', subscriptionId: id, action }, style);
  return [
    button(status === 'active' ? 'pause' : 'resume'),
    button('test'),
    button('edit'),
    button('remove', 'danger'),
  ];
}

/**
 * One subscription in three short lines of Markdown: what and where, its filters, and why it is paused where it is.
 */
function subscriptionLines(subscription: Subscription, say: Say): string {
  const { id, guildId, channelId, roleId, status, pausedReason } = subscription;
  const reason = pausedReason ? line(say.text(pausedReason), 200) : null;
  const head = say('subscription.line', {
    id: `${id}`,
    what: whatText(subscription, say),
    channel: guildId !== null && isSnowflake(channelId) ? `<#${channelId}>` : null,
    role: isSnowflake(roleId) ? `<@&${roleId}>` : null,
  });
  return [
    head,
    filterText(subscription, say),
    ...(status === 'paused' ? [`-# ${say('subscription.paused_because', { reason })}`] : []),
  ].join('\n');
}

/** `Strikes and diplomacy · Ukraine and Israel · gravity 50 or more`. */
function filterText(subscription: Subscription, say: Say): string {
  const { topics, regions, minGravity } = subscription;
  const [topic] = topics.length === 1 ? topics : [];
  return [
    topic === undefined ? say('topics.both') : say(`topics.${topic}`),
    listedNames(regions, say, 8) || say('filters.everywhere'),
    minGravity > 0 ? say('filters.gravity', { gravity: minGravity }) : '',
    ...optionTexts(subscription, say),
  ]
    .filter(Boolean)
    .join(' · ');
}

function isSnowflake(id: string | null): id is string {
  return id !== null && /^\d{1,20}$/.test(id);
}
