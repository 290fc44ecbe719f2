import type { Story, StoryChange } from '../stories/story.ts';
import { gravityBand } from './accent.ts';
import { actionButton, pageButtons, titleBlock } from './card.ts';
import { firstThatFit, line } from './fit.ts';
import { message } from './layout.ts';
import type { MessageBody } from './message.ts';
import { changeLine } from './story_page.ts';

/** What a member who begins to follow a story is told by direct message. */
export function followBegins(story: Story): MessageBody {
  return followMessage(story, 'You follow this story: I write here when its facts move, until it closes.');
}

/** What a member who follows a story is told of its changes, by direct message. */
export function followChanges(story: Story, changes: readonly StoryChange[]): MessageBody {
  return followMessage(story, firstThatFit(changes.map(changeLine), 3_000, 8));
}

function followMessage(story: Story, text: string): MessageBody {
  // Three pages and the end of it: what is disputed is on the card.
  const pages = pageButtons({ ...story, disputes: [] }, 'evidence');
  return message(
    [
      titleBlock(story),
      { kind: 'text', text },
      { kind: 'text', text: `-# ${line(story.id, 20)}` },
      { kind: 'buttons', buttons: [...pages, actionButton(story.id, 'unfollow')] },
    ],
    gravityBand(story.gravity.score).accent,
  );
}
