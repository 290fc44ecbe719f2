import { MessageFlags } from 'discord-api-types/v10';
import { expect, it, onTestFinished } from 'vitest';
import { createSender } from '../../src/discord/sender.ts';
import { aBody } from '../store/samples.ts';
import { simulate } from './room.ts';

it('a card in an announcement channel is published, as often an hour as Discord allows and no more', async () => {
  let clock = Date.now();
  const simulator = await simulate({ now: () => clock, clockless: true });
  const channelId = simulator.channelId('announcements');
  const { token, apiUrl } = simulator;
  const sender = createSender({ token, apiUrl, channelKind: () => ({ kind: 'announcement' }) });
  onTestFinished(() => sender.close());
  for (let n = 0; n < 11; n++) {
    const body = aBody(`card ${n}`);
    const outgoing = { channelId, kind: 'post', messageId: null, body, nonce: `n-${n}` } as const;
    let outcome = await sender.send(outgoing);
    while (outcome.kind === 'retry') {
      clock += 5_000;
      await new Promise((resolve) =>
        setTimeout(resolve, outcome.kind === 'retry' ? (outcome.afterMs ?? 0) : 0),
      );
      outcome = await sender.send(outgoing);
    }
    expect(outcome.kind).toBe('sent');
    clock += 5_000;
  }
  const flags = simulator
    .messages(channelId)
    .map((message) => (message.flags ?? 0) & MessageFlags.Crossposted);
  expect(flags.filter(Boolean)).toHaveLength(10);
  expect(simulator.violations).toEqual([]);
  expect(simulator.record.filter(({ status }) => status === 429)).toEqual([]);
});
