import type { ArticleImage } from '../articles/article.ts';
import { articleImage } from '../articles/image.ts';
import type { Element } from './element.ts';

const IMAGE_FILE = /\.(?:jpe?g|png|webp|gif|avif)(?:[?#]|$)/i;

const HOLDERS = new Set(['media:group', 'media:content', 'media:thumbnail', 'enclosure', 'itunes:image']);

interface Found {
  address: string;
  caption: string | null;
  width: number;
}

/**
 * The picture that an entry gives beside its text: of Media RSS the widest, else an enclosure's, else a thumbnail, with
 * the title or description that stands with it.
 */
export function pictureOf(elements: readonly Element[], base: string | undefined): ArticleImage | null {
  if (!elements.some(mayHoldPicture)) return null;
  const media: Found[] = [];
  const thumbnails: Found[] = [];
  const visit = (element: Element, caption: string | null) => {
    const { name, attributes, children } = element;
    const own = captionOf(children) ?? caption;
    const address = (attributes.url ?? attributes.href ?? '').trim();
    const found = { address, caption: own, width: Number(attributes.width ?? 0) || 0 };
    if (address !== '' && isPicture(element)) media.push(found);
    if (address !== '' && /^(?:media:thumbnail|itunes:image)$/.test(name)) thumbnails.push(found);
    if (name === 'media:group' || name === 'media:content') for (const child of children) visit(child, own);
  };
  const loose = captionOf(elements.filter(({ name }) => name === 'media:description'));
  for (const element of elements) visit(element, loose);
  const widest = (found: Found[]) => found.sort((a, b) => b.width - a.width);
  for (const { address, caption } of [...widest(media), ...widest(thumbnails)]) {
    const image = articleImage(address, caption, base);
    if (image !== null) return image;
  }
  return null;
}

const mayHoldPicture = ({ name, attributes }: Element) =>
  HOLDERS.has(name) || (name === 'link' && attributes.rel !== undefined);

function isPicture({ name, attributes }: Element): boolean {
  const isLink = name === 'link' && attributes.rel?.toLowerCase() === 'enclosure';
  if (name !== 'media:content' && name !== 'enclosure' && !isLink) return false;
  if (attributes.medium !== undefined) return attributes.medium.toLowerCase() === 'image';
  if (attributes.type !== undefined) return /^image\//i.test(attributes.type);
  return IMAGE_FILE.test(attributes.url ?? attributes.href ?? '');
}

function captionOf(elements: readonly Element[]): string | null {
  for (const name of ['media:description', 'media:title']) {
    const text = elements.find((element) => element.name === name)?.text.trim();
    if (text) return text;
  }
  return null;
}
