import { describe, expect, it } from 'vitest';
import { readReport } from '../../src/reports/read.ts';
import { mainAttack } from './main_attack.ts';

describe('who gives the toll', () => {
  it.each<[source: string | null, text: string]>([
    [
      'regional governor',
      'A Russian strike killed two people in Kherson on Monday, the regional governor said.',
    ],
    [
      "Gaza's health ministry",
      "According to Gaza's health ministry, an Israeli strike killed five people on Monday.",
    ],
    [
      "Gaza's health ministry",
      "An Israeli strike killed five people on Monday, according to Gaza's health ministry.",
    ],
    [
      'Governor Ivan Petrov',
      'Governor Ivan Petrov wrote on Telegram that drones had killed two people in Belgorod on Monday.',
    ],
    [
      'Governor Ivan Petrov',
      'Two people were killed by drones in Belgorod on Monday, Governor Ivan Petrov wrote on Telegram.',
    ],
    [
      'two security sources',
      'Gunmen killed nine soldiers in Borno on Monday, two security sources told reporters.',
    ],
    ['Police', 'Police said a bomb had killed 12 people in Quetta on Monday.'],
    [
      'Hospital officials',
      'Hospital officials reported that 14 people had been killed in an air strike on Rafah on Monday.',
    ],
    [
      'Lebanese health ministry',
      'Israeli air strikes killed eight people in Tyre on Monday, the Lebanese health ministry said in a statement.',
    ],
    [
      'rescuers',
      'The death toll from a missile strike on Ternopil on Monday rose to 31, rescuers said on Tuesday.',
    ],
    // He who was named last.
    [
      'Oleh Syniehubov',
      'Governor Oleh Syniehubov said Russia had struck Kharkiv on Monday. He said three people were killed.',
    ],
    [
      'Oleh Syniehubov',
      'Missiles hit Kharkiv on Monday, said Governor Oleh Syniehubov. Three people were killed, he said.',
    ],
    // Said of something else, in another clause.
    [null, 'A missile killed four people in Haifa on Monday as Israel said that it would strike back.'],
    [null, 'A missile killed four people in Haifa on Monday; Iran said talks would go on.'],
    [null, 'Five people were killed in Kharkiv on Monday after Moscow said that it would step up attacks.'],
    [null, 'Five people were killed in a Russian strike on Kharkiv on Monday.'],
    // Two accounts in one sentence: whose the figure is.
    [
      'villagers',
      'The army said it had killed rebels in a raid in Sagaing on Monday, but villagers said nine farmers died.',
    ],
  ])('%s: %s', (source, text) => {
    expect(mainAttack('', text).tollSource).toBe(source);
  });

  it.each<[source: string | null, title: string]>([
    ['ministry', 'Two killed in drone attack on Belgorod: ministry'],
    ['regional governor', 'Two killed in drone attack on Belgorod — regional governor'],
    ['Moscow', 'Two killed in drone attack on Belgorod: Moscow'],
    ['local officials', 'Gunmen kill nine in Borno - local officials'],
    // A paper's name, and what is no name at all.
    [null, 'Gunmen kill nine in Borno - Morning Herald'],
    [null, 'Gunmen kill nine in Borno: what we know'],
  ])('%s: %s', (source, title) => {
    expect(mainAttack(title, '').tollSource).toBe(source);
  });
});

describe('who says each figure', () => {
  it.each<[text: string, saidBy: Record<string, string>]>([
    [
      "Russia launched 120 drones at Ukraine overnight, of which 97 were downed, Ukraine's air force said on Tuesday. Two people were killed and five injured in Kherson, the regional governor said.",
      {
        killed: 'regional governor',
        injured: 'regional governor',
        'weapons.drone.launched': "Ukraine's air force",
        'weapons.drone.intercepted': "Ukraine's air force",
      },
    ],
    [
      'An air strike on Rafah on Monday killed 14 people, hospital officials said. Rescuers said six people were missing.',
      { killed: 'hospital officials', missing: 'Rescuers' },
    ],
    // Nobody is named for the dead.
    [
      'Four people were killed in a missile strike on Haifa on Monday. Israel said it had intercepted nine missiles.',
      { 'weapons.missile.intercepted': 'Israel' },
    ],
    // They say what kind of attack it was.
    ['Three drones hit a hotel in Kherson on Monday in what officials said was a deliberate attack.', {}],
    ['Russia fired 90 drones at Odesa on Monday, killing two people.', {}],
  ])('%s', (text, saidBy) => {
    expect(mainAttack('', text).saidBy).toEqual(saidBy);
  });

  it('has the sentence that names who says it', () => {
    const text =
      "Russian drones killed two people in Kherson on Monday, the governor said. Russia launched 120 drones overnight, Ukraine's air force said.";
    const { evidence } = readReport({
      id: 'a',
      title: 'Russian drones kill two in Kherson',
      text,
      publishedAt: null,
    });
    const named = evidence.filter(({ field }) => field.startsWith('strike.saidBy.'));
    expect(named.map(({ field, sentence }) => [field, sentence.slice(0, 14)])).toEqual([
      ['strike.saidBy.killed', 'Russian drones'],
      ['strike.saidBy.weapons.drone.launched', 'Russia launche'],
    ]);
  });
});
