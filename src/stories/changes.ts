import type { Said, Sentence } from '../languages/say.ts';
import type { DiplomacyUpdate } from '../reports/report.ts';
import type { FigureName } from './figure.ts';
import { sameActor, samePhrase, samePlace } from './names.ts';
import type { Figure, Source, Story, StoryChange, StoryDispute } from './story.ts';
import { listSaid, tollSaid, weaponSaid } from './wording.ts';

/** The counts of independent publishers that are worth telling. */
const CORROBORATED_AT = [2, 3, 5, 10, 20, 50];

type Told = Omit<StoryChange, 'at' | 'publisherId' | 'articleId'>;

/**
 * What moved between two states of one story, each with what was before; empty where no fact did.
 * @param cause the source that was merged; null where none was
 */
export function changesBetween(
  before: Story,
  after: Story,
  cause: Source | null,
  now: number,
): StoryChange[] {
  const changes: Told[] = [
    ...figureChange('killed', before.strike?.killed ?? null, after.strike?.killed ?? null),
    ...figureChange('injured', before.strike?.injured ?? null, after.strike?.injured ?? null),
    ...figureChange('missing', before.strike?.missing ?? null, after.strike?.missing ?? null),
    ...weaponChanges(before, after),
    ...listChange('place', before.strike?.places, after.strike?.places, samePlace),
    ...listChange('target', before.strike?.targets, after.strike?.targets, samePhrase),
    ...listChange('target', before.strike?.effects, after.strike?.effects, samePhrase),
    ...topicChanges(before, after),
    ...talksChanges(before, after),
    ...disputeChanges(before.disputes, after.disputes),
    ...corroboration(before, after),
  ];
  return changes.map((change) => ({
    ...change,
    at: now,
    publisherId: cause?.publisher.id ?? null,
    articleId: cause?.articleId ?? null,
  }));
}

/** Whether a change is worth editing a posted card for: every one but those that the card's life begins and ends with. */
export function isMaterial(change: StoryChange): boolean {
  return change.kind !== 'new' && change.kind !== 'closed';
}

/** A figure that falls, or is taken back, is a correction; another qualifier alone is no change. */
function figureChange(what: FigureName, before: Figure | null, after: Figure | null): Told[] {
  if (before?.shown.count === after?.shown.count) return [];
  const was = before && tollSaid(before.shown, what);
  if (!after)
    return [
      { kind: 'correction', before: was, after: { key: 'changed.withdrawn', values: { figure: what } } },
    ];
  const fell = before !== null && after.shown.count < before.shown.count;
  return [{ kind: fell ? 'correction' : what, before: was, after: tollSaid(after.shown, what) }];
}

function weaponChanges(before: Story, after: Story): Told[] {
  const changes: Told[] = [];
  for (const use of after.strike?.weapons ?? []) {
    const known = before.strike?.weapons.find(({ kind }) => kind === use.kind);
    const counts = ['launched', 'intercepted', 'hit'] as const;
    const text = weaponSaid(use);
    if (text && counts.some((count) => use[count] !== (known?.[count] ?? null))) {
      changes.push({ kind: 'weapons', before: known ? weaponSaid(known) : null, after: text });
    }
  }
  return changes;
}

function listChange(
  kind: 'place' | 'target',
  before: readonly string[] = [],
  after: readonly string[] = [],
  same: (a: string, b: string) => boolean,
): Told[] {
  const added = after.filter((name) => !before.some((known) => same(known, name)));
  const removed = before.filter((name) => !after.some((known) => same(known, name)));
  const was = before.length > 0 ? listSaid(before) : null;
  if (removed.length > 0) {
    return [
      {
        kind: 'correction',
        before: was,
        after:
          after.length > 0
            ? listSaid(after)
            : { key: 'changed.no_longer', values: { names: listSaid(removed) } },
      },
    ];
  }
  return added.length > 0 ? [{ kind, before: was, after: listSaid(added) }] : [];
}

function topicChanges(before: Story, after: Story): Told[] {
  const added = after.topics.filter((topic) => !before.topics.includes(topic));
  const said = (topic: Story['topics'][number]): Sentence => ({ key: `topic.${topic}` });
  return added.map((topic) => ({
    kind: 'topic',
    before: listSaid(before.topics.map(said)),
    after: said(topic),
  }));
}

