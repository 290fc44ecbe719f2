import { describe, expect, it } from 'vitest';
import { storyCard } from '../../src/messages/card.ts';
import { storyPage } from '../../src/messages/story_page.ts';
import type { Figure, Story } from '../../src/stories/story.ts';
import { buttonsOf, contained, faultsOf, textsOf } from './limits.ts';
import { sampleStory } from './samples.ts';

const roleId = '300000000000000003';

function cardText(story: Story): string {
  return textsOf(storyCard(story, { roleId: null })).join('\n');
}

function withStrike(change: Partial<NonNullable<Story['strike']>>): Story {
  return { ...sampleStory, strike: { ...sampleStory.strike!, ...change } };
}

describe('storyCard', () => {
  it('says what happened, where, when, by whom, with what, and who disputes it', () => {
    const lines = cardText(sampleStory).split('\n');
    expect(lines).toEqual([
      '### Night drones hit a clinic in Kyiv',
      '## **2 killed** · **3 injured**',
      '-# Toll given by governor',
      '**Where:** Kyiv and Fastiv, Ukraine',
      '**When:** 5 January 2026',
      '**Attacker:** Russia',
      '**Weapons:** 165 drones and at least 9 missiles launched',
      '**Hit:** Medical clinic',
      '**Effects:** Power outage',
      '**Meeting** · Paris · 6 January 2026',
      '**Who:** France, United States and Ukraine',
      '**About:** Security guarantees and peace plan',
      '**Disputed:** A drone attack on the president’s residence (claimed by Russia; disputed by Donald Trump and Ukraine)',
      '**Sources:** [Meridian Wire](https://meridian.example/news/clinic_%28kyiv%29), ' +
        '[Harbour Post](https://harbour.example/news/clinic_%28kyiv%29) and ' +
        '[Northern Voice](https://northern.example/news/clinic_%28kyiv%29) (state media)',
      '-# Changed <t:1767594000:R>: 1 killed → 2 killed',
      '-# K7F3QP · gravity 58, serious · 3 independent publishers · since <t:1767592800:R>',
    ]);
  });

  it('leads to the lead article and to the story’s pages', () => {
    expect(buttonsOf(storyCard(sampleStory, { roleId: null }))).toEqual({
      Read: 'https://meridian.example/news/clinic_%28kyiv%29',
      Timeline: 'story:K7F3QP:timeline',
      Sources: 'story:K7F3QP:sources',
      Evidence: 'story:K7F3QP:evidence',
      Disputed: 'story:K7F3QP:disputes',
      Follow: 'act:K7F3QP:follow',
    });
    const agreed = { ...sampleStory, disputes: [] };
    expect(Object.keys(buttonsOf(storyCard(agreed, { roleId: null })))).not.toContain('Disputed');
  });

  it('calls what nobody contradicts a claim, not a dispute', () => {
    const claim = { claim: 'A bridge was hit', claimedBy: ['Russia'], disputedBy: [] };
    expect(cardText({ ...sampleStory, disputes: [claim] })).toContain(
      '**Claimed:** A bridge was hit (claimed by Russia)',
    );
  });

  it('mentions a role at the top, and only that one may be pinged', () => {
    const body = storyCard(sampleStory, { roleId });
    expect(textsOf(body)[0]).toBe(`<@&${roleId}>`);
    expect(body.allowed_mentions).toEqual({ parse: [], roles: [roleId] });
  });

  it('gives the range and who says what where publishers differ', () => {
    const killed: Figure = {
      shown: { count: 7, qualifier: 'at_least' },
      low: 5,
      high: 7,
      sayings: [
        {
          toll: { count: 5, qualifier: 'exact' },
          publishers: ['harbour'],
          saidBy: ['mayor'],
          firstAt: 1,
          lastAt: 1,
        },
        {
          toll: { count: 7, qualifier: 'at_least' },
          publishers: ['meridian'],
          saidBy: [],
          firstAt: 2,
          lastAt: 2,
        },
      ],
    };
    const text = cardText(withStrike({ killed, injured: null }));
    expect(text).toContain('## **At least 7 killed** (5–7)\n');
    expect(text).toContain('\nAt least 7 killed (Meridian Wire) · 5 (mayor)\n');
    expect(text).not.toContain('Toll given by');
  });

  it('tells of the missing, of what talks have come to, and when they go on', () => {
    const missing: Figure = { shown: { count: 4, qualifier: 'about' }, low: 4, high: 4, sayings: [] };
    const diplomacy = { ...sampleStory.diplomacy!, state: 'agreed' as const, nextDate: '2026-01-12' };
    const text = cardText({ ...withStrike({ missing }), diplomacy });
    expect(text).toContain('**About 4 missing**');
    expect(text).toMatch(/\*\*Meeting\*\*.* · agreed$/m);
    expect(text).toContain('**Next:** 12 January 2026');
  });

  it('puts what the story is foremost about first', () => {
    const text = cardText({ ...sampleStory, topics: ['diplomacy', 'strike'] });
    expect(text.indexOf('**Meeting**')).toBeLessThan(text.indexOf('**2 killed**'));
  });

  it.each([
    [{ kind: 'drone', launched: 1 }, '1 drone launched'],
    [
      { kind: 'missile', launched: 9, intercepted: 1, qualifier: 'about' },
      'About 9 missiles launched; 1 missile intercepted',
    ],
    [
      { kind: 'drone', intercepted: 37, hit: 2, qualifier: 'up_to' },
      'Up to 37 drones intercepted; 2 drones hit their targets',
    ],
    [{ kind: 'bomb', launched: 40 }, '40 bombs'],
    [{ kind: 'artillery' }, 'Artillery'],
    [{ kind: 'drone', launched: 1_250 }, '1,250 drones launched'],
  ] as const)('numbers agree with their nouns: %j', (use, expected) => {
    const weapons = [{ launched: null, intercepted: null, hit: null, qualifier: 'exact' as const, ...use }];
    expect(cardText(withStrike({ weapons }))).toContain(`**Weapons:** ${expected}\n`);
  });

  it.each([
    [0, 0x56b4e9, 'minor'],
    [24, 0x56b4e9, 'minor'],
    [25, 0xf0e442, 'notable'],
    [50, 0xe69f00, 'serious'],
    [75, 0xd55e00, 'grave'],
    [100, 0xd55e00, 'grave'],
  ])('a gravity of %d has its colour and word', (score, accent, word) => {
    const body = storyCard({ ...sampleStory, gravity: { score, reasons: [] } }, { roleId: null });
    expect(body.components[0]).toMatchObject({ accent_color: accent });
    expect(textsOf(body).at(-1)).toContain(`gravity ${score}, ${word}`);
  });

  it('counts what it leaves out', () => {
    const publishers = Array.from({ length: 18 }, (_, index) => ({
      id: `p${index}`,
      name: `Paper ${index}`,
      kind: 'outlet' as const,
      country: null,
    }));
    const disputes = Array.from({ length: 5 }, (_, index) => ({
      claim: `claim ${index}`,
      claimedBy: [],
      disputedBy: [],
    }));
    const text = cardText({ ...sampleStory, publishers, disputes });
    expect(text).toContain('Paper 5 and 12 more\n');
    expect(text).toContain('Claim 2\n… and 2 more disputed\n');
  });

  it('stands without a link, a toll or a report', () => {
    const body = storyCard(
      {
        ...sampleStory,
        headline: '\u200b',
        strike: null,
        diplomacy: null,
        disputes: [],
        sources: [],
        publishers: [],
        timeline: [],
      },
      { roleId: null },
    );
    expect(faultsOf(body)).toEqual([]);
    expect(textsOf(body)[0]).toBe('### Untitled story');
    expect(contained(body)).toHaveLength(4);
  });

  it('never links to what is not the web, nor to a host dressed up as another', () => {
    for (const url of [
      'javascript:alert(1)',
      'https://bbc.example@evil.example/',
      `https://a.example/${'x'.repeat(512)}`,
    ]) {
      const sources = sampleStory.sources.map((source) => ({ ...source, url }));
      const body = storyCard({ ...sampleStory, sources }, { roleId: null });
      expect(Object.keys(buttonsOf(body))).not.toContain('Read');
      expect(textsOf(body).join('\n')).toContain(
        '**Sources:** Meridian Wire, Harbour Post and Northern Voice',
      );
    }
  });
});

