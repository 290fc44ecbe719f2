import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DayFigures } from '../../src/digests/series.ts';
import type { Site } from '../../src/digests/sites.ts';
import { chartAlt, chartCsv, chartSvg } from '../../src/messages/chart.ts';
import { digestMessages } from '../../src/messages/digest.ts';
import { mapAlt, mapCsv, mapSvg } from '../../src/messages/map.ts';
import { chartMessage, mapMessage, tableMessage } from '../../src/messages/pictures.ts';
import { readWorld, type World } from '../../src/messages/world.ts';
import { faultsOf, textsOf } from './limits.ts';
import { outsideText } from './outside.ts';
import { sampleDigest } from './samples.ts';

const figures = (day: string, killed: number, launched: number): DayFigures => ({
  ...{ day, attacks: 2, talks: 1, killed, injured: 2 * killed },
  ...{ launched, intercepted: Math.floor(launched / 2) },
});
const days = [figures('2026-01-04', 3, 51), figures('2026-01-05', 0, 0), figures('2026-01-06', 12, 165)];
const chart = { title: 'Ukraine', days, markedFrom: '2026-01-06' };
const kyiv: Site = { name: 'Kyiv', topic: 'strike', gravity: 58, latitude: 50.45, longitude: 30.52 };
const paris: Site = { name: 'Paris', topic: 'diplomacy', gravity: 30, latitude: 48.85, longitude: 2.35 };

/** Two square countries that share a border, one of them disputed by name. */
const world: World = readWorld({
  transform: { scale: [1, 1], translate: [20, 40] },
  arcs: [
    [
      [10, 0],
      [0, 20],
    ],
    [
      [10, 20],
      [-10, 0],
      [0, -20],
      [10, 0],
    ],
    [
      [10, 0],
      [10, 0],
      [0, 20],
      [-10, 0],
    ],
  ],
  objects: {
    countries: {
      geometries: [
        { type: 'Polygon', properties: { name: 'Westland' }, arcs: [[0, 1]] },
        { type: 'Polygon', properties: { name: 'Kosovo' }, arcs: [[2, ~0]] },
      ],
    },
  },
});

const count = (svg: string, element: string) => svg.split(`<${element} `).length - 1;

describe('the chart', () => {
  it('has a bar for each figure that is not nothing, its number, and the marked days', () => {
    const svg = chartSvg(chart);
    expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg" width="960" height="600"')).toBe(true);
    // The ground, the band, four keys, and two bars a measure.
    expect(count(svg, 'rect')).toBe(1 + 1 + 4 + 8);
    for (const text of ['>165<', '>82<', '>12<', '>24<', '>6 Jan<', '>launched<', '>injured<'])
      expect(svg).toContain(text);
    expect(chartSvg({ ...chart, metric: 'casualties' })).not.toContain('launched');
  });

  it('says so where there is nothing', () => {
    expect(chartSvg({ ...chart, days: [figures('2026-01-05', 0, 0)] })).toContain('No figures reported');
  });

  it('is told in words and as a table', () => {
    expect(chartAlt(chart)).toContain('6 Jan: 165 launched, 82 intercepted, 12 killed, 24 injured');
    expect(chartCsv(chart).split('\r\n')).toEqual([
      'day,attacks,talks,killed,injured,launched,intercepted',
      '2026-01-04,2,1,3,6,51,25',
      '2026-01-05,2,1,0,0,0,0',
      '2026-01-06,2,1,12,24,165,82',
      '',
    ]);
  });
});

