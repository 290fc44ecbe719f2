import { describe, expect, it } from 'vitest';
import { readReport } from '../../src/reports/read.ts';

const read = (title: string, text: string) =>
  readReport({ id: 'a', title, text, publishedAt: Date.UTC(2026, 0, 6, 9) });

describe('words of war where there is none', () => {
  it.each([
    [
      'teachers',
      'Teachers strike shuts schools in Lagos',
      'Teachers in Lagos began a five-day strike on Monday over unpaid wages, and unions said more schools would close this week.',
    ],
    [
      'dockers',
      'Dockers attack port plan',
      'Dockers went on strike on Tuesday and attacked a plan to close the port of Antwerp as a bombshell, their union said.',
    ],
    [
      'pilots',
      'Pilots’ strike grounds 200 flights',
      'A strike by pilots grounded 200 flights in Frankfurt on Monday, the airline said.',
    ],
    [
      'hunger',
      'Prisoners on hunger strike moved to hospital',
      'Two prisoners on hunger strike were moved to a hospital in Tehran on Sunday, their families said.',
    ],
    [
      'goal',
      'Ninety-third-minute strike wins derby',
      'A strike from 30 metres in the last minute won the derby in Manchester on Sunday after the visitors had attacked for most of the match.',
    ],
    [
      'rate',
      'Central bank strikes cautious note',
      'The central bank struck a cautious note on Tuesday, and shares and bond yields fell as investors cut bets on rates.',
    ],
    [
      'bargain',
      'Coalition strikes bargain on budget',
      'The three parties of the coalition struck a bargain on the budget on Monday after a night of talks.',
    ],
    [
      'lightning',
      'Lightning strike sets church ablaze',
      'A lightning strike set the tower of a church in Graz ablaze on Monday; nobody was hurt.',
    ],
    [
      'heart',
      'Minister recovers after heart attack',
      'The minister was taken to a hospital in Ankara with a heart attack on Sunday and is recovering, his office said.',
    ],
    [
      'shark',
      'Beaches closed after shark attack',
      'Beaches near Perth were closed on Monday after a shark attack in which a surfer lost his leg.',
    ],
    [
      'dog',
      'Girl hurt in dog attack',
      'A girl of six was hurt in an attack by two dogs in a park in Leeds on Sunday, police said.',
    ],
    [
      'film',
      'Film on the siege of Leningrad wins prize',
      'A film about the bombardment of Leningrad won the main award of the festival on Saturday.',
    ],
    [
      'book',
      'Novel tells of a pilot who bombed Dresden',
      'A novel about a pilot who bombed Dresden is the book of the month.',
    ],
    [
      'anniversary',
      'Town remembers bombing of 1943',
      'On the anniversary of the air raid that killed 600 people in 1943, the town held a memorial service on Sunday.',
    ],
    [
      'trial',
      'Verdict due in trial over market bombing',
      'The court will give its verdict on Friday in the trial of four men accused of the 2019 bombing of a market that killed 11 people.',
    ],
    [
      'market',
      'Stocks slip as Gulf tensions weigh',
      'Stocks slipped on Tuesday and Brent crude rose as investors weighed tensions in the Gulf. Analysts said inflation and the earnings season mattered more than the war.',
    ],
    [
      'background',
      'Poland opens rail line to the coast',
      'Poland opened a rail line to the coast on Monday. Russia invaded neighbouring Ukraine in February 2022 and has shelled its cities since.',
    ],
    [
      'quake',
      'Strong earthquake hits Mindanao',
      'A strong earthquake hit Mindanao on Monday, killing three people and wounding 40.',
    ],
    [
      'crash',
      'Gas explosion kills four in Lodz',
      'A gas explosion in a block of flats killed four people in Lodz on Sunday, the fire service said.',
    ],
    [
      'lawsuit',
      'Widow of man killed in US strikes sues the Pentagon',
      'The widow of a fisherman killed in US missile strikes off Venezuela filed a lawsuit in Boston on Monday.',
    ],
    [
      'reaction',
      'Oman calls for talks on Gulf shipping',
      'Oman called on its neighbours on Monday to agree on rules for shipping, saying that trade must go on after US and Israeli strikes killed a general.',
    ],
    [
      'hackers',
      'Hackers attack hospital network',
      'A cyberattack on the network of a hospital in Lyon delayed operations on Monday.',
    ],
  ])('%s', (_name, title, text) => {
    expect(read(title, text).topics).not.toContain('strike');
  });

  it.each([
    [
      'pay',
      'Union and railway resume pay talks',
      'The railway and its union resumed talks on pay in Leeds on Monday.',
    ],
    [
      'merger',
      'Two insurers agree on merger',
      'Two insurers agreed on a merger on Monday after months of negotiations, their chief executives said.',
    ],
    [
      'nurses',
      'Nurses vote to strike',
      'Nurses at forty hospitals voted on Monday to strike after talks on wages failed, their union said.',
    ],
    [
      'transfer',
      'Club and striker agree terms',
      'The club and the striker agreed on a deal until 2029 on Sunday, its coach said.',
    ],
  ])('no diplomacy: %s', (_name, title, text) => {
    expect(read(title, text).topics).not.toContain('diplomacy');
  });
});

