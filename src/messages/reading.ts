import type { Say } from '../languages/say.ts';
import type { Report } from '../reports/report.ts';
import type { Story } from '../stories/story.ts';
import { gravityBand, toneAccent } from './accent.ts';
import { factBlocks, titleBlock } from './card.ts';
import { evidenceQuotes } from './evidence.ts';
import { firstThatFit, line } from './fit.ts';
import { type Block, message, pressButton } from './layout.ts';
import type { MessageBody } from './message.ts';

/**
 * What is understood of one text: its facts, and the sentences that they stand in. Says so where nothing is.
 * @param read the text as a story of its own
 * @param part the story that it is part of, where one of the feeds has brought it; or null
 */
export function readingMessage(read: Story, report: Report, part: Story | null, say: Say): MessageBody {
  const quotes = evidenceQuotes(read, say);
  const isUnderstood = report.topics.length > 0;
  const facts: Block[] = isUnderstood
    ? [
        ...factBlocks(read, say),
        { kind: 'line' },
        { kind: 'text', text: `-# ${say('page.evidence')}` },
        { kind: 'text', text: firstThatFit(quotes, 4_500, 10, say, '\n\n') || say('page.nothing') },
      ]
    : [{ kind: 'text', text: say('reading.nothing') }];
  const open: Block[] =
    part === null
      ? []
      : [
          {
            kind: 'section',
            text: say('reading.part', {
              headline: line(part.headline, 150, say('card.untitled')),
              id: part.id,
            }),
            button: pressButton(say('button.open'), { kind: 'story', storyId: part.id, page: 'card' }),
          },
        ];
  return message(
    [
      titleBlock(read, say),
      ...facts,
      { kind: 'line' },
      ...open,
      { kind: 'text', text: `-# ${say('reading.how')}` },
    ],
    isUnderstood ? gravityBand(read.gravity.score).accent : toneAccent('info'),
  );
}
