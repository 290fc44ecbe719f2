const MAX_URL = 4_000;

/** Query parameters that say where a reader came from and never what they read. */
const TRACKING =
  /^(?:utm_\w+|at_(?:medium|campaign|custom\d|link\w*|bbc\w*|ptr\w*|format|creation)|ns_(?:mchannel|source|campaign|linkname|fee)|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|_ga|_gl|ncid|ocid|s_cid|cmpid|cmp|ito|ftag|smid|smtyp|xtor|maca|traffic_source|fsrc|wt\.mc_id|wt_mc|wt\.rss_\w+|spm|soc_src|soc_trk|guccounter|guce_\w+|__twitter_impression|sr_share|taid|mbid|echobox|rss|rss_id|feedtype|feedname)$/i;
/** Parameters that are tracking only where their value names a feed. */
const TRACKING_BY_VALUE = /^(?:ref|source|src|from|via|partner|emc|cid|feed)$/i;
const FEED_VALUE = /^(?:rss\w*|feed\w*|atom|newsfeed|[\w-]*[-_:]rss)$/i;

/**
 * The address of a page in the one form in which the project keeps it: absolute http(s), host in lower case,
 * without default port, credentials, fragment, tracking parameters and the junk that feeds leave around it.
 * `base` makes relative addresses whole. Null where there is no such address.
 */
export function canonicalUrl(address: string, base?: string): string | null {
  const url = absoluteUrl(address, base);
  if (url === null) return null;
  url.username = '';
  url.password = '';
  // Pages that are routed by their fragment are different pages; any other fragment is a place in the page.
  if (!/^#[!/]./.test(url.hash)) url.hash = '';
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !isTracking(part));
  // Without its `?` a query that begins with another would lose that one too, and not be its own canonical form.
  url.search = kept.length === 0 ? '' : `?${kept.join('&')}`;
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  return url.href;
}

/** `address` as an absolute http(s) URL, tidied but otherwise as given; null where it is none. */
export function absoluteUrl(address: string, base?: string): URL | null {
  if (address.length > 2 * MAX_URL) return null;
  const tidy = address
    .replace(/[\u0000-\u0020\u007f-\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g, (gap) =>
      gap === ' ' ? ' ' : '',
    )
    .trim()
    .replace(/^'(.*)'$/, '$1')
    .replace(/^["<]+|[">]+$/g, '')
    .replaceAll('&amp;', '&')
    .trim();
  if (tidy === '' || tidy.length > MAX_URL) return null;
  const whole = /^www\.[\w-]+\.\w/i.test(tidy) ? `https://${tidy}` : tidy;
  const context =
    base !== undefined && URL.canParse(base)
      ? base
      : whole.startsWith('//')
        ? 'https://unknown.invalid'
        : undefined;
  if (!URL.canParse(whole, context)) return null;
  const url = new URL(whole, context);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  return url.hostname === '' ? null : url;
}

/**
 * What makes two canonical URLs one page: a site's move to https, to or from `www.`, and a slash at the end
 * change nothing. Null for a site's front page, which feeds without pages of their own give for every entry.
 */
export function pageKey(canonical: string): string | null {
  const url = new URL(canonical);
  const path = url.pathname.replace(/\/+$/, '');
  if (path === '' && url.search === '' && url.hash === '') return null;
  return `${url.host.replace(/^www\./, '')}${path}${url.search}${url.hash}`;
}

function isTracking(part: string): boolean {
  const equals = part.indexOf('=');
  const name = equals < 0 ? part : part.slice(0, equals);
  const value = equals < 0 ? '' : part.slice(equals + 1);
  return TRACKING.test(name) || (TRACKING_BY_VALUE.test(name) && FEED_VALUE.test(value));
}
