import { describe, expect, it } from 'vitest';
import { readReport } from '../../src/reports/read.ts';

const read = (text: string, title = '') =>
  readReport({ id: 'a', title, text, publishedAt: Date.UTC(2026, 0, 6, 9), language: 'en' });

/** "claimant => denier, denier" of each dispute. */
const sides = (text: string, title = '') =>
  read(text, title).disputes.map(
    ({ claimedBy, disputedBy }) => `${claimedBy ?? '?'} => ${disputedBy.join(', ')}`,
  );

describe('who denies what, told in one sentence', () => {
  it.each([
    // Verbs of denying, with the claim behind them or before.
    ['Kyiv denied Russian claims that its troops had abandoned the town.', 'Russia => Ukraine'],
    ['Turkey rejects Greek allegations that it violated airspace.', 'Greece => Turkey'],
    [
      'Rwanda dismissed a United Nations report that its soldiers had crossed the border.',
      'United Nations => Rwanda',
    ],
    ['Iran dismissed the Israeli accusation as a lie.', 'Israel => Iran'],
    ['Israel says Hamas hides weapons in schools, which Hamas denies.', 'Israel => Hamas'],
    ['Algeria refuted the accusation by Mali that it shelters rebels.', 'Mali => Algeria'],
    ['Pakistan accused India of the raid, an allegation New Delhi called baseless.', 'Pakistan => India'],
    ['Moscow said it had taken the town, a claim disputed by Kyiv.', 'Russia => Ukraine'],
    ['Russian claims of control over the city were denied by Ukraine.', 'Russia => Ukraine'],
    [
      "Ethiopia's government denied that its drones had hit a school, as Eritrea alleges.",
      'Eritrea => Ethiopia',
    ],
    [
      'Sudan accuses the United Arab Emirates of arming the RSF, something Abu Dhabi has repeatedly denied.',
      'Sudan => United Arab Emirates',
    ],
    ['Cambodia insisted it had not fired first, contradicting Thai statements.', 'Thailand => Cambodia'],
    [
      'Poland brushed aside Belarusian claims that its soldiers had crossed the frontier.',
      'Belarus => Poland',
    ],
    ['Azerbaijan said the Armenian report was false.', 'Armenia => Azerbaijan'],
    ['The Kremlin called the Ukrainian account nonsense.', 'Ukraine => Russia'],
    ['Tehran scoffed at US claims that its navy had been destroyed.', 'United States => Iran'],
    ['Qatar disavowed comments by Egypt that the talks had ended.', 'Egypt => Qatar'],
    // Two accounts set against each other.
    ['Iran says 40 were killed, but Israel says nobody was.', 'Iran => Israel'],
    ['Hamas says it respects the truce, while Israel says the group does not.', 'Hamas => Israel'],
    // No evidence.
    [
      'Russia said it had seen no evidence that Iran was building a bomb, as Israel claims.',
      'Israel => Russia',
    ],
    ['France said there was no evidence for the Turkish claim.', 'Turkey => France'],
    // Deniers who are no state.
    ['Video footage contradicts the Israeli account of the shooting.', 'Israel => Video footage'],
    [
      "Satellite images contradict Russia's claim that the bridge still stands.",
      'Russia => Satellite images',
    ],
    ["Rights groups dispute the Egyptian government's version of the arrests.", 'Egypt => Rights groups'],
    ['She was jailed on spying charges that her family rejects.', '? => family'],
    // Plans and contacts that are denied are no offers turned down.
    ['Iran denied any talks with the United States.', '? => Iran'],
    ['Denmark denied plans to sell the island.', '? => Denmark'],
    ['Moscow denies that an attack took place.', '? => Russia'],
    // Who is named only for where it was, or for what the report is about, claims nothing.
    ['The Taliban denies involvement in the attack, the deadliest in Afghanistan this year.', '? => Taliban'],
    ['Serbia called reports of Kosovo arming itself baseless.', '? => Serbia'],
    [
      'Finland describes the Russian accusations as unfounded and says that the expulsion was right.',
      'Russia => Finland',
    ],
  ])('%s', (text, wanted) => {
    expect(sides(text)).toEqual([wanted]);
  });
});

describe('who denies what, told in two sentences', () => {
  it.each([
    ['Sudan accused Chad of letting arms pass. Chad rejected the accusation.', 'Sudan => Chad'],
    ['Thailand said Cambodian troops laid new mines. Phnom Penh denied doing so.', 'Thailand => Cambodia'],
    ['Russia claims to have seized the town. Ukraine said the claim was untrue.', 'Russia => Ukraine'],
    [
      'Pakistan said its jets had shot down two Indian planes. India said that none of its planes had been lost.',
      'Pakistan => India',
    ],
    [
      'Ukraine alleges the pipeline was hit by Russia. But Hungary and Slovakia say Ukraine is to blame.',
      'Ukraine => Hungary, Slovakia',
    ],
    ['Israel said the clinic was used by fighters. Hamas denied this.', 'Israel => Hamas'],
    [
      'Armenia says two of its soldiers were shot. Azerbaijan has dismissed the reports as disinformation.',
      'Armenia => Azerbaijan',
    ],
    [
      'The Philippines accused China of ramming a boat. Beijing said the boat had not been rammed.',
      'Philippines => China',
    ],
    [
      'Israel accused Iran of firing at a hospital. Iran said it had targeted only military sites.',
      'Israel => Iran',
    ],
  ])('%s', (text, wanted) => {
    expect(sides(text)).toEqual([wanted]);
  });
});

describe('headlines of denials', () => {
  it.each([
    ['Ukraine denies targeting civilians after Moscow says hotel hit', 'Russia => Ukraine'],
    ['Russian strike kills two, Moscow denies attack took place', '? => Russia'],
    ["Trump spurns Kremlin's claim of attack on residence", 'Russia => Trump'],
    ['Saudi energy minister denies plans to cut output', '? => Saudi Arabia'],
    ['Iran denies talks with US', '? => Iran'],
    ['Lithuania pushes back at Russian claims on airspace', 'Russia => Lithuania'],
    ['Kenya rejects claims on resettlement of Sudanese', '? => Kenya'],
  ])('%s', (title, wanted) => {
    expect(sides('', title)).toEqual([wanted]);
  });

  it('tells one denial once, in title and text', () => {
    expect(
      sides(
        'Jordan on Tuesday rejected Israeli accusations that a border guard had ties to Hamas.',
        'Jordan denies any ties to Hamas after Israeli raid',
      ),
    ).toEqual(['Israel => Jordan']);
  });
});

describe('what is no dispute', () => {
  it.each([
    'Prisoners were denied drinking water for days, a report says.',
    'Israel denied drinking water to detainees, a report says.',
    'A hotel denied rooms to soldiers.',
    'The court denied bail to the activist.',
    'Hungary rejected the proposal for a new loan.',
    'The president dismissed his defence minister on Monday.',
    'The council leader was dismissed after fleeing overnight.',
    'A federal judge dismissed the lawsuit.',
    'Russia did not deny the report.',
    'Iran is expected to reject the accusations.',
    'The tanker was heading for a disputed island.',
    'Denial of aid to civilians is a crime, the ministry said.',
    'Belarus has said that it will not send soldiers to the war.',
    'The coalition said it intercepted drones but did not confirm the attacks.',
    'The Supreme Court denied a motion by the state of Texas.',
    'Nobody can deny that the war has changed Europe.',
  ])('%s', (text) => {
    expect(sides(text)).toEqual([]);
  });
});
