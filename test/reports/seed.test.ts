import { describe, expect, it } from 'vitest';
import { readReport } from '../../src/reports/read.ts';

// The same night told four ways, in our own words and orders.
const RUNNING = `Diplomats from Europe and the United States head to Paris on Tuesday, hoping to move a nearly complete peace plan for Ukraine forward, while the capital counts the cost of another night under fire.

Two people were killed in Russian strikes in the early hours of Monday, and hospital staff carried the sick out into the frost.

Emmanuel Macron, the French president, hosts Tuesday's gathering of the countries that back Kyiv. Security guarantees for Ukraine are the main subject. Donald Trump is sending his envoy Steve Witkoff and his son-in-law Jared Kushner.

In the capital, a Russian drone set a private medical clinic ablaze. One person lost their life there and three others were injured, officials said. The head of the clinic, Iryna Bondar, said 26 patients were being treated when the building was hit; the dead man was 30 years old.

A man in his 70s was also killed in Fastiv, a city close by, according to the governor of the Kyiv region. He added that the attack had caused power outages and that pumps were running on generators in -8C cold.

Ukraine's air force counted 165 drones and at least nine missiles launched by Russia in the course of the night.

Advisers from 15 countries had prepared the ground in Kyiv at the weekend. Kyiv says the plan is 90 percent finished, yet Russia, which holds about 20 percent of Ukraine, has not softened its demands. Russia's defence ministry said on Monday that its troops had taken the village of Grabovske in the Sumy region.

On Sunday Trump dismissed Moscow's claim that Ukraine had sent a drone against a residence of Vladimir Putin. Kyiv rejected the accusation as well.

Since Russia invaded in February 2022, the war has killed tens, if not hundreds, of thousands of people.`;

const TOLL_FIRST = `KYIV - Russia fired 165 drones and no fewer than nine missiles at Ukraine overnight into Monday, killing two people and injuring three, Ukrainian officials said.

One of the dead was in a private medical clinic in Kyiv, where the three injured were also being treated for burns. The other, a man in his 70s, died in the nearby city of Fastiv, the regional governor said. Power outages followed in several districts as the thermometer showed -8C.

The clinic had 26 patients at the time, its director told reporters.

Leaders meet in Paris on Tuesday for talks on security guarantees and on a peace plan which Kyiv calls 90 percent done. French President Emmanuel Macron is the host, and US envoys Steve Witkoff and Jared Kushner are expected, as is a delegation from Ukraine.

US President Donald Trump said on Sunday that he did not believe Russia's claim of a drone attack on a home of Vladimir Putin. Moscow had accused Kyiv of it last week; Ukraine denied the accusation.`;

const SUMMIT_FIRST = `Ukraine's allies gather in the French capital on Tuesday for a summit hosted by President Emmanuel Macron, even as rescuers in Kyiv clear the ruins of a clinic.

The barrage before dawn on Monday cost two lives, authorities in Ukraine said. One victim, aged 30, was inside a private medical clinic in Kyiv that burst into flames; three more people there were wounded. The other, a man in his seventies, was killed in Fastiv, outside Kyiv.

Moscow's forces sent 165 drones and at least nine missiles, according to the Ukrainian air force.

Electricity was cut in parts of the region, officials said, and temperatures fell to -8C. Twenty-six patients had to leave the clinic.

The Paris meeting will be attended by US envoys Steve Witkoff and Jared Kushner. France, Ukraine and the United States are to discuss security guarantees and the peace plan, which Kyiv says is 90% complete.

Russia has accused Ukraine of sending a drone at one of President Vladimir Putin's homes. US President Donald Trump dismissed the allegation on Sunday, and Kyiv denied it.

Russia holds a fifth of Ukraine. Its defence ministry said on Monday it captured the village of Grabovske.`;

const WIRE = `PARIS, Jan 6 (Newswire) - French President Emmanuel Macron hosts Ukraine's backers in Paris on Tuesday to discuss security guarantees, a day after Russian attacks killed two people in and around Kyiv.

The Ukrainian air force said Russia had launched 165 drones and at least nine missiles in the overnight attack. A drone struck a private medical clinic in the Ukrainian capital, where one person was killed and three were wounded, emergency services said. In the town of Fastiv, a man in his 70s died, Kyiv regional governor Mykola Kalashnyk said on Monday.

The attack caused power outages across the region.

"There were 26 patients in the building," said the head of the clinic. The dead man was 30.

US envoy Steve Witkoff and Jared Kushner, US President Donald Trump's son-in-law, are to join the talks on a peace plan for Ukraine. Security advisers from 15 countries met in Kyiv on Saturday.

Trump has rejected Russia's claim that Ukraine attacked Putin's residence with drones. Kyiv called the claim a lie.`;

const expected = {
  attacker: 'Russia',
  country: 'Ukraine',
  when: '2026-01-05',
  killed: { count: 2, qualifier: 'exact' },
  injured: { count: 3, qualifier: 'exact' },
};

describe.each([
  ['running story', RUNNING],
  ['toll first', TOLL_FIRST],
  ['summit first', SUMMIT_FIRST],
  ['wire report', WIRE],
])('the seed night as a %s', (_name, text) => {
  const report = readReport({
    id: 'seed',
    title: '',
    text,
    publishedAt: Date.UTC(2026, 0, 6, 9),
    language: 'en',
  });
  const { strike, diplomacy } = report;

  it('is a strike report and a diplomacy update', () => {
    expect(report.topics).toEqual(['strike', 'diplomacy']);
  });

  it('has the facts of the strike and no other number', () => {
    expect(strike).toMatchObject(expected);
    expect(new Set(strike?.places)).toEqual(new Set(['Kyiv', 'Fastiv']));
    const counts = Object.fromEntries(
      strike!.weapons.map((each) => [each.kind, [each.launched, each.qualifier]]),
    );
    expect(counts).toEqual({ drone: [165, 'exact'], missile: [9, 'at_least'] });
    expect(strike?.targets).toEqual(['medical clinic']);
    expect(strike?.effects).toEqual(['power outage']);
  });

  it('has the meeting in Paris', () => {
    expect(diplomacy).toMatchObject({ kind: 'meeting', place: 'Paris', date: '2026-01-06' });
    for (const name of [
      'France',
      'Emmanuel Macron',
      'United States',
      'Steve Witkoff',
      'Jared Kushner',
      'Ukraine',
    ])
      expect(diplomacy?.participants).toContain(name);
    expect(diplomacy?.topics).toEqual(expect.arrayContaining(['security guarantees', 'peace plan']));
  });

  it("has Moscow's disputed claim", () => {
    expect(report.disputes).toHaveLength(1);
    expect(report.disputes[0]).toMatchObject({
      claimedBy: 'Russia',
      disputedBy: ['Donald Trump', 'Ukraine'],
    });
  });

  it('shows the very characters of every fact', () => {
    expect(report.evidence.map((each) => each.field)).toEqual(
      expect.arrayContaining(['strike.killed', 'strike.weapons.drone', 'diplomacy.place', 'disputes.0']),
    );
    for (const each of report.evidence) expect(text.slice(each.start, each.end)).toBe(each.sentence);
  });
});
