import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { decideAlert } from '../../src/alerts/decide.ts';
import { silencesOn } from '../../src/commands/silences.ts';
import { openAlerts } from '../../src/jobs/alerts.ts';
import { decisionsOf } from '../../src/store/decisions.ts';
import { claimDeliveries } from '../../src/store/deliveries.ts';
import { markSent } from '../../src/store/delivery_outcomes.ts';
import { setMuted } from '../../src/store/mutes.ts';
import { type Db, inTransaction, openStore } from '../../src/store/open.ts';
import { saveStory } from '../../src/store/stories.ts';
import {
  addSubscription,
  changeSubscription,
  getSubscription,
  removeSubscription,
  setSubscriptionStatus,
} from '../../src/store/subscriptions.ts';
import type { Story, StoryStrike } from '../../src/stories/story.ts';
import { inWords } from '../in_words.ts';
import { aStory, aSubscription, HOUR, T0 } from '../store/samples.ts';

type Step =
  | { kind: 'moves'; gravity: number; country: string; hours: number }
  | { kind: 'filters'; minGravity: number; regions: string[] }
  | { kind: 'pauses' | 'resumes' | 'mutes' | 'unmutes' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('moves' as const),
      gravity: fc.constantFrom(10, 20, 30, 40),
      country: fc.constantFrom('Ukraine', 'Sudan'),
      hours: fc.constantFrom(0, 1, 9),
    }),
  },
  fc.record({
    kind: fc.constant('filters' as const),
    minGravity: fc.constantFrom(15, 35, 99),
    regions: fc.constantFrom<string[]>([], ['Sudan'], ['Peru']),
  }),
  fc.record({
    kind: fc.constantFrom('pauses' as const, 'resumes' as const, 'mutes' as const, 'unmutes' as const),
  }),
);

const strike = aStory().strike as StoryStrike;

/** What is told of a story by `/why`, once where it is the same again. */
async function told(db: Db, id: number, storyId: string): Promise<string[]> {
  const subscription = await getSubscription(db, id);
  const silences = subscription ? await silencesOn(db, storyId, [subscription]) : [];
  const all = [...silences, ...(await decisionsOf(db, 'c', storyId))];
  return once(all.map(({ action, reason }) => `${action}: ${inWords({ reason }).reason}`));
}

const once = (lines: readonly string[]) => lines.filter((line, n) => line !== lines[n - 1]);

describe('what was decided', () => {
  it('is told as if each decision had been kept, whatever moves, is asked for, paused or muted', async () => {
    const { db, close } = await openStore('sqlite::memory:');
    onTestFinished(close);
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const storyId = `S${runs++}`;
        const channelId = 'c';
        const { id, ...wish } = await addSubscription(db, aSubscription({ channelId, minGravity: 35 }));
        const expected: string[] = [];
        let [now, posted, muted] = [T0, false, false];
        for (const step of steps) {
          now += 1;
          if (step.kind === 'filters') {
            const { minGravity, regions } = step;
            await changeSubscription(db, id, { ...wish, minGravity, regions });
          } else if (step.kind === 'pauses') await setSubscriptionStatus(db, id, 'paused', 'by a member');
          else if (step.kind === 'resumes') await setSubscriptionStatus(db, id, 'active', null);
          else if (step.kind !== 'moves') {
            muted = step.kind === 'mutes';
            await setMuted(db, { channelId, storyId, userId: 'u', muted, now });
          } else {
            now += step.hours * HOUR;
            const { gravity: score, country } = step;
            const gravity = { score, reasons: [] };
            const story: Story = aStory({ id: storyId, gravity, strike: { ...strike, country, places: [] } });
            const subscription = await getSubscription(db, id);
            if (subscription?.status === 'active' && !posted) {
              const known = { posted, muted, summarised: false, told: null, recentCards: [] };
              const { action, reason } = decideAlert(subscription, story, [], known, now);
              expected.push(`${action}: ${inWords({ reason }).reason}`);
              posted = action === 'post';
            }
            await inTransaction(db, async (tx) => {
              await saveStory(tx, story);
              await (await openAlerts(tx, now)).decide(story, []);
            });
            for (const { id } of await claimDeliveries(db, now, HOUR, 9)) await markSent(db, id, 'm', now);
          }
        }
        expect(await told(db, id, storyId)).toEqual(once(expected));
        await removeSubscription(db, id);
      }),
      { numRuns: 30 },
    );
  });
});
