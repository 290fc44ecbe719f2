import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, refuse } from './api_error.ts';
import type { OpenapiCheck } from './checks/openapi.ts';
import type { Core } from './core.ts';
import { Injections } from './injections.ts';
import { type Limit, RateLimits } from './rate_limits.ts';
import { readBody } from './request_body.ts';
import { callbackRoutes } from './rest/callbacks.ts';
import { applicationCommandRoutes } from './rest/commands.ts';
import { followerRoutes } from './rest/followers.ts';
import { guildRoutes } from './rest/guilds.ts';
import { identityRoutes } from './rest/identity.ts';
import { messageRoutes } from './rest/messages.ts';
import type { ApiAnswer, ApiRequest, Route } from './rest/route.ts';
import { threadRoutes } from './rest/threads.ts';
import { interactionWebhookRoutes } from './rest/webhooks.ts';

/** One request of the bot and what it got. */
export interface RecordedRequest {
  method: string;
  /** Without `/api/v10` and query. */
  path: string;
  status: number;
  /** The JSON that came; undefined where there was none. */
  body: unknown;
  /** The JSON that went back; undefined where there was none. */
  answer: unknown;
  /** Unix milliseconds. */
  at: number;
}

const PREFIX = '/api/v10';
const MOST_RECORDED = 20_000;
/** What Discord allows on routes without a tighter limit varies; this is of its usual size. */
const USUAL: Limit = { limit: 20, windowMs: 5_000 };

const ROUTES = [
  ...identityRoutes,
  ...guildRoutes,
  ...applicationCommandRoutes,
  ...messageRoutes,
  ...threadRoutes,
  ...followerRoutes,
  ...callbackRoutes,
  ...interactionWebhookRoutes,
].map((route) => ({
  route,
  names: [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]!),
  pattern: new RegExp(`^${route.path.replace(/:\w+/g, '([^/]+)')}$`),
}));

/** Serves the REST API: finds the route, counts the limits, checks the request, runs it, keeps a record of it. */
export class ApiServer {
  readonly record: RecordedRequest[] = [];
  /** Refused requests: everything that a well-behaved bot would not have sent. Rate limits are not among them. */
  readonly violations: RecordedRequest[] = [];
  /** How many requests were answered that they were too many. */
  limited = 0;
  readonly injections = new Injections();
  readonly #core: Core;
  readonly #openapi: OpenapiCheck | null;
  readonly #limits: RateLimits | null;
  readonly #latencyMs: number;

  constructor(core: Core, openapi: OpenapiCheck | null, rateLimits: boolean, latencyMs: number) {
    this.#core = core;
    this.#latencyMs = latencyMs;
    this.#openapi = openapi;
    this.#limits = rateLimits ? new RateLimits(core.now) : null;
  }

  /** Answers one HTTP request under `/api`. Never throws; a fault of the simulator is a 500 that says so. */
  async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    // The way takes exactly so long, however late this process is to look.
    const at = this.#core.now() + this.#latencyMs / 2;
    if (this.#latencyMs > 0) await sleep(this.#latencyMs / 2);
    const url = new URL(incoming.url ?? '/', 'http://api');
    const method = incoming.method ?? 'GET';
    const path = url.pathname.startsWith(`${PREFIX}/`) ? url.pathname.slice(PREFIX.length) : url.pathname;
    const headers: Record<string, string> = {};
    const injection = this.injections.take(method, path);
    let body: unknown;
    let answer: ApiAnswer = { status: 0 };
    try {
      const read = await readBody(incoming);
      body = read.body;
      if (!injection || injection.afterwards || injection.status === 'slow') {
        if (path === url.pathname) throw refuse.notFound();
        answer = this.#answer({ method, path, at, query: url.searchParams, ...read }, incoming, headers);
      }
    } catch (error) {
      // A bot that died in the middle of its request asked for nothing.
      if (!incoming.complete) return;
      answer = answerOf(error);
      if (error instanceof ApiError) Object.assign(headers, error.headers);
    }
    if (injection && typeof injection.status === 'number') {
      answer = { status: injection.status, body: injection.body };
      Object.assign(headers, injection.headers);
    }
    this.#keep(method, path, answer, body, injection !== null && injection.status !== 'slow');
    const late = this.#latencyMs / 2 + (injection?.delayMs ?? 0);
    if (late > 0) await sleep(late);
    if (injection?.status === 'reset') incoming.socket.destroy();
    else respond(response, answer, headers);
  }

