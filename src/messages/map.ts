import type { Site } from '../digests/sites.ts';
import type { Language } from '../languages/language.ts';
import { inEnglish, type Say, speakIn } from '../languages/say.ts';
import { coordinate, INK, label, picture, widthOf } from './svg.ts';
import { listed } from './wording.ts';
import { type Box, type Point, touches, type World } from './world.ts';

/** Places of attacks and talks on a map that is just wide enough for them. */
export interface RegionMap {
  title: string;
  /** The gravest first. */
  sites: readonly Site[];
  /** English where absent. */
  language?: Language | undefined;
}

const WIDTH = 960;
const HEIGHT = 640;
const TOP = 72;
const BOTTOM = 60;
const MOST_LABELS = 12;

/** A single town is shown with so many degrees around it. */
const LEAST_SPAN = 7;

/** What is in view, and where a place stands in the picture. */
interface View {
  box: Box;
  x(longitude: number): number;
  y(latitude: number): number;
  /** Pixels a degree of latitude. */
  scale: number;
}

/**
 * The map as SVG, 960 by 640: land and borders in view, disputed ones dashed; an attack is a circle, talks a diamond,
 * the graver the larger; names of the gravest where they fit.
 */
export function mapSvg({ title, sites, language }: RegionMap, world: World): string {
  const view = viewOf(sites);
  const land = world.countries
    .filter(({ box }) => touches(box, view.box))
    .map(({ rings }) => rings.map((ring) => `${path(ring, view)}Z`).join(''))
    .join('');
  const borders = (disputed: boolean) =>
    world.borders
      .filter((border) => border.disputed === disputed && touches(border.box, view.box))
      .map(({ line }) => path(line, view))
      .join('');
  const line = `fill="none" stroke="${INK.border}" stroke-width="2" stroke-linejoin="round"`;
  const taken: Rect[] = sites.map((site) => {
    const radius = radiusOf(site);
    return {
      left: view.x(site.longitude) - radius,
      top: view.y(site.latitude) - radius,
      width: 2 * radius,
      height: 2 * radius,
    };
  });
  return picture(WIDTH, HEIGHT, [
    `<path d="${land}" fill="${INK.land}" fill-rule="evenodd"/>`,
    `<path d="${borders(false)}" ${line}/>`,
    `<path d="${borders(true)}" ${line} stroke-dasharray="7 6"/>`,
    ...sites.toReversed().map((site) => marker(site, view.x(site.longitude), view.y(site.latitude))),
    ...siteLabels(sites, view, taken),
    ...countryLabels(world, view, taken),
    `<rect width="${WIDTH}" height="${TOP}" fill="${INK.ground}" fill-opacity="0.92"/>`,
    label(title, 24, 48, { size: 32, weight: 700 }),
    legend(speakIn(language ?? 'en')),
  ]);
}

interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

function viewOf(sites: readonly Site[]): View {
  const latitudes = sites.map(({ latitude }) => latitude);
  const longitudes = sites.map(({ longitude }) => longitude);
  const middle = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  const span = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
  const [latitude, longitude] = sites.length > 0 ? [middle(latitudes), middle(longitudes)] : [25, 20];
  // Degrees of longitude narrow towards the poles; a map of the whole world is drawn as at 30°.
  const narrow = Math.max(0.35, Math.cos((Math.min(60, Math.abs(latitude)) * Math.PI) / 180));
  const tall = Math.min(150, Math.max(LEAST_SPAN, span(latitudes) * 1.3 + 2));
  const wide = Math.min(360, Math.max(LEAST_SPAN / narrow, span(longitudes) * 1.25 + 2));
  const room = HEIGHT - TOP - BOTTOM;
  const scale = Math.min(room / tall, WIDTH / (wide * narrow));
  const centre = TOP + room / 2;
  return {
    box: [
      longitude - WIDTH / 2 / scale / narrow,
      latitude - HEIGHT / 2 / scale - 1,
      longitude + WIDTH / 2 / scale / narrow,
      latitude + HEIGHT / 2 / scale + 1,
    ],
    scale,
    x: (degrees) => WIDTH / 2 + (degrees - longitude) * narrow * scale,
    y: (degrees) => centre - (degrees - latitude) * scale,
  };
}

