import type OpenAI from 'openai';
import type { RewriteRequest } from '../rewriting/request.ts';
import type { SummarizerFailure } from './failure.ts';

/** Where a model is, and how it is asked. */
export interface ModelSettings {
  /** Base of an OpenAI-compatible API, such as `https://api.openai.com/v1`. */
  url: string;
  model: string;
  /** Empty where the server asks for none. */
  key: string;
  timeoutMs: number;
}

export type ModelAnswer =
  /** `tokens` is what the server says that it counted; null where it doesn't say. */
  | { kind: 'answered'; text: string; tokens: number | null }
  /** `message` is for the log and never holds the key. */
  | { kind: 'failed'; reason: SummarizerFailure; message: string };

/** Asks a model; never rejects. */
export interface Model {
  ask(request: RewriteRequest, mostTokens: number, signal?: AbortSignal): Promise<ModelAnswer>;
}

/** No digest is nearly as large; a server that sends on and on is cut off. */
const MOST_BYTES = 1_000_000;

/** A model behind an OpenAI-compatible API. The client's package is loaded with the first question. */
export function createModel({ url, model, key, timeoutMs }: ModelSettings): Model {
  let client: Promise<OpenAI> | null = null;
  const load = async () => {
    const { default: Client } = await import('openai');
    // What the environment says of OpenAI is not ours: only the settings count.
    return new Client({
      ...{ baseURL: url, apiKey: key || 'none', organization: null, project: null, logLevel: 'off' },
      ...{ maxRetries: 0, timeout: timeoutMs, fetch: boundedFetch },
    });
  };
  return {
    async ask({ system, user }, mostTokens, signal) {
      const ended = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);
      try {
        client ??= load();
        const answer = await (await client).chat.completions.create(
          {
            model,
            messages: [
              { role: 'system', content: system },
              { role: 'user', content: user },
            ],
            temperature: 0.2,
            max_tokens: mostTokens,
          },
          { signal: ended },
        );
        const text: unknown = answer?.choices?.[0]?.message?.content;
        if (typeof text !== 'string')
          return { kind: 'failed', reason: 'bad_answer', message: 'the answer holds no text' };
        const tokens: unknown = answer.usage?.total_tokens;
        return {
          kind: 'answered',
          text,
          tokens: typeof tokens === 'number' && Number.isSafeInteger(tokens) && tokens >= 0 ? tokens : null,
        };
      } catch (error) {
        const reason = ended.aborted ? 'timeout' : reasonOf(error);
        const message = error instanceof Error ? error.message : String(error);
        return {
          kind: 'failed',
          reason,
          message: key ? message.replaceAll(key, '…').slice(0, 300) : message.slice(0, 300),
        };
      }
    },
  };
}

class AnswerError extends Error {
  readonly reason: SummarizerFailure;
  constructor(reason: SummarizerFailure, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Follows no redirect, since the key would go along, and reads no more than a digest can need. */
async function boundedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: 'manual' });
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel();
    throw new AnswerError('redirected', `it redirects (${response.status})`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    // Leaving the loop cancels the rest.
    if (size > MOST_BYTES) throw new AnswerError('too_large', `over ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks), {
    status: response.status,
    headers: plainHeaders(response.headers),
  });
}

/** The body is decoded already. */
function plainHeaders(headers: Headers): Headers {
  const plain = new Headers(headers);
  plain.delete('content-encoding');
  plain.delete('content-length');
  return plain;
}

function reasonOf(error: unknown): SummarizerFailure {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AnswerError) return cause.reason;
  }
  const status = (error as { status?: unknown }).status;
  if (status === 401 || status === 403) return 'refused_key';
  if (status === 429) return 'too_many_requests';
  if (typeof status === 'number') return 'http_status';
  return error instanceof SyntaxError ? 'bad_answer' : 'connection';
}
