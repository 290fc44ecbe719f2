import { DefaultRestOptions, type RESTOptions } from 'discord.js';

/**
 * Sends requests as discord.js does, but encodes forms with files here: where a second version of undici lives in the
 * process (the feeds use one), whichever of them sends takes no form that isn't of its own making.
 */
export const encodeForms: RESTOptions['makeRequest'] = async (url, init) => {
  if (!(init.body instanceof FormData)) return DefaultRestOptions.makeRequest(url, init);
  const form = new Response(init.body);
  const headers = { ...(init.headers as Record<string, string>) };
  for (const name of Object.keys(headers)) if (name.toLowerCase() === 'content-type') delete headers[name];
  headers['content-type'] = form.headers.get('content-type') ?? '';
  const body = Buffer.from(await form.arrayBuffer());
  return DefaultRestOptions.makeRequest(url, { ...init, headers, body });
};
