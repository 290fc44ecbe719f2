import { isOverlap, isTold, ODDITIES } from '../feeds/note.ts';
import type { Say } from '../languages/say.ts';
import { escapeText } from '../messages/escape.ts';
import { moment } from '../messages/wording.ts';
import type { FeedState } from '../store/feeds.ts';

const NAMED = 3;

/** A line for each feed that brought something odd of late, newest first, mere overlaps last; what is more is counted. */
export function noteLines(feeds: readonly FeedState[], now: number, say: Say): string[] {
  const odd = feeds
    .flatMap(({ feed, note }) => (note !== null && isTold(note, now) ? [{ feed, note }] : []))
    .sort((a, b) => Number(isOverlap(a.note)) - Number(isOverlap(b.note)) || b.note.at - a.note.at);
  const lines = odd.slice(0, NAMED).map(({ feed, note }) => {
    const oddities = ODDITIES.flatMap((oddity) => {
      const count = note.counts[oddity] ?? 0;
      return count > 0 ? [say(`feeds.odd_${oddity}`, { count })] : [];
    });
    const title = escapeText(feed.title);
    return `- ${say('feeds.odd', { title, when: moment(note.at, 'R'), oddities: oddities.join('; ') })}`;
  });
  const left = odd.length - NAMED;
  return left > 0 ? [...lines, `- ${say('list.and_more', { count: left })}`] : lines;
}
