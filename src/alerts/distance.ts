/** A point on the Earth, in degrees: north and east are positive. */
export interface Location {
  latitude: number;
  longitude: number;
}

const EARTH_RADIUS_KM = 6_371;

/**
 * Kilometres along the surface between two points, by the haversine formula on a sphere of the Earth's mean radius:
 * within 0.6 % of the ellipsoid, which is finer than a town is wide.
 */
export function distanceKm(a: Location, b: Location): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [from, to] = [radians(a.latitude), radians(b.latitude)];
  const up = Math.sin((to - from) / 2) ** 2;
  const along = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const half = Math.min(1, up + Math.cos(from) * Math.cos(to) * along);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(half));
}
