import { sameActor, samePhrase, samePlace } from './names.ts';
import type { Figure, Source, Story, StoryChange, StoryDispute } from './story.ts';
import { listText, tollText, weaponText } from './wording.ts';

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
function figureChange(what: 'killed' | 'injured', before: Figure | null, after: Figure | null): Told[] {
  if (before?.shown.count === after?.shown.count) return [];
  const was = before && tollText(before.shown, what);
  if (!after) return [{ kind: 'correction', before: was, after: `number ${what} withdrawn` }];
  const fell = before !== null && after.shown.count < before.shown.count;
  return [{ kind: fell ? 'correction' : what, before: was, after: tollText(after.shown, what) }];
}

function weaponChanges(before: Story, after: Story): Told[] {
  const changes: Told[] = [];
  for (const use of after.strike?.weapons ?? []) {
    const known = before.strike?.weapons.find(({ kind }) => kind === use.kind);
    const counts = ['launched', 'intercepted', 'hit'] as const;
    const text = weaponText(use);
    if (text && counts.some((count) => use[count] !== (known?.[count] ?? null))) {
      changes.push({ kind: 'weapons', before: known ? weaponText(known) : null, after: text });
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
  const was = before.length > 0 ? listText(before) : null;
  if (removed.length > 0) {
    return [
      {
        kind: 'correction',
        before: was,
        after: after.length > 0 ? listText(after) : `no longer: ${listText(removed)}`,
      },
    ];
  }
  return added.length > 0 ? [{ kind, before: was, after: listText(added) }] : [];
}

function topicChanges(before: Story, after: Story): Told[] {
  const added = after.topics.filter((topic) => !before.topics.includes(topic));
  return added.map((topic) => ({ kind: 'topic', before: listText(before.topics), after: topic }));
}

function talksChanges(before: Story, after: Story): Told[] {
  const [was, is] = [before.diplomacy, after.diplomacy];
  if (!is) return [];
  const changes: Told[] = [];
  const text = ({ kind, place, date }: typeof is) =>
    [kind.replace('_', ' '), place && `in ${place}`, date && `on ${date}`].filter(Boolean).join(' ');
  if (!was || was.kind !== is.kind || was.place !== is.place || was.date !== is.date) {
    changes.push({ kind: 'talks', before: was && text(was), after: text(is) });
  }
  const joined = is.participants.filter((name) => !was?.participants.some((known) => sameActor(known, name)));
  if (was && joined.length > 0) {
    changes.push({
      kind: 'talks',
      before: listText(was.participants) || null,
      after: `with ${listText(joined)}`,
    });
  }
  return changes;
}

function disputeChanges(before: readonly StoryDispute[], after: readonly StoryDispute[]): Told[] {
  const changes: Told[] = [];
  for (const dispute of after) {
    const known = before.find(({ claim }) => claim === dispute.claim);
    const disputedBy = dispute.disputedBy.length > 0 ? `disputed by ${listText(dispute.disputedBy)}` : null;
    const claim = `${dispute.claimedBy.length > 0 ? `${listText(dispute.claimedBy)}: ` : ''}${dispute.claim}`;
    if (!known) {
      changes.push({ kind: 'claim', before: null, after: [claim, disputedBy].filter(Boolean).join('; ') });
      continue;
    }
    if (dispute.claimedBy.length > known.claimedBy.length) {
      changes.push({ kind: 'claim', before: listText(known.claimedBy) || null, after: claim });
    }
    if (disputedBy && dispute.disputedBy.length > known.disputedBy.length) {
      const was = known.disputedBy.length > 0 ? `disputed by ${listText(known.disputedBy)}` : null;
      changes.push({ kind: 'denial', before: was, after: disputedBy });
    }
  }
  return changes;
}

function corroboration(before: Story, after: Story): Told[] {
  const [was, is] = [before.publishers.length, after.publishers.length];
  if (!CORROBORATED_AT.some((count) => was < count && is >= count)) return [];
  const names = listText(after.publishers.map(({ name }) => name));
  return [
    {
      kind: 'corroborated',
      before: `${was} ${was === 1 ? 'publisher' : 'publishers'}`,
      after: `${is} publishers: ${names}`,
    },
  ];
}
