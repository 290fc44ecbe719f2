/** A point in degrees. */
export type Point = readonly [longitude: number, latitude: number];

/** Countries as shapes, and the lines between them. */
export interface World {
  countries: { name: string; rings: Point[][]; box: Box }[];
  borders: { line: Point[]; box: Box; disputed: boolean }[];
}

/** West, south, east, north, in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** TopoJSON (https://github.com/topojson/topojson-specification) as world-atlas packs Natural Earth's countries. */
export interface Topology {
  transform: { scale: readonly number[]; translate: readonly number[] };
  arcs: readonly (readonly (readonly number[])[])[];
  objects: { countries: { geometries: readonly Geometry[] } };
}

type Geometry = { properties: { name: string } } & (
  | { type: 'Polygon'; arcs: readonly (readonly number[])[] }
  | { type: 'MultiPolygon'; arcs: readonly (readonly (readonly number[])[])[] }
);

/** Whose standing states dispute: every border of theirs is. */
const DISPUTED = ['Somaliland', 'W. Sahara', 'Kosovo', 'N. Cyprus', 'Siachen Glacier', 'Palestine'];

/** Lines of control and the like: two neighbours, and the box in which the line between them is disputed. */
const DISPUTED_LINES: readonly [a: string, b: string, box: Box][] = [
  ['Russia', 'Ukraine', [32, 44, 37, 46.6]],
  ['India', 'Pakistan', [72.5, 32.4, 80, 38]],
  ['China', 'India', [70, 20, 100, 40]],
  ['Israel', 'Syria', [35, 32, 37, 34]],
  ['Egypt', 'Sudan', [33, 21, 38, 23.5]],
  ['S. Sudan', 'Sudan', [27, 9, 30, 11]],
  ['Kenya', 'S. Sudan', [33, 4, 37, 6]],
];

/** Countries and borders of a topology. */
export function readWorld({ transform, arcs, objects }: Topology): World {
  const [scaleX = 1, scaleY = 1] = transform.scale;
  const [moveX = 0, moveY = 0] = transform.translate;
  const lines = arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx = 0, dy = 0]): Point => {
      x += dx;
      y += dy;
      return [x * scaleX + moveX, y * scaleY + moveY];
    });
  });
  const lineOf = (arc: number) => (arc >= 0 ? (lines[arc] ?? []) : (lines[~arc] ?? []).toReversed());
  const owners = new Map<number, Set<string>>();
  const countries = objects.countries.geometries.flatMap((geometry) => {
    const { name } = geometry.properties;
    const polygons =
      geometry.type === 'Polygon' ? [geometry.arcs] : geometry.type === 'MultiPolygon' ? geometry.arcs : [];
    // Each polygon apart, so that far islands don't bring their country's whole shape with them.
    return polygons.map((polygon) => {
      const rings = polygon.map((ring) => {
        for (const arc of ring) {
          const key = arc >= 0 ? arc : ~arc;
          owners.set(key, (owners.get(key) ?? new Set()).add(name));
        }
        return unwrapped(ring.flatMap((arc, i) => lineOf(arc).slice(i === 0 ? 0 : 1)));
      });
      return { name, rings, box: boxOf(rings[0] ?? []) };
    });
  });
  const borders = [...owners].flatMap(([arc, names]) => {
    if (names.size < 2) return [];
    return partsOf(lineOf(arc), [...names]).map((part) => ({ ...part, box: boxOf(part.line) }));
  });
  return { countries, borders };
}

/** A shape across the date line goes on beyond 180° instead of all around the Earth. */
function unwrapped(ring: Point[]): Point[] {
  let shift = 0;
  let last = ring[0]?.[0] ?? 0;
  return ring.map(([longitude, latitude]) => {
    if (longitude - last > 180) shift -= 360;
    else if (last - longitude > 180) shift += 360;
    last = longitude;
    return [longitude + shift, latitude];
  });
}

/** A line between two countries, cut where it begins or ends to be disputed; the parts share their ends. */
function partsOf(line: readonly Point[], names: readonly string[]): { line: Point[]; disputed: boolean }[] {
  const isAll = names.some((name) => DISPUTED.includes(name));
  const boxes = DISPUTED_LINES.filter(([a, b]) => names.includes(a) && names.includes(b)).map(
    ([, , box]) => box,
  );
  const isDisputed = (point: Point) => isAll || boxes.some((box) => touches(boxOf([point]), box));
  const parts: { line: Point[]; disputed: boolean }[] = [];
  for (const point of line) {
    const part = parts.at(-1);
    const disputed = isDisputed(point);
    part?.line.push(point);
    if (part?.disputed !== disputed) parts.push({ line: [point], disputed });
  }
  return parts.filter((part) => part.line.length > 1);
}

function boxOf(points: readonly Point[]): Box {
  let [west, south, east, north] = [540, 90, -540, -90];
  for (const [longitude, latitude] of points) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return [west, south, east, north];
}

/** Whether two boxes have a point in common. */
export function touches(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}
