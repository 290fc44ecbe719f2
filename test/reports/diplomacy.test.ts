import { describe, expect, it } from 'vitest';
import { readReport } from '../../src/reports/read.ts';

// Tuesday.
const PUBLISHED = Date.UTC(2026, 0, 6, 9);
const diplomacy = (title: string, text: string) => {
  const report = readReport({ id: 'a', title, text, publishedAt: PUBLISHED, language: 'en' });
  expect(report.topics).toContain('diplomacy');
  return report.diplomacy!;
};

const SUMMIT = [
  'Macron hosts Ukraine allies for summit in Paris',
  "French President Emmanuel Macron hosts leaders of Ukraine's allies in Paris on Tuesday to discuss security guarantees with President Volodymyr Zelenskiy. The talks will resume in Geneva on Thursday, officials said.",
] as const;

describe('kind', () => {
  it.each([
    ['meeting', ...SUMMIT],
    [
      'talks',
      'Iran and US resume nuclear talks in Oman',
      'Iranian and American negotiators began a new round of nuclear talks in Muscat on Tuesday, mediated by Oman. Foreign Minister Abbas Araghchi led the Iranian delegation.',
    ],
    [
      'call',
      'Putin tells Trump that Russia wants guarantees',
      'Vladimir Putin told Donald Trump in a phone call on Monday that Russia wanted guarantees before any deal with Ukraine, the Kremlin said.',
    ],
    [
      'statement',
      'Germany urges Iran and US to agree ahead of talks',
      "Germany's foreign minister urged Iran and the United States on Tuesday to reach an agreement and said that Berlin stood ready to help.",
    ],
    [
      'statement',
      'Kremlin says Ukraine must withdraw its troops',
      'The Kremlin said on Tuesday that Ukraine had to withdraw its troops from the region before any agreement, and that Russia would not change its position.',
    ],
    [
      'sanctions',
      'EU agrees new sanctions on Russian oil traders',
      'The European Union agreed on Tuesday to impose new sanctions on Russia, aimed at oil traders, the foreign policy chief Kaja Kallas said.',
    ],
    [
      'prisoner_exchange',
      'Russia and Ukraine exchange prisoners of war',
      'Russia and Ukraine held a prisoner exchange on Tuesday, the first of the year, with mediation by the United Arab Emirates.',
    ],
    [
      'ceasefire',
      'India and Pakistan accuse each other of violating ceasefire',
      'India and Pakistan accused each other on Tuesday of violating the ceasefire that they had agreed a day before after mediation by Saudi Arabia.',
    ],
    [
      'aid',
      'Norway says it will send Ukraine more air defence systems',
      'Norway will send Ukraine more air defence systems, its foreign minister said on Tuesday after a meeting with his Ukrainian counterpart.',
    ],
    [
      'visit',
      "South Korea's president begins state visit to Japan",
      'South Korean President Lee Jae Myung arrived in Tokyo on Tuesday for a state visit to Japan, where he will be received by Prime Minister Sanae Takaichi.',
    ],
  ])('%s: %s', (kind, title, text) => {
    expect(diplomacy(title, text).kind).toBe(kind);
  });
});

describe('place', () => {
  it.each([
    ['Paris', ...SUMMIT],
    [
      'Nara',
      'Leaders of Japan and South Korea to meet',
      "The leaders of South Korea and Japan meet on Tuesday. The summit in Japan's Nara comes a week after talks with China.",
    ],
    [
      'Oman',
      'Iran and US hold nuclear talks',
      'Iranian and American officials held nuclear talks in Oman on Monday, both governments said.',
    ],
    [
      'Florida',
      'Trump hosts leaders of Latin America',
      'President Donald Trump will host the leaders of Argentina, Chile and Ecuador in Florida on Saturday for a summit on migration.',
    ],
    [
      'Dubai',
      'UAE urges Iran and United States to reach agreement',
      'The United Arab Emirates urged Iran and the United States to reach an agreement, the foreign minister told a panel at a conference in Dubai.',
    ],
    // Capitals that speak are no places, nor is what the sides fight over.
    [
      null,
      'Moscow rejects European peace plan',
      'Moscow rejected the European peace plan on Tuesday and said that Kyiv had to withdraw from southern Ukraine before any ceasefire.',
    ],
  ])('%s: %s', (place, title, text) => {
    expect(diplomacy(title, text).place).toBe(place);
  });
});

