import { describe, expect, it } from 'vitest';
import { readDiplomacy } from '../../src/reports/diplomacy.ts';
import { readPassages } from '../../src/reports/passage.ts';
import { readCues } from '../../src/reports/read.ts';

/** The diplomacy of an article of a Tuesday, whatever the classification says of it. */
const read = (title: string, text: string) => {
  const publishedAt = Date.UTC(2026, 0, 6, 9);
  const passages = readPassages({ id: 'a', title, text, publishedAt });
  return readDiplomacy(passages, readCues(passages).cues, publishedAt, []).update;
};

describe('kind and place of what states do', () => {
  it.each<[kind: string, place: string | null, title: string, text: string]>([
    // Deeds.
    [
      'meeting',
      'Ankara',
      'Erdogan receives Zelensky',
      'Turkish President Recep Tayyip Erdogan received Ukrainian President Volodymyr Zelensky in Ankara on Monday to discuss the Black Sea.',
    ],
    [
      'meeting',
      'Brussels',
      'EU ministers weigh answer to US tariffs',
      'Foreign ministers of the European Union met in Brussels on Monday to weigh an answer to United States tariffs.',
    ],
    [
      'talks',
      'Geneva',
      'US and Iranian negotiators begin second day of talks',
      'American and Iranian negotiators began a second day of talks in Geneva on Tuesday, mediated by Oman.',
    ],
    [
      'talks',
      'Doha',
      'Israel sends team to Qatar',
      'An Israeli delegation arrived in Doha on Monday for talks with mediators from Qatar and Egypt on the hostages.',
    ],
    [
      'talks',
      'Islamabad',
      'Afghan, Pakistani officials hold border talks',
      'Afghan and Pakistani officials held talks in the Pakistani capital, Islamabad, on Monday on reopening the border.',
    ],
    [
      'call',
      null,
      'Macron speaks with Putin for first time in months',
      'French President Emmanuel Macron spoke by telephone with Russian President Vladimir Putin on Monday, the Elysee said.',
    ],
    [
      'call',
      null,
      'Rubio, Wang discuss Taiwan in phone call',
      'US Secretary of State Marco Rubio and Chinese Foreign Minister Wang Yi discussed Taiwan in a phone call on Monday.',
    ],
    [
      'visit',
      'Beijing',
      "India's foreign minister travels to China",
      'Indian Foreign Minister Subrahmanyam Jaishankar arrived in Beijing on Monday on his first visit to China in five years.',
    ],
    [
      'visit',
      'Khartoum',
      'UN envoy makes first visit to Sudan since capture of city',
      "The United Nations envoy for Sudan visited Khartoum on Monday, the first trip there by a senior official since the army retook Sudan's capital.",
    ],
    [
      'agreement',
      null,
      'Armenia and Azerbaijan sign border accord',
      'Armenia and Azerbaijan signed an accord on the course of their border on Monday, both governments said.',
    ],
    [
      'agreement',
      'Washington',
      'Congo and Rwanda sign peace deal',
      'The Democratic Republic of Congo and Rwanda signed a peace deal in Washington on Monday at a ceremony with US President Donald Trump.',
    ],
    [
      'agreement',
      null,
      'Japan and Philippines agree to share military intelligence',
      'Japan and the Philippines agreed on Monday to share military intelligence, their defence ministers said.',
    ],
    [
      'ceasefire',
      null,
      'Thailand and Cambodia agree to extend ceasefire',
      'Thailand and Cambodia agreed on Monday to extend their ceasefire by a month, the two armies said.',
    ],
    [
      'ceasefire',
      null,
      'Israel and Hezbollah ceasefire takes effect',
      'A ceasefire between Israel and Hezbollah took effect in Lebanon on Tuesday at dawn, ending six weeks of war.',
    ],
    [
      'sanctions',
      null,
      'US imposes sanctions on Chinese refiners over Iranian oil',
      'The United States imposed sanctions on Monday on three Chinese refiners that it says buy Iranian oil.',
    ],
    [
      'sanctions',
      null,
      'Britain blacklists 20 ships of Russian shadow fleet',
      'Britain added 20 ships to its sanctions list on Monday that it says carry Russian oil, the foreign secretary said.',
    ],
    [
      'prisoner_exchange',
      null,
      'Ukraine, Russia swap 150 captives each',
      'Ukraine and Russia each freed 150 prisoners of war on Monday in a swap that the United Arab Emirates mediated.',
    ],
    [
      'vote',
      null,
      'UN Security Council backs force for Haiti',
      'The United Nations Security Council voted on Monday to authorise a larger force for Haiti. Russia and China abstained.',
    ],
    [
      'vote',
      null,
      'Russia vetoes UN resolution on Sudan truce',
      'Russia vetoed a United Nations Security Council resolution on Monday that called for a truce in Sudan.',
    ],
    [
      'mediation',
      null,
      'Egypt offers to mediate between Sudan and Ethiopia',
      'Egypt offered on Monday to mediate between Sudan and Ethiopia in their dispute over the border, its foreign ministry said.',
    ],
    [
      'threat',
      null,
      'Iran threatens to close Strait of Hormuz if attacked',
      'Iran threatened on Monday to close the Strait of Hormuz if the United States attacked its nuclear sites.',
    ],
    [
      'threat',
      null,
      'Trump gives Colombia ultimatum over migrant flights',
      'US President Donald Trump gave Colombia an ultimatum on Monday: take the flights of migrants or face tariffs.',
    ],
    [
      'aid',
      null,
      'Germany to supply Ukraine with two more Patriot systems',
      'Germany will supply Ukraine with two more Patriot air defence systems, its defence minister said on Monday.',
    ],
    [
      'aid',
      null,
      'EU approves 90 billion euro loan for Ukraine',
      'The European Union approved a loan of 90 billion euros for Ukraine on Monday, financed by joint debt.',
    ],
    // Words.
    [
      'statement',
      null,
      'China condemns US arms sale to Taiwan',
      'China condemned the sale of American rockets to Taiwan on Monday and said that it would take countermeasures.',
    ],
    [
      'statement',
      null,
      'Kremlin says no date set for Putin-Trump meeting',
      'The Kremlin said on Monday that no date had been set for a meeting of Vladimir Putin and Donald Trump.',
    ],
    [
      'statement',
      null,
      'Spain summons Israeli ambassador over flotilla',
      'Spain summoned the Israeli ambassador on Monday over the boarding of an aid flotilla bound for Gaza.',
    ],
    [
      'statement',
      null,
      'Lithuania calls for more NATO troops on eastern flank',
      "Lithuania's president called for more NATO troops on the eastern flank on Monday after Russian drones crossed the border.",
    ],
    [
      'statement',
      'Moscow',
      'Lavrov accuses Europe of undermining talks',
      'Russian Foreign Minister Sergei Lavrov accused European states on Monday of undermining talks on Ukraine, speaking to reporters in Moscow.',
    ],
    // Said of a meeting to come.
    [
      'meeting',
      'Budapest',
      'Putin and Trump to meet in Hungary',
      'Russian President Vladimir Putin and US President Donald Trump will meet in Budapest next week, the Kremlin said.',
    ],
    [
      'talks',
      'Istanbul',
      'Ukraine says next round of talks with Russia on Thursday',
      'The next round of talks between Ukraine and Russia will be held in Istanbul on Thursday, President Volodymyr Zelensky said.',
    ],
  ])('%s, %s: %s', (kind, place, title, text) => {
    const update = read(title, text);
    expect([update.kind, update.place]).toEqual([kind, place]);
  });
});

