import { describe, expect, it, vi } from 'vitest';
import type { Simulator } from '../../simulator/simulator.ts';
import { connect, emptyStore, readableLog, simulate, textOf } from './room.ts';

const RESUMED = 'the gateway resumed';
const ANEW = 'the gateway is ready';

/** A bot of which a test reads how its connection goes. */
async function openBot(options: Parameters<typeof simulate>[0] = {}) {
  const simulator = await simulate(options);
  const { lines, logger } = readableLog();
  const lost = Promise.withResolvers<string>();
  const gateway = await connect(simulator, await emptyStore(), { logger, onLost: lost.resolve });
  const count = (text: string) => lines.filter(({ msg }) => msg === text).length;
  const before = count(ANEW);
  return {
    simulator,
    gateway,
    lost: lost.promise,
    logs: (text: string) => lines.some(({ msg }) => msg === text),
    /** How it came back: `RESUMED` or `ANEW`. */
    back: () =>
      vi.waitFor(
        () => {
          expect(gateway.status()[0]?.connected).toBe(true);
          const how = count(RESUMED) > 0 ? RESUMED : count(ANEW) > before ? ANEW : null;
          expect(how).not.toBeNull();
          return how;
        },
        { timeout: 200_000 },
      ),
  };
}

async function answers(simulator: Simulator): Promise<boolean> {
  const reader = simulator.as(simulator.world.members[1]!.id);
  return textOf((await reader.command('help')).message).includes('/latest');
}

describe('the gateway connection', () => {
  it('comes back by itself after every close that allows it, with its session where that stands', {
    timeout: 400_000,
  }, async () => {
    const codes: [code: number, how: string][] = [
      ...[4000, 4001, 4002, 4009].map((code): [number, string] => [code, RESUMED]),
      // As a proxy ends it, and Discord's own "going away" keeps the session too.
      ...[1006, 1012].map((code): [number, string] => [code, RESUMED]),
      ...[1000, 4003, 4005, 4007, 4008].map((code): [number, string] => [code, ANEW]),
    ];
    const came = await Promise.all(
      codes.map(async ([code]) => {
        const { simulator, back } = await openBot();
        if (code === 1006) simulator.tearGateway();
        else simulator.dropGateway(code);
        const how = await back();
        expect(await answers(simulator)).toBe(true);
        return [code, how];
      }),
    );
    expect(came).toEqual(codes);
  });

  it.each([
    [4004, 'DISCORD_TOKEN'],
    [4010, 'shard'],
    [4011, 'too many servers'],
    [4012, 'update Sitrep'],
    [4013, 'intents'],
    [4014, 'developer portal'],
  ])('ends with words after %i, which nothing but a person mends', async (code, words) => {
    const { simulator, lost } = await openBot();
    simulator.dropGateway(code);
    expect(await lost).toContain(words);
  });

  it('is made anew where the session is no longer known', async () => {
    const { simulator, back } = await openBot();
    simulator.endSessions();
    expect(await back()).toBe(ANEW);
    expect(await answers(simulator)).toBe(true);
  });

  it('is given up as dead where heartbeats are not acknowledged, and resumed', async () => {
    const { simulator, logs, back } = await openBot({ heartbeatMs: 2_000 });
    simulator.silenceGateway(true);
    await expect.poll(() => logs('the gateway closed; reconnecting')).toBe(true);
    simulator.silenceGateway(false);
    expect(await back()).toBe(RESUMED);
    expect(await answers(simulator)).toBe(true);
  });

  it('outlives an outage of everything', async () => {
    const { simulator, back } = await openBot();
    simulator.setDown(true);
    await expect.poll(() => simulator.turnedAway()).toBeGreaterThan(2);
    simulator.setDown(false);
    await back();
    expect(await answers(simulator)).toBe(true);
  });
});
