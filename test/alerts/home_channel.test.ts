import { expect, it } from 'vitest';
import { isPlain } from '../../src/alerts/home_channel.ts';
import { wishOf } from '../../src/alerts/subscription.ts';
import { sampleSubscription } from '../messages/samples.ts';

const plain = { ...wishOf(sampleSubscription), kind: 'alerts', minGravity: 0, roleId: null } as const;

it('topics and places may be asked for', () => {
  expect(isPlain({ ...plain, topics: ['strike'], regions: ['Ukraine'], language: 'en' })).toBe(true);
});

it.each([
  { kind: 'digest' },
  { guildId: null },
  { roleId: '300000000000000001' },
  { minGravity: 40 },
  { language: 'uk' },
  { words: 'drone' },
  { quiet: { from: '22:00', to: '07:00', timeZone: 'UTC' } },
  { maxPerHour: 5 },
  { postAs: 'thread' },
  { spoilers: true },
] as const)('anything else is a subscription’s own: %j', (own) => {
  expect(isPlain({ ...plain, ...own })).toBe(false);
});
