import { createHmac, timingSafeEqual } from 'node:crypto';
import { absoluteUrl } from '../articles/url.ts';

/** Who pushes a feed's news, and by which address of the feed it knows it (WebSub, w3.org/TR/websub). */
export interface Hub {
  url: string;
  topic: string;
}

/** What a feed document says of its hub: the addresses of its links `hub` and `self`, as written. */
export interface HubLinks {
  hub: string | null;
  self: string | null;
}

/**
 * The hub that a feed names, in its answer's Link header or in its document (WebSub section 4: the header goes
 * before), or null. `url` is the document's own address.
 */
export function hubOf(linkHeader: string | null, document: HubLinks, url: string): Hub | null {
  const header = linksIn(linkHeader ?? '');
  const hub = absoluteUrl(header.hub ?? document.hub ?? '', url);
  const topic = absoluteUrl(header.self ?? document.self ?? url, url);
  return hub === null || topic === null ? null : { url: hub.href, topic: topic.href };
}

/** RFC 8288 section 3, as far as `<address>; rel="hub"` goes; of several of a kind the first. */
function linksIn(header: string): HubLinks {
  const links: HubLinks = { hub: null, self: null };
  for (const [, address = '', parameters = ''] of header.matchAll(/<([^<>]{1,2000})>([^<]{0,500})/g)) {
    const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters);
    for (const name of (relation?.[1] ?? relation?.[2] ?? '').toLowerCase().split(/\s+/)) {
      if (name === 'hub' || name === 'self') links[name] ??= address;
    }
  }
  return links;
}

/**
 * Whether a push was signed with the secret (WebSub section 8: `sha256=` and the HMAC of the body in hex). Takes the
 * same time whether the first or the last character is wrong.
 */
export function isSigned(signature: string | undefined, secret: string, body: Uint8Array): boolean {
  const [, method = '', given = ''] =
    /^(sha1|sha256|sha384|sha512)=([0-9a-f]+)$/i.exec(signature ?? '') ?? [];
  if (method === '') return false;
  const own = createHmac(method.toLowerCase(), secret).update(body).digest();
  const other = Buffer.from(given, 'hex');
  return own.length === other.length && timingSafeEqual(own, other);
}
