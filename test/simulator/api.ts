import type { Simulator } from '../../simulator/simulator.ts';

export interface ApiReply {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely by tests
  body: any;
  headers: Headers;
}

/** Sends one raw REST request as the bot (or with another `authorization`) and reads the answer. */
export async function api(
  simulator: Simulator,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<ApiReply> {
  const response = await fetch(`${simulator.apiUrl}/v10${path}`, {
    method,
    headers: {
      authorization: `Bot ${simulator.token}`,
      ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body instanceof FormData ? body : body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? undefined : JSON.parse(text),
    headers: response.headers,
  };
}
