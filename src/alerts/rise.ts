import type { Said } from '../languages/say.ts';
import type { Figure, Story } from '../stories/story.ts';
import { tollSaid } from '../stories/wording.ts';

/** A story's toll as a channel was last notified of it: 0 where none was known. */
export interface ToldToll {
  killed: number;
  injured: number;
}

/** The toll that a story shows now. */
export function tollOf({ strike }: Pick<Story, 'strike'>): ToldToll {
  return { killed: strike?.killed?.shown.count ?? 0, injured: strike?.injured?.shown.count ?? 0 };
}

/**
 * What rose materially since a channel was last notified, one line a figure; empty where nothing did. Measured from
 * what was told, never from the last edit, so that a toll that creeps up is told as well as one that jumps.
 *
 * | figure | material |
 * |---|---|
 * | killed, none before | any |
 * | killed | 3 more and at least twice as many, or 5 more and half as many again, or 20 more and a fifth as many again |
 * | injured, none or some before | 10 more and at least twice as many, or 50 more and half as many again |
 */
export function risesOf(told: ToldToll, story: Pick<Story, 'strike'>): Said[] {
  const line = (what: 'killed' | 'injured', figure: Figure | null | undefined): Said[] => {
    if (!figure || !isMaterialRise(what, told[what], figure.shown.count)) return [];
    const now = tollSaid(figure.shown, what);
    return [{ key: 'rise.line', values: { now, was: told[what] } }];
  };
  return [...line('killed', story.strike?.killed), ...line('injured', story.strike?.injured)];
}

const STEPS = {
  killed: [
    { more: 3, times: 2 },
    { more: 5, times: 1.5 },
    { more: 20, times: 1.2 },
  ],
  injured: [
    { more: 10, times: 2 },
    { more: 50, times: 1.5 },
  ],
};

function isMaterialRise(what: 'killed' | 'injured', before: number, now: number): boolean {
  if (what === 'killed' && before === 0) return now > 0;
  return STEPS[what].some(({ more, times }) => now - before >= more && now >= before * times);
}
