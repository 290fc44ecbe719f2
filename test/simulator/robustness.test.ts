import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCommands } from '../../simulator/checks/commands.ts';
import { Faults } from '../../simulator/checks/faults.ts';
import { checkModal } from '../../simulator/checks/modal.ts';
import { readPageRequest } from '../../simulator/page_request.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { api } from './api.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ rateLimits: false });
});
afterAll(() => simulator.close());

/** Objects with the fields that a message, embed or component has, nested so deep, and anything at all in them. */
function thing(depth: number): fc.Arbitrary<object> {
  const anything = fc.jsonValue({ maxDepth: 1 });
  const inner: fc.Arbitrary<unknown> = depth === 0 ? anything : thing(depth - 1);
  const field = fc.oneof(anything, inner, fc.array(inner, { maxLength: 2 }));
  return fc.record(
    {
      type: fc.integer({ min: 0, max: 20 }),
      id: fc.integer({ min: 0, max: 3 }),
      content: anything,
      embeds: field,
      components: field,
      accessory: field,
      options: field,
      items: field,
      file: inner,
      media: inner,
      url: fc.constantFrom('https://example.org', 'attachment://x.png', 5, null),
      flags: fc.constantFrom(0, 1 << 15, 64, 'x', 2 ** 40),
      allowed_mentions: anything,
      attachments: anything,
      name_localizations: anything,
    },
    { requiredKeys: [] },
  );
}

describe('whatever comes in', () => {
  it('a message is taken or refused, never a fault of the simulator', async () => {
    const path = `/channels/${simulator.channelId('strikes')}/messages`;
    await fc.assert(
      fc.asyncProperty(thing(2), async (body) => {
        expect([200, 400]).toContain((await api(simulator, 'POST', path, body)).status);
      }),
      { numRuns: 200 },
    );
  });

  it('commands and forms are judged, never thrown at', () => {
    fc.assert(
      fc.property(fc.oneof(thing(2), fc.jsonValue()), (value) => {
        checkCommands([value]).tree();
        checkCommands(value).tree();
        checkModal(value).tree();
      }),
    );
  });

  it('a page request is one of the protocol or none', () => {
    fc.assert(fc.property(fc.string(), (text) => readPageRequest(text) === null));
    const sent = fc.record({
      type: fc.constantFrom('hello', 'command', 'modal', 'component'),
      options: fc.jsonValue(),
    });
    fc.assert(fc.property(sent, (value) => readPageRequest(JSON.stringify(value)) === null));
    const option = { name: 'a', type: 1, options: [{ name: 'b', type: 3, value: 'x' }] };
    const command = { type: 'command', requestId: 'r', channelId: '1', commandId: '2', options: [option] };
    expect(readPageRequest(JSON.stringify(command))).toEqual(command);
  });

  it('fault paths cannot reach into objects of the program', () => {
    const faults = new Faults();
    faults.add(['__proto__', 'x'], 'CODE', 'message');
    expect(JSON.stringify(faults.tree())).toContain('"__proto__":{"x":{"_errors"');
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it.each([
    ['GET', '/users/%zz', 404],
    ['GET', '/channels/STRIKES/messages?before=soon', 400],
    ['GET', '/channels/STRIKES/messages?limit=many', 200],
  ])('%s %s is %i', async (method, path, status) => {
    const reply = await api(simulator, method, path.replace('STRIKES', simulator.channelId('strikes')));
    expect(reply.status).toBe(status);
  });

  it('a file that is too large is refused', async () => {
    const form = new FormData();
    form.set('payload_json', '{}');
    form.set('files[0]', new Blob([new Uint8Array(10 * 1024 * 1024 + 1)]), 'a.bin');
    const reply = await api(simulator, 'POST', `/channels/${simulator.channelId('strikes')}/messages`, form);
    expect([reply.status, reply.body.code]).toEqual([413, 40005]);
  });
});
