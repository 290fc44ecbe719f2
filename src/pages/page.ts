import { Temporal } from 'temporal-polyfill';
import type { Digest, DigestBarrage, DigestChange, DigestDispute, DigestStory } from '../digests/digest.ts';
import { type Say, speakIn } from '../languages/say.ts';
import { gravityBand } from '../messages/accent.ts';
import { digestPictures } from '../messages/digest.ts';
import { webUrl } from '../messages/link.ts';
import { listed, sentence, weaponsText } from '../messages/wording.ts';
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
  const say = speakIn(published.spoken);
  const path = pathOf(series, digest.window.until);
  const { since, until } = digest.window;
  const day = dayText(until, digest.timeZone, say);
  return pageOf(
    `${title}, ${day}`,
    series,
    say,
    markup`<header>
<p class="series"><a href="${pathOf(series)}">${title}</a></p>
<h1>${day}</h1>
<p class="window">${moment(since, digest, say)} – ${moment(until, digest, say)}, ${digest.timeZone}</p>
${published.late && markup`<p class="note">${say('web.late')}</p>`}
${figuresList(digest, say)}
</header>
<main>
${digestBody(published)}
</main>
<nav aria-label="${say('web.others')}">
${older !== null && markup`<a rel="prev" href="${pathOf(series, older)}">${say('web.earlier')}</a>`}
${newer !== null && markup`<a rel="next" href="${pathOf(series, newer)}">${say('web.later')}</a>`}
<a href="${path}.json">${say('web.json')}</a>
<a href="${pathOf(series)}/feed.atom">${say('web.atom')}</a>
</nav>`,
  );
}

/** The list of a series' digests, newest first. @param spoken the series' language; English where absent */
export function seriesPage(
  series: string,
  title: string,
  digests: readonly { until: number; timeZone: string }[],
  spoken?: string,
): string {
  const say = speakIn(spoken);
  return pageOf(
    title,
    series,
    say,
    markup`<header><h1>${title}</h1></header>
<main><ul class="list">
${digests.map(({ until, timeZone }) => markup`<li><a href="${pathOf(series, until)}">${dayText(until, timeZone, say)}, ${clock(until, timeZone)}</a></li>`)}
</ul></main>
<nav aria-label="${title}"><a href="${pathOf(series)}/feed.atom">${say('web.atom')}</a></nav>`,
  );
}

function pageOf(title: string, series: string, say: Say, content: Markup): string {
  return markup`<!doctype html>
<html lang="${say.language}">
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
<footer><p>${say('web.footer')}</p></footer>
</body>
</html>
`.text;
}

/** Pictures and sections, as they stand in a page and in an entry of the feed. */
export function digestBody(published: Published, origin = ''): Markup {
  const { digest, series, days } = published;
  const say = speakIn(published.spoken);
  // What is told of a story is in its headline's language only where both were rewritten.
  const languages = {
    headline: published.language,
    facts: published.language === 'en' ? say.language : published.language,
  };
  const { barrages, strikes, diplomacy, disputes, changes, figures } = digest;
  const path = `${origin}${pathOf(series, digest.window.until)}`;
  const isQuiet = [barrages, strikes, diplomacy, disputes, changes].every(({ length }) => length === 0);
  const pictures = days ? digestPictures(digest, days, say) : [];
  return markup`${pictures.map(
    ({
      file,
      alt,
    }) => markup`<figure><img src="${path}/${file.name}" alt="${alt}" width="960" height="${file.kind === 'map' ? 640 : 600}"></figure>
`,
  )}${isQuiet && markup`<p>${say('web.quiet')}</p>`}
${section('barrages', barrages, (barrage) => barrageEntry(barrage, say), say)}
${section('strikes', strikes, (story) => storyEntry(story, languages, say), say, figures.strikes)}
${section('diplomacy', diplomacy, (story) => storyEntry(story, languages, say), say, figures.diplomacy)}
${section('disputes', disputes, (dispute) => disputeEntry(dispute, say), say)}
${section('changes', changes, (change) => changeEntry(change, say), say)}`;
}

