import { line } from './fit.ts';

/** Discord's limit on a button's URL, in characters; kept for links in text too. */
const MOST_CHARACTERS = 512;

/**
 * A URL that may stand in a message, with what Markdown reads into it percent-encoded; null for anything but http and
 * https, for one with a user name (it dresses up as another host), for a bare IPv6 address and for one over 512
 * characters.
 */
export function webUrl(url: string | null): string | null {
  if (url === null || url.length > MOST_CHARACTERS) return null;
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username || parsed.password) return null;
  if (parsed.host.startsWith('[')) return null;
  const href = parsed.href.replace(
    /[()<>[\]\\|*~`"'^{}]|@(?=everyone|here)/gi,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return href.length <= MOST_CHARACTERS ? href : null;
}

/** Outside text as a masked link, or as plain text where its URL can't be linked. `units` bounds the text. */
export function maskedLink(text: string, url: string | null, units: number): string {
  const href = webUrl(url);
  if (href === null) return line(text, units, 'untitled');
  // Discord reads no escapes inside a link's text, so brackets there would end it.
  return `[${line(text.replaceAll('[', '(').replaceAll(']', ')'), units, 'untitled')}](${href})`;
}
