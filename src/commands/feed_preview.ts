import type { Article, FeedEntry } from '../articles/article.ts';
import { normalizeEntry } from '../articles/normalize.ts';
import { shorten } from '../articles/text.ts';
import type { Feed } from '../feeds/feed.ts';
import type { Say } from '../languages/say.ts';
import { escapeText } from '../messages/escape.ts';
import { moment } from '../messages/wording.ts';
import { readReport } from '../reports/read.ts';
import type { Report } from '../reports/report.ts';

const SHOWN = 3;

/** What a feed is and what is understood of its newest three articles, in lines of Markdown. */
export function feedPreview(
  feed: Feed,
  entries: readonly FeedEntry[],
  now: number,
  say: Say,
): { title: string; lines: string[] } {
  const articles = entries.flatMap((entry) => {
    const normalized = normalizeEntry(entry, feed, now);
    return 'article' in normalized ? [normalized.article] : [];
  });
  // Feeds list their newest first; those that give dates are put in order by them.
  const newest = [...articles].sort((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0)).slice(0, SHOWN);
  const languages = [...new Set(newest.flatMap(({ language }) => language ?? []))];
  const unread = languages.some((language) => language !== 'en') ? [`-# ${say('preview.unread')}`] : [];
  return {
    title: feed.title,
    lines: [
      `${escapeText(feed.url)}\n-# ${say('preview.articles', { count: articles.length, languages: languages.join(', ') || null })}`,
      ...newest.map((article) => articleLines(article, say)),
      ...(newest.length === 0 ? [say('preview.empty')] : []),
      ...unread,
    ],
  };
}

function articleLines(article: Article, say: Say): string {
  const when = article.publishedAt === null ? say('preview.no_date') : moment(article.publishedAt, 'R');
  const text =
    article.text === ''
      ? say('preview.title_only')
      : escapeText(shorten(article.text.replace(/\s+/g, ' '), 160));
  return [
    `**${escapeText(shorten(article.title, 150))}** · ${when}`,
    `-# ${text}`,
    `-# ${understood(readReport(article), say)}`,
  ].join('\n');
}

function understood({ topics, strike, diplomacy }: Report, say: Say): string {
  if (topics.length === 0) return say('preview.nothing_understood');
  const facts = [
    ...topics.map((topic) => say(`topics.${topic}`)),
    ...[...(strike?.places ?? []), strike?.country, diplomacy?.place]
      .filter((place) => typeof place === 'string')
      .slice(0, 3),
    ...(strike?.killed ? [say('toll.killed', { count: strike.killed.count, qualifier: 'exact' })] : []),
    ...(strike?.injured ? [say('toll.injured', { count: strike.injured.count, qualifier: 'exact' })] : []),
    ...(diplomacy?.participants.slice(0, 3) ?? []),
  ];
  return say('preview.understood', { facts: [...new Set(facts)].map(escapeText).join(' · ') });
}
