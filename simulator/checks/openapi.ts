import { readFileSync } from 'node:fs';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { Faults } from './faults.ts';

type Json = Record<string, unknown>;

/** Discord's own description of its API, as a check of requests and answers. */
export interface OpenapiCheck {
  /** What is wrong with a request's JSON body; no faults where the description doesn't know the route. */
  request(method: string, path: string, body: unknown): Faults;
  /** What is wrong with an answer, as lines; a route or status that it doesn't know is one of them. */
  answer(method: string, path: string, status: number, body: unknown): string[];
}

/** The largest permission number in the description: by it, fields that really are digit strings are known. */
const PERMISSION_MAXIMUM = 18_014_398_509_481_984;

/**
 * Reads the description at `file` (openapi.json of discord/discord-api-spec). A schema is compiled when the first
 * request needs it. Paths are without `/api/v10` and query. Rejects where the file can't be read.
 */
export async function openapiCheck(file: string): Promise<OpenapiCheck> {
  const description = JSON.parse(readFileSync(file, 'utf8')) as Json;
  mendKnownFaults(description);
  const paths = Object.entries(description.paths as Record<string, Json>).map(([template, operations]) => ({
    template,
    pattern: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+').replace(/[@]/g, '\\$&')}$`),
    operations,
  }));
  // A literal segment beats a parameter: `/users/@me` before `/users/{user_id}`.
  paths.sort((a, b) => a.template.split('{').length - b.template.split('{').length);
  // Loaded here and not at the top: without a description nobody waits for it.
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
  ajv.addSchema({ ...description, $id: 'discord' });
  const compiled = new Map<string, ValidateFunction>();

  function validator(pointer: string): ValidateFunction {
    const known = compiled.get(pointer);
    if (known) return known;
    const made = ajv.compile({ $ref: `discord#${pointer}` });
    compiled.set(pointer, made);
    return made;
  }

  function operationOf(method: string, path: string): { pointer: string; operation: Json } | null {
    const found = paths.find(
      ({ pattern, operations }) => pattern.test(path) && operations[method.toLowerCase()],
    );
    if (!found) return null;
    const pointer = `/paths/${pointerPart(found.template)}/${method.toLowerCase()}`;
    return { pointer, operation: found.operations[method.toLowerCase()] as Json };
  }

  return {
    request(method, path, body) {
      const faults = new Faults();
      const at = operationOf(method, path);
      const content = (at?.operation.requestBody as Json | undefined)?.content as Json | undefined;
      if (!at || !content?.['application/json']) return faults;
      const validate = validator(`${at.pointer}/requestBody/content/application~1json/schema`);
      if (validate(body)) return faults;
      const error = deepest(validate);
      const field = error.at === '' ? [] : error.at.slice(1).split('/');
      faults.add(field, 'OPENAPI_SCHEMA', `${error.message} (by Discord's OpenAPI description)`);
      return faults;
    },

    answer(method, path, status, body) {
      const at = operationOf(method, path);
      if (!at) return [`${method} ${path}: no such operation`];
      const responses = at.operation.responses as Json;
      const key = responses[status] ? String(status) : `${Math.trunc(status / 100)}XX`;
      let response = responses[key] as Json | undefined;
      if (!response) return [`${method} ${path}: no answer ${status}`];
      let pointer = `${at.pointer}/responses/${key}`;
      if (typeof response.$ref === 'string') {
        pointer = response.$ref.slice(1);
        const name = pointer.split('/').at(-1)!;
        response = ((description.components as Json).responses as Json)[name] as Json;
      }
      if (!response.content) return body === undefined ? [] : [`${method} ${path}: ${status} has no body`];
      const validate = validator(`${pointer}/content/application~1json/schema`);
      if (validate(body)) return [];
      const error = deepest(validate);
      return [`${method} ${path}: ${status} ${error.at} ${error.message}`];
    },
  };
}

function pointerPart(segment: string): string {
  return encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** The fault that lies deepest in the body: of a choice between schemas, the one that came closest to fitting. */
function deepest(validate: ValidateFunction): { at: string; message: string } {
  const depth = (at: string) => at.split('/').length;
  const errors = validate.errors ?? [];
  const best = errors.reduce((a, b) => (depth(b.instancePath) > depth(a.instancePath) ? b : a));
  return { at: best.instancePath, message: best.message ?? 'is wrong' };
}

/** The description calls permissions integers where Discord takes digit strings, and error codes in a form integers where they are words. */
function mendKnownFaults(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const schema = node as Json;
  if (schema.maximum === PERMISSION_MAXIMUM) {
    schema.type = ['string', 'integer', 'null'];
    schema.pattern = '^[0-9]+$';
  }
  if ((schema.required as unknown[] | undefined)?.includes?.('_errors')) {
    const errors = (schema.properties as Json)._errors as Json;
    errors.items = { type: 'object', required: ['code', 'message'] };
  }
  for (const child of Object.values(schema)) mendKnownFaults(child);
}
