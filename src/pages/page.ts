import { Temporal } from 'temporal-polyfill';
import type { Digest, DigestBarrage, DigestChange, DigestDispute, DigestStory } from '../digests/digest.ts';
import { inEnglish as say } from '../languages/say.ts';
import { gravityBand } from '../messages/accent.ts';
import { digestPictures } from '../messages/digest.ts';
import { webUrl } from '../messages/link.ts';
import { sentence, weaponsText } from '../messages/wording.ts';
import { listText } from '../stories/wording.ts';
import { type Markup, markup } from './markup.ts';
import { type Published, pathOf, stampOf } from './published.ts';

/** Neighbours of a digest in its series: the ends of their windows, newest first. */
export interface Neighbours {
  older: number | null;
  newer: number | null;
}

/** A digest as a page that needs no script: everything in it that came from outside is escaped. */
export function digestPage(published: Published, { older, newer }: Neighbours): string {
  const { series, title, digest } = published;
  const path = pathOf(series, digest.window.until);
  const day = dayText(digest.window.until, digest.timeZone);
  return pageOf(
    `${title}, ${day}`,
    series,
    markup`<header>
<p class="series"><a href="${pathOf(series)}">${title}</a></p>
<h1>${day}</h1>
<p class="window">${moment(digest.window.since, digest)} to ${moment(digest.window.until, digest)}, ${digest.timeZone}</p>
${published.late && markup`<p class="note">This digest left late: Sitrep was not running when it was due.</p>`}
${figuresList(digest)}
</header>
<main>
${digestBody(published)}
</main>
<nav aria-label="Other digests">
${older !== null && markup`<a rel="prev" href="${pathOf(series, older)}">Earlier digest</a>`}
${newer !== null && markup`<a rel="next" href="${pathOf(series, newer)}">Later digest</a>`}
<a href="${path}.json">This digest as JSON</a>
<a href="${pathOf(series)}/feed.atom">Atom feed</a>
</nav>`,
  );
}

/** The list of a series' digests, newest first. */
export function seriesPage(
  series: string,
  title: string,
  digests: readonly { until: number; timeZone: string }[],
): string {
  return pageOf(
    title,
    series,
    markup`<header><h1>${title}</h1></header>
<main><ul class="list">
${digests.map(({ until, timeZone }) => markup`<li><a href="${pathOf(series, until)}">${dayText(until, timeZone)}, ${clock(until, timeZone)}</a></li>`)}
</ul></main>
<nav aria-label="Forms"><a href="${pathOf(series)}/feed.atom">Atom feed</a></nav>`,
  );
}

function pageOf(title: string, series: string, content: Markup): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/digests.css">
<link rel="alternate" type="application/atom+xml" title="${title}" href="${pathOf(series)}/feed.atom">
</head>
<body>
${content}
<footer><p>Read by Sitrep from public news feeds. Each figure stands in a sentence of the source beside it.</p></footer>
</body>
</html>
`.text;
}

/** Pictures and sections, as they stand in a page and in an entry of the feed. */
export function digestBody(published: Published, origin = ''): Markup {
  const { digest, language, series, days } = published;
  const { barrages, strikes, diplomacy, disputes, changes, figures } = digest;
  const path = `${origin}${pathOf(series, digest.window.until)}`;
  const isQuiet = [barrages, strikes, diplomacy, disputes, changes].every(({ length }) => length === 0);
  const pictures = days ? digestPictures(digest, days) : [];
  return markup`${pictures.map(
    ({
      file,
      alt,
    }) => markup`<figure><img src="${path}/${file.name}" alt="${alt}" width="960" height="${file.kind === 'map' ? 640 : 600}"></figure>
`,
  )}${isQuiet && markup`<p>Quiet: nothing of this was reported in this time.</p>`}
${section('Launched and intercepted', barrages, barrageEntry)}
${section('Strikes', strikes, (story) => storyEntry(story, language), figures.strikes)}
${section('Diplomacy', diplomacy, (story) => storyEntry(story, language), figures.diplomacy)}
${section('Disputed', disputes, disputeEntry)}
${section('What changed since the last digest', changes, changeEntry)}`;
}

function section<One>(
  title: string,
  all: readonly One[],
  entry: (one: One) => Markup,
  total = all.length,
): Markup | null {
  if (all.length === 0) return null;
  const left = total - all.length;
  return markup`<section>
