import { expect, it } from 'vitest';
import { showProgress } from '../../src/cli/progress.ts';

const shown = (isTTY: boolean, ...steps: [done: number, all: number][]) => {
  const lines: string[] = [];
  const out = { isTTY, write: (text: string) => lines.push(text.replace('\r\u001b[K', '')) };
  for (const [done, all] of steps) showProgress('feeds', done, all, out);
  return lines;
};

it('shows in one line how far it is, and ends the line at the end', () => {
  expect(shown(true, [1, 4], [4, 4], [0, 0])).toEqual([
    'feeds [#####               ] 1/4',
    `feeds [${'#'.repeat(20)}] 4/4\n`,
    `feeds [${'#'.repeat(20)}] 0/0\n`,
  ]);
});

it('shows nothing where nobody looks', () => {
  expect(shown(false, [1, 4])).toEqual([]);
});
