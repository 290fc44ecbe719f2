import { describe, expect, it } from 'vitest';
import { findDiplomacy } from '../../src/reports/diplomacy_cues.ts';
import { readPassages } from '../../src/reports/passage.ts';
import { readReport } from '../../src/reports/read.ts';

const topics = (title: string, text: string) =>
  readReport({ id: 'a', title, text, publishedAt: Date.UTC(2026, 0, 6, 9) }).topics;

describe('what is no report of a strike, though it says so', () => {
  it.each([
    [
      'labour',
      'Nurses vote to strike over pay',
      'Nurses at forty hospitals voted on Monday for a two-day strike after talks on wages with the health service failed, their union said.',
    ],
    [
      'rail',
      'Train drivers walk out across France',
      'A strike by train drivers hit commuters in Paris on Tuesday, with unions calling for more walkouts over pension plans.',
    ],
    [
      'hunger',
      'Jailed activist ends hunger strike',
      'An activist held in a Cairo prison ended his hunger strike on Monday after 60 days, his lawyer said.',
    ],
    [
      'football',
      'Late strike sinks Arsenal',
      'The striker scored twice on Sunday as his side attacked from the start and hit back to win the league match in London.',
    ],
    [
      'deal',
      'Airline strikes deal with plane maker',
      'The carrier struck a deal on Tuesday to buy 40 jets, its chief executive said, and shares rose.',
    ],
    [
      'lightning',
      'Lightning strike kills three farmers',
      'Three farmers were killed by a lightning strike in northern Bangladesh on Monday, police said.',
    ],
    [
      'heart',
      'Actor dies of heart attack',
      'The actor died on Monday of a heart attack at his home in Los Angeles. He was 71.',
    ],
    [
      'shark',
      'Swimmer hurt in shark attack',
      'A shark attack left a swimmer with leg injuries off Sydney on Sunday, rescuers said.',
    ],
    [
      'film',
      'War film tops box office',
      'A film about the bombing of a city in the second world war led the box office at the weekend with $40 million.',
    ],
    [
      'anniversary',
      'City marks anniversary of 2005 attack',
      'Survivors gathered on Monday for the anniversary of the bombing that killed 52 people in 2005.',
    ],
    [
      'trial',
      'Two men go on trial over 2016 attack',
      'Two men went on trial in Brussels on Monday accused of helping to plan the 2016 attack at the airport, in which 32 people were killed.',
    ],
    [
      'market',
      'Oil steadies as investors weigh Iran war',
      'Oil prices steadied on Tuesday as investors weighed supply fears from the war. Brent crude futures fell 0.4 percent. Analysts said markets were watching inflation and the central bank.',
    ],
    [
      'background',
      'Ukraine grain harvest beats forecast',
      'Ukraine brought in more grain than forecast, the farm ministry said on Monday. Russia invaded in February 2022 and has attacked ports since, killing thousands of people.',
    ],
    [
      'quake',
      'Earthquake strikes western Turkey',
      'An earthquake struck western Turkey on Monday, injuring 12 people and damaging homes.',
    ],
    [
      'crime',
      'Police raid drug ring in Madrid',
      'Police raided eleven homes in Madrid on Tuesday and arrested nine people in a drug case.',
    ],
  ])('%s', (_name, title, text) => {
    expect(topics(title, text)).not.toContain('strike');
  });
});

describe('what is a strike report', () => {
  it.each([
    [
      'air',
      'Israeli airstrike kills five in southern Lebanon',
      'An Israeli airstrike killed five people in the town of Nabatieh in southern Lebanon on Monday, the health ministry said.',
    ],
    [
      'ground',
      'Gunmen kill 14 in attack on Mali village',
      'Gunmen on motorcycles attacked a village in central Mali on Sunday and killed at least 14 civilians, officials said.',
    ],
    [
      'bomb',
      'Suicide bomber hits mosque in Peshawar',
      'A suicide bomber blew himself up at a mosque in Peshawar on Friday, killing nine worshippers and wounding 30, police said.',
    ],
    [
      'sea',
      'Houthi missile hits tanker',
      'A missile fired by the Houthis hit an oil tanker off Yemen on Monday, injuring two crew members, the coast guard said.',
    ],
    [
      'drone',
      'RSF drones hit El Fasher hospital',
      'Drones of the Rapid Support Forces struck a hospital in El Fasher on Saturday, killing a dozen patients, medics said.',
    ],
  ])('%s', (_name, title, text) => {
    expect(topics(title, text)).toContain('strike');
  });
});