<h2>${title}</h2>
${all.map(entry)}
${left > 0 && markup`<p class="more">… and ${say.grouped(left)} more.</p>`}
</section>
`;
}

function storyEntry(
  { storyId, headline, summary, quote, gravity, sources, also }: DigestStory,
  language: string,
): Markup {
  return markup`<article id="${storyId}">
<h3 lang="${language}">${headline || 'Untitled story'}</h3>
${summary !== '' && summary !== headline && markup`<p lang="${language}">${summary}</p>`}
${quote && markup`<blockquote><p>“${quote.text}”</p><footer>${quote.publisher}</footer></blockquote>`}
<p class="sources">${sentence(gravityBand(gravity).word)} ${Math.round(gravity)} · ${linksOf(sources)} · <span class="id">${storyId}</span></p>
${
  also.length > 0 &&
  markup`<p class="sources">Also: ${also.map(({ headline: other, storyId: id }, at) => markup`${at > 0 && markup`; `}${other} <span class="id">${id}</span>`)}</p>`
}
</article>
`;
}

function barrageEntry({ country, weapons, saidBy, days, storyIds }: DigestBarrage): Markup {
  const uses = weapons.map((weapon) => ({ ...weapon, hit: null }));
  return markup`<article>
<h3>${country}</h3>
<p>${weaponsText(uses, say)}${days.length > 1 && markup`, over ${days.length} days`}</p>
<p class="sources">${listText(saidBy, 2)} · <span class="id">${listText(storyIds, 4)}</span></p>
</article>
`;
}

function disputeEntry({ claim, claimedBy, disputedBy, storyId }: DigestDispute): Markup {
  const by = (verb: string, names: readonly string[]) =>
    names.length > 0 ? `${verb} by ${listText(names)}` : '';
  const who = [by('claimed', claimedBy), by('disputed', disputedBy)].filter(Boolean).join('; ');
  return markup`<article>
<h3>${sentence(claim)}</h3>
<p>${sentence(who)}</p>
<p class="sources"><span class="id">${storyId}</span></p>
</article>
`;
}

function changeEntry({ headline, changes, sources, storyId }: DigestChange): Markup {
  return markup`<article>
<h3>${headline || 'Untitled story'}</h3>
<p>${changes.join('; ')}</p>
<p class="sources">${linksOf(sources)} · <span class="id">${storyId}</span></p>
</article>
`;
}

function linksOf(sources: DigestStory['sources']): Markup {
  const links = sources.map(({ publisher, url }, at) => {
    const href = webUrl(url);
    return markup`${at > 0 && markup`, `}${href === null ? publisher : markup`<a href="${href}" rel="noopener external">${publisher}</a>`}`;
  });
  return markup`${links}`;
}

function figuresList({ figures, barrages }: Digest): Markup | null {
  const isRound = barrages.some(({ weapons }) => weapons.some((use) => use.qualifier !== 'exact'));
  const shown = [
    figures.strikes > 0 && say('count.attacks', { count: figures.strikes }),
    figures.killed > 0 && say('sum.killed', { count: figures.killed }),
    figures.injured > 0 && say('sum.injured', { count: figures.injured }),
    figures.launched > 0 && `${isRound ? 'about ' : ''}${say('sum.launched', { count: figures.launched })}`,
    figures.intercepted > 0 && say('sum.intercepted', { count: figures.intercepted }),
    figures.diplomacy > 0 && say('count.updates', { count: figures.diplomacy }),
  ].filter((text) => text !== false);
  return shown.length === 0
    ? null
    : markup`<ul class="figures">${shown.map((text) => markup`<li>${text}</li>`)}</ul>`;
}

function zoned(at: number, timeZone: string) {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
}

/** `5 January 2026`. */
export function dayText(at: number, timeZone: string): string {
  return zoned(at, timeZone).toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}

function clock(at: number, timeZone: string): string {
  return zoned(at, timeZone).toPlainTime().toString({ smallestUnit: 'minute' });
}

function moment(at: number, { timeZone }: Digest): Markup {
  return markup`<time datetime="${stampOf(at)}">${dayText(at, timeZone)}, ${clock(at, timeZone)}</time>`;
}
