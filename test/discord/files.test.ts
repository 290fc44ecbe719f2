import { expect, it, onTestFinished } from 'vitest';
import { sendingFiles } from '../../src/discord/files.ts';
import { createSender } from '../../src/discord/sender.ts';
import { digestMessages } from '../../src/messages/digest.ts';
import { tableMessage } from '../../src/messages/pictures.ts';
import { createDrawer } from '../../src/pictures/draw.ts';
import { sampleDigest } from '../messages/samples.ts';
import { startPatient } from '../simulator/patient.ts';

it('a digest arrives with its chart and map, and a table as a file', async () => {
  const simulator = await startPatient();
  const drawer = createDrawer({ timeoutMs: 60_000 });
  const plain = createSender({ token: simulator.token, apiUrl: simulator.apiUrl });
  onTestFinished(async () => {
    plain.close();
    await drawer.close();
    await simulator.close();
  });
  const sender = sendingFiles(plain, drawer.draw, { error() {} });
  const channelId = simulator.channelId('strikes');
  const day = { attacks: 1, talks: 0, killed: 2, injured: 3, launched: 165, intercepted: 137 };
  const series = ['2026-01-04', '2026-01-05'].map((date) => ({ day: date, ...day }));
  const [digest] = digestMessages(sampleDigest, { roleId: null, series });
  const table = tableMessage('stats.csv', 'day\r\n', 'Ukraine');

  for (const [n, body] of [digest!, table].entries()) {
    const sent = await sender.send({ channelId, kind: 'post', messageId: null, body, nonce: `n${n}` });
    expect(sent).toMatchObject({ kind: 'sent' });
  }
  const messages = simulator.messages(channelId);
  expect(messages.map(({ attachments }) => attachments.map(({ filename }) => filename))).toEqual([
    ['chart.png', 'map.png'],
    ['stats.csv'],
  ]);
  expect(messages[0]!.attachments[0]).toMatchObject({ width: 960, height: 600 });
  expect(JSON.stringify(messages[0]!.components)).toContain('Bar chart, Day by day to 5 January 2026');
});