it('is a strike report where special forces take a leader away', () => {
  const { topics } = read(
    'US captures Maduro in raid on Caracas',
    'American special forces seized and flew out President Maduro on Saturday while air strikes shook Caracas.',
  );
  expect(topics).toContain('strike');
});

describe('a headline without a text', () => {
  it.each([
    ['Russian drones hit Odesa port, killing two', ['strike']],
    ['Lavrov and Rubio meet in Geneva for talks on Ukraine', ['diplomacy']],
    ['Bakers’ union calls off strike', []],
  ] as const)('%s', (title, topics) => {
    expect(read(title, '').topics).toEqual(topics);
  });
});

describe('a headline that tells of an attack beside other news', () => {
  it.each([
    'Monastery damaged as Russia fires 300 drones in daytime attack',
    'Russia hits power station in Odesa region, governor says',
    'Israel hits oil depot near Tehran',
    'Ukraine strikes oil refinery in Samara region',
  ])('%s', (title) => {
    expect(read(title, '').topics).toContain('strike');
  });

  it.each([
    'US hits Russian oil company with sanctions',
    'Iran hits back at US over nuclear site remarks',
    'China hits energy target ahead of plan',
    'Guyana strikes oil off its coast',
    'Ukraine buys 300 attack drones from Turkey',
  ])('none: %s', (title) => {
    expect(read(title, '').topics).not.toContain('strike');
  });
});

describe('headlines that talk of an attack and report none', () => {
  it.each([
    ['a judgement', 'Senators decry US strike on Venezuela'],
    ['a denunciation', 'Bolivia denounces US attack on Venezuela'],
    ['an argument', 'US strike on Venezuela raises fears for Cuba'],
    ['a question', 'Was the strike on Caracas legal?'],
    ['an explainer', 'How the raid on Caracas was planned'],
    ['a threat', 'Trump says second strike on Venezuela possible'],
    ['a plot', 'Police foil plot for bomb attack on Lisbon station'],
    ['a denial', "Envoy says Ukraine didn't target palace in drone strike"],
    ['a test', 'North Korea fires two missiles into the sea off its east coast'],
    ['unrest', 'Protesters clash with security forces in Shiraz, nine killed'],
    ['the police', 'Man shot dead by police in Leeds after chase'],
    ['a stabbing', 'Two hurt in knife attack outside Bremen bar'],
    ['a fire', 'Alpine bar fire kills 31 in Swiss resort'],
    ['mourning', 'Swiss fire victims laid to rest in Lyon'],
    ['arrests', 'Turkey arrests 60 in raids on smugglers'],
    ['a find', 'Norway strikes lithium in old coal field'],
    ['an illness', 'Tragedy strikes family of dead skier'],
    ['a walkout', 'Strike shuts ski lifts in Savoy'],
    ['vendors', 'Market vendors begin nationwide strike over rents'],
    ['critics', 'Mayor under fire in Ghent for silence on budget'],
    ['an insult', 'Minister calls plan for island offensive, disrespectful'],
    ['academia', 'Attacks on academia drive scientists abroad'],
    ['a lion', 'Hiker killed in mountain lion attack'],
  ])('%s', (_name, title) => {
    expect(read(title, '').topics).not.toContain('strike');
  });

  it.each([
    ['police tell', 'At least 30 killed in attack on market in Niger, police say'],
    ['police are hit', "Three policemen killed in gunmen's attack in Peshawar"],
    ['knives of one side', 'Palestinian attack with knife kills two in northern Israel, army says'],
    ['an attack at sea', 'Tanker attacked with drones in Black Sea'],
    ['protests besides', 'Drones hit Port Sudan as protesters march in Khartoum'],
  ])('but is a strike: %s', (_name, title) => {
    expect(read(title, '').topics).toContain('strike');
  });
});

describe('scores and reasons', () => {
  const report = read(
    'Israeli airstrike kills five in southern Lebanon',
    'An Israeli airstrike killed five people in the town of Nabatieh on Monday, the health ministry said.',
  );

  it('gives chances between 0 and 1, with the words that weigh most', () => {
    expect(report.scores.strike).toBeGreaterThan(0.9);
    expect(report.scores.strike).toBeLessThanOrEqual(1);
    expect(report.scores.diplomacy).toBeLessThan(0.3);
    const words = report.reasons.find((reason) => reason.startsWith('strike: words that weigh most: '));
    expect(words).toBeDefined();
    for (const word of words!.replace(/^.*: /, '').split(', '))
      expect(
        'Israeli airstrike kills five in southern Lebanon An Israeli airstrike killed five people in the town of Nabatieh on Monday, the health ministry said.',
      ).toContain(word);
  });
});
