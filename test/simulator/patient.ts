import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { WAIT_MS } from '../../simulator/member.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/simulator.ts';

const openapi = fileURLToPath(new URL('../../../shared/data/discord/openapi.json', import.meta.url));

/**
 * A simulator for the project's own bot. Requests are checked against Discord's own description too, where that is there;
 * an answer has as long as a machine may take that has much else to do.
 */
export function startPatient(options: SimulatorOptions = {}): Promise<Simulator> {
  return startSimulator({
    openapi: existsSync(openapi) ? openapi : null,
    answerWithinMs: WAIT_MS,
    ...options,
  });
}
