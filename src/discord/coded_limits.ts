import type { RESTOptions } from 'discord.js';
import { Headers, Response } from 'undici';

/**
 * Lets a 429 that has an error code of its own through as the refusal that it is (a message that is too old to be edited
 * so often, a channel in slow mode): its answer is the request's, and not the pace's. discord.js would wait for it in
 * the queue, and tell nobody the code.
 */
export function codedLimits(makeRequest: RESTOptions['makeRequest']): RESTOptions['makeRequest'] {
  return async (url, init) => {
    const response = await makeRequest(url, init);
    if (response.status !== 429) return response;
    const text = await response.text();
    const headers = new Headers();
    response.headers.forEach((value, name) => {
      headers.set(name, value);
    });
    return new Response(text, { status: hasCode(text) ? 400 : 429, headers });
  };
}

function hasCode(text: string): boolean {
  try {
    return ((JSON.parse(text) as { code?: unknown }).code as number) > 0;
  } catch {
    return false;
  }
}