describe('what is a diplomacy update', () => {
  it.each([
    [
      'talks',
      'Iran and US to hold nuclear talks in Oman',
      "Iranian and US negotiators will meet in Muscat on Friday for talks on a nuclear deal, Iran's foreign minister said on Monday.",
    ],
    [
      'call',
      'Putin and Xi speak by phone',
      'Russian President Vladimir Putin and Chinese President Xi Jinping discussed Ukraine in a phone call on Monday, the Kremlin said.',
    ],
    [
      'sanctions',
      'EU agrees new sanctions on Russia',
      'European Union ambassadors agreed a new package of sanctions against Russia on Monday over its war in Ukraine.',
    ],
    [
      'exchange',
      'Russia and Ukraine swap prisoners',
      'Russia and Ukraine exchanged prisoners on Monday, 150 from each side, after mediation by the United Arab Emirates.',
    ],
    [
      'vote',
      'UN Security Council adopts Gaza resolution',
      'The UN Security Council voted on Monday for a resolution on Gaza drafted by the United States; Russia and China abstained.',
    ],
  ])('%s', (name, title, text) => {
    expect(topics(title, text)).toContain('diplomacy');
    const kind = readReport({ id: 'a', title, text, publishedAt: 0 }).diplomacy?.kind;
    const kinds: Record<string, string> = {
      talks: 'talks',
      call: 'call',
      sanctions: 'sanctions',
      exchange: 'prisoner_exchange',
      vote: 'vote',
    };
    expect(kind).toBe(kinds[name]);
  });
});

describe('a snippet of diplomacy', () => {
  const isDiplomacy = (text: string) =>
    readReport({ id: 'a', title: '', text, publishedAt: null }).topics.includes('diplomacy');

  it.each([
    'Jordan welcomed the cease-fire that rebels and the government of Sudan announced for two provinces.',
    'The cease-fire agreement between the army and rebel forces in Yemen takes effect at midnight.',
    "Cuban officials criticized the United States for new sanctions, which they called a breach of the two countries' accord.",
  ])('%s', (text) => {
    expect(isDiplomacy(text)).toBe(true);
  });

  it('is none where men at arms only cease or open fire', () => {
    expect(isDiplomacy('Rebels opened fire on a patrol near Goma and ceased only at dawn.')).toBe(false);
  });
});

describe('an exchange of prisoners', () => {
  it.each([
    ['Mali frees 20 rebels in exchange for release of nine soldiers', true],
    ['Israel released 90 detainees in return for three captives', true],
    ['Company released a new phone in exchange for old ones', false],
  ])('%s: %s', (title, told) => {
    const passages = readPassages({ id: 'a', title, text: '', publishedAt: null });
    const kinds = passages.flatMap((passage) => findDiplomacy(passage, false)).map(({ kind }) => kind);
    expect(kinds.includes('prisoner_exchange')).toBe(told);
  });
});

describe('a text of which neither title nor date is known', () => {
  const read = (text: string) => readReport({ id: 'a', title: '', text, publishedAt: null });

  it('is a strike report where most of it tells of an attack, whenever that was', () => {
    const report = read(
      'SANTA CRUZ, 4 MAR 91 (XYZ) -- A COUNCILLOR WAS MURDERED LAST NIGHT BY ARMED MEN IN THE BANYAN NEIGHBORHOOD. ' +
        'TWO OF HIS GUARDS WERE WOUNDED. THE ASSAILANTS THREW A GRENADE AT HIS HOUSE BEFORE THEY FLED. ' +
        'POLICE FOUND 14 BULLETS. NOBODY HAS CLAIMED RESPONSIBILITY FOR THE ATTACK.',
    );
    expect(report.topics).toContain('strike');
    expect(report.strike?.places).toEqual(['BANYAN']);
  });

  it('is none where it only mentions one', () => {
    const report = read(
      'LIMA, 4 MAR 91 (XYZ) -- THE MINISTER OF TRADE OPENED THE FAIR TODAY. HE SPOKE OF HARVESTS AND ROADS. ' +
        'EXPORTS OF COFFEE GREW BY A TENTH. THE FAIR WILL LAST A WEEK. SCHOOLS ARE CLOSED. A CHOIR SANG. ' +
        'HE RECALLED THE BOMB OF LAST YEAR.',
    );
    expect(report.topics).not.toContain('strike');
  });
});