describe('participants', () => {
  it('are states, bodies and officials, known or not, with their office before or behind', () => {
    const { participants } = diplomacy(
      'US condemns expulsion of Belgian diplomat',
      "The United States condemned Ruritania's neighbour Belgium on Tuesday. Anna Holm, the State Department's deputy spokesperson, met Belgium's ambassador to Washington, Pieter Maes, for talks with Foreign Minister Luc Renard and the European Union.",
    );
    expect(participants).toEqual(
      expect.arrayContaining([
        'United States',
        'Belgium',
        'Anna Holm',
        'Pieter Maes',
        'Luc Renard',
        'European Union',
      ]),
    );
  });

  it('come by importance, with the state of a leader who is named alone', () => {
    const { participants } = diplomacy(
      'Putin and Trump to speak by phone',
      'Putin and Trump will speak by phone on Thursday about the war in Ukraine, aides said. Putin wants the call before talks begin.',
    );
    expect(participants.slice(0, 2).sort()).toEqual(['Putin', 'Trump']);
    expect(participants).toEqual(expect.arrayContaining(['Russia', 'United States']));
  });

  it('leave out where something only lies', () => {
    const { participants } = diplomacy(
      'France and Italy agree to reopen consulates',
      'France and Italy agreed on Tuesday to reopen consulates, their foreign ministers said after talks. The agreement was first discussed two years ago at a conference in Malta.',
    );
    expect(participants).toEqual(expect.arrayContaining(['France', 'Italy']));
    expect(participants).not.toContain('Malta');
  });
});

describe('state of the talks and next date', () => {
  it.each([
    [
      'planned',
      'Turkey to host talks between Syria and Israel',
      'Turkey will host talks between Syria and Israel next week, its foreign minister said.',
    ],
    [
      'under_way',
      'Iran and US begin nuclear talks',
      'Iranian and American negotiators began nuclear talks on Tuesday in Muscat with Oman as mediator.',
    ],
    [
      'agreed',
      'Armenia and Azerbaijan sign peace treaty',
      'Armenia and Azerbaijan signed a peace treaty on Tuesday at a ceremony with the European Union.',
    ],
    [
      'failed',
      'Talks between Sudan and UAE collapse',
      'Talks between Sudan and the United Arab Emirates collapsed on Tuesday without a deal, diplomats of both states said.',
    ],
    [
      'rejected',
      'Russia rejects European ceasefire proposal',
      'Russia rejected a ceasefire proposal by the European Union on Tuesday, the Kremlin said.',
    ],
  ])('%s', (state, title, text) => {
    expect(diplomacy(title, text).state).toBe(state);
  });

  it('has the coming day, and the sentence that names it', () => {
    const [title, text] = SUMMIT;
    const report = readReport({ id: 'a', title, text, publishedAt: PUBLISHED, language: 'en' });
    expect(report.diplomacy).toMatchObject({ date: '2026-01-06', nextDate: '2026-01-08' });
    const next = report.evidence.find(({ field }) => field === 'diplomacy.nextDate');
    expect(next?.sentence).toContain('Geneva on Thursday');
  });

  it.each([
    'The ministers met in Vienna on Monday and agreed on a text, both states said.',
    'The foreign minister of Norway said on Thursday that talks with Sweden had been useful.',
    'Leaders of Norway and Sweden have been meeting since Saturday for talks.',
  ])('takes no day for a coming one that is past: %s', (text) => {
    const report = readReport({
      id: 'a',
      title: 'Norway and Sweden hold talks',
      text,
      publishedAt: PUBLISHED,
    });
    expect(report.diplomacy?.nextDate ?? null).toBeNull();
  });
});
