import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countryOf } from '../../src/reports/places.ts';
import { readReport } from '../../src/reports/read.ts';
import type { Report } from '../../src/reports/report.ts';

const PUBLISHED = Date.UTC(2026, 0, 6, 9);
const read = (text: string, title = '', language: string | null = null) =>
  readReport({ id: 'a', title, text, publishedAt: PUBLISHED, language });

const FRAGMENTS = [
  'Russian',
  'Russia',
  'Ukraine',
  "Ukraine's",
  'Kyiv',
  'Israel',
  'Gaza',
  'Hezbollah',
  'US',
  'U.S.',
  'Trump',
  'Moscow',
  'Khan Younis',
  'El Fasher',
  'strikes',
  'killed',
  'wounded',
  'two people',
  'at least nine',
  'a dozen',
  'more than 20',
  '1,700',
  '165 drones',
  'missiles',
  'launched',
  'shot down',
  'of which',
  '84',
  'hospital',
  'hit',
  'in',
  'on',
  'and',
  'said',
  'denied',
  'claims',
  'that',
  'accused',
  'by',
  'Monday',
  'overnight',
  'talks',
  'meet',
  'will',
  'Paris',
  'since',
  '.',
  '. ',
  ', ',
  '\n\n',
  '"',
  '“',
  '’s',
  '-',
  '(',
  ')',
  'one person died',
  'including',
  'a child',
  'death toll rose to',
  'one hundred and twenty',
  '7',
  '30-year-old',
  '90 percent',
  '\u200b',
  '🚀',
  '\u202e',
  'СЕВЕР',
  'village of',
  'Foreign Minister Jane Roe',
];

const assembled = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ maxLength: 6, unit: 'binary' })), {
    maxLength: 90,
  })
  .map((parts) => parts.join(' '));

const WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million twenty thirty forty fifty sixty seventy eighty ninety teen a an another person man woman'.split(
    ' ',
  );

/** A count may be printed only where digits or a number word stand in the text. */
function standsAsNumber(count: number, text: string): boolean {
  return (
    text.replaceAll(',', '').includes(String(count)) ||
    WORDS.some((word) => text.toLowerCase().includes(word))
  );
}

function counts(report: Report): number[] {
  const { strike } = report;
  if (!strike) return [];
  const tolls = [strike.killed?.count, strike.injured?.count];
  const weapons = strike.weapons.flatMap((each) => [each.launched, each.intercepted, each.hit]);
  return [...tolls, ...weapons].filter((each) => each !== null && each !== undefined);
}

const plain = (text: string) =>
  text
    .replace(/[‘’]/g, "'")
    .replace(/[\s\u200b-\u200f\u202a-\u202e-]+/g, ' ')
    .toLowerCase();

/** Some name of the country, of a place in it or of its people stands in the text. */
function isNamed(country: string, text: string): boolean {
  const words = text.replace(/[’‘]/g, "'").split(/[^\p{L}\p{M}\p{N}.']+/u);
  return words.some((_, at) =>
    [1, 2, 3, 4].some((length) => {
      const name = words
        .slice(at, at + length)
        .join(' ')
        .replace(/'s?$|\.$/, '');
      return countryOf(name) === country || countryOf(name.replace(/'s\b.*/, '')) === country;
    }),
  );
}

function checkEverything(title: string, text: string): void {
  const report = readReport({ id: 'a', title, text, publishedAt: PUBLISHED });
  for (const each of report.evidence) {
    expect((each.in === 'title' ? title : text).slice(each.start, each.end)).toBe(each.sentence);
    expect(each.sentence.length).toBeGreaterThan(0);
  }
  const all = `${title} ${text}`;
  for (const count of counts(report)) {
    expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
    expect(standsAsNumber(count, all)).toBe(true);
  }
  for (const place of report.strike?.places ?? []) expect(plain(all)).toContain(plain(place));
  for (const target of report.strike?.targets ?? []) expect(plain(all)).toContain(plain(target));
  if (report.strike?.country) expect(isNamed(report.strike.country, all)).toBe(true);
  if (report.diplomacy?.place) expect(plain(all)).toContain(plain(report.diplomacy.place));
  for (const topic of report.diplomacy?.topics ?? []) expect(plain(all)).toContain(plain(topic));
  for (const { claim } of report.disputes) expect(plain(all)).toContain(plain(claim));
  for (const score of Object.values(report.scores)) expect(score >= 0 && score <= 1).toBe(true);
  expect(report.reasons.length).toBeGreaterThan(0);
  expect(readReport({ id: 'a', title, text, publishedAt: PUBLISHED })).toEqual(report);
}

describe('readReport on any text', () => {
  it('never throws and prints nothing that is not in arbitrary text', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 80, unit: 'binary' }),
        fc.string({ maxLength: 400, unit: 'binary' }),
        checkEverything,
      ),
      { numRuns: 150 },
    );
  });

  it('prints nothing that is not in text made of names, numbers and verbs', () => {
    fc.assert(fc.property(assembled, assembled, checkEverything), { numRuns: 300 });
  });

  it.each([
    ['nothing', ''],
    ['a million spaces', ' '.repeat(1_000_000)],
    ['emoji', '🚀💥'.repeat(500)],
    ['one endless word', 'a'.repeat(100_000)],
    ['one endless sentence', 'Russia killed 2 people in Kyiv and '.repeat(3_000)],
    ['endless numbers', 'nine hundred and '.repeat(6_000)],
    ['endless hyphens', 'a-'.repeat(50_000)],
    ['endless denials', 'Russia denied claims by Ukraine that Kyiv. '.repeat(2_500)],
    ['endless quotes', '"\'’”'.repeat(25_000)],
    ['markup', '<p>Russian strikes <b>killed two</b> in Kyiv</p>'],
  ])('bears %s', (_name, text) => {
    checkEverything('', text);
  });

  it('has nothing to say of nothing', () => {
    expect(read('')).toMatchObject({ topics: [], strike: null, diplomacy: null, evidence: [], disputes: [] });
  });

  it('reads a title alone, and one in capitals', () => {
    expect(read('', 'Russian missile strike kills four in Kharkiv').strike).toMatchObject({
      attacker: 'Russia',
      country: 'Ukraine',
      places: ['Kharkiv'],
      killed: { count: 4 },
    });
    expect(read('', 'RUSSIAN MISSILE STRIKE KILLS FOUR IN KHARKIV').strike?.killed).toEqual({
      count: 4,
      qualifier: 'exact',
    });
  });
});

describe('readReport on other languages', () => {
  it.each([
    ['tagged', 'Russian strikes killed two people in Kyiv on Monday.', 'fr'],
    [
      'French',
      'Les frappes russes sur la capitale ukrainienne ont fait deux morts et trois blessés dans la nuit de dimanche à lundi, selon les autorités, et une clinique a été touchée par un drone.',
      null,
    ],
    [
      'Spanish',
      'Los ataques rusos contra la capital de Ucrania dejaron dos muertos y tres heridos en la madrugada del lunes, según las autoridades de la ciudad.',
      null,
    ],
    [
      'Russian',
      'В результате удара по Киеву погибли два человека, трое ранены, сообщили власти города в понедельник.',
      null,
    ],
    ['Arabic', 'قتل شخصان في غارات على العاصمة ليل الاثنين وأصيب ثلاثة بحسب السلطات المحلية', null],
  ])('leaves %s unread and says so', (_name, text, language) => {
    const report = read(text, '', language);
    expect(report).toMatchObject({ topics: [], strike: null, diplomacy: null });
    expect(report.reasons.join()).toContain('not in English');
  });
});
