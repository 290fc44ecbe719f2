import type * as undici from 'undici';
// @ts-expect-error: undici types its main module only
import connector from 'undici/lib/core/connect.js';
// @ts-expect-error
import agent from 'undici/lib/dispatcher/agent.js';

/**
 * undici's client of HTTP by itself. Its main module loads `fetch`, WebSocket, caches and mocks, too, which takes twice
 * as long as all of this.
 */
export const Agent: typeof undici.Agent = agent;
export const buildConnector: typeof undici.buildConnector = connector;