function section<One>(
  name: 'barrages' | 'strikes' | 'diplomacy' | 'disputes' | 'changes',
  all: readonly One[],
  entry: (one: One) => Markup,
  say: Say,
  total = all.length,
): Markup | null {
  if (all.length === 0) return null;
  const left = total - all.length;
  return markup`<section>
<h2>${say(`digest.${name}`)}</h2>
${all.map(entry)}
${left > 0 && markup`<p class="more">${say('list.and_more', { count: left })}</p>`}
</section>
`;
}

function storyEntry(
  { storyId, headline, summary, quote, gravity, sources, also }: DigestStory,
  languages: { headline: string; facts: string },
  say: Say,
): Markup {
  const others = also.map((other) => `${other.headline} (${other.storyId})`);
  return markup`<article id="${storyId}">
<h3 lang="${languages.headline}">${headline || say('card.untitled')}</h3>
${summary !== '' && summary !== headline && markup`<p lang="${languages.facts}">${summary}</p>`}
${quote && markup`<blockquote><p>“${quote.text}”</p><footer>${quote.publisher}</footer></blockquote>`}
<p class="sources">${sentence(say(`gravity.${gravityBand(gravity).word}`))} ${Math.round(gravity)} · ${linksOf(sources)} · <span class="id">${storyId}</span></p>
${others.length > 0 && markup`<p class="sources">${say('digest.also', { stories: say.listed(others) })}</p>`}
</article>
`;
}

function barrageEntry({ country, weapons, saidBy, days, storyIds }: DigestBarrage, say: Say): Markup {
  const uses = weapons.map((weapon) => ({ ...weapon, hit: null }));
  return markup`<article>
<h3>${country}</h3>
<p>${weaponsText(uses, say)}${days.length > 1 && markup`, ${say('digest.over_days', { count: days.length })}`}</p>
<p class="sources">${listed(saidBy, say, 2)} · <span class="id">${listed(storyIds, say, 4)}</span></p>
</article>
`;
}

function disputeEntry({ claim, claimedBy, disputedBy, storyId }: DigestDispute, say: Say): Markup {
  const by = (verb: 'claimed' | 'disputed', names: readonly string[]) =>
    names.length > 0 ? say(`dispute.${verb}_by`, { names: listed(names, say) }) : '';
  const who = [by('claimed', claimedBy), by('disputed', disputedBy)].filter(Boolean).join('; ');
  return markup`<article>
<h3>${sentence(claim)}</h3>
<p>${sentence(who)}</p>
<p class="sources"><span class="id">${storyId}</span></p>
</article>
`;
}

function changeEntry({ headline, changes, sources, storyId }: DigestChange, say: Say): Markup {
  return markup`<article>
<h3>${headline || say('card.untitled')}</h3>
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

function figuresList({ figures, barrages }: Digest, say: Say): Markup | null {
  const isRound = barrages.some(({ weapons }) => weapons.some((use) => use.qualifier !== 'exact'));
  const launched = say('sum.launched', { count: figures.launched });
  const shown = [
    figures.strikes > 0 && say('count.attacks', { count: figures.strikes }),
    figures.killed > 0 && say('sum.killed', { count: figures.killed }),
    figures.injured > 0 && say('sum.injured', { count: figures.injured }),
    figures.launched > 0 && (isRound ? say('sum.about', { sum: launched }) : launched),
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

/** `5 January 2026`, as the language writes it. */
export function dayText(at: number, timeZone: string, say: Say): string {
  const iso = zoned(at, timeZone).toPlainDate().toString();
  return say.day(iso) ?? iso;
}

function clock(at: number, timeZone: string): string {
  return zoned(at, timeZone).toPlainTime().toString({ smallestUnit: 'minute' });
}

function moment(at: number, { timeZone }: Digest, say: Say): Markup {
  return markup`<time datetime="${stampOf(at)}">${dayText(at, timeZone, say)}, ${clock(at, timeZone)}</time>`;
}
