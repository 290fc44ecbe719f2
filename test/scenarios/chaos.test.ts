import { describe, expect, it } from 'vitest';
import { run } from '../../chaos/run.ts';

describe('the bot that is killed again and again, while Discord and its clock fail', () => {
  it('loses nothing and says nothing twice', { timeout: 600_000 }, async () => {
    const { kills, owed, lost, twice, violations } = await run(6, 30, () => undefined);
    expect({ kills, lost, twice, violations }).toEqual({ kills: 30, lost: [], twice: [], violations: [] });
    expect(owed).toBeGreaterThan(10);
  });
});
