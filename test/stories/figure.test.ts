import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Publisher } from '../../src/articles/article.ts';
import type { Qualifier } from '../../src/reports/report.ts';
import { figureOf } from '../../src/stories/figure.ts';
import type { Source } from '../../src/stories/story.ts';
import { HOUR, MORNING, publisher, source, strike, toll } from './samples.ts';

const says = (who: Publisher, count: number, hours: number, qualifier: Qualifier = 'exact') =>
  source(`${who.name} says ${count}`, {
    publisher: who,
    publishedAt: MORNING + hours * HOUR,
    strike: strike({ killed: toll(count, qualifier) }),
  });
const figure = (sources: Source[]) =>
  figureOf(sources, 'killed', new Set(sources.map((source) => source.publisher.id)));

const [first, second, third] = ['first', 'second', 'third'].map((id) => publisher(id)) as [
  Publisher,
  Publisher,
  Publisher,
];

describe('figureOf', () => {
  it.each<[name: string, sources: Source[], shown: number, low: number, high: number]>([
    ['a rise leads at once', [says(first, 1, 0), says(second, 2, 1)], 2, 1, 2],
    ['a laggard doesn’t undo it', [says(first, 2, 0), says(second, 1, 1)], 2, 1, 2],
    ['its own publisher does', [says(first, 5, 0), says(first, 3, 1)], 3, 3, 3],
    ['two others do', [says(first, 5, 0), says(second, 3, 1), says(third, 3, 2)], 3, 3, 5],
    ['an official does', [says(first, 5, 0), says(publisher('ministry', 'official'), 3, 1)], 3, 3, 5],
    [
      'state media don’t over a wire',
      [says(publisher('wire', 'wire'), 5, 0), says(publisher('state', 'state_media'), 3, 1)],
      5,
      3,
      5,
    ],
    ['three hours do', [says(first, 5, 0), says(second, 4, 3)], 4, 4, 5],
    ['a ceiling is no rise', [says(first, 5, 0), says(second, 9, 1, 'up_to')], 5, 5, 9],
    ['at one moment the wire leads', [says(publisher('wire', 'wire'), 5, 0), says(first, 7, 0)], 5, 5, 7],
    ['at one moment its own higher one leads', [says(first, 2, 0), says(first, 1, 0)], 2, 2, 2],
    ['none killed is a figure', [says(first, 0, 0)], 0, 0, 0],
  ])('%s', (_, sources, shown, low, high) => {
    expect(figure(sources)).toMatchObject({ shown: { count: shown }, low, high });
    expect(figure(sources.toReversed())).toEqual(figure(sources));
  });

  it('has each value with who says it, the newest first', () => {
    const governor = source('Seven dead', {
      publisher: first,
      publishedAt: MORNING + HOUR,
      strike: strike({ killed: toll(7), tollSource: 'governor' }),
    });
    const mayor = source('Five dead', {
      publisher: second,
      strike: strike({ killed: toll(5), tollSource: 'mayor' }),
    });
    expect(figure([mayor, governor])?.sayings).toEqual([
      {
        toll: toll(7),
        publishers: ['First'],
        saidBy: ['governor'],
        firstAt: MORNING + HOUR,
        lastAt: MORNING + HOUR,
      },
      { toll: toll(5), publishers: ['Second'], saidBy: ['mayor'], firstAt: MORNING, lastAt: MORNING },
    ]);
  });

  it('is null where nobody gives it', () => {
    expect(figure([source('No toll', { strike: strike() })])).toBeNull();
  });

  it('shows a value within its range, said by someone, whatever the order of its sources', () => {
    const statement = fc.record({
      who: fc.constantFrom(
        first,
        second,
        third,
        publisher('wire', 'wire'),
        publisher('state', 'state_media'),
      ),
      count: fc.nat(30),
      hours: fc.nat(12),
      qualifier: fc.constantFrom<Qualifier[]>('exact', 'at_least', 'up_to', 'about'),
    });
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 8 }), fc.nat(), (statements, turn) => {
        const sources = statements.map(({ who, count, hours, qualifier }) =>
          says(who, count, hours, qualifier),
        );
        const found = figure(sources)!;
        expect(found.low).toBeLessThanOrEqual(found.shown.count);
        expect(found.high).toBeGreaterThanOrEqual(found.shown.count);
        expect(found.sayings.map((saying) => saying.toll)).toContainEqual(found.shown);
        const turned = [...sources.slice(turn % sources.length), ...sources.slice(0, turn % sources.length)];
        expect(figure(turned)?.shown).toEqual(found.shown);
      }),
    );
  });
});
