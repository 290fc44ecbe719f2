import { setTimeout as wait } from 'node:timers/promises';

export interface HostLimits {
  /** Requests to one host at a time. */
  concurrency: number;
  /** Milliseconds between the beginnings of two requests to one host. */
  spacingMs: number;
}

interface Host {
  active: number;
  /** When (`performance.now()`) the next request may begin. */
  nextAt: number;
  waiting: (() => void)[];
}

/** Lets requests to one host through a few at a time and some way apart; hosts don't wait for one another. */
export function createHostQueue({ concurrency, spacingMs }: HostLimits) {
  const hosts = new Map<string, Host>();

  /** Resolves to the function that gives the place back; rejects when `signal` aborts while waiting. */
  async function enter(name: string, signal: AbortSignal): Promise<() => void> {
    const host = hosts.get(name) ?? { active: 0, nextAt: 0, waiting: [] };
    hosts.set(name, host);
    if (host.active >= concurrency) await turn(host, signal);
    else host.active++;
    const leave = () => {
      const next = host.waiting.shift();
      // The place is handed on, so that nobody slips in between.
      if (next !== undefined) next();
      else if (--host.active === 0) forget(name, host);
    };
    try {
      const now = performance.now();
      const begin = Math.max(now, host.nextAt);
      host.nextAt = begin + spacingMs;
      if (begin > now) await wait(begin - now, undefined, { signal });
    } catch (error) {
      leave();
      throw error;
    }
    return leave;
  }

  /** A host is kept while its spacing lasts, and then swept by the next one that is forgotten. */
  function forget(name: string, host: Host) {
    if (host.nextAt <= performance.now()) hosts.delete(name);
    if (hosts.size < 1_000) return;
    for (const [other, { active, nextAt }] of hosts) {
      if (active === 0 && nextAt <= performance.now()) hosts.delete(other);
    }
  }

  return { enter };
}

function turn(host: Host, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = () => {
      host.waiting = host.waiting.filter((waiting) => waiting !== go);
      reject(signal.reason);
    };
    const go = () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    host.waiting.push(go);
  });
}
