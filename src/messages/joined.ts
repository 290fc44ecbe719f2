import { inEnglish, type Say } from '../languages/say.ts';
import type { Story } from '../stories/story.ts';
import { toneAccent } from './accent.ts';
import { line } from './fit.ts';
import { message, pressButton } from './layout.ts';
import type { MessageBody } from './message.ts';

/** What a card becomes whose story turned out to be another's: the way to that one, which goes on. */
export function joinedCard(headline: string, into: Story, say: Say = inEnglish): MessageBody {
  return message(
    [
      { kind: 'text', text: `### ${line(headline, 200, say('card.untitled'))}` },
      {
        kind: 'section',
        text: `${say('card.joined', { headline: line(into.headline, 200, say('card.untitled')) })}\n-# ${line(into.id, 20)}`,
        button: pressButton(say('button.open'), { kind: 'story', storyId: into.id, page: 'card' }),
      },
    ],
    toneAccent('info'),
  );
}
