import { describe, expect, it } from 'vitest';
import { readReport } from '../../src/reports/read.ts';

const read = (text: string, title = '') =>
  readReport({ id: 'a', title, text, publishedAt: Date.UTC(2026, 0, 6, 9), language: 'en' });

/** "claimant => denier, denier" of each dispute. */
const sides = (text: string, title = '') =>
  read(text, title).disputes.map(
    ({ claimedBy, disputedBy }) => `${claimedBy ?? '?'} => ${disputedBy.join(', ')}`,
  );

describe('disputes within a sentence', () => {
  it.each([
    ["Hamas rejected Israel's accusation that it had broken the truce.", 'Israel => Hamas'],
    ['China denied the accusations by the Philippines that its ships rammed a boat.', 'Philippines => China'],
    [
      'Congo has accused Rwanda of backing M23 rebels, which Kigali denies.',
      'Democratic Republic of Congo => Rwanda',
    ],
    [
      'Islamabad says the Afghan Taliban harbour militants, a charge that Kabul denies.',
      'Pakistan => Afghanistan',
    ],
    ['Israel and its allies believe Iran wants a nuclear bomb, something Tehran denies.', 'Israel => Iran'],
    ['Israel said the hospital was used by Hamas, a claim the group denied.', 'Israel => Hamas'],
    ['Israel accused Hamas of breaking the truce; the group denied any violation.', 'Israel => Hamas'],
    [
      'Moscow says the region is Russian, though most countries consider it part of Ukraine.',
      'Russia => most countries',
    ],
    [
      'The United Nations says more than 70,000 have been killed, figures that Israel disputes.',
      'United Nations => Israel',
    ],
    [
      "NATO chief Mark Rutte cast doubt on Moscow's claim that the drones went astray.",
      'Russia => Mark Rutte',
    ],
    ['Hezbollah denies having any weapons south of the river, as Israel claims.', 'Israel => Hezbollah'],
    ['Israel denies committing genocide in Gaza, as alleged by South Africa.', 'South Africa => Israel'],
    [
      'Serbia denied it had sold shells to Ukraine, after Moscow accused Belgrade of doing so.',
      'Russia => Serbia',
    ],
    ['Ukraine claimed the village, but Russia said its troops had not left it.', 'Ukraine => Russia'],
    ['Iran says 3,000 people died, but rights groups say the toll is far higher.', 'Iran => rights groups'],
    ["Reuters could not independently verify Russia's claim.", 'Russia => Reuters'],
    ['Rwanda has long denied backing M23 and says its troops act in self-defence.', '? => Rwanda'],
    [
      'Volodymyr Zelenskiy accused Vladimir Putin of lying about the front.',
      'Vladimir Putin => Volodymyr Zelenskiy',
    ],
  ])('%s', (text, wanted) => {
    expect(sides(text)).toEqual([wanted]);
  });
});

describe('disputes across sentences', () => {
  it.each([
    [
      "Sudan's army has accused the UAE of supplying the RSF with drones. Abu Dhabi has repeatedly denied this.",
      'Sudan => United Arab Emirates',
    ],
    [
      'Pakistan accuses Kabul of sheltering the attackers. The Taliban government rejects the charge.',
      'Pakistan => Taliban',
    ],
    [
      'The United States accuses Nicolas Maduro of running a drug cartel. He has always denied the allegation.',
      'United States => Nicolas Maduro',
    ],
    [
      'Donald Trump said the United States was in talks with Iran. Tehran has denied that any talks took place.',
      'Donald Trump => Iran',
    ],
    [
      "Russia's defence ministry said its forces had captured Pokrovsk. Ukraine's military denied the claim.",
      'Russia => Ukraine',
    ],
    [
      'Poland said the drones were sent on purpose. Russia has said it did not target Poland.',
      'Poland => Russia',
    ],
    [
      'Western powers suspect Iran of seeking a nuclear bomb. Tehran says its programme is peaceful.',
      'Western powers => Iran',
    ],
    [
      "Iran's ambassador denied Tehran had any role in the attack. Australia accused Iran of directing it.",
      'Australia => Iran',
    ],
    ['Kyiv was quick to deny it. Moscow had accused Ukraine of the attack.', 'Russia => Ukraine'],
    [
      'Sudan accuses the United Arab Emirates of arming the RSF. The Gulf state denies it.',
      'Sudan => United Arab Emirates',
    ],
    [
      'Colombia accused Ecuador of shelling a border village. Ecuador said its army had acted in self-defence.',
      'Colombia => Ecuador',
    ],
    [
      'Donald Trump says that the talks went well. However, Iran said that it had not agreed to any meeting.',
      'Donald Trump => Iran',
    ],
  ])('%s', (text, wanted) => {
    expect(sides(text)).toEqual([wanted]);
  });

  it('joins all who deny one claim', () => {
    expect(
      sides(
        'Moscow accused Kyiv of sending drones to a residence of Vladimir Putin. Ukraine denied the accusation. Donald Trump said he did not believe the claim.',
      ),
    ).toEqual(['Russia => Ukraine, Donald Trump']);
  });

  it("keeps the claim in the article's own words", () => {
    const { disputes, evidence } = read(
      'Russia said on Monday that Ukrainian drones had struck a dormitory, which Kyiv denies.',
    );
    expect(disputes[0]?.claim).toBe('Ukrainian drones had struck a dormitory');
    expect(evidence.filter(({ field }) => field === 'disputes.0')).toHaveLength(1);
  });
});

