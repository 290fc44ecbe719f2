import { type Subscription, USUAL_OPTIONS } from '../../src/alerts/subscription.ts';
import type { Publisher } from '../../src/articles/article.ts';
import type { Digest } from '../../src/digests/digest.ts';
import type { Source, Story } from '../../src/stories/story.ts';

const at = Date.UTC(2026, 0, 5, 6);

function publisher(id: string, name: string, kind: Publisher['kind'] = 'outlet'): Publisher {
  return { id, name, kind, country: null };
}

const harbour = publisher('harbour', 'Harbour Post');
const meridian = publisher('meridian', 'Meridian Wire', 'wire');
const northern = publisher('northern', 'Northern Voice', 'state_media');

function source(from: Publisher, minutes: number, title: string, killed: number): Source {
  const sentence = `Drones set a clinic in Kyiv alight and killed ${killed}, the governor said.`;
  return {
    articleId: `${from.id}-1`,
    publisher: from,
    title,
    lead: '',
    url: `https://${from.id}.example/news/clinic_(kyiv)`,
    publishedAt: at + minutes * 60_000,
    seenAt: at + minutes * 60_000,
    revisedAt: null,
    topics: ['strike'],
    strike: {
      attacker: 'Russia',
      country: 'Ukraine',
      places: ['Kyiv', 'Fastiv'],
      when: '2026-01-05',
      killed: { count: killed, qualifier: 'exact' },
      injured: { count: 3, qualifier: 'exact' },
      weapons: [{ kind: 'drone', launched: 165, intercepted: null, hit: null, qualifier: 'exact' }],
      targets: ['medical clinic'],
      effects: [],
      tollSource: 'governor',
    },
    diplomacy: null,
    disputes: [],
    evidence: [
      { field: 'strike.targets', sentence, start: 0, end: sentence.length, in: 'text' },
      { field: 'strike.killed', sentence, start: 0, end: sentence.length, in: 'text' },
    ],
  };
}

/** A strike that three made-up publishers report, whose toll rose once. */
export const sampleStory: Story = {
  id: 'K7F3QP',
  headline: 'Night drones hit a clinic in Kyiv',
  topics: ['strike', 'diplomacy'],
  strike: {
    attacker: 'Russia',
    country: 'Ukraine',
    places: ['Kyiv', 'Fastiv'],
    when: '2026-01-05',
    killed: {
      shown: { count: 2, qualifier: 'exact' },
      low: 2,
      high: 2,
      sayings: [
        {
          toll: { count: 2, qualifier: 'exact' },
          publishers: ['harbour', 'meridian'],
          saidBy: ['governor'],
          firstAt: at,
          lastAt: at,
        },
      ],
    },
    injured: { shown: { count: 3, qualifier: 'exact' }, low: 3, high: 3, sayings: [] },
    weapons: [
      { kind: 'drone', launched: 165, intercepted: null, hit: null, qualifier: 'exact' },
      { kind: 'missile', launched: 9, intercepted: null, hit: null, qualifier: 'at_least' },
    ],
    targets: ['medical clinic'],
    effects: ['power outage'],
    tollSource: 'governor',
  },
  diplomacy: {
    kind: 'meeting',
    participants: ['France', 'United States', 'Ukraine'],
    place: 'Paris',
    date: '2026-01-06',
    topics: ['security guarantees', 'peace plan'],
  },
  disputes: [
    {
      claim: 'a drone attack on the president’s residence',
      claimedBy: ['Russia'],
      disputedBy: ['Donald Trump', 'Ukraine'],
    },
  ],
  sources: [
    source(meridian, 0, 'Clinic burns in Kyiv', 1),
    source(harbour, 20, 'Night drones hit a clinic in Kyiv', 2),
    source(northern, 40, 'Strikes reported near Kyiv', 2),
  ],
  publishers: [meridian, harbour, northern],
  gravity: { score: 58, reasons: ['2 killed'] },
  openedAt: at,
  updatedAt: at + 2_400_000,
  closedAt: null,
  timeline: [
    { kind: 'new', before: null, after: '1 killed', at, publisherId: 'meridian', articleId: 'meridian-1' },
    {
      kind: 'killed',
      before: '1 killed',
      after: '2 killed',
      at: at + 1_200_000,
      publisherId: 'harbour',
      articleId: 'harbour-1',
    },
  ],
};

/** A day with one of each. */
export const sampleDigest: Digest = {
  window: { since: at - 86_400_000, until: at },
  timeZone: 'Europe/Kyiv',
  topics: ['strike', 'diplomacy'],
  figures: { strikes: 1, killed: 2, injured: 3, launched: 165, intercepted: 137, diplomacy: 1 },
  barrages: [
    {
      country: 'Ukraine',
      weapons: [{ kind: 'drone', launched: 165, intercepted: 137, qualifier: 'exact' }],
      saidBy: ['air force'],
      days: ['2026-01-05'],
      storyIds: ['K7F3QP'],
    },
  ],
  changes: [
    {
      storyId: 'W8T4RN',
      headline: 'Shelling of a market in Kherson',
      gravity: 40,
      changes: ['2 killed → 5 killed'],
      sources: [{ publisher: 'Harbour Post', url: null }],
    },
  ],
  strikes: [
    {
      storyId: 'K7F3QP',
      headline: 'Night drones hit a clinic in Kyiv',
      summary: '2 killed and 3 injured in Kyiv and Fastiv.',
      quote: null,
      gravity: 58,
      country: 'Ukraine',
      places: ['Kyiv', 'Fastiv'],
      sources: [
        { publisher: 'Meridian Wire', url: 'https://meridian.example/a' },
        { publisher: 'Harbour Post', url: null },
      ],
      also: [{ storyId: 'T5V8QA', headline: 'Kyiv clinic hit by drones' }],
    },
  ],
  diplomacy: [
    {
      storyId: 'M2X9AB',
      headline: 'Envoys meet in Paris',
      summary: 'France, the United States and Ukraine speak of security guarantees.',
      quote: { text: 'The envoys will be back on Friday.', publisher: 'Northern Voice' },
      gravity: 30,
      country: null,
      places: ['Paris'],
      sources: [{ publisher: 'Northern Voice', url: 'https://northern.example/b' }],
      also: [],
    },
  ],
  disputes: [
    {
      storyId: 'K7F3QP',
      claim: 'a drone attack on the president’s residence',
      claimedBy: ['Russia'],
      disputedBy: ['Ukraine'],
    },
  ],
};

export const sampleSubscription: Subscription = {
  ...USUAL_OPTIONS,
  id: 3,
  kind: 'alerts',
  guildId: '100000000000000001',
  channelId: '200000000000000002',
  roleId: '300000000000000003',
  digestTime: '08:00',
  timeZone: 'Europe/Kyiv',
  createdBy: '400000000000000004',
  createdAt: at,
  status: 'active',
  pausedReason: null,
  topics: [],
  regions: ['Ukraine', 'Israel'],
  minGravity: 50,
};
