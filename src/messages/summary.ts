import type { Story } from '../stories/story.ts';
import { gravityBand } from './accent.ts';
import { line } from './fit.ts';
import { type Block, message } from './layout.ts';
import { storySection } from './list.ts';
import type { MessageBody } from './message.ts';
import { counted } from './wording.ts';

/** Sections with their buttons that are shown of each part; the rest is counted. */
const MOST_NEW = 7;
const MOST_RISEN = 3;

/** A posted story whose toll rose, and what rose in plain text. */
export interface Risen {
  story: Story;
  lines: readonly string[];
}

/**
 * What was held back, in one message: the new stories, the gravest first, and the posted ones whose toll rose.
 * @param options.roleId the role to mention; null for none
 */
export function summaryMessage(
  stories: readonly Story[],
  risen: readonly Risen[],
  options: { roleId: string | null },
): MessageBody {
  const gravest = [...stories].sort((a, b) => b.gravity.score - a.gravity.score);
  const left = gravest.length - MOST_NEW;
  const leftRisen = risen.length - MOST_RISEN;
  const gravities = [...stories, ...risen.map(({ story }) => story)].map((story) => story.gravity.score);
  return message(
    [
      { kind: 'text', text: `### Held back until now: ${counts(stories, risen)}` },
      ...gravest.slice(0, MOST_NEW).map(storySection),
      {
        kind: 'text',
        text: left > 0 ? `… and ${counted(left, 'more story', 'more stories')}: \`/latest\`` : '',
      },
      { kind: 'line' },
      ...risen.slice(0, MOST_RISEN).map(({ story, lines }): Block => {
        const rose = line(lines.join('; '), 200);
        return {
          ...storySection(story),
          text: `**${line(story.headline, 120, 'Untitled story')}**\n${rose}\n-# ${line(story.id, 20)}`,
        };
      }),
      { kind: 'text', text: leftRisen > 0 ? `… and ${leftRisen} more with a higher toll` : '' },
    ],
    gravityBand(Math.max(0, ...gravities)).accent,
    options.roleId,
  );
}

function counts(stories: readonly Story[], risen: readonly Risen[]): string {
  return [
    stories.length > 0 ? counted(stories.length, 'new story', 'new stories') : '',
    risen.length > 0 ? counted(risen.length, 'higher toll') : '',
  ]
    .filter(Boolean)
    .join(', ');
}
