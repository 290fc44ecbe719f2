import type { Article, FeedEntry } from '../articles/article.ts';
import { normalizeEntry } from '../articles/normalize.ts';
import { shorten } from '../articles/text.ts';
import type { Feed } from '../feeds/feed.ts';
import { escapeText } from '../messages/escape.ts';
import { readReport } from '../reports/read.ts';
import type { Report } from '../reports/report.ts';

const SHOWN = 3;

/** What a feed is and what is understood of its newest three articles, in lines of Markdown. */
export function feedPreview(
  feed: Feed,
  entries: readonly FeedEntry[],
  now: number,
): { title: string; lines: string[] } {
  const articles = entries.flatMap((entry) => {
    const normalized = normalizeEntry(entry, feed, now);
    return 'article' in normalized ? [normalized.article] : [];
  });
  // Feeds list their newest first; those that give dates are put in order by them.
  const newest = [...articles].sort((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0)).slice(0, SHOWN);
  const languages = [...new Set(newest.flatMap(({ language }) => language ?? []))];
  const unread = languages.some((language) => language !== 'en') ? [UNREAD] : [];
  return {
    title: feed.title,
    lines: [
      `${escapeText(feed.url)}\n-# ${articles.length} articles${languages.length > 0 ? ` · in ${languages.join(', ')}` : ''}`,
      ...newest.map(articleLines),
      ...(newest.length === 0 ? ['It holds no articles at the moment.'] : []),
      ...unread,
    ],
  };
}

const UNREAD = '-# Only English is understood so far: other articles can be searched, but make no stories.';

function articleLines(article: Article): string {
  const when = article.publishedAt === null ? 'no date' : `<t:${Math.floor(article.publishedAt / 1_000)}:R>`;
  const text =
    article.text === '' ? 'title only' : escapeText(shorten(article.text.replace(/\s+/g, ' '), 160));
  return [
    `**${escapeText(shorten(article.title, 150))}** · ${when}`,
    `-# ${text}`,
    `-# ${understood(readReport(article))}`,
  ].join('\n');
}

function understood({ topics, strike, diplomacy }: Report): string {
  if (topics.length === 0) return 'Understood: neither a strike nor diplomacy';
  const facts = [
    ...topics.map((topic) => (topic === 'strike' ? 'strike' : 'diplomacy')),
    ...[...(strike?.places ?? []), strike?.country, diplomacy?.place]
      .filter((place) => typeof place === 'string')
      .slice(0, 3),
    ...(strike?.killed ? [`${strike.killed.count} killed`] : []),
    ...(strike?.injured ? [`${strike.injured.count} injured`] : []),
    ...(diplomacy?.participants.slice(0, 3) ?? []),
  ];
  return `Understood: ${[...new Set(facts)].map(escapeText).join(' · ')}`;
}