describe('what is no dispute', () => {
  it.each([
    'Thailand and Cambodia accused each other of firing first.',
    'Both Moscow and Kyiv deny they are targeting civilians.',
    'Ukraine rejected the proposal to give up territory.',
    'Israel denied entry to the UN envoy.',
    'Russia vetoed the resolution.',
    'The two sides met in the disputed region of Abyei.',
    'Tehran did not deny the report by the Morning Herald.',
    'The court dismissed the appeal of the former president of France.',
    'Donald Trump dismissed his national security adviser.',
    'Islamic State claimed responsibility for the attack in Niger.',
  ])('%s', (text) => {
    expect(sides(text)).toEqual([]);
  });
});

describe('an attack whose very occurrence is denied', () => {
  const denial = read(
    'US President Donald Trump on Tuesday dismissed a claim by Moscow that Ukraine had launched drones at a residence of Russian President Vladimir Putin. Trump told reporters that he did not believe such an attack had taken place. Kyiv has also rejected the accusation.',
    "Trump doubts Moscow's claim of drone attack on Putin's residence, Kyiv rejects it",
  );
  const claim = read(
    'Russia said on Monday that Ukraine had launched drones at a residence of President Vladimir Putin. The foreign ministry in Moscow called the attack an attempt to derail diplomacy.',
    "Moscow says Ukraine launched drones at Putin's residence",
  );

  it('is no strike, but a dispute that the title tells', () => {
    expect(denial.strike).toBeNull();
    expect(denial.reasons.join()).toContain('is denied');
    expect(denial.disputes).toHaveLength(1);
    expect(denial.disputes[0]).toMatchObject({
      claimedBy: 'Russia',
      disputedBy: ['Donald Trump', 'Ukraine'],
    });
    expect(denial.evidence).toContainEqual(expect.objectContaining({ field: 'disputes.0', in: 'title' }));
  });

  it('is claimed, not placed in the capital that speaks, where nobody has denied it yet', () => {
    expect(claim.strike?.places ?? []).not.toContain('Moscow');
    expect(claim.disputes).toEqual([
      { claim: "Ukraine launched drones at Putin's residence", claimedBy: 'Russia', disputedBy: [] },
    ]);
  });

  it('stays a strike where others report victims', () => {
    const report = read(
      'A Russian missile struck an apartment block in Ternopil on Monday, killing four people, rescuers said. Moscow denied it had fired at the building. Doctors said eleven people were wounded.',
      'Russian missile kills four in Ternopil, Moscow denies attack',
    );
    expect(report.strike?.killed).toEqual({ count: 4, qualifier: 'exact' });
  });

  it.each([
    [
      "Moscow's forces launched a missile attack on Kharkiv on Monday, wounding two people, the mayor said.",
      ['Kharkiv'],
    ],
    ['Drones struck a depot in Voronezh, the ministry in Moscow said.', ['Voronezh']],
  ])('takes a capital that speaks or owns for no place hit: %s', (text, places) => {
    expect(read(text, 'Overnight attack reported').strike?.places).toEqual(places);
  });
});
