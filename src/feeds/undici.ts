import { createRequire } from 'node:module';
import type * as undici from 'undici';

/**
 * undici's client of HTTP by itself. Its main module loads `fetch`, WebSocket, caches and mocks, too, which takes twice
 * as long as all of this.
 */
const load = createRequire(import.meta.url);
export const Agent = load('undici/lib/dispatcher/agent.js') as typeof undici.Agent;
export const buildConnector = load('undici/lib/core/connect.js') as typeof undici.buildConnector;