describe('the map', () => {
  it('marks attacks and talks, names them and the land, and dashes what is disputed', () => {
    const svg = mapSvg({ title: 'Where', sites: [kyiv, paris] }, world);
    expect(count(svg, 'circle')).toBe(2);
    expect(count(svg, 'polygon')).toBe(2);
    for (const text of ['>Kyiv<', '>Paris<', '>Westland<', 'stroke-dasharray']) expect(svg).toContain(text);
    expect(world.borders).toMatchObject([{ disputed: true }]);
  });

  it('is told in words and as a table that no spreadsheet takes for a formula', () => {
    expect(mapAlt({ title: 'Where', sites: [kyiv, paris] })).toBe(
      'Map, Where, 2 places: attacks in Kyiv; talks in Paris.',
    );
    const table = mapCsv({ title: '', sites: [{ ...kyiv, name: '=1+"2"' }] });
    expect(table.split('\r\n')[1]).toBe(`"'=1+""2""",strike,58,50.45,30.52`);
  });

  it('dashes a border as far as it is disputed', () => {
    const square = (name: string, arcs: number[]) => ({
      type: 'Polygon' as const,
      properties: { name },
      arcs: [arcs],
    });
    const { borders } = readWorld({
      transform: { scale: [1, 1], translate: [0, 0] },
      arcs: [
        [
          [75, 25],
          [0, 5],
          [0, 4],
          [0, 2],
        ],
        [
          [75, 36],
          [5, 0],
          [-5, -11],
        ],
        [
          [75, 25],
          [-5, 0],
          [5, 11],
        ],
      ],
      objects: { countries: { geometries: [square('India', [0, 1]), square('Pakistan', [2, ~0])] } },
    });
    expect(borders.map(({ line, disputed }) => [line.map(([, latitude]) => latitude), disputed])).toEqual([
      [[25, 30, 34], false],
      [[34, 36], true],
    ]);
  });

  it('takes a shape over the date line as one piece', () => {
    const across = readWorld({
      transform: { scale: [1, 1], translate: [0, 0] },
      arcs: [
        [
          [170, 0],
          [9, 0],
          [-357, 5],
          [348, -5],
        ],
      ],
      objects: {
        countries: { geometries: [{ type: 'Polygon', properties: { name: 'Far' }, arcs: [[0]] }] },
      },
    });
    expect(across.countries[0]?.box).toEqual([170, 0, 182, 5]);
  });
});

describe('pictures in messages', () => {
  it('come with a digest that has series, described, and not without', () => {
    const [body] = digestMessages(sampleDigest, { roleId: null, series: days });
    expect(body?.files?.map(({ name }) => name)).toEqual(['chart.png', 'map.png']);
    expect(JSON.stringify(body?.components)).toContain('attachment://chart.png');
    expect(JSON.stringify(body?.components)).toContain('attacks in Kyiv');
    expect(digestMessages(sampleDigest, { roleId: null })[0]?.files).toBeUndefined();
  });

  it('have their sums in words and a button for the table', () => {
    const body = chartMessage(chart, 'Strikes · Ukraine', '7||Ukraine');
    expect(textsOf(body).join()).toContain('15 killed · 30 injured · 216 launched · 107 intercepted');
    expect(JSON.stringify(body)).toContain('list:stats:7||Ukraine:1');
    expect(JSON.stringify(tableMessage('stats.csv', 'a', 'b').components)).toContain(
      'attachment://stats.csv',
    );
  });

  it('are well-formed and within limits, whatever places are called', () => {
    const site = fc.record({
      name: outsideText,
      topic: fc.constantFrom('strike' as const, 'diplomacy' as const),
      gravity: fc.integer({ min: 0, max: 100 }),
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(outsideText, fc.array(site, { maxLength: 20 }), (title, sites) => {
        const svg = mapSvg({ title, sites }, world);
        // No mark of outside text opens an element, nor any number that is none.
        expect(svg.replace(/<\/?(?:svg|rect|path|circle|polygon|line|text)\b[^<>]*>/g, '')).not.toMatch(
          /[<>]/,
        );
        expect(svg).not.toMatch(/NaN|Infinity|undefined|[\u0000-\u0008]/);
        expect(chartSvg({ ...chart, title })).not.toMatch(/NaN|undefined/);
        expect(faultsOf(mapMessage({ title, sites }, title, '7'))).toEqual([]);
        expect(mapAlt({ title, sites }).length).toBeLessThanOrEqual(1_024);
      }),
      { numRuns: 60 },
    );
  });
});
