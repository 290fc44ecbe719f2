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
  it('is one message: figures, roll-up, strikes, diplomacy, disputed claims and what changed', () => {
    expect(texts(sampleDigest)).toEqual([
      '## Digest · <t:1767592800:D>\n' +
        '-# <t:1767506400:f> to <t:1767592800:f>\n' +
        '**1 attack** · **2 killed** · **3 injured** · **165 launched** · **137 intercepted** · **1 diplomacy update**',
      '### Launched and intercepted\n' +
        '**Ukraine**: 165 drones launched; 137 drones intercepted (air force)\n' +
        '-# K7F3QP',
      '### Strikes\n' +
        '**Night drones hit a clinic in Kyiv.** 2 killed and 3 injured in Kyiv and Fastiv.\n' +
        '-# serious 58 · [Meridian Wire](https://meridian.example/a) and Harbour Post · K7F3QP\n' +
        '-# Also: Kyiv clinic hit by drones (T5V8QA)',
      '### Diplomacy\n' +
        '**Envoys meet in Paris.** France, the United States and Ukraine speak of security guarantees. “The envoys will be back on Friday.” (Northern Voice)\n' +
        '-# notable 30 · [Northern Voice](https://northern.example/b) · M2X9AB',
      '### Disputed\n' +
        'A drone attack on the president’s residence (claimed by Russia; disputed by Ukraine)\n' +
        '-# K7F3QP',
      '### What changed since the last digest\n' +
        '**Shelling of a market in Kherson**: 2 killed → 5 killed\n' +
        '-# Harbour Post · W8T4RN',
    ]);
  });

  const nothing = { strikes: 0, killed: 0, injured: 0, launched: 0, intercepted: 0, diplomacy: 0 };
  const quiet: Digest = {
    ...sampleDigest,
    ...{ topics: ['strike'], figures: nothing },
    ...{ barrages: [], strikes: [], diplomacy: [], disputes: [], changes: [] },
  };

  it.each<[Digest['topics'], string, string]>([
    [['strike'], 'Strikes digest', '**Quiet.** In this time no attacks were reported.'],
    [['diplomacy'], 'Diplomacy digest', '**Quiet.** In this time no diplomacy was reported.'],
    [[], 'Digest', '**Quiet.** In this time no attacks and no diplomacy were reported.'],
  ])('of %o is quiet when there is nothing', (topics, title, words) => {
    expect(texts({ ...quiet, topics })).toEqual([
      `## ${title} · <t:1767592800:D>\n-# <t:1767506400:f> to <t:1767592800:f>`,
      words,
    ]);
  });

  it('says so where it is late', () => {
    const [head] = digestMessages(sampleDigest, { roleId: null, late: true }).flatMap(textsOf);
    expect(head).toContain('-# This comes late: it was due <t:1767592800:R>, when I was not running.\n');
  });

  it('a long one is split between stories, headed once, mentions once and counts what it leaves out', () => {
    const story = (index: number) => ({
      ...sampleDigest.strikes[0]!,
      storyId: `S${index}`,
      summary: '这是一个很长的摘要。'.repeat(40),
    });
    const many: Digest = {
      ...sampleDigest,
      figures: { ...sampleDigest.figures, strikes: 412 },
      strikes: Array.from({ length: 27 }, (_, index) => story(index)),
    };
    const bodies = digestMessages(many, { roleId });
    expect(bodies.length).toBeGreaterThan(1);
    expect(bodies.map(faultsOf)).toEqual(bodies.map(() => []));
    expect(bodies.map((body) => body.allowed_mentions.roles)).toEqual(
      bodies.map((_, i) => (i === 0 ? [roleId] : [])),
    );

    const all = bodies.flatMap(textsOf).join('\n');
    expect(all.match(/## Digest/g)).toHaveLength(1);
    expect(all.match(/· S\d+$/gm)).toHaveLength(15);
    expect(all).toContain('-# … and 397 more strikes: `/strikes`');
    bodies.forEach((body, i) => {
      expect(textsOf(body).at(-1)).toBe(`-# Part ${i + 1} of ${bodies.length}`);
      expect(textsOf(body).at(-2)).not.toMatch(/### \w+$/);
    });
  });
});
