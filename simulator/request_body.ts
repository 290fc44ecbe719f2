import type { IncomingMessage } from 'node:http';
import { refuse } from './api_error.ts';
import type { Upload } from './attachments.ts';

/** Discord's limits: a file of a server without boosts, and a request with all its files. */
const MOST_FILE = 10 * 1024 * 1024;
const MOST_REQUEST = 26 * 1024 * 1024;

/**
 * Reads a request's body: JSON, or multipart with `payload_json` and `files[n]`. Throws `ApiError` where it is
 * too large or no JSON.
 */
export async function readBody(incoming: IncomingMessage): Promise<{ body: unknown; uploads: Upload[] }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    // Read to its end even where it is too large: an answer can't be sent on a connection that was cut.
    if (size <= MOST_REQUEST) chunks.push(chunk);
  }
  if (size > MOST_REQUEST) throw refuse.tooLarge();
  const bytes = Buffer.concat(chunks);
  const type = incoming.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return multipart(bytes, type);
  if (bytes.length === 0) return { body: undefined, uploads: [] };
  return { body: json(bytes.toString()), uploads: [] };
}

async function multipart(bytes: Buffer, type: string): Promise<{ body: unknown; uploads: Upload[] }> {
  const headers = { 'content-type': type };
  const form = await new Response(new Uint8Array(bytes), { headers }).formData().catch(() => {
    throw refuse.invalidJson();
  });
  const numbered: { at: number; upload: Upload }[] = [];
  const fields: Record<string, unknown> = {};
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      fields[name] = value;
      continue;
    }
    if (value.size > MOST_FILE) throw refuse.tooLarge();
    const at = Number(/^files?\[(\d+)\]$/.exec(name)?.[1] ?? numbered.length);
    const content = new Uint8Array(await value.arrayBuffer());
    numbered.push({ at, upload: { filename: value.name, contentType: value.type, bytes: content } });
  }
  const payload = fields.payload_json;
  const body = typeof payload === 'string' ? json(payload) : fields;
  const uploads = numbered.sort((a, b) => a.at - b.at).map(({ upload }) => upload);
  return { body, uploads };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse.invalidJson();
  }
}