/** Points hardly off the last are left out, and runs outside of the view are cut short. */
function path(points: readonly Point[], view: View): string {
  let text = '';
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  for (const [i, [longitude, latitude]] of points.entries()) {
    const x = Math.min(3 * WIDTH, Math.max(-2 * WIDTH, view.x(longitude)));
    const y = Math.min(3 * HEIGHT, Math.max(-2 * HEIGHT, view.y(latitude)));
    const isLast = i === points.length - 1;
    if (!isLast && Math.abs(x - lastX) < 1.5 && Math.abs(y - lastY) < 1.5) continue;
    text += `${text === '' ? 'M' : 'L'}${coordinate(x)} ${coordinate(y)}`;
    [lastX, lastY] = [x, y];
  }
  return text;
}

function radiusOf({ gravity }: Site): number {
  return 9 + Math.min(100, Math.max(0, gravity)) / 6;
}

function marker(site: Site, x: number, y: number): string {
  const radius = radiusOf(site);
  const style = `fill-opacity="0.85" stroke="${INK.text}" stroke-width="2.5"`;
  if (site.topic === 'strike')
    return `<circle cx="${coordinate(x)}" cy="${coordinate(y)}" r="${coordinate(radius)}" fill="${INK.vermilion}" ${style}/>`;
  const [r, cx, cy] = [radius * 1.15, x, y];
  const corners = [
    [cx, cy - r],
    [cx + r, cy],
    [cx, cy + r],
    [cx - r, cy],
  ].map(([px = 0, py = 0]) => `${coordinate(px)},${coordinate(py)}`);
  return `<polygon points="${corners.join(' ')}" fill="${INK.blue}" ${style}/>`;
}

/** Right of the marker, else left, above or below, where nothing stands yet. */
function siteLabels(sites: readonly Site[], view: View, taken: Rect[]): string[] {
  const size = 24;
  const named = new Set<string>();
  return sites.slice(0, 2 * MOST_LABELS).flatMap((site) => {
    if (named.size >= MOST_LABELS || named.has(site.name)) return [];
    const name = [...site.name].slice(0, 28).join('');
    const width = widthOf(name, size);
    const [x, y, radius] = [view.x(site.longitude), view.y(site.latitude), radiusOf(site)];
    const spots: Rect[] = [
      { left: x + radius + 6, top: y - 14 },
      { left: x - radius - 6 - width, top: y - 14 },
      { left: x - width / 2, top: y - radius - 30 },
      { left: x - width / 2, top: y + radius + 4 },
    ].map((spot) => ({ ...spot, width, height: 28 }));
    const spot = spots.find((rect) => isFree(rect, taken));
    if (!spot) return [];
    taken.push(spot);
    named.add(site.name);
    return label(name, spot.left, spot.top + 22, { size, halo: true });
  });
}

/** The names of the largest countries in view, dim and in what room is left. */
function countryLabels(world: World, view: View, taken: Rect[]): string[] {
  const size = 20;
  const shown = new Set<string>();
  return world.countries
    .filter(({ box }) => touches(box, view.box))
    .map((country) => ({ ...country, area: areaOf(country.box) }))
    .sort((a, b) => b.area - a.area)
    .flatMap(({ name, box, rings }) => {
      const width = widthOf(name, size);
      if (shown.has(name) || (box[2] - box[0]) * view.scale < width * 0.9) return [];
      for (const [longitude, latitude] of spotsWithin(box, view.box)) {
        const [x, y] = [view.x(longitude), view.y(latitude)];
        const rect = { left: x - width / 2, top: y - 18, width, height: 24 };
        if (!isFree(rect, taken) || !isWithin([longitude, latitude], rings[0] ?? [])) continue;
        shown.add(name);
        taken.push(rect);
        return label(name, x, y, { size, fill: INK.dim, anchor: 'middle' });
      }
      return [];
    });
}

