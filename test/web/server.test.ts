import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Route, startWebServer } from '../../src/web/server.ts';

async function origin(...routes: Route[]): Promise<string> {
  const server = await startWebServer({ host: '127.0.0.1', port: 0 }, routes, pino({ level: 'silent' }));
  onTestFinished(() => server.close());
  return `http://127.0.0.1:${server.port}`;
}

const echo: Route = {
  method: 'POST',
  path: '/echo/:name',
  maxBytes: 10,
  answer: ({ parameters, body, url }) => ({
    status: 201,
    headers: { 'content-type': 'text/plain' },
    body: `${parameters.name} ${url.searchParams.get('q')} ${body.toString()}`,
  }),
};
const page: Route = { method: 'GET', path: '/page', answer: () => ({ status: 200, body: 'harbour' }) };

describe('startWebServer', () => {
  it('gives a route its path, query and body, and answers what it says', async () => {
    const answer = await fetch(`${await origin(echo)}/echo/ferry?q=1`, { method: 'POST', body: 'hello' });
    expect(answer.status).toBe(201);
    expect(await answer.text()).toBe('ferry 1 hello');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    ['POST', '/echo/a', 'x'.repeat(11), 413],
    ['GET', '/echo/a', undefined, 405],
    ['GET', '/elsewhere', undefined, 404],
    ['GET', '//', undefined, 404],
    ['GET', '/page', undefined, 200],
  ])('%s %s: %s is answered %i', async (method, path, body, status) => {
    const answer = await fetch(
      (await origin(echo, page)) + path,
      body === undefined ? { method } : { method, body },
    );
    expect(answer.status).toBe(status);
  });

  it('takes no body of what a route refuses by its path', async () => {
    const refusing: Route = {
      ...echo,
      refuse: async ({ name }) => (name === 'ferry' ? null : { status: 410 }),
    };
    const at = await origin(refusing);
    const ask = (path: string) => fetch(at + path, { method: 'POST', body: 'hello' });
    expect((await ask('/echo/ferry')).status).toBe(201);
    expect((await ask('/echo/other')).status).toBe(410);
  });

  it('answers HEAD like GET, without the body', async () => {
    const answer = await fetch(`${await origin(page)}/page`, { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([
      200,
      '7',
      '',
    ]);
  });

  it('answers 500 where a route fails, and goes on', async () => {
    const faulty: Route = {
      method: 'GET',
      path: '/faulty',
      answer: () => {
        throw new Error('no room');
      },
    };
    const at = await origin(faulty, page);
    const answer = await fetch(`${at}/faulty`);
    expect([answer.status, await answer.text()]).toEqual([500, '']);
    expect((await fetch(`${at}/page`)).status).toBe(200);
  });

  it('says so where the port is taken', async () => {
    const at = await origin(page);
    const port = Number(new URL(at).port);
    await expect(startWebServer({ host: '127.0.0.1', port }, [], pino({ level: 'silent' }))).rejects.toThrow(
      'EADDRINUSE',
    );
  });
});
