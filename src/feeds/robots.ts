import type { Fetcher } from './fetch.ts';

/** RFC 9309 section 2.4: a copy is kept for a day at most. */
const KEEP_MS = 24 * 3_600_000;
const MAX_SITES = 1_000;
/** RFC 9309 section 2.5 asks for 500 KiB at least. */
const MAX_CHARACTERS = 512_000;
const MAX_RULES = 5_000;
/** The product token of the User-Agent. */
const NAME = 'sitrep';

interface Rule {
  allow: boolean;
  path: string;
}

/** What a robots.txt lets Sitrep read: the rules of its own group, else those for everybody. */
export type RobotsRules = readonly Rule[];

/** The rules of a robots.txt (RFC 9309 section 2.2). Never throws; what is no rule is passed over. */
export function readRobots(text: string): RobotsRules {
  const groups: Record<'own' | 'all', Rule[]> = { own: [], all: [] };
  let named: ('own' | 'all')[] = [];
  let ownIsNamed = false;
  let inRules = true;
  for (const line of text.slice(0, MAX_CHARACTERS).split(/\r\n?|\n/)) {
    const match = /^\s*(user-agent|allow|disallow)\s*:\s*([^#]*)/i.exec(line);
    if (match === null) continue;
    const key = (match[1] ?? '').toLowerCase();
    const value = (match[2] ?? '').trim();
    if (key === 'user-agent') {
      if (inRules) named = [];
      inRules = false;
      const agent = value.toLowerCase().split(/[/\s]/)[0];
      if (agent === '*') named.push('all');
      if (agent === NAME) {
        named.push('own');
        ownIsNamed = true;
      }
      continue;
    }
    inRules = true;
    // An empty path rules nothing out.
    if (value === '') continue;
    for (const group of named) {
      if (groups[group].length < MAX_RULES) groups[group].push({ allow: key === 'allow', path: value });
    }
  }
  return ownIsNamed ? groups.own : groups.all;
}

/** Whether the rules let a path (with its query) be read: the longest rule that matches decides, of two equals the allowing one. */
export function mayRead(rules: RobotsRules, path: string): boolean {
  if (path === '/robots.txt') return true;
  let decided: Rule | null = null;
  for (const rule of rules) {
    if (!matches(rule.path, path)) continue;
    const longer = decided === null || rule.path.length > decided.path.length;
    if (longer || (rule.allow && rule.path.length === decided?.path.length)) decided = rule;
  }
  return decided?.allow ?? true;
}

/** `*` stands for anything and `$` for the end. Without backtracking: every star takes as little as it can. */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$');
  const parts = (anchored ? pattern.slice(0, -1) : pattern).split('*');
  const first = parts.shift() ?? '';
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1;
    const found = anchored && last ? path.length - part.length : path.indexOf(part, at);
    if (found < at || !path.startsWith(part, found)) return false;
    at = found + part.length;
  }
  return !anchored || at === path.length;
}

/**
 * Asks sites' robots.txt, once a day each, whether a page may be read. Where there is none (4xx) everything may be
 * (RFC 9309 section 2.3.1.3), where it can't be had nothing may be until it is asked again in an hour.
 */
export function createRobots(fetcher: Pick<Fetcher, 'fetch'>, now: () => number) {
  const sites = new Map<string, { rules: Promise<RobotsRules | null>; until: number }>();

  async function load(origin: string): Promise<RobotsRules | null> {
    const outcome = await fetcher.fetch({
      url: `${origin}/robots.txt`,
      ...{ etag: null, lastModified: null, bodyHash: null, byMember: true },
    });
    if (outcome.kind === 'changed') return readRobots(Buffer.from(outcome.document).toString('utf8'));
    if (outcome.kind === 'unchanged') return [];
    return /^(?:empty|http_403|http_404|http_410|http_status)$/.test(outcome.code) ? [] : null;
  }

  return async function mayFetch(url: string): Promise<boolean> {
    const { origin, pathname, search } = new URL(url);
    let site = sites.get(origin);
    if (site === undefined || site.until <= now()) {
      const rules = load(origin);
      site = { rules, until: now() + KEEP_MS };
      const kept = site;
      void rules.then((known) => {
        if (known === null) kept.until = now() + KEEP_MS / 24;
      });
      sites.delete(origin);
      sites.set(origin, site);
      for (const oldest of sites.keys()) {
        if (sites.size <= MAX_SITES) break;
        sites.delete(oldest);
      }
    }
    const rules = await site.rules;
    return rules !== null && mayRead(rules, pathname + search);
  };
}
