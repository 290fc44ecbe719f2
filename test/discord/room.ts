import type { APIMessage } from 'discord-api-types/v10';
import type { KyselyPlugin } from 'kysely';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { Simulator, SimulatorOptions } from '../../simulator/simulator.ts';
import { connectGateway, type Gateway, type GatewayOptions } from '../../src/discord/gateway.ts';
import type { Db } from '../../src/store/open.ts';
import { openStore } from '../../src/store/open.ts';
import { startPatient } from '../simulator/patient.ts';

/** A simulator for one test; requests are checked against Discord's own description too where that is there. */
export async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startPatient(options);
  onTestFinished(() => simulator.close());
  return simulator;
}

/** A log that a test can read. */
export function readableLog() {
  const lines: { level: number; msg: string; err?: { message: string; stack: string }; code?: number }[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => lines.push(JSON.parse(line)) });
  return { lines, logger };
}

export async function emptyStore(): Promise<Db> {
  const store = await openStore('sqlite::memory:');
  onTestFinished(() => store.close());
  return store.db;
}

/** Connects a bot to a simulator for one test; fails the test where it doesn't. */
export async function connect(
  simulator: Simulator,
  db: Db,
  overrides: Partial<GatewayOptions> = {},
): Promise<Gateway> {
  const outcome = await connectGateway({
    token: simulator.token,
    apiUrl: simulator.apiUrl,
    logger: pino({ level: 'silent' }),
    db,
    version: '0.1.0',
    now: Date.now,
    wakeDelivery: () => undefined,
    onLost: () => undefined,
    ...overrides,
  });
  if (outcome.kind !== 'connected') throw new Error(outcome.message);
  onTestFinished(() => outcome.gateway.close());
  return outcome.gateway;
}

/** A store whose answers a test can hold back or turn into faults. */
export function held(db: Db) {
  const state = {
    /** What answers wait for. */
    until: Promise.resolve() as Promise<unknown>,
    fault: null as Error | null,
    db,
    /** Holds all answers back until the returned function is called. */
    hold(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      state.until = promise;
      return resolve;
    },
  };
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      await state.until;
      if (state.fault) throw state.fault;
      return result;
    },
  };
  state.db = db.withPlugin(plugin);
  return state;
}

/** Every text of a message. */
export function textOf(message: APIMessage): string {
  return JSON.stringify(message.components);
}
