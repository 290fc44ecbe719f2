import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Feed } from './feed.ts';

/** The feeds that Sitrep comes with. */
export const DEFAULT_CATALOG = fileURLToPath(new URL('catalog.json', import.meta.url));

/** A catalog that can't be used; the message names the file and has one line for every fault. */
export class CatalogError extends Error {}

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and hyphens');
const name = z.string().trim().min(1, 'must not be empty').max(200);
const FeedEntry = z.strictObject({
  id: slug,
  url: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' }),
  title: name,
  publisher: z.strictObject({
    id: slug,
    name,
    kind: z.enum(['wire', 'outlet', 'state_media', 'official']),
    country: name.nullable(),
  }),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'must be a language tag such as "en", or null')
    .nullable(),
  fullText: z.boolean().optional(),
});
const Catalog = z.array(FeedEntry).min(1, 'must name at least one feed');

/**
 * The feeds of a catalog file (JSON, an array of feeds as `catalog.json` has them). Throws {@link CatalogError}
 * with every fault of the file: wrong fields, ids or URLs that come twice, one publisher described in two ways.
 */
export function loadCatalog(path: string): Feed[] {
  const parsed = Catalog.safeParse(readJson(path));
  const faults = parsed.success
    ? contradictions(parsed.data)
    : parsed.error.issues.map(({ path: at, message }) => `${place(at)}: ${message}`);
  if (!parsed.success || faults.length > 0) {
    throw new CatalogError(
      faults.length === 1
        ? `The feed catalog ${path} is faulty: ${faults[0]}`
        : `The feed catalog ${path} has ${faults.length} faults:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
  }
  return parsed.data;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
  } catch (error) {
    const why = error instanceof SyntaxError ? `is no JSON (${error.message})` : "can't be read";
    throw new CatalogError(`The feed catalog ${path} ${why}.`, { cause: error });
  }
}

function contradictions(feeds: readonly Feed[]): string[] {
  const faults: string[] = [];
  const publishers = new Map<string, string>();
  for (const [index, { id, url, publisher }] of feeds.entries()) {
    if (feeds.findIndex((feed) => feed.id === id) < index)
      faults.push(`feed ${index + 1}: the id "${id}" comes twice`);
    if (feeds.findIndex((feed) => feed.url === url) < index)
      faults.push(`feed ${index + 1}: ${url} comes twice`);
    const described = JSON.stringify([publisher.name, publisher.kind, publisher.country]);
    if ((publishers.get(publisher.id) ?? described) !== described) {
      faults.push(`feed ${index + 1}: the publisher "${publisher.id}" is described differently before`);
    }
    publishers.set(publisher.id, described);
  }
  return faults;
}

/** `feed 3 publisher.kind`: people count from one. */
function place([index, ...field]: PropertyKey[]): string {
  if (index === undefined) return 'the file';
  return [`feed ${Number(index) + 1}`, field.map(String).join('.')].filter((part) => part !== '').join(' ');
}
