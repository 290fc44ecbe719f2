import { expect, it } from 'vitest';
import { createPublishBudget } from '../../src/discord/publish.ts';

const HOUR = 3_600_000;
const CHANNEL = '1';

it('has room for ten messages an hour in each channel', () => {
  let clock = 0;
  const budget = createPublishBudget(() => clock);
  for (let n = 0; n < 10; n++) {
    clock += 60_000;
    expect(budget.waitToPublish(CHANNEL)).toBe(0);
    budget.published(CHANNEL, `m${n}`);
  }
  expect(budget.waitToPublish(CHANNEL)).toBe(HOUR - 9 * 60_000);
  expect(budget.waitToPublish('2')).toBe(0);
  clock = HOUR + 60_000;
  expect(budget.waitToPublish(CHANNEL)).toBe(0);
});

it('has room for three edits of published messages an hour, and for any number of others', () => {
  let clock = 0;
  const budget = createPublishBudget(() => clock);
  budget.posted(CHANNEL, 'm1');
  for (let n = 0; n < 5; n++) budget.edited(CHANNEL, 'm1');
  expect(budget.waitToEdit(CHANNEL, 'm1')).toBe(0);
  budget.published(CHANNEL, 'm1');
  for (let n = 0; n < 3; n++) {
    clock += 60_000;
    expect(budget.waitToEdit(CHANNEL, 'm1')).toBe(0);
    budget.edited(CHANNEL, 'm1');
  }
  expect(budget.waitToEdit(CHANNEL, 'm1')).toBe(HOUR - 2 * 60_000);
  budget.posted(CHANNEL, 'm2');
  expect(budget.waitToEdit(CHANNEL, 'm2')).toBe(0);
  clock += HOUR;
  expect(budget.waitToEdit(CHANNEL, 'm1')).toBe(0);
});
