import { inEnglish, type Said, type Say } from '../languages/say.ts';
import type { Story } from '../stories/story.ts';
import { gravityBand } from './accent.ts';
import { coverOf } from './card.ts';
import { line } from './fit.ts';
import { type Block, message } from './layout.ts';
import { storySection } from './list.ts';
import type { MessageBody } from './message.ts';

/** Sections with their buttons that are shown of each part; the rest is counted. */
const MOST_NEW = 7;
const MOST_RISEN = 3;

/** A posted story whose toll rose, and what rose. */
export interface Risen {
  story: Story;
  lines: readonly Said[];
}

/**
 * What was held back, in one message: the new stories, the gravest first, and the posted ones whose toll rose.
 * @param options.roleId the role to mention; null for none
 */
export function summaryMessage(
  stories: readonly Story[],
  risen: readonly Risen[],
  options: { roleId: string | null; covered?: boolean },
  say: Say = inEnglish,
): MessageBody {
  const gravest = [...stories].sort((a, b) => b.gravity.score - a.gravity.score);
  const left = gravest.length - MOST_NEW;
  const leftRisen = risen.length - MOST_RISEN;
  const gravities = [...stories, ...risen.map(({ story }) => story)].map((story) => story.gravity.score);
  return message(
    [
      { kind: 'text', text: `### ${say('summary.title', { counts: counts(stories, risen, say) })}` },
      ...gravest.slice(0, MOST_NEW).map((story) => storySection(story, say)),
      {
        kind: 'text',
        text: left > 0 ? say('summary.more_stories', { count: left }) : '',
      },
      { kind: 'line' },
      ...risen.slice(0, MOST_RISEN).map(({ story, lines }): Block => {
        const rose = line(lines.map(say.text).join('; '), 200);
        return {
          ...storySection(story, say),
          text: `**${line(story.headline, 120, say('card.untitled'))}**\n${rose}\n-# ${line(story.id, 20)}`,
        };
      }),
      { kind: 'text', text: leftRisen > 0 ? say('summary.more_risen', { count: leftRisen }) : '' },
    ],
    gravityBand(Math.max(0, ...gravities)).accent,
    options.roleId,
    options.covered ? coverOf([...stories, ...risen.map(({ story }) => story)], say) : null,
  );
}

function counts(stories: readonly Story[], risen: readonly Risen[], say: Say): string {
  return [
    stories.length > 0 ? say('count.new_stories', { count: stories.length }) : '',
    risen.length > 0 ? say('count.higher_tolls', { count: risen.length }) : '',
  ]
    .filter(Boolean)
    .join(', ');
}
