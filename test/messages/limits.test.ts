import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storyCard } from '../../src/messages/card.ts';
import { digestMessages } from '../../src/messages/digest.ts';
import { followBegins, followChanges } from '../../src/messages/follow.ts';
import { joinedCard } from '../../src/messages/joined.ts';
import { articleList, storyList, subscriptionList } from '../../src/messages/list.ts';
import type { MessageBody } from '../../src/messages/message.ts';
import { ephemeral, notice } from '../../src/messages/notice.ts';
import { riseReply } from '../../src/messages/rise.ts';
import { storyPage } from '../../src/messages/story_page.ts';
import { summaryMessage } from '../../src/messages/summary.ts';
import { faultsOf, textsOf } from './limits.ts';
import {
  FORGOTTEN_VALUE,
  outsideArticle,
  outsideDigest,
  outsidePage,
  outsideStory,
  outsideText,
} from './outside.ts';
import { sampleSubscription } from './samples.ts';

const roleId = fc.option(fc.oneof(fc.constant('300000000000000003'), outsideText));

/** Valid, and nothing of the outside text in it pings, links elsewhere or was split. */
function expectSound(body: MessageBody): void {
  expect(faultsOf(body)).toEqual([]);
  const [role] = body.allowed_mentions.roles;
  for (const text of textsOf(body)) {
    if (text === `<@&${role}>`) continue;
    expect(text).not.toMatch(/@everyone|@here|<@[!&]?\d+>|<#\d+>/);
    // Every link is one of our own, and what follows it is not swallowed by it.
    for (const [, target] of text.matchAll(/\]\((.*?)\)/g))
      expect(target).toMatch(/^https?:\/\/[^\s()<>[\]\\|*~`]+$/);
    expect(text.replace(/\]\(https?:\/\/[^)]*\)/g, '')).not.toMatch(/(?<!\\):\/\/|\u202e|\u200b|\ufeff/);
    // A cut escape would leave an odd backslash before what ends a line or a text.
    expect(text).not.toMatch(/(?<!\\)(?:\\\\)*\\(?:[…\s]|$)/);
    expect(text).not.toMatch(FORGOTTEN_VALUE);
  }
}

describe('any message', () => {
  it('a card is within Discord’s limits', () => {
    fc.assert(
      fc.property(outsideStory, roleId, (story, role) => {
        const body = storyCard(story, { roleId: role });
        expectSound(body);
        const pings = role !== null && /^\d{1,20}$/.test(role);
        expect(body.allowed_mentions).toEqual({ parse: [], roles: pings ? [role] : [] });
        expect(textsOf(body)[0] === `<@&${role}>`).toBe(pings);
      }),
      { numRuns: 150 },
    );
  });

  it('a page of a story is within Discord’s limits', () => {
    const page = fc.constantFrom(
      'card' as const,
      'timeline' as const,
      'sources' as const,
      'evidence' as const,
      'disputes' as const,
    );
    fc.assert(
      fc.property(outsideStory, page, (story, shown) => expectSound(storyPage(story, shown))),
      { numRuns: 150 },
    );
  });

  it('what was held back, a risen toll and a follow’s messages are within Discord’s limits', () => {
    const lines = fc.array(outsideText, { maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(outsideStory, { minLength: 1, maxLength: 12 }),
        lines,
        roleId,
        (stories, rose, role) => {
          const [story] = stories;
          const risen = stories.map((story) => ({ story, lines: rose }));
          expectSound(summaryMessage(stories, [], { roleId: role }));
          expectSound(summaryMessage(stories, risen, { roleId: role }));
          expectSound(riseReply(story!, rose, { roleId: role }));
          expectSound(joinedCard(story!.headline, story!));
          expectSound(followBegins(story!));
          expectSound(followChanges(story!, story!.timeline, { covered: true }));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a digest is within Discord’s limits, whole, and mentions its role once', () => {
    fc.assert(
      fc.property(outsideDigest, (digest) => {
        const bodies = digestMessages(digest, { roleId: '300000000000000003' });
        expect(bodies.length).toBeGreaterThan(0);
        bodies.forEach(expectSound);
        expect(bodies.flatMap((body) => body.allowed_mentions.roles)).toEqual(['300000000000000003']);
      }),
      { numRuns: 100 },
    );
  });

  it('lists are within Discord’s limits', () => {
    fc.assert(
      fc.property(
        outsideText,
        fc.array(outsideStory, { maxLength: 12 }),
        fc.array(outsideArticle, { maxLength: 30 }),
        outsidePage,
        (title, stories, hits, page) => {
          expectSound(storyList(title, stories, page));
          expectSound(articleList(title, hits, page));
          expectSound(articleList(title, hits, null));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('a list of subscriptions is within Discord’s limits', () => {
    const subscription = fc.record({
      id: fc.nat(),
      channelId: outsideText,
      pausedReason: fc.option(outsideText),
      status: fc.constantFrom('active' as const, 'paused' as const),
      kind: fc.constantFrom('alerts' as const, 'digest' as const),
      timeZone: fc.option(outsideText),
      regions: fc.array(outsideText, { maxLength: 12 }),
    });
    fc.assert(
      fc.property(fc.array(subscription, { maxLength: 9 }), outsidePage, (changed, page) => {
        const subscriptions = changed.map((change) => ({ ...sampleSubscription, ...change }));
        expect(faultsOf(subscriptionList(subscriptions, page))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('a notice is within Discord’s limits, whatever its lines', () => {
    fc.assert(
      fc.property(outsideText, fc.array(outsideText, { maxLength: 40 }), (title, lines) => {
        expect(faultsOf(ephemeral(notice(title, lines, 'warning')))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
