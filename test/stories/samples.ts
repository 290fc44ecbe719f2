import type { Publisher } from '../../src/articles/article.ts';
import type {
  DiplomacyUpdate,
  Dispute,
  StrikeReport,
  Toll,
  Topic,
  WeaponUse,
} from '../../src/reports/report.ts';
import { mergeSource, openStory } from '../../src/stories/merge.ts';
import type { Source, Story, StoryChange } from '../../src/stories/story.ts';
import { createStoryWindow } from '../../src/stories/take_in.ts';

export const HOUR = 60 * 60_000;
/** The morning after the night of the sample attack. */
export const MORNING = Date.parse('2026-01-05T06:00:00Z');

export function publisher(id: string, kind: Publisher['kind'] = 'outlet'): Publisher {
  return { id, name: id[0]?.toUpperCase() + id.slice(1), kind, country: null };
}

export function toll(count: number, qualifier: Toll['qualifier'] = 'exact'): Toll {
  return { count, qualifier };
}

export function weapon(
  kind: WeaponUse['kind'],
  launched: number | null,
  more: Partial<WeaponUse> = {},
): WeaponUse {
  return { kind, launched, intercepted: null, hit: null, qualifier: 'exact', ...more };
}

export function strike(more: Partial<StrikeReport> = {}): StrikeReport {
  return {
    attacker: null,
    country: null,
    places: [],
    when: null,
    killed: null,
    injured: null,
    weapons: [],
    targets: [],
    effects: [],
    tollSource: null,
    ...more,
  };
}

export function diplomacy(more: Partial<DiplomacyUpdate> = {}): DiplomacyUpdate {
  return { kind: 'meeting', participants: [], place: null, date: null, topics: [], ...more };
}

let made = 0;

/** A source whose topics are what it has facts of, the strike first, unless told otherwise. */
export function source(title: string, more: Partial<Source> = {}): Source {
  made += 1;
  const topics: Topic[] = [];
  if (more.strike) topics.push('strike');
  if (more.diplomacy) topics.push('diplomacy');
  const seenAt = more.seenAt ?? (more.publishedAt ?? MORNING) + 60_000;
  return {
    articleId: `article-${made}`,
    publisher: publisher(`publisher${made}`),
    title,
    lead: '',
    url: `https://news.example/${made}`,
    publishedAt: MORNING,
    revisedAt: null,
    topics,
    strike: null,
    diplomacy: null,
    disputes: [],
    evidence: [],
    ...more,
    seenAt,
  };
}

export function dispute(claim: string, claimedBy: string | null, ...disputedBy: string[]): Dispute {
  return { claim, claimedBy, disputedBy };
}

/** A story of these sources, merged in order. */
export function storyOf(first: Source, ...more: Source[]): Story {
  return more.reduce(
    (story, next) => mergeSource(story, next, next.seenAt).story,
    openStory(first, first.seenAt, () => false),
  );
}

/** Takes sources one after the other through a matcher, as ingest does. */
export function follow(sources: readonly Source[]): {
  stories: Story[];
  changes: StoryChange[][];
  storyOf: string[];
} {
  const window = createStoryWindow();
  const taken = sources.map((next) => window.takeIn(next, next.seenAt));
  return {
    stories: [...window.stories.values()],
    changes: taken.map(({ changes }) => changes),
    storyOf: taken.map(({ story }) => window.currentId(story.id)),
  };
}

const kyivStrike = (more: Partial<StrikeReport>) =>
  strike({ attacker: 'Russia', country: 'Ukraine', places: ['Kyiv'], when: '2026-01-05', ...more });