describe('the place, or silence', () => {
  it.each<[place: string | null, title: string, text: string]>([
    // Where the parties sit, in all the ways it is said.
    [
      'Riyadh',
      'US and Russian officials end talks',
      'US and Russian officials ended 12 hours of talks in Riyadh on Monday, the Kremlin said.',
    ],
    [
      'Abu Dhabi',
      'Abu Dhabi talks on Ukraine to resume',
      'Talks between Russia, Ukraine and the United States resume on Wednesday, officials said after the Abu Dhabi round.',
    ],
    [
      'Munich',
      'Zelensky meets Vance at security conference',
      'Volodymyr Zelensky met US Vice President JD Vance on the sidelines of a security conference in Munich on Friday.',
    ],
    [
      'Cairo',
      'Hamas delegation in Egypt for truce talks',
      'A Hamas delegation arrived in Cairo on Monday for talks on the next phase of the truce with Israel.',
    ],
    [
      'White House',
      'Trump hosts Netanyahu',
      'US President Donald Trump hosts Israeli Prime Minister Benjamin Netanyahu at the White House on Monday for talks on Gaza.',
    ],
    [
      'Davos',
      'EU, US trade chiefs to meet',
      'The trade chiefs of the European Union and the United States will meet in Davos next week, Brussels said.',
    ],
    [
      'Vienna',
      'Iran and European powers meet',
      'Iran met France, Britain and Germany in the Austrian capital Vienna on Monday to discuss inspections.',
    ],
    [
      'Tianjin',
      'Modi and Xi meet in China',
      'Indian Prime Minister Narendra Modi and Chinese President Xi Jinping met in Tianjin, China, on Sunday.',
    ],
    [
      'London',
      'Carney flies to London',
      'Canadian Prime Minister Mark Carney flies to London on Monday to meet British Prime Minister Keir Starmer.',
    ],
    [
      'New York',
      'Pakistan raises water dispute at UN',
      "Pakistan's foreign minister accused India of stopping its rivers in a speech to the General Assembly in New York on Friday.",
    ],
    // What the talks are about, where armies stand, who speaks, where one was before or comes from.
    [
      null,
      'Putin and Trump discuss Ukraine by phone',
      'Vladimir Putin and Donald Trump discussed fighting in Donetsk and the talks on Ukraine by phone on Monday.',
    ],
    [
      null,
      'Syria and Israel near security pact',
      'Syria and Israel are near a security pact under which Israel would leave positions in southern Syria, a minister said.',
    ],
    [
      null,
      'EU adopts sanctions on Belarus',
      'The European Union adopted sanctions on Belarus on Monday over balloons that closed the airport of Vilnius.',
    ],
    [
      null,
      'China warns Japan over remarks on Taiwan',
      'China warned Japan on Monday over remarks on Taiwan and told its citizens not to travel to Tokyo.',
    ],
    [
      null,
      'US and Iran exchange messages on talks',
      'The United States and Iran have exchanged messages about talks after a bombing in Tehran, officials said.',
    ],
    [
      null,
      'Israel and Hamas exchange bodies',
      'Israel returned the bodies of 15 Palestinians on Monday after Hamas handed over a hostage who was found in Khan Younis.',
    ],
    [
      null,
      'Turkey and Greece agree on migrants',
      'Turkey and Greece agreed on Monday to take back migrants who cross to Lesbos, their interior ministers said.',
    ],
    [
      null,
      'India and China resume flights',
      'India and China agreed to resume direct flights between Delhi and Beijing, the Indian foreign ministry said.',
    ],
  ])('%s: %s', (place, title, text) => {
    expect(read(title, text).place).toBe(place);
  });
});

