import { describe, expect, it } from 'vitest';
import type { Digest } from '../../src/digests/digest.ts';
import { digestMessages } from '../../src/messages/digest.ts';
import { faultsOf, textsOf } from './limits.ts';
import { sampleDigest } from './samples.ts';

const roleId = '300000000000000003';

function texts(digest: Digest): string[] {
  return digestMessages(digest, { roleId: null }).flatMap(textsOf);
}

describe('digestMessages', () => {
  it('is one message with the figures, then strikes, diplomacy and disputed claims', () => {
    expect(texts(sampleDigest)).toEqual([
      '## Digest · <t:1767592800:D>\n' +
        '-# <t:1767506400:f> to <t:1767592800:f>\n' +
        '**1 strike** · **2 killed** · **3 injured** · **1 diplomacy update**',
      '### Strikes\n' +
        '**Night drones hit a clinic in Kyiv.** 2 killed and 3 injured in Kyiv and Fastiv.\n' +
        '-# [Meridian Wire](https://meridian.example/a) and Harbour Post · K7F3QP',
      '### Diplomacy\n' +
        '**Envoys meet in Paris.** France, the United States and Ukraine speak of security guarantees.\n' +
        '-# [Northern Voice](https://northern.example/b) · M2X9AB',
      '### Disputed\n' +
        'A drone attack on the president’s residence (claimed by Russia; disputed by Ukraine)\n' +
        '-# K7F3QP',
    ]);
  });

  it('is quiet when there is nothing', () => {
    const figures = { strikes: 0, killed: 0, injured: 0, diplomacy: 0 };
    const quiet = {
      ...sampleDigest,
      topics: ['strike' as const],
      figures,
      strikes: [],
      diplomacy: [],
      disputes: [],
    };
    expect(texts(quiet)).toEqual([
      '## Strikes digest · <t:1767592800:D>\n-# <t:1767506400:f> to <t:1767592800:f>',
      '**Quiet.** Nothing was reported in this time.',
    ]);
  });

  it('a long one is split between stories, headed once, mentions once and counts what it leaves out', () => {
    const story = (index: number) => ({
      ...sampleDigest.strikes[0]!,
      storyId: `S${index}`,
      summary: '这是一个很长的摘要。'.repeat(40),
    });
    const many = { ...sampleDigest, strikes: Array.from({ length: 27 }, (_, index) => story(index)) };
    const bodies = digestMessages(many, { roleId });
    expect(bodies.length).toBeGreaterThan(1);
    expect(bodies.map(faultsOf)).toEqual(bodies.map(() => []));
    expect(bodies.map((body) => body.allowed_mentions.roles)).toEqual(
      bodies.map((_, i) => (i === 0 ? [roleId] : [])),
    );

    const all = bodies.flatMap(textsOf).join('\n');
    expect(all.match(/## Digest/g)).toHaveLength(1);
    expect(all.match(/· S\d+$/gm)).toHaveLength(15);
    expect(all).toContain('-# … and 12 more strikes: `/strikes`');
    bodies.forEach((body, i) => {
      expect(textsOf(body).at(-1)).toBe(`-# Part ${i + 1} of ${bodies.length}`);
      expect(textsOf(body).at(-2)).not.toMatch(/### \w+$/);
    });
  });
});
