import type { DiplomacyKind, DiplomacyUpdate } from '../reports/report.ts';
import { placeKey, sameActor, samePhrase, union } from './names.ts';
import { saidAt } from './source.ts';
import type { Source } from './story.ts';

const MOST_NAMES = 12;
/** How many of the newest publishers say what kind of diplomacy it is by now. */
const HEARD = 3;

/** What was reached says more than that people met. */
const DECISIVE: Record<DiplomacyKind, number> = {
  agreement: 3,
  ceasefire: 3,
  prisoner_exchange: 3,
  vote: 3,
  sanctions: 3,
  talks: 2,
  meeting: 2,
  mediation: 2,
  call: 2,
  visit: 2,
  threat: 1,
  aid: 1,
  statement: 1,
  other: 0,
};

interface DiplomacySource extends Source {
  diplomacy: DiplomacyUpdate;
}

/**
 * The diplomacy that a story's sources report, or null where none does. Sources that are foremost about it are
 * heard alone where there are any. The kind is what most of the newest three publishers say, so that talks become an
 * agreement, and back, without flapping on one voice.
 * @param sources oldest first
 */
export function mergeDiplomacy(sources: readonly Source[]): DiplomacyUpdate | null {
  const all = sources.filter((source): source is DiplomacySource => source.diplomacy !== null);
  const foremost = all.filter((source) => source.topics[0] === 'diplomacy');
  const told = foremost.length > 0 ? foremost : all;
  const main = told[0];
  if (!main) return null;
  const heard = told.filter(({ diplomacy }) => isOneMeeting(main.diplomacy, diplomacy));
  const newestFirst = heard.toSorted((a, b) => saidAt(b) - saidAt(a) || (a.articleId < b.articleId ? -1 : 1));
  return {
    kind: kindOf(newestFirst),
    participants: heard.reduce(
      (names: string[], { diplomacy }) => union(names, diplomacy.participants, sameActor, MOST_NAMES),
      [],
    ),
    place: heard.find(({ diplomacy }) => diplomacy.place !== null)?.diplomacy.place ?? null,
    date: newestFirst.find(({ diplomacy }) => diplomacy.date !== null)?.diplomacy.date ?? null,
    state: newestFirst.find(({ diplomacy }) => diplomacy.state)?.diplomacy.state ?? null,
    nextDate: newestFirst.find(({ diplomacy }) => diplomacy.nextDate)?.diplomacy.nextDate ?? null,
    topics: heard.reduce(
      (names: string[], { diplomacy }) => union(names, diplomacy.topics, samePhrase, MOST_NAMES),
      [],
    ),
  };
}

/** Diplomacy at another place, told in passing, adds nothing. */
function isOneMeeting(main: DiplomacyUpdate, other: DiplomacyUpdate): boolean {
  return !main.place || !other.place || placeKey(main.place) === placeKey(other.place);
}

function kindOf(newestFirst: readonly DiplomacySource[]): DiplomacyKind {
  const newest = new Map<string, DiplomacyKind>();
  for (const { publisher, diplomacy } of newestFirst) {
    if (newest.size < HEARD && !newest.has(publisher.id)) newest.set(publisher.id, diplomacy.kind);
  }
  const votes = Map.groupBy(newest.values(), (kind) => kind);
  return [...votes].sort(
    ([a, voices], [b, others]) => others.length - voices.length || DECISIVE[b] - DECISIVE[a],
  )[0]![0];
}
