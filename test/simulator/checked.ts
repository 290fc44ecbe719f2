import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { openapiCheck } from '../../simulator/checks/openapi.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/simulator.ts';

const openapi = fileURLToPath(new URL('../../../shared/data/discord/openapi.json', import.meta.url));

/** A simulator for the running test, whose answers are checked at its end where Discord's description is there. */
export async function startChecked(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(options);
  onTestFinished(async () => {
    await simulator.close();
    if (!existsSync(openapi)) return;
    const check = await openapiCheck(openapi);
    const wrong = simulator.record.flatMap(({ method, path, status, answer }) =>
      check.answer(method, path, status, answer),
    );
    expect(wrong).toEqual([]);
  });
  return simulator;
}