describe('how far it has come', () => {
  it.each<[state: string | null, next: string | null, title: string]>([
    ['planned', null, 'Saudi crown prince to visit Washington next month'],
    ['planned', '2026-01-08', 'Iran and US to hold talks in Oman on Thursday'],
    ['planned', '2026-01-09', 'NATO ambassadors set to meet Friday over Russian drones'],
    ['under_way', null, 'Russia and Ukraine hold second day of talks in Abu Dhabi'],
    ['under_way', null, 'US, Chinese officials meet in Madrid for trade talks'],
    ['agreed', null, 'Israel and Hamas agree first phase of ceasefire deal'],
    ['agreed', null, 'Serbia and Kosovo sign energy accord'],
    ['failed', null, 'Ceasefire talks between Sudan army and RSF collapse in Geneva'],
    ['failed', null, 'Afghanistan, Pakistan talks end without deal'],
    ['failed', null, 'Trump calls off summit with Putin'],
    ['failed', null, 'Japan postpones trade mission to China over Taiwan row'],
    ['rejected', null, 'Hamas rejects US ceasefire proposal'],
    ['rejected', null, 'Iran rules out talks with US on missiles'],
    ['rejected', null, "Zelensky says Ukraine won't sign weak peace deal with Russia"],
    ['rejected', null, 'Moscow turns down European peace plan for Ukraine'],
    [null, null, 'Zelensky says he will only sign strong peace deal with Russia'],
    [null, null, 'Trump says peace deal between Russia and Ukraine is close'],
    [null, null, 'Poland urges EU to reach deal on frozen Russian assets'],
    [null, null, 'Germany condemns Russian drone attack on Poland'],
    [null, null, 'Somaliland denies agreeing to host Israeli bases'],
  ])('%s, next %s: %s', (state, next, title) => {
    const update = read(title, '');
    expect([update.state ?? null, update.nextDate ?? null]).toEqual([state, next]);
  });
});