/** The tale of one day: an attack whose toll rises, talks, a denied claim. Our own wording. */
export const tale = {
  attackFirst: source('Night attack on Kyiv: one dead in clinic fire', {
    articleId: 'attack-1',
    publisher: publisher('dniepr', 'outlet'),
    lead: 'One person died and three were hurt when a Russian strike set a private clinic in Kyiv ablaze overnight, city authorities said.',
    strike: kyivStrike({
      killed: toll(1),
      injured: toll(3),
      targets: ['private clinic'],
      tollSource: 'city authorities',
    }),
  }),
  attackSecond: source('Russian barrage kills two in Kyiv and Fastiv, cuts power', {
    articleId: 'attack-2',
    publisher: publisher('continental', 'wire'),
    publishedAt: MORNING + HOUR,
    lead: 'Two people were killed, one of them in Fastiv south of the capital, as Russia sent 165 drones and at least nine missiles overnight; parts of the region lost power, the governor said.',
    strike: kyivStrike({
      places: ['Kyiv', 'Fastiv'],
      killed: toll(2),
      injured: toll(3),
      weapons: [weapon('drone', 165), weapon('missile', 9, { qualifier: 'at_least' })],
      targets: ['medical clinic'],
      effects: ['power outage'],
      tollSource: 'regional governor',
    }),
  }),
  attackThird: source('Two killed in Russian strikes near Ukrainian capital on eve of allies’ meeting', {
    articleId: 'attack-3',
    publisher: publisher('meridian', 'outlet'),
    publishedAt: MORNING + 2 * HOUR,
    lead: 'Overnight strikes on the Kyiv region left two dead a day before allies of Ukraine gather in Paris.',
    topics: ['strike', 'diplomacy'],
    strike: kyivStrike({ places: ['Kyiv', 'Fastiv'], killed: toll(2) }),
    diplomacy: diplomacy({ participants: ['Ukraine', 'France'], place: 'Paris', date: '2026-01-06' }),
  }),
  talksFirst: source('Allies of Ukraine to meet in Paris on Tuesday', {
    articleId: 'talks-1',
    publisher: publisher('dniepr', 'outlet'),
    publishedAt: MORNING + 3 * HOUR,
    lead: 'Emmanuel Macron will host the coalition; US envoys Steve Witkoff and Jared Kushner are to discuss security guarantees.',
    diplomacy: diplomacy({
      participants: ['Emmanuel Macron', 'Steve Witkoff', 'Jared Kushner', 'Ukraine'],
      place: 'Paris',
      date: '2026-01-06',
      topics: ['security guarantees'],
    }),
  }),
  talksSecond: source('Macron gathers coalition in Paris to discuss guarantees for Kyiv', {
    articleId: 'talks-2',
    publisher: publisher('meridian', 'outlet'),
    publishedAt: MORNING + 4 * HOUR,
    lead: 'Washington is sending Witkoff and Kushner to the Paris talks on security guarantees and a peace plan.',
    diplomacy: diplomacy({
      kind: 'talks',
      participants: ['France', 'United States', 'Ukraine'],
      place: 'Paris',
      date: '2026-01-06',
      topics: ['security guarantees', 'peace plan'],
    }),
  }),
  claimFirst: source('Moscow says Ukrainian drones attacked Putin’s residence', {
    articleId: 'claim-1',
    publisher: publisher('continental', 'wire'),
    publishedAt: MORNING + HOUR,
    lead: 'Russia accused Kyiv of sending drones at a residence of Vladimir Putin, which Kyiv called an invention.',
    strike: strike({
      attacker: 'Ukraine',
      country: 'Russia',
      weapons: [weapon('drone', null)],
      targets: ['residence'],
    }),
    disputes: [dispute('a drone attack on Putin’s residence', 'Russia', 'Kyiv')],
    evidence: [
      {
        field: 'disputes.0',
        sentence: 'Moscow says Ukrainian drones attacked Putin’s residence',
        start: 0,
        end: 55,
        in: 'title',
      },
    ],
  }),
  claimSecond: source('Trump does not believe drone attack on Putin residence happened', {
    articleId: 'claim-2',
    publisher: publisher('meridian', 'outlet'),
    publishedAt: MORNING + 5 * HOUR,
    lead: 'The US president dismissed the Russian claim that Ukraine had aimed a drone at a home of Vladimir Putin.',
    diplomacy: diplomacy({ kind: 'statement', participants: ['Donald Trump', 'Russia'] }),
    disputes: [dispute('Ukraine launched a drone at a residence of Putin', 'Moscow', 'Donald Trump')],
    evidence: [
      {
        field: 'disputes.0',
        sentence: 'Trump does not believe drone attack on Putin residence happened',
        start: 0,
        end: 63,
        in: 'title',
      },
    ],
  }),
};
