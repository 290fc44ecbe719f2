import { speakIn } from '../languages/say.ts';
import { type Markup, markup } from './markup.ts';
import { dayText, digestBody } from './page.ts';
import { type Published, pathOf } from './published.ts';

/**
 * A series as an Atom feed (RFC 4287), its digests newest first and each of them whole.
 * @param origin the public address, without a slash at its end; it makes the ids, so that they stay
 */
export function atomFeed(
  series: string,
  title: string,
  digests: readonly Published[],
  origin: string,
): string {
  const self = `${origin}${pathOf(series)}/feed.atom`;
  return markup`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${self}</id>
<title>${title}</title>
<updated>${time(Math.max(0, ...digests.map(({ at }) => at)))}</updated>
<author><name>Sitrep</name></author>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${origin}${pathOf(series)}"/>
${digests.map((digest) => entryOf(digest, origin))}</feed>
`.text;
}

function entryOf(published: Published, origin: string): Markup {
  const { series, title, digest, at, spoken } = published;
  const address = `${origin}${pathOf(series, digest.window.until)}`;
  return markup`<entry>
<id>${address}</id>
<title>${title}, ${dayText(digest.window.until, digest.timeZone, speakIn(spoken))}</title>
<updated>${time(at)}</updated>
<published>${time(at)}</published>
<link rel="alternate" type="text/html" href="${address}"/>
<content type="html">${digestBody(published, origin).text}</content>
</entry>
`;
}

function time(at: number): string {
  return new Date(at).toISOString();
}
