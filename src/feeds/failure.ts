/**
 * Everything that can keep a feed from being read, with what a person can do about it. The codes are stable: they
 * are stored, shown by `/status` and documented.
 */
export const FEED_FAILURES = {
  timeout: 'The server is slow or down; it is tried again by itself.',
  dns: 'Check the host name of its URL; if it is right, the name server may be down for the moment.',
  refused_address:
    'It leads into a private network. If that is meant, name its host among the allowed hosts in the settings.',
  refused_robots: "The site's robots.txt keeps bots away from this page.",
  bad_url:
    'A feed needs a full http:// or https:// address, without a password in it, and with the usual port where a member adds it.',
  tls: "The site's certificate can't be trusted; open it in a browser and tell its owner.",
  connection: 'The server is unreachable for the moment; it is tried again by itself.',
  bad_response: "The server's answer breaks the rules of HTTP; tell its owner.",
  too_many_redirects: 'It redirects in circles; look up its current address on the site.',
  http_403: 'The site wants a login or turns bots away; ask its owner, or take another feed of it.',
  http_404: 'The feed has moved or is gone; look up its current address on the site.',
  http_410: 'The site says that the feed is gone for good; remove it or look for another.',
  http_429: 'The site wants fewer requests; it is polled less often for a while.',
  http_5xx: 'The server has a fault of its own; it is tried again by itself.',
  http_status: 'The server gave no document; open the address in a browser to see what it says.',
  too_large: 'A feed may have 5 MB and 20,000 entries; look for a smaller one of the same site.',
  too_complex: 'Look for a smaller or simpler feed of the same site.',
  truncated: 'The document ends in the middle; it is tried again by itself.',
  empty: 'The server answered with nothing; it is tried again by itself.',
  encoding: "The document's encoding can't be read; tell its owner.",
  not_a_feed: 'Check the address: a feed is RSS, Atom or JSON Feed.',
  page_consent:
    "Articles of this feed are read by its teasers; set the feed's fullText to false to not ask again.",
  page_no_article:
    'It may need a login or scripts: articles of this feed are read by its teasers where that happens.',
  aborted: 'Sitrep is shutting down; the feed is polled after the restart.',
} as const;

export type FeedFailure = keyof typeof FEED_FAILURES;

/** What went wrong in one sentence, and in a second one what to do about it. */
export function failureMessage(code: FeedFailure, what: string): string {
  return `${what} ${FEED_FAILURES[code]}`;
}
