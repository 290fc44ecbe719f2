import type { Story } from '../stories/story.ts';
import { toneAccent } from './accent.ts';
import { line } from './fit.ts';
import { message, pressButton } from './layout.ts';
import type { MessageBody } from './message.ts';

/** What a card becomes whose story turned out to be another's: the way to that one, which goes on. */
export function joinedCard(headline: string, into: Story): MessageBody {
  return message(
    [
      { kind: 'text', text: `### ${line(headline, 200, 'Untitled story')}` },
      {
        kind: 'section',
        text: `Part of another story: **${line(into.headline, 200, 'Untitled story')}**\n-# ${line(into.id, 20)}`,
        button: pressButton('Open', { kind: 'story', storyId: into.id, page: 'card' }),
      },
    ],
    toneAccent('info'),
  );
}
