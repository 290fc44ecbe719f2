import { inEnglish, type Say } from '../languages/say.ts';
import type { Story, StoryChange } from '../stories/story.ts';
import { gravityBand } from './accent.ts';
import { actionButton, coverOf, pageButtons, titleBlock } from './card.ts';
import { firstThatFit, line } from './fit.ts';
import { message } from './layout.ts';
import type { MessageBody } from './message.ts';
import { changeLine } from './story_page.ts';

/** What a member who begins to follow a story is told by direct message. */
export function followBegins(story: Story, say: Say = inEnglish): MessageBody {
  return followMessage(story, say('follow.begins'), { covered: false }, say);
}

/**
 * What a member who follows a story is told of its changes, by direct message.
 * @param options.covered whether what tells of people killed or injured is covered until its reader uncovers it
 */
export function followChanges(
  story: Story,
  changes: readonly StoryChange[],
  options: { covered: boolean },
  say: Say = inEnglish,
): MessageBody {
  const lines = changes.map((change) => changeLine(change, say));
  return followMessage(story, firstThatFit(lines, 3_000, 8, say), options, say);
}

function followMessage(story: Story, text: string, { covered }: { covered: boolean }, say: Say): MessageBody {
  // Three pages and the end of it: what is disputed is on the card.
  const pages = pageButtons({ ...story, disputes: [] }, 'evidence', say);
  return message(
    [
      titleBlock(story, say),
      { kind: 'text', text },
      { kind: 'text', text: `-# ${line(story.id, 20)}` },
      { kind: 'buttons', buttons: [...pages, actionButton(story.id, 'unfollow', say)] },
    ],
    gravityBand(story.gravity.score).accent,
    null,
    covered ? coverOf([story], say) : null,
  );
}
