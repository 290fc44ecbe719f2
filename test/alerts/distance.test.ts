import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceKm } from '../../src/alerts/distance.ts';

const kyiv = { latitude: 50.45, longitude: 30.52 };
const point = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('distanceKm', () => {
  it.each([
    ['Kharkiv', { latitude: 49.99, longitude: 36.23 }, 409],
    ['Paris', { latitude: 48.857, longitude: 2.352 }, 2_023],
    ['where it is itself', kyiv, 0],
    ['the other side of the Earth', { latitude: -50.45, longitude: -149.48 }, 20_015],
  ])('from Kyiv to %s', (_name, there, km) => {
    expect(Math.round(distanceKm(kyiv, there))).toBeCloseTo(km, -1);
  });

  it('is short over the date line', () => {
    const west = { latitude: -17, longitude: 179.9 };
    expect(distanceKm(west, { latitude: -17, longitude: -179.9 })).toBeLessThan(25);
  });

  it('is the same both ways, and never more than half way around', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        expect(distanceKm(a, b)).toBeCloseTo(distanceKm(b, a), 6);
        expect(distanceKm(a, b)).toBeLessThanOrEqual(20_016);
      }),
    );
  });
});
