import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/commands/nearest.ts';

describe('nearest', () => {
  it.each([
    ['ukrane', ['Ukraine', 'Uganda', 'Iran'], ['Ukraine']],
    ['IRAM', ['Oman', 'Iraq', 'Iran'], ['Iraq', 'Iran']],
    ['xyzzyx', ['Ukraine'], []],
    ['', ['Ukraine'], []],
  ])('%s among %j is %j', (typed, candidates, expected) => {
    expect(nearest(typed, candidates, 3)).toEqual(expected);
  });
});
