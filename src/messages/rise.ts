import { inEnglish, type Said, type Say } from '../languages/say.ts';
import type { Story } from '../stories/story.ts';
import { gravityBand } from './accent.ts';
import { firstThatFit, line } from './fit.ts';
import { message } from './layout.ts';
import type { MessageBody } from './message.ts';

/**
 * The short message under a card whose toll rose: the figures with what they were, and the card's headline, since the
 * reply may be read alone.
 * @param lines what rose
 * @param options.roleId the role to mention; null for none
 */
export function riseReply(
  story: Story,
  lines: readonly Said[],
  options: { roleId: string | null },
  say: Say = inEnglish,
): MessageBody {
  const figures = firstThatFit(
    lines.map((said) => `**${line(say.text(said), 100)}**`),
    1_000,
    4,
    say,
  );
  return message(
    [
      {
        kind: 'text',
        text: `${figures}\n-# ${line(story.headline, 150, say('card.untitled'))} · ${line(story.id, 20)}`,
      },
    ],
    gravityBand(story.gravity.score).accent,
    options.roleId,
  );
}
