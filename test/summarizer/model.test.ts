import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { createModel, type ModelAnswer } from '../../src/summarizer/model.ts';
import { serve } from '../feeds/serve.ts';

const request = { system: 'Rewrite.', user: '{"texts":{"1":"Strike on Kyiv."}}' };
const answered = (content: unknown, more: object = {}): RequestListener => {
  return (_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }], ...more }));
  };
};
const KEY = 'sk-secret-key';

async function ask(listener: RequestListener, timeoutMs = 60_000): Promise<ModelAnswer> {
  const url = await serve(listener);
  return createModel({ url: `${url}/v1`, model: 'small', key: KEY, timeoutMs }).ask(request, 100);
}

describe('createModel', () => {
  it('asks as OpenAI’s chat completions are asked, with the key, and gives the text', async () => {
    const asked: { url?: string | undefined; key?: string | undefined; body: Record<string, unknown> }[] = [];
    const answer = await ask(async (message, response) => {
      const body = JSON.parse(await text(message));
      asked.push({ url: message.url, key: message.headers.authorization, body });
      answered('a text', { usage: { total_tokens: 42 } })(message, response);
    });
    expect(answer).toEqual({ kind: 'answered', text: 'a text', tokens: 42 });
    expect(asked).toMatchObject([
      { url: '/v1/chat/completions', key: `Bearer ${KEY}`, body: { model: 'small', max_tokens: 100 } },
    ]);
    expect(asked[0]?.body.messages).toEqual([
      { role: 'system', content: request.system },
      { role: 'user', content: request.user },
    ]);
  });

  const status =
    (code: number, headers = {}, body = '{"error":{"message":"no"}}'): RequestListener =>
    (_, response) =>
      response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(body);

  it.each<[reason: string, what: string, RequestListener]>([
    ['refused_key', 'a wrong key', status(401)],
    ['refused_key', 'a model that may not be used', status(403)],
    ['too_many_requests', 'used up credit', status(429, { 'retry-after': '0' })],
    ['http_status', 'a model that isn’t there', status(404)],
    ['http_status', 'a fault', status(500)],
    ['redirected', 'a redirect', status(307, { location: 'http://127.0.0.1:9/v1/chat/completions' })],
    ['connection', 'a connection that breaks', (message) => message.socket.destroy()],
    ['bad_answer', 'no JSON', status(200, {}, '<html>')],
    ['bad_answer', 'no choices', status(200, {}, '{}')],
    ['bad_answer', 'null', status(200, {}, 'null')],
    ['bad_answer', 'no text', answered({ parts: [] })],
    ['bad_answer', 'choices of another kind', answered('x', { choices: 7 })],
    ['too_large', 'a huge answer', answered('x'.repeat(2_000_000))],
    [
      'too_large',
      'an endless answer',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const chunk = 'x'.repeat(100_000);
        const more = () => !response.destroyed && response.write(chunk, () => setImmediate(more));
        more();
      },
    ],
  ])('says %s of %s, once, and never the key', async (reason, _, listener) => {
    let requests = 0;
    const answer = await ask((message, response) => {
      requests++;
      listener(message, response);
    });
    expect(answer).toMatchObject({ kind: 'failed', reason });
    expect(JSON.stringify(answer)).not.toContain(KEY);
    expect(requests).toBe(1);
  });

  it.each<[string, RequestListener]>([
    ['never answers', () => undefined],
    ['stops within its answer', (_, response) => void response.writeHead(200).write('{"choices":[')],
  ])('ends after the time-out where a server %s', async (_, listener) => {
    expect(await ask(listener, 60)).toMatchObject({ kind: 'failed', reason: 'timeout' });
  });

  it('ends when nobody waits any more', async () => {
    const url = await serve(() => undefined);
    const model = createModel({ url, model: 'small', key: '', timeoutMs: 60_000 });
    expect(await model.ask(request, 100, AbortSignal.timeout(40))).toMatchObject({ reason: 'timeout' });
  });

  it('says connection where nothing listens', async () => {
    const model = createModel({ url: 'http://127.0.0.1:9', model: 'small', key: '', timeoutMs: 60_000 });
    expect(await model.ask(request, 100)).toMatchObject({ kind: 'failed', reason: 'connection' });
  });
});
