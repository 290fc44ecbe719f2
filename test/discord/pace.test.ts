import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBudget, createPace as createWholePace, type Pace, spacing } from '../../src/discord/pace.ts';

/** A clock that only sleeping moves, and late sleepers at that. */
function clockwork(lateBy: () => number = () => 0) {
  let at = 0;
  return {
    now: () => at,
    sleep: async (ms: number) => {
      at += ms + lateBy();
    },
    pass(ms: number) {
      at += ms;
    },
  };
}

/** A turn after which the request leaves. */
function createPace(...args: Parameters<typeof createWholePace>): Pace['turn'] {
  const { turn, left } = createWholePace(...args);
  return async () => {
    const leaves = await turn();
    if (leaves) left();
    return leaves;
  };
}

const idle = { count: () => undefined, invalid: () => 0 };

describe('the pace', () => {
  it('uses at least nine tenths of 50 a second, and never more', async () => {
    const { now, sleep } = clockwork();
    const turn = createPace(now, idle, sleep);
    for (let n = 0; n < 1_000; n++) await turn();
    const perSecond = 1_000 / (now() / 1_000);
    expect(perSecond).toBeGreaterThanOrEqual(45);
    expect(perSecond).toBeLessThanOrEqual(50);
  });

  it('leaves it to a proxy where it is told to, but for refused requests', async () => {
    const { now, sleep } = clockwork();
    const turn = createPace(now, idle, sleep, 0);
    for (let n = 0; n < 1_000; n++) expect(await turn()).toBe(true);
    expect(now()).toBe(0);
    const refused = createPace(now, { ...idle, invalid: () => 8_000 }, sleep, 0);
    expect(await refused()).toBe(false);
    const slowed = createPace(now, { ...idle, invalid: () => 1_000 }, sleep, 0);
    for (let n = 0; n < 100; n++) await slowed();
    expect(now()).toBeGreaterThan(9_000);
  });

  it('lets the first one leave at once', async () => {
    const { now, sleep } = clockwork();
    await createPace(now, idle, sleep)();
    expect(now()).toBe(0);
  });

  it('never has more than Discord takes leave within a second and the squeeze of the way, whatever is late', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1 }), async (delays) => {
        let n = 0;
        const { now, sleep } = clockwork(() => delays[n++ % delays.length] ?? 0);
        const turn = createPace(now, idle, sleep);
        const left: number[] = [];
        for (let k = 0; k < 200; k++) {
          await turn();
          left.push(now());
        }
        for (const [k, at] of left.entries()) {
          if (k >= 50) expect(at - (left[k - 50] ?? 0)).toBeGreaterThanOrEqual(1_039);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('keeps its schedule however late each timer is', async () => {
    const { now, sleep, pass } = clockwork();
    const turn = createPace(now, idle, async (ms) => {
      await sleep(ms);
      pass(30);
    });
    for (let n = 0; n < 4_000; n++) await turn();
    expect(4_000 / (now() / 1_000)).toBeGreaterThanOrEqual(46.5);
  });

  it('makes up for a hold-up, without more than 50 within a second', async () => {
    const { now, sleep, pass } = clockwork();
    const turn = createPace(now, idle, sleep);
    for (let n = 0; n < 100; n++) await turn();
    pass(1_500);
    for (let n = 0; n < 4_000; n++) await turn();
    expect(4_100 / (now() / 1_000)).toBeGreaterThanOrEqual(46.9);
  });

  it('counts what is repeated', async () => {
    const { now, sleep } = clockwork();
    const { turn, left } = createWholePace(now, idle, sleep);
    const times: number[] = [];
    for (let n = 0; n < 500; n++) {
      await turn();
      left();
      left();
      times.push(now(), now());
    }
    for (const [k, at] of times.entries()) {
      if (k > 50) expect(at - (times[k - 51] ?? 0)).toBeGreaterThanOrEqual(1_000);
    }
  });

  it('counts what has not left yet, but not for ever', async () => {
    const { now, sleep } = clockwork();
    const { turn } = createWholePace(now, idle, sleep);
    for (let n = 0; n < 50; n++) await turn();
    const from = now();
    await turn();
    expect(now() - from).toBeGreaterThan(900);
    for (let n = 0; n < 1_000; n++) await turn();
    expect(now() - from).toBeLessThan(60_000);
  });

  it('takes no idle time for a hold-up beyond five seconds', async () => {
    const { now, sleep, pass } = clockwork();
    const turn = createPace(now, idle, sleep);
    await turn();
    pass(3_600_000);
    const from = now();
    for (let n = 0; n < 47 * 600; n++) await turn();
    expect(now() - from).toBeGreaterThan(594_000);
  });

  it('stops before Discord bans the address', async () => {
    const { now, sleep } = clockwork();
    const turn = createPace(now, { ...idle, invalid: () => 8_000 }, sleep);
    expect(await turn()).toBe(false);
  });
});

describe('the budget of refused requests', () => {
  it('is never used up, even if everything is refused', async () => {
    const { now, sleep } = clockwork();
    const budget = createBudget(now);
    const turn = createPace(now, budget, sleep);
    let most = 0;
    while (now() < 3_600_000) {
      if (await turn()) budget.count(403, false);
      else await sleep(60_000);
      most = Math.max(most, budget.invalid());
    }
    expect(most).toBeLessThanOrEqual(8_000);
  });

  it('counts 401, 403 and 429, not those shared, for ten minutes', () => {
    const { now, pass } = clockwork();
    const budget = createBudget(now);
    for (const status of [200, 401, 403, 404, 429, 500]) budget.count(status, false);
    budget.count(429, true);
    expect(budget.invalid()).toBe(3);
    pass(10 * 60_000 + 1_000);
    expect(budget.invalid()).toBe(0);
  });

  it('slows long before', () => {
    expect(spacing(999)).toBeLessThan(spacing(1_000) ?? 0);
    expect(spacing(1_000)).toBe(100);
    expect(spacing(8_000)).toBeNull();
  });
});
