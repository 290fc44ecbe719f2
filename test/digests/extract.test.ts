import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extract, shortened } from '../../src/digests/extract.ts';

const reports = [
  [
    'A barge sank in the harbour of Port Amber after two explosions on Tuesday night.',
    'The harbour master said nobody was aboard the barge.',
    'Weather in the region was calm and the sea was flat that evening.',
  ],
  [
    'Two explosions sank a grain barge in Port Amber’s harbour, its owner said.',
    'The owner has two other barges and a tug that were built abroad.',
  ],
];

describe('extract', () => {
  it('takes what all tell before what one adds, and never says a thing twice', () => {
    const texts = extract(reports, 2).map(({ text }) => text);
    expect(texts[0]).toMatch(/explosions/);
    expect(texts[1]).not.toMatch(/explosions/);
  });

  it('leaves out what the headline says', () => {
    const [first] = extract(reports, 1, 'Two explosions sink a grain barge in Port Amber harbour');
    expect(first?.text).not.toMatch(/explosions/);
  });

  it('gives sentences of its documents as they stand, each once, at most as many as asked', () => {
    const sentence = fc.oneof(fc.string({ maxLength: 80 }), fc.lorem({ maxCount: 12 }));
    fc.assert(
      fc.property(
        fc.array(fc.array(sentence, { maxLength: 8 }), { maxLength: 6 }),
        fc.nat(5),
        (given, most) => {
          const chosen = extract(given, most);
          expect(chosen.length).toBeLessThanOrEqual(most);
          expect(new Set(chosen.map(({ text }) => text)).size).toBe(chosen.length);
          for (const { text, document } of chosen) expect(given[document]).toContain(text);
        },
      ),
    );
  });
});

describe('shortened', () => {
  it.each([
    ['PORT AMBER (Harbour Wire) — A barge sank.', 'A barge sank.'],
    ['PORT AMBER, Jan 5 (Harbour Wire) - A barge sank.', 'A barge sank.'],
    ['PORT AMBER/LOW QUAY, North Isles, June 30 (Harbour Wire) - A barge sank.', 'A barge sank.'],
    ['Jan. 5 (Harbour Wire) – A barge sank.', 'A barge sank.'],
    ['Port Amber (Harbour Wire) - A barge sank.', 'A barge sank.'],
    ['January 5 - the day of the storm - was cold.', 'January 5 - the day of the storm - was cold.'],
    ['NATO - which met in Port Amber - said no.', 'NATO - which met in Port Amber - said no.'],
    ['Two killed (police) - Harbour Wire', 'Two killed (police) - Harbour Wire'],
    ['The North Isles Navy (NIN) sank a barge (400 tons).', 'The North Isles Navy sank a barge (400 tons).'],
    ['Amber Oil (AMBO.N), opens new tab sank.', 'Amber Oil sank.'],
    ['Meanwhile, the tug was safe.', 'The tug was safe.'],
    ['A barge (pictured on Monday) sank.', 'A barge sank.'],
    ['At least two may have died, the mayor said.', 'At least two may have died, the mayor said.'],
    ['However, no one was hurt (according to the owner).', 'No one was hurt (according to the owner).'],
  ])('%s', (given, expected) => {
    expect(shortened(given)).toBe(expected);
  });
});
