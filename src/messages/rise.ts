import type { Story } from '../stories/story.ts';
import { gravityBand } from './accent.ts';
import { firstThatFit, line } from './fit.ts';
import { message } from './layout.ts';
import type { MessageBody } from './message.ts';

/**
 * The short message under a card whose toll rose: the figures with what they were, and the card's headline, since the
 * reply may be read alone.
 * @param lines what rose, in plain text
 * @param options.roleId the role to mention; null for none
 */
export function riseReply(
  story: Story,
  lines: readonly string[],
  options: { roleId: string | null },
): MessageBody {
  const figures = firstThatFit(
    lines.map((text) => `**${line(text, 100)}**`),
    1_000,
    4,
  );
  return message(
    [
      {
        kind: 'text',
        text: `${figures}\n-# ${line(story.headline, 150, 'Untitled story')} · ${line(story.id, 20)}`,
      },
    ],
    gravityBand(story.gravity.score).accent,
    options.roleId,
  );
}
