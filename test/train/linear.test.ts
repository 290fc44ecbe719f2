import { describe, expect, it } from 'vitest';
import { featuresOf } from '../../src/reports/features.ts';
import { readPassages } from '../../src/reports/passage.ts';
import { heaviestWords, readWordModel, weighWords } from '../../src/reports/word_model.ts';
import { seeded, trainLinear } from '../../train/linear.ts';
import { fitLogistic } from '../../train/logistic.ts';
import { weakLabels } from '../../train/weak_labels.ts';

const row = (features: number[], label: number) => ({
  features: Int32Array.from(features),
  labels: [label],
  weight: 1,
});

describe('trainLinear', () => {
  const rows = [row([0, 2], 1), row([0, 3], 1), row([1, 2], -1), row([1, 3], -1), row([2], 0)];

  it('weighs what tells the labels apart, and not what does not', () => {
    const weights = trainLinear(rows, 0, 4, 1, 20);
    expect(weights[0]).toBeGreaterThan(0.3);
    expect(weights[1]).toBeLessThan(-0.3);
    expect(Math.abs(weights[2]!)).toBeLessThan(0.1);
  });

  it('learns the same to the last bit', () => {
    expect(trainLinear(rows, 0, 4, 1, 20)).toEqual(trainLinear(rows, 0, 4, 1, 20));
  });
});

it('fitLogistic gives the chances of the rows', () => {
  const rows = [1, 0].flatMap((value) =>
    Array.from({ length: 10 }, (_, n) => ({
      values: [1, value],
      label: n < (value === 1 ? 8 : 2),
      weight: 1,
    })),
  );
  const [constant, factor] = fitLogistic(rows, 1e-6) as [number, number];
  expect(1 / (1 + Math.exp(-constant))).toBeCloseTo(0.2, 3);
  expect(1 / (1 + Math.exp(-constant - factor))).toBeCloseTo(0.8, 3);
});

it('seeded gives 32-bit whole numbers, the same for a seed', () => {
  const [a, b] = [seeded(5), seeded(5)];
  const first = [a(), a(), a()];
  expect(first).toEqual([b(), b(), b()]);
  expect(new Set(first).size).toBe(3);
});

it('weakLabels believe no section against the cues', () => {
  expect(weakLabels({ section: 'disaster', text: 'A ferry sinks.' }, [], [])).toEqual([-1, -1, -1]);
  expect(weakLabels({ section: 'conflict', text: 'Rebels seize a town.' }, [], [])).toEqual([0, 1, -1]);
});

describe('the word model', () => {
  const passages = readPassages({
    id: 'a',
    title: '',
    text: 'Two bombs exploded near a bomb factory.',
    publishedAt: null,
  });
  const model = readWordModel({
    words: 'bomb;10;0;0\nbomb explod;5;1;-2\nfactory;0;0;4',
    step: 0.1,
    bias: [0.5, 0, 0],
  });

  it('counts each word and pair once, and brings texts to one length', () => {
    const [strike, battle, diplomacy] = weighWords(model, passages) as [number, number, number];
    expect(strike).toBeCloseTo((1 + 0.5) / Math.sqrt(3) + 0.5);
    expect(battle).toBeCloseTo(0.1 / Math.sqrt(3));
    expect(diplomacy).toBeCloseTo((-0.2 + 0.4) / Math.sqrt(3));
  });

  it('finds what training sees', () => {
    expect([...featuresOf(passages).keys()]).toEqual(
      expect.arrayContaining(['bomb', 'bomb explod', 'factory']),
    );
  });

  it('names the heaviest words as the text writes them', () => {
    expect(heaviestWords(model, passages, 'strike', 2)).toEqual(['bombs']);
  });
});