  /** Notes a breach of the gateway's protocol among the violations. */
  gatewayRefused(code: number, reason: string): void {
    const breach = {
      method: 'GATEWAY',
      path: '/gateway',
      status: code,
      body: undefined,
      answer: { message: reason },
    };
    this.violations.push({ ...breach, at: this.#core.now() });
  }

  #answer(
    request: Omit<ApiRequest, 'params'>,
    incoming: IncomingMessage,
    headers: Record<string, string>,
  ): ApiAnswer {
    const { method, path } = request;
    const candidates = ROUTES.flatMap(({ route, names, pattern }) => {
      const match = pattern.exec(path);
      return match ? [{ route, names, match }] : [];
    });
    if (candidates.length === 0) throw refuse.notFound();
    const found = candidates.find(({ route }) => route.method === method);
    if (!found) throw refuse.methodNotAllowed();
    const { route, names, match } = found;
    const params = Object.fromEntries(names.map((name, at) => [name, decoded(match[at + 1]!)]));

    if (!route.interaction && incoming.headers.authorization !== `Bot ${this.#core.token}`) {
      throw refuse.unauthorized();
    }
    const limited = this.#count(route, request.at, params, headers);
    if (limited) return limited;
    const full = { ...request, params };
    const faults = route.check?.(full, this.#core);
    if (faults?.list.length) throw refuse.invalidForm(faults);
    const described = this.#openapi?.request(method, path, request.body);
    if (described?.list.length) throw refuse.invalidForm(described);
    return route.run(full, this.#core);
  }

  #count(
    route: Route,
    at: number,
    params: Record<string, string>,
    headers: Record<string, string>,
  ): ApiAnswer | null {
    if (!this.#limits) return null;
    const counts = [];
    if (!route.interaction) counts.push(this.#limits.countGlobal(at));
    const passes = counts.every(({ retryAfterMs }) => retryAfterMs === null);
    const major = params.token ?? Object.values(params)[0] ?? '';
    if (passes && !route.path.endsWith('/callback')) {
      counts.push(this.#limits.count(`${route.method} ${route.path}`, major, route.limit ?? USUAL, at));
    }
    for (const count of counts) Object.assign(headers, count.headers);
    const over = counts.find(({ retryAfterMs }) => retryAfterMs !== null);
    if (!over) return null;
    const retry_after = Math.max(1, over.retryAfterMs!) / 1000;
    const message = 'You are being rate limited.';
    return { status: 429, body: { message, retry_after, global: over.global, code: 0 } };
  }

  #keep(method: string, path: string, answer: ApiAnswer, body: unknown, injected: boolean): void {
    const { status } = answer;
    const entry = { method, path, status, body, answer: answer.body, at: this.#core.now() };
    this.record.push(entry);
    if (this.record.length > MOST_RECORDED) this.record.shift();
    if (injected) return;
    if (status === 429) this.limited += 1;
    else if (status >= 400) this.violations.push(entry);
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw refuse.notFound();
  }
}

function answerOf(error: unknown): ApiAnswer {
  if (error instanceof ApiError) return { status: error.status, body: error.body };
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 500, body: { code: 0, message: `The simulator failed: ${what}` } };
}

function respond(
  response: ServerResponse,
  { status, body }: ApiAnswer,
  headers: Record<string, string>,
): void {
  if (status === 204 || body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const text = JSON.stringify(body);
  response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(text);
}
