/** The demo's sample publishers and what they report, in the order in which it appears. All of it is made up or retold. */

export interface SamplePublisher {
  id: string;
  name: string;
  kind: 'wire' | 'outlet' | 'state_media' | 'official';
  country: string;
}

export interface SampleArticle {
  /** Seconds after the tale begins. */
  at: number;
  publisher: string;
  slug: string;
  title: string;
  paragraphs: string[];
}

export const publishers: SamplePublisher[] = [
  { id: 'northwind', name: 'Northwind Wire', kind: 'wire', country: 'United Kingdom' },
  { id: 'harbour', name: 'The Harbour Courier', kind: 'outlet', country: 'Ireland' },
  { id: 'meridian', name: 'Meridian Daily', kind: 'outlet', country: 'France' },
  { id: 'steppe', name: 'Steppe Bulletin', kind: 'state_media', country: 'Russia' },
];

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/**
 * The tale as told on a given day: the attack is last night's, the meeting is tomorrow's.
 * @param now Unix milliseconds
 */
export function tale(now: number): SampleArticle[] {
  const weekday = (offset: number) => weekdays[(new Date(now).getUTCDay() + offset + 7) % 7] as string;
  const today = weekday(0);
  const tomorrow = weekday(1);
  const yesterday = weekday(-1);

  return [
    {
      at: 0,
      publisher: 'northwind',
      slug: 'kyiv-clinic-fire',
      title: 'Russian attack on Kyiv kills one, sets clinic on fire',
      paragraphs: [
        `A Russian drone attack early ${today} set a private medical clinic in Kyiv on fire, killing one person and wounding three, the city's authorities said.`,
        'Staff carried patients down a smoke-filled stairwell while air raid sirens were still sounding. The clinic had 26 patients in its wards when it was hit.',
        'The man who died was 30 years old, its director said.',
      ],
    },
    {
      at: 4,
      publisher: 'harbour',
      slug: 'one-dead-kyiv-clinic',
      title: 'One dead as Russian drones hit medical clinic in Ukrainian capital',
      paragraphs: [
        `One person was killed and three others were injured when Russian drones struck a medical clinic in Kyiv before dawn on ${today}, according to the emergency services.`,
        'Firefighters worked through the night in freezing weather to put out the blaze, and residents of the district were told to stay in shelters.',
      ],
    },
    {
      at: 9,
      publisher: 'meridian',
      slug: 'paris-meeting-announced',
      title: `Macron to host Ukraine's allies in Paris for meeting on security guarantees`,
      paragraphs: [
        `French President Emmanuel Macron will host a meeting of Ukraine's allies in Paris on ${tomorrow} to discuss security guarantees and a peace plan.`,
        'US envoys Steve Witkoff and Jared Kushner are to attend, the Elysee said. Ukrainian President Volodymyr Zelensky will also take part.',
        'Officials from 15 countries prepared the ground over the weekend. Kyiv describes the plan as 90 percent finished; territory is still in dispute.',
      ],
    },
    {
      at: 13,
      publisher: 'northwind',
      slug: 'nurses-vote-to-strike',
      title: 'Nurses vote to strike over pay after talks collapse',
      paragraphs: [
        'Nurses at 40 hospitals voted to strike for three days next month after talks with the health ministry on pay broke down, their union said.',
        'The walkout would be the largest in the service for a decade. The ministry said it remained open to an agreement.',
      ],
    },
    {
      at: 16,
      publisher: 'harbour',
      slug: 'late-strike-sinks-rovers',
      title: 'Late strike sinks Rovers as United win the derby 2-1',
      paragraphs: [
        'A late strike from the edge of the box settled the derby on Sunday, as United came from behind to beat Rovers 2-1.',
        'The home side had launched attack after attack in the second half, but their defence was caught out by the visiting striker in the 88th minute.',
      ],
    },
    {
      at: 20,
      publisher: 'harbour',
      slug: 'toll-rises-to-two',
      title: 'Death toll rises to two after Russian strikes on Kyiv and Fastiv',
      paragraphs: [
        `The overnight Russian strikes on Ukraine killed two people, authorities said on ${today}, after a second victim was found in the city of Fastiv, outside Kyiv.`,
        'One person was killed and three were wounded at a private medical clinic in the capital. In Fastiv a man in his 70s died, the regional governor said.',
        'The strikes cut power to parts of the region, leaving homes without electricity as temperatures fell to -8C.',
        'The Ukrainian air force counted 165 drones and at least nine missiles that Russia launched during the night.',
      ],
    },
    {
      at: 25,
      publisher: 'northwind',
      slug: 'strikes-kill-two',
      title: 'Russian strikes on Kyiv and Fastiv kill two, injure three; power cut',
      paragraphs: [
        `Two people were killed and three injured in Russian strikes on Kyiv and the nearby city of Fastiv early ${today}, the governor of the Kyiv region said.`,
        'A medical clinic in the capital was gutted by fire. Power outages were reported across the area.',
        "Ukraine's air force said that Russia had launched 165 drones and at least nine missiles.",
        'Russia invaded Ukraine in February 2022, and the war has killed tens of thousands of people.',
      ],
    },
    {
      at: 31,
      publisher: 'steppe',
      slug: 'residence-claim',
      title: "Moscow says Ukraine launched drones at Putin's residence",
      paragraphs: [
        `Russia said on ${yesterday} that Ukraine had launched drones at a residence of President Vladimir Putin, and that it would review its position at the peace talks.`,
        'The foreign ministry in Moscow called the attack an attempt to derail diplomacy.',
      ],
    },
    {
      at: 37,
      publisher: 'meridian',
      slug: 'trump-doubts-residence-claim',
      title: "Trump doubts Moscow's claim of drone attack on Putin's residence, Kyiv rejects it",
      paragraphs: [
        `US President Donald Trump on ${today} dismissed a claim by Moscow that Ukraine had launched drones at a residence of Russian President Vladimir Putin.`,
        'Trump told reporters that he did not believe such an attack had taken place. Kyiv has also rejected the accusation.',
      ],
    },
    {
      at: 43,
      publisher: 'northwind',
      slug: 'paris-talks-envoys',
      title: 'Witkoff and Kushner to join Paris meeting of Ukraine allies',
      paragraphs: [
        `US envoys Steve Witkoff and Jared Kushner will attend a meeting in Paris on ${tomorrow} where French President Emmanuel Macron and other allies of Ukraine are to discuss security guarantees.`,
        'The meeting follows weeks of negotiations over a peace plan to end the war between Russia and Ukraine.',
      ],
    },
  ];
}
