import type { ArticleImage } from './article.ts';
import { shorten, titleText } from './text.ts';
import { absoluteUrl } from './url.ts';

const MAX_URL = 2_000;
const MAX_CAPTION = 500;
/** An article's own picture stands near its beginning. */
const MAX_HTML = 20_000;
/** Smaller ones count readers, or are icons. */
const MIN_SIDE = 50;

/**
 * An image as an article keeps it, or null where it can't be shown safely: it has to be at an https address without a
 * user name. `caption` may hold HTML.
 */
export function articleImage(
  address: string,
  caption: string | null,
  base: string | undefined,
): ArticleImage | null {
  const url = absoluteUrl(address, base);
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.href.length > MAX_URL)
    return null;
  return { url: url.href, caption: shorten(titleText(caption ?? ''), MAX_CAPTION) || null };
}

/** The first image of an HTML fragment that is no icon and counts nobody, with its caption, else its `alt` text. */
export function firstImage(html: string, base: string | undefined): ArticleImage | null {
  const read = html.slice(0, MAX_HTML);
  for (const { 0: tag, index } of read.matchAll(/<img\s[^<>]{1,4000}>/gi)) {
    const side = Math.min(...['width', 'height'].map((name) => Number(attribute(tag, name) ?? MIN_SIDE)));
    if (side < MIN_SIDE) continue;
    const after = read.slice(index + tag.length, index + tag.length + 1_000);
    const caption = /^(?:(?!<img|<\/figure)[\s\S])*?<figcaption[^<>]*>([\s\S]*?)<\/figcaption>/i.exec(
      after,
    )?.[1];
    const image = articleImage(attribute(tag, 'src') ?? '', caption ?? attribute(tag, 'alt'), base);
    if (image !== null) return image;
  }
  return null;
}

function attribute(tag: string, name: string): string | null {
  const value = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag);
  return value?.[1] ?? value?.[2] ?? value?.[3] ?? null;
}