describe('storyPage', () => {
  it('the timeline tells what changed, newest first', () => {
    const body = storyPage(sampleStory, 'timeline');
    expect(textsOf(body).at(-1)).toBe(
      '<t:1767594000:f> · **Killed**\n1 killed → 2 killed (Harbour Post)\n\n' +
        '<t:1767592800:f> · **First reported**\n1 killed (Meridian Wire)',
    );
    expect(Object.keys(buttonsOf(body))).toEqual([
      'Read',
      'Card',
      'Sources',
      'Evidence',
      'Disputed',
      'Follow',
      'Mute this story',
    ]);
  });

  it('a long timeline keeps the newest and counts the rest', () => {
    const change = sampleStory.timeline[1]!;
    const timeline = Array.from({ length: 60 }, (_, index) => ({ ...change, after: `${index} killed` }));
    const text = textsOf(storyPage({ ...sampleStory, timeline }, 'timeline')).at(-1)!;
    expect(text).toContain('59 killed');
    expect(text).toMatch(/… and \d+ more$/);
  });

  it('the sources are linked, with what kind of publisher each is and what it says', () => {
    const text = textsOf(storyPage(sampleStory, 'sources')).at(-1)!;
    expect(text).toContain(
      '**Northern Voice** · state media · <t:1767595200:R>\n' +
        '[Strikes reported near Kyiv](https://northern.example/news/clinic_%28kyiv%29)\n' +
        '2 killed, 3 injured · Kyiv and Fastiv, Ukraine · 165 drones launched',
    );
  });

  it('the sources begin with who says each value, and when it was first and last said', () => {
    const said = (
      count: number,
      publishers: string[],
      saidBy: string[],
      firstAt: number,
      lastAt: number,
    ) => ({
      toll: { count, qualifier: 'exact' as const },
      publishers,
      saidBy,
      firstAt,
      lastAt,
    });
    const sayings = [
      said(7, ['Meridian Wire', 'Harbour Post'], ['governor'], 7_000, 9_000),
      said(5, ['Northern Voice'], [], 5_000, 5_000),
    ];
    const killed: Figure = { shown: { count: 7, qualifier: 'exact' }, low: 5, high: 7, sayings };
    const text = textsOf(storyPage(withStrike({ killed, injured: null }), 'sources')).at(-1)!;
    expect(text.split('\n\n').slice(0, 2)).toEqual([
      '**7 killed** · governor · Meridian Wire and Harbour Post\n-# first said <t:7:f>, last <t:9:f>',
      '**5 killed** · Northern Voice\n-# said <t:5:f>',
    ]);
  });

  it('the evidence quotes each sentence once, with its facts and publishers', () => {
    const quotes = textsOf(storyPage(sampleStory, 'evidence')).at(-1)!.split('\n\n');
    expect(quotes).toEqual([
      '**2 killed · Hit: medical clinic**\n' +
        '> “Drones set a clinic in Kyiv alight and killed 2, the governor said.”\n' +
        '-# Northern Voice and Harbour Post',
      '**1 killed · Hit: medical clinic**\n' +
        '> “Drones set a clinic in Kyiv alight and killed 1, the governor said.”\n' +
        '-# Meridian Wire',
    ]);
  });

  it('what is disputed is told with the sentences that say so', () => {
    const [first] = sampleStory.sources;
    const sentence = 'Kyiv called the claim an invention.';
    const evidence = [
      { field: 'disputes.0', sentence, start: 0, end: sentence.length, in: 'text' as const },
      ...first!.evidence,
    ];
    const disputes = [{ claim: 'a drone attack', claimedBy: 'Russia', disputedBy: ['Kyiv'] }];
    const story = { ...sampleStory, sources: [{ ...first!, evidence, disputes }] };
    const text = textsOf(storyPage(story, 'disputes')).at(-1)!;
    expect(text).toContain('claimed by Russia; disputed by Donald Trump and Ukraine');
    expect(text).toContain(`> “${sentence}”`);
    expect(text).not.toContain('Drones set a clinic');
  });

  it('the card is the posted one without its mention, with what a member may do', () => {
    const card = textsOf(storyCard(sampleStory, { roleId: null }));
    const page = storyPage(sampleStory, 'card');
    expect(textsOf(page)).toEqual(card);
    expect(Object.keys(buttonsOf(page))).toContain('Mute this story');
  });

  it('says so where there is nothing', () => {
    expect(textsOf(storyPage({ ...sampleStory, sources: [] }, 'evidence')).at(-1)).toBe('Nothing yet.');
  });
});
