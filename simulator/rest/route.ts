import type { Upload } from '../attachments.ts';
import type { Faults } from '../checks/faults.ts';
import type { Body } from '../checks/fields.ts';
import type { Core } from '../core.ts';
import type { Limit } from '../rate_limits.ts';

/** A request as routes see it. */
export interface ApiRequest {
  method: string;
  /** Without `/api/v10` and query. */
  path: string;
  params: Record<string, string>;
  query: URLSearchParams;
  /** When it arrived, in Unix milliseconds: deadlines are judged by that, however long checking it takes. */
  at: number;
  /** The JSON body (or `payload_json`); undefined where there is none. */
  body: unknown;
  uploads: readonly Upload[];
}

export interface ApiAnswer {
  status: number;
  /** Undefined for 204. */
  body?: unknown;
}

/** One route of the API. `check` and `run` throw `ApiError` to refuse. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:name` for parameters; the first parameter is the major one of its rate limit. */
  path: string;
  limit?: Limit;
  /** Interaction endpoints carry their own token: no authorization, no global rate limit. */
  interaction?: boolean;
  /** The hand-written rules of the body; they come before Discord's own description of it. */
  check?: (request: ApiRequest, core: Core) => Faults;
  run: (request: ApiRequest, core: Core) => ApiAnswer;
}

/** The request's body as an object; anything else counts as an empty one, which the checks then refuse. */
export function bodyOf(request: ApiRequest): Body {
  const { body } = request;
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Body) : {};
}