function areaOf([west, south, east, north]: Box): number {
  return (east - west) * (north - south);
}

/** Points of a grid over what two boxes share, those nearest to its middle first. */
function spotsWithin(a: Box, b: Box): Point[] {
  const [west, south] = [Math.max(a[0], b[0]), Math.max(a[1], b[1])];
  const [east, north] = [Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  const steps = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9];
  return steps
    .flatMap((across) =>
      steps.map((up) => ({ across, up, off: Math.abs(across - 0.5) + Math.abs(up - 0.5) })),
    )
    .sort((a, b) => a.off - b.off)
    .map(({ across, up }): Point => [west + (east - west) * across, south + (north - south) * up]);
}

/** Whether a point lies within a ring, by the even-odd rule. */
function isWithin([x, y]: Point, ring: readonly Point[]): boolean {
  let within = false;
  let [lastX, lastY] = ring[ring.length - 1] ?? [0, 0];
  for (const [nextX, nextY] of ring) {
    if (nextY > y !== lastY > y && x < ((lastX - nextX) * (y - nextY)) / (lastY - nextY) + nextX)
      within = !within;
    [lastX, lastY] = [nextX, nextY];
  }
  return within;
}

function isFree(rect: Rect, taken: readonly Rect[]): boolean {
  const { left, top, width, height } = rect;
  if (left < 6 || left + width > WIDTH - 6 || top < TOP || top + height > HEIGHT - BOTTOM) return false;
  return taken.every(
    (other) =>
      left >= other.left + other.width ||
      other.left >= left + width ||
      top >= other.top + other.height ||
      other.top >= top + height,
  );
}

function legend(say: Say): string {
  const y = HEIGHT - BOTTOM / 2;
  const attack = say('map.attack');
  const talks = say('map.talks');
  const diamond = 56 + widthOf(attack, 24) + 34;
  const afterTalks = diamond + 24 + widthOf(talks, 24) + 26;
  return [
    `<rect y="${HEIGHT - BOTTOM}" width="${WIDTH}" height="${BOTTOM}" fill="${INK.ground}" fill-opacity="0.92"/>`,
    `<circle cx="36" cy="${y}" r="11" fill="${INK.vermilion}" stroke="${INK.text}" stroke-width="2.5"/>`,
    label(attack, 56, y + 8, { size: 24 }),
    `<polygon points="${diamond},${y - 13} ${diamond + 13},${y} ${diamond},${y + 13} ${diamond - 13},${y}" fill="${INK.blue}" stroke="${INK.text}" stroke-width="2.5"/>`,
    label(talks, diamond + 24, y + 8, { size: 24 }),
    label(say('map.larger'), afterTalks, y + 8, { size: 20, fill: INK.dim }),
    label(say('map.source'), WIDTH - 20, y + 8, { size: 20, fill: INK.dim, anchor: 'end' }),
  ].join('');
}

/** The map in words. At most 1,024 characters (Discord's limit on a description). */
export function mapAlt({ title, sites }: RegionMap, say: Say = inEnglish): string {
  const of = (topic: Site['topic']) =>
    listed([...new Set(sites.filter((site) => site.topic === topic).map(({ name }) => name))], say, 12);
  const parts = (['strike', 'diplomacy'] as const).flatMap((topic) =>
    of(topic) ? [say(`map.${topic}`, { places: of(topic) })] : [],
  );
  const head = say('map.alt', { title, count: sites.length });
  return `${head} ${parts.join('; ')}.`.slice(0, 1_000).toWellFormed();
}

/** A name that a spreadsheet would take for a formula stays a name. */
function asText(name: string): string {
  return /^[=+\-@\t\r]/.test(name) ? `'${name}` : name;
}

/** The same places as a table, RFC 4180. */
export function mapCsv({ sites }: RegionMap): string {
  const rows = sites.map(({ name, topic, gravity, latitude, longitude }) =>
    [`"${asText(name).replaceAll('"', '""')}"`, topic, gravity, latitude, longitude].join(','),
  );
  return ['place,topic,gravity,latitude,longitude', ...rows, ''].join('\r\n');
}
