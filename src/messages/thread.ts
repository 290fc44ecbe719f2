import { MessageFlags } from 'discord-api-types/v10';
import { inEnglish, type Say } from '../languages/say.ts';
import type { Story, StoryChange } from '../stories/story.ts';
import { gravityBand } from './accent.ts';
import { firstThatFit, line } from './fit.ts';
import { message } from './layout.ts';
import type { MessageBody } from './message.ts';
import { changeLine } from './story_page.ts';
import { moment } from './wording.ts';

/** The weight that one message's changes may have. */
const CHANGES_WEIGHT = 3_000;

/**
 * The first message in a story's own thread: what the thread is for, and the story's changes so far, oldest first. Its
 * heading names the thread.
 */
export function threadOpening(story: Story, say: Say = inEnglish): MessageBody {
  const told = story.timeline.map((change) => entry(story, change, say));
  return message(
    [
      { kind: 'text', text: `### ${line(story.headline, 200, say('card.untitled'))}` },
      { kind: 'text', text: firstThatFit(told, CHANGES_WEIGHT, 20, say) },
      {
        kind: 'text',
        text: `-# ${say('thread.about')}`,
      },
    ],
    gravityBand(story.gravity.score).accent,
  );
}

/**
 * What moved in a story, as a message in its thread.
 * @param options.roleId the role to mention; null for none
 * @param options.isQuiet whether it comes without a sound
 */
export function threadChanges(
  story: Story,
  changes: readonly StoryChange[],
  options: { roleId: string | null; isQuiet: boolean },
  say: Say = inEnglish,
): MessageBody {
  const entries = changes.map((change) => entry(story, change, say));
  const body = message(
    [{ kind: 'text', text: firstThatFit(entries, CHANGES_WEIGHT, 20, say) }],
    gravityBand(story.gravity.score).accent,
    options.roleId,
  );
  return options.isQuiet ? { ...body, flags: body.flags | MessageFlags.SuppressNotifications } : body;
}

/** Words under which a forum files a story: its topics, as servers name such tags. */
export function forumTags({ topics }: Pick<Story, 'topics'>): string[] {
  return topics.flatMap((topic) => TOPIC_TAGS[topic]);
}

const TOPIC_TAGS = {
  strike: ['strike', 'attack', 'military', 'conflict', 'war'],
  diplomacy: ['diplomacy', 'diplomatic', 'politics', 'talks'],
};

/** `14:02 · **Killed:** 1 killed → 2 killed (Harbour Wire)`, the time as each reader's own. */
function entry(story: Story, change: StoryChange, say: Say): string {
  const publisher = story.publishers.find(({ id }) => id === change.publisherId)?.name ?? '';
  const teller = publisher === '' ? '' : ` (${line(publisher, 60)})`;
  return `${moment(change.at, 't')} · ${changeLine(change, say)}${teller}`;
}
