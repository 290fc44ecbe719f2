import type { Fetcher } from './fetch.ts';
import { type FoundFeed, findFeed } from './find.ts';
import type { FeedParser } from './parse_apart.ts';

/** What members' feeds are looked at with: bounded and guarded as polling is, without credentials or odd ports. */
export function createFeedAccess(fetcher: Fetcher, parser: FeedParser, mayAdd: boolean) {
  return {
    mayAdd,
    find: (address: string): Promise<FoundFeed> => findFeed({ fetcher, parser }, address),
    async readText(url: string): Promise<string | null> {
      const outcome = await fetcher.fetch({
        ...{ url, etag: null, lastModified: null, bodyHash: null },
        byMember: true,
      });
      return outcome.kind === 'changed' ? Buffer.from(outcome.document).toString('utf8') : null;
    },
  };
}
