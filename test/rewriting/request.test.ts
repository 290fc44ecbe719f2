import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passagesOf, withPassages } from '../../src/rewriting/passages.ts';
import { readAnswer, requestFor } from '../../src/rewriting/request.ts';
import { sampleDigest } from '../messages/samples.ts';

describe('passagesOf', () => {
  it('gives headlines, facts and claims in order, and never quotes, publishers or figures of the roll-up', () => {
    expect(passagesOf(sampleDigest)).toEqual([
      'Night drones hit a clinic in Kyiv',
      '2 killed and 3 injured in Kyiv and Fastiv.',
      'Kyiv clinic hit by drones',
      'Envoys meet in Paris',
      'France, the United States and Ukraine speak of security guarantees.',
      'a drone attack on the president’s residence',
      'Shelling of a market in Kherson',
    ]);
  });

  it('puts each back where it came from', () => {
    expect(withPassages(sampleDigest, (text) => text)).toEqual(sampleDigest);
    let at = 0;
    const told = withPassages(sampleDigest, () => `told anew ${at++}`);
    expect(passagesOf(told)).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => `told anew ${n}`));
    expect(told.diplomacy[0]?.quote).toEqual(sampleDigest.diplomacy[0]?.quote);
  });
});

describe('readAnswer', () => {
  it.each<[string, string, [number, string][] | null]>([
    [
      'what was asked for',
      '{"texts":{"1":"a","2":"b"}}',
      [
        [0, 'a'],
        [1, 'b'],
      ],
    ],
    ['a fence and remarks around it', 'Sure!\n```json\n{"texts":{"2":"b"}}\n```\nDone.', [[1, 'b']]],
    [
      'a list',
      '{"texts":["a","b","c"]}',
      [
        [0, 'a'],
        [1, 'b'],
      ],
    ],
    ['texts that are none', '{"texts":{"1":7,"2":{"a":1}}}', []],
    ['more than was asked', '{"texts":{"1":"a","9":"z","__proto__":"x"}}', [[0, 'a']]],
    ['other JSON', '{"text":"a"}', null],
    ['a text', '{"texts":"a"}', null],
    ['cut JSON', '{"texts":{"1":"a"', null],
    ['nothing', '', null],
  ])('reads %s', (_, answer, expected) => {
    const found = readAnswer(answer, 2);
    expect(found && [...found]).toEqual(expected);
  });

  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readAnswer(text, 3)));
  });

  it('reads back what is asked', () => {
    const { user, system } = requestFor(['one "two"', 'three'], 'uk');
    expect([...(readAnswer(user, 2) ?? [])]).toEqual([
      [0, 'one "two"'],
      [1, 'three'],
    ]);
    expect(system).toContain('in Ukrainian');
  });
});
