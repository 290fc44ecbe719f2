/** Colours of pictures: light on dark as Discord is, data in Okabe and Ito's palette (https://jfly.uni-koeln.de/color/). */
export const INK = {
  ground: '#1e1f22',
  land: '#3a3d44',
  border: '#6d727c',
  grid: '#3f4248',
  text: '#f2f3f5',
  dim: '#b5bac1',
  blue: '#56b4e9',
  yellow: '#f0e442',
  vermilion: '#e8601c',
  /** Of vermilion, so light that no eye takes one for the other. */
  tint: '#ffc9a3',
} as const;

/** Fonts that the drawer has; it draws no letter of any other. */
const FONTS = 'Noto Sans, Noto Sans Arabic';

/** Characters that XML 1.0 has no place for (https://www.w3.org/TR/xml/#charsets), and those that hide or turn text. */
const UNFIT =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

/** Outside text for XML: escaped, on one line, at most `most` characters. */
export function xmlText(text: string, most = 60): string {
  const bare = text.toWellFormed().replace(UNFIT, '').replace(/\s+/g, ' ').trim();
  const characters = [...bare];
  const cut = characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : bare;
  return cut.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** A text element; `text` is outside text. */
export function label(
  text: string,
  x: number,
  y: number,
  style: {
    size: number;
    fill?: string;
    anchor?: 'start' | 'middle' | 'end';
    weight?: 400 | 700;
    halo?: boolean;
  },
): string {
  const { size, fill = INK.text, anchor = 'start', weight = 400, halo = false } = style;
  const place = `x="${coordinate(x)}" y="${coordinate(y)}" font-size="${size}" text-anchor="${anchor}" font-weight="${weight}"`;
  const outline = halo
    ? ` stroke="${INK.ground}" stroke-width="5" stroke-linejoin="round" paint-order="stroke"`
    : '';
  return `<text ${place} fill="${fill}"${outline}>${xmlText(text)}</text>`;
}

/** A picture of these elements on the dark ground. */
export function picture(width: number, height: number, elements: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONTS}"><rect width="${width}" height="${height}" fill="${INK.ground}"/>${elements.join('')}</svg>`;
}

/** A number as SVG takes it, to a tenth of a pixel. */
export function coordinate(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** About how wide a text is drawn, in pixels: enough to keep labels apart. */
export function widthOf(text: string, size: number): number {
  return [...text].length * size * 0.56;
}
