/** What a notice is about, and so its colour. */
export type Tone = 'info' | 'success' | 'warning' | 'error';

/**
 * Accents are from Okabe and Ito's palette, which people with any colour vision tell apart
 * (https://jfly.uni-koeln.de/color/). No meaning rests on colour alone: the word stands beside it.
 *
 * | gravity | word | colour |
 * |---|---|---|
 * | 0–24 | minor | sky blue |
 * | 25–49 | notable | yellow |
 * | 50–74 | serious | orange |
 * | 75–100 | grave | vermilion |
 */
const BANDS = [
  { from: 75, word: 'grave', accent: 0xd55e00 },
  { from: 50, word: 'serious', accent: 0xe69f00 },
  { from: 25, word: 'notable', accent: 0xf0e442 },
  { from: 0, word: 'minor', accent: 0x56b4e9 },
] as const;

const TONES: Record<Tone, number> = {
  info: 0x0072b2,
  success: 0x009e73,
  warning: 0xe69f00,
  error: 0xd55e00,
};

/** The word and accent colour (RGB) of a gravity score; anything below 0 or not a number is minor. */
export function gravityBand(score: number): { word: (typeof BANDS)[number]['word']; accent: number } {
  return BANDS.find((band) => score >= band.from) ?? BANDS[BANDS.length - 1]!;
}

/** The accent colour (RGB) of a notice. */
export function toneAccent(tone: Tone): number {
  return TONES[tone];
}