function talksChanges(before: Story, after: Story): Told[] {
  const [was, is] = [before.diplomacy, after.diplomacy];
  if (!is) return [];
  const changes: Told[] = [];
  if (!was || was.kind !== is.kind || was.place !== is.place || was.date !== is.date) {
    changes.push({ kind: 'talks', before: was && talksSaid(was), after: talksSaid(is) });
  }
  const outcome = outcomeOf(was, is);
  if (outcome) changes.push(outcome);
  if (is.nextDate && is.nextDate !== was?.nextDate) {
    const before = was?.nextDate ? nextSaid(was.nextDate) : null;
    changes.push({ kind: 'talks', before, after: nextSaid(is.nextDate) });
  }
  const joined = is.participants.filter((name) => !was?.participants.some((known) => sameActor(known, name)));
  if (was && joined.length > 0) {
    changes.push({
      kind: 'talks',
      before: was.participants.length > 0 ? listSaid(was.participants) : null,
      after: { key: 'talks.with', values: { names: listSaid(joined) } },
    });
  }
  return changes;
}

/** `talks in Paris on 6 January`. */
export function talksSaid({ kind, place, date }: Pick<DiplomacyUpdate, 'kind' | 'place' | 'date'>): Sentence {
  return {
    key: 'talks.what',
    values: { what: { key: `diplomacy.${kind}` }, place, day: date ? { day: date } : null },
  };
}

function nextSaid(day: string): Sentence {
  return { key: 'talks.next', values: { day: { day } } };
}

/** What talks have come to, where that is news: agreed, failed (or rejected), or another stage of the way. */
function outcomeOf(was: DiplomacyUpdate | null, is: DiplomacyUpdate): Told | null {
  if (!is.state || is.state === was?.state) return null;
  const kind = is.state === 'rejected' ? 'failed' : is.state;
  const before: Said | null = was?.state ? { key: `talks_state.${was.state}` } : null;
  const after: Said = {
    key: 'talks.what',
    values: { what: { key: `talks_state.${is.state}` }, place: is.place, day: null },
  };
  return { kind: kind === 'agreed' || kind === 'failed' ? kind : 'talks', before, after };
}

function disputeChanges(before: readonly StoryDispute[], after: readonly StoryDispute[]): Told[] {
  const changes: Told[] = [];
  const disputed = ({ disputedBy }: StoryDispute): Sentence | null =>
    disputedBy.length > 0 ? { key: 'dispute.disputed_by', values: { names: listSaid(disputedBy) } } : null;
  const claimed = ({ claim, claimedBy }: StoryDispute, by: Sentence | null): Sentence => ({
    key: 'changed.claim',
    values: { names: claimedBy.length > 0 ? listSaid(claimedBy) : null, claim, disputed: by },
  });
  for (const dispute of after) {
    const known = before.find(({ claim }) => claim === dispute.claim);
    const disputedBy = disputed(dispute);
    if (!known) {
      changes.push({ kind: 'claim', before: null, after: claimed(dispute, disputedBy) });
      continue;
    }
    if (dispute.claimedBy.length > known.claimedBy.length) {
      const was = known.claimedBy.length > 0 ? listSaid(known.claimedBy) : null;
      changes.push({ kind: 'claim', before: was, after: claimed(dispute, null) });
    }
    if (disputedBy && dispute.disputedBy.length > known.disputedBy.length) {
      changes.push({ kind: 'denial', before: disputed(known), after: disputedBy });
    }
  }
  return changes;
}

function corroboration(before: Story, after: Story): Told[] {
  const [was, is] = [before.publishers.length, after.publishers.length];
  if (!CORROBORATED_AT.some((count) => was < count && is >= count)) return [];
  const publishers = (count: number): Sentence => ({ key: 'count.publishers', values: { count } });
  const names = listSaid(after.publishers.map(({ name }) => name));
  return [
    {
      kind: 'corroborated',
      before: publishers(was),
      after: { key: 'changed.named', values: { what: publishers(is), names } },
    },
  ];
}
