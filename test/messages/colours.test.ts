import { describe, expect, it } from 'vitest';
import { INK } from '../../src/messages/svg.ts';

type Rgb = readonly [number, number, number];

/** Linear RGB of a full loss of one kind of cone (Machado, Oliveira and Fernandes 2009, table 1, severity 1.0). */
const SEEN = {
  'all colours': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red (protanopia)': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green (deuteranopia)': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'no blue (tritanopia)': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} satisfies Record<string, Rgb[]>;

/** What stands side by side: the bars of each chart, the marks of the map. */
const TOGETHER = [
  ['blue', 'yellow'],
  ['vermilion', 'tint'],
  ['vermilion', 'blue'],
] as const;

function linear(hex: string): Rgb {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function seenBy(eye: readonly Rgb[], rgb: Rgb): Rgb {
  const clamped = eye.map((row) =>
    Math.min(1, Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2])),
  );
  return clamped as unknown as Rgb;
}

/** CIE L*a*b* under D65. */
function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const distance = (a: Rgb, b: Rgb) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

describe.each(Object.entries(SEEN))('pictures, to an eye that sees %s', (_, eye) => {
  it.each(TOGETHER)('tell %s and %s apart', (one, other) => {
    // 2.3 is a just noticeable difference; ten times that is told apart at a glance.
    const seen = [one, other].map((name) => lab(seenBy(eye, linear(INK[name])))) as [Rgb, Rgb];
    expect(distance(...seen)).toBeGreaterThan(23);
  });

  it.each(['blue', 'yellow', 'vermilion', 'tint'] as const)('show %s on the ground', (name) => {
    // WCAG 2.2, 1.4.11: 3 to 1 for what is no text.
    const [mark, ground] = [INK[name], INK.ground].map((hex) => luminance(seenBy(eye, linear(hex))));
    expect(((mark ?? 0) + 0.05) / ((ground ?? 0) + 0.05)).toBeGreaterThan(3);
  });
});
