import type { Hubs } from '../jobs/hubs.ts';
import type { Route } from './server.ts';

/** A pushed document is bounded as a polled one is. */
const MAX_BYTES = 5_000_000;

export const HUB_PATH = '/hub/';

/** Where hubs ask whether a subscription is meant, and push what is new (WebSub sections 5.3 and 7). */
export function hubRoutes(hubs: Pick<Hubs, 'knows' | 'confirm' | 'take'>): Route[] {
  return [
    {
      method: 'GET',
      path: `${HUB_PATH}:token`,
      async answer({ parameters, url: { searchParams } }) {
        const meant = await hubs.confirm(parameters.token ?? '', {
          mode: searchParams.get('hub.mode') ?? '',
          topic: searchParams.get('hub.topic') ?? '',
          leaseSeconds: Number(searchParams.get('hub.lease_seconds') ?? 0),
        });
        if (!meant) return { status: 404 };
        // Plain text, so that whatever the challenge holds is shown and never run.
        const headers = { 'content-type': 'text/plain; charset=utf-8' };
        return { status: 200, headers, body: searchParams.get('hub.challenge') ?? '' };
      },
    },
    {
      method: 'POST',
      path: `${HUB_PATH}:token`,
      maxBytes: MAX_BYTES,
      // 410 ends a subscription. Megabytes are taken only of those who were given an address.
      refuse: async ({ token = '' }) => ((await hubs.knows(token)) ? null : { status: 410 }),
      async answer({ parameters, headers, body }) {
        const signature = headers['x-hub-signature'];
        const taken = await hubs.take(
          parameters.token ?? '',
          typeof signature === 'string' ? signature : undefined,
          { document: body, contentType: headers['content-type'] ?? null },
        );
        // Section 8: what is wrongly signed is left without a word.
        return { status: taken === 'unknown' ? 410 : 202 };
      },
    },
  ];
}
