import type { Simulator } from '../simulator/simulator.ts';
import type { Chance } from './random.ts';

const messages = /^\/channels\/\d+\/(messages|threads)|\/threads\/active$/;

function rateLimit(seconds: number, scope: 'user' | 'global' | 'shared') {
  return {
    status: 429,
    body: {
      message: 'You are being rate limited.',
      retry_after: seconds,
      global: scope === 'global',
      code: 0,
    },
    headers: {
      'retry-after': String(Math.ceil(seconds)),
      'x-ratelimit-scope': scope,
      ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : {}),
    },
  };
}

/** What can go wrong between the bot and Discord, by the name under which it is counted. */
export const FAULTS: Record<string, (simulator: Simulator, chance: Chance) => void> = {
  '5xx': (simulator, { pick, between }) =>
    simulator.fail({
      path: messages,
      status: pick([500, 502, 503]),
      body: { message: 'oh' },
      times: between(1, 3),
    }),
  '5xx after commit': (simulator, { between }) =>
    simulator.fail({
      path: messages,
      status: 502,
      body: { message: 'oh' },
      afterwards: true,
      times: between(1, 3),
    }),
  reset: (simulator) => simulator.fail({ path: messages, status: 'reset' }),
  'reset after commit': (simulator, { between }) =>
    simulator.fail({ path: messages, status: 'reset', afterwards: true, times: between(1, 3) }),
  '429 of a channel': (simulator, { between }) =>
    simulator.fail({ path: messages, ...rateLimit(between(1, 4) / 2, 'user') }),
  '429 of all': (simulator) => simulator.fail({ path: messages, ...rateLimit(1, 'global') }),
  '429 shared': (simulator, { between }) =>
    simulator.fail({ path: messages, ...rateLimit(between(1, 3), 'shared') }),
  'slow answer': (simulator, { between }) =>
    simulator.fail({ path: messages, status: 'slow', delayMs: between(200, 1_500), times: between(1, 3) }),
  'gateway drop': (simulator, { pick }) => simulator.dropGateway(pick([4000, 4007, 4009, 1001])),
  'gateway restart': (simulator) => simulator.endSessions(),
};

/** A slow answer to whatever is sent next: the moment at which a death is hardest to survive. */
export function slowNext(simulator: Simulator): void {
  simulator.fail({ path: messages, status: 'slow', delayMs: 1_000 });
}
